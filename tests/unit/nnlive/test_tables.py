import pytest

from nnlive.losses import LOSSES
from nnlive.tables import choose


def test_a_known_name_gives_its_entry():
    assert choose(LOSSES, "hinge", "loss").label == "Hinge"


def test_a_slip_of_the_pen_is_answered_with_the_nearest_name():
    with pytest.raises(ValueError, match=r"no loss called 'logloss'. Did you mean 'log_loss'\? Known: squared"):
        choose(LOSSES, "logloss", "loss")


def test_a_wild_name_gets_the_list_only():
    with pytest.raises(ValueError, match=r"called 'zzz'\. Known:"):
        choose(LOSSES, "zzz", "loss")
