"""A reader's own code: the parts of it that files need, and what goes wrong in it."""

import linecache

import numpy as np
import pytest

from nnlive.owncode import definitions


def written(text):
    """A function of a module with this text."""
    linecache.cache["mine"] = (len(text), None, text.splitlines(keepends=True), "mine")
    names = {"np": np}
    exec(compile(text + "\ndef near():\n    pass\n", "mine", "exec"), names)
    return names["near"]


TEXT = '''
import numpy as np
from math import tau

FACTOR = 2
OTHER = 3


def wave(z):
    """A wave."""
    return np.sin(FACTOR * z)


MY_ACTIVATION = (
    wave,
    lambda z: FACTOR * np.cos(FACTOR * z),
)
MY_RULE = lambda gradient, lr, memory, t: lr * gradient / tau
UNUSED = OTHER
'''


def test_all_that_is_used_comes_along_and_nothing_else():
    text = definitions(written(TEXT), ["MY_ACTIVATION"])
    names = {"np": np}
    exec(text, names)
    assert names["MY_ACTIVATION"][0](0.5) == np.sin(1.0)
    assert not {"OTHER", "UNUSED", "MY_RULE", "tau"} & set(names)


def test_imports_come_along_too():
    text = definitions(written(TEXT), ["MY_RULE"])
    assert text.splitlines() == ["from math import tau", TEXT.splitlines()[-2]]


@pytest.mark.parametrize("names", [[], ["FACTOR"]])
def test_few_names(names):
    assert definitions(written(TEXT), names) == "".join(f"{name} = 2" for name in names)
