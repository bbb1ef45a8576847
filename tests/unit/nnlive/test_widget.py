"""@widget: what is declared wrongly fails at import; stills and runs give figures and nothing else."""

import pytest

from nnlive import Figure, Panel, Slider, widget
from nnlive.controls import ControlError
from nnlive.widget import Widget, WidgetError

N = Slider(0, 9, 1, 3)


def picture(n):
    return Figure([Panel([])], f"picture {n}")


@widget(n=N)
def still(n):
    return picture(n)


@widget(title="Counting", n=N, pace=5)
def counts(n):
    for i in range(n):
        yield picture(i)


@widget()
def for_ever():
    while True:
        yield picture(0)


def refused(reason, work):
    with pytest.raises((WidgetError, ControlError), match=reason):
        work()


def alts(figures):
    return [figure.alt for figure in figures]


def test_return_makes_a_still_and_yield_a_run():
    assert (still.runs, counts.runs) == (False, True)
    assert alts(still.figures({"n": "7"})) == ["picture 7"]
    assert alts(counts.figures()) == ["picture 0", "picture 1", "picture 2"]


def test_a_widget_knows_its_names():
    assert (still.name, still.title, counts.title, for_ever.title) == ("still", "still", "Counting", "for ever")
    assert "@widget(n=N)\ndef still(n):" in still.source()


@pytest.mark.parametrize(("frame", "alt"), [(None, "picture 2"), (0, "picture 0"), (2, "picture 2")])
def test_the_picture_for_the_page(frame, alt):
    assert counts.still(frame=frame).alt == alt


def test_a_picture_that_is_not_there_is_told():
    refused("counts gave 3 pictures, so there is no picture 3", lambda: counts.still(frame=3))
    refused("counts gave no picture", lambda: counts.still({"n": 0}))
    refused(r"for_ever gave 50 pictures and no end.*still: 200", lambda: for_ever.still(most=50))
    assert for_ever.still(frame=99, most=50).alt == "picture 0"


@pytest.mark.parametrize("given", [{"n": 10}, {"n": True}, {"m": 1}])
def test_settings_are_checked(given):
    refused("n: |no control 'm'", lambda: still.settings(given))


@pytest.mark.parametrize("gives", [None, "text", picture])
def test_what_is_no_figure_is_told(gives):
    refused("gave .*, not a Figure", lambda: widget()(lambda: gives).still())


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ({}, r"the parameters \['n'\] but the controls \[\]"),
        ({"n": N, "m": N}, "but the controls"),
        ({"n": 3}, "n = 3 is not a control"),
        ({"n": N, "pace": 0}, "pace = 0"),
        ({"n": N, "pace": float("nan")}, "pace = nan"),
    ],
)
def test_a_wrong_declaration_fails_at_once(declared, reason):
    refused(reason, lambda: widget(**declared)(lambda n: picture(n)))


def test_a_declared_function_stays_one():
    assert isinstance(still, Widget)
    assert still.function(4).alt == "picture 4"
