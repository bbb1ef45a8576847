"""Advice: what a beginner is told about real mistakes in real code."""

import re
import sys

import pytest
from mistakes import MISTAKES, told

from nnlive.advice import advise
from nnlive.rules import nearest


@pytest.mark.parametrize(("code", "sentence"), MISTAKES)
def test_a_mistake_gets_its_sentence(code, sentence):
    assert told(code) == sentence


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("a, b = numbers", r"stand 2 names, but there are (3|more) values on the right\.$"),  # 3.14 counts them
        ("np.ones((10**6, 10**6))", r"more than there is\.$"),
        ("def r():\n    return r()\nr()", r"calls itself again and again"),
        ("class Odd(Exception):\n    def __str__(self):\n        return 1 / 0\nraise Odd", r"^Line 4: Odd\.$"),
        ("exec('1 +')", "something is missing after `\\+`"),
    ],
)
def test_what_depends_on_the_machine(code, words):
    assert re.search(words, told(code))


def test_an_error_that_nobody_knows_gets_no_advice():
    assert advise(LookupError("odd")) == ""


def test_a_name_in_other_capitals_is_nearest():
    assert nearest("Weight", ["weigh", "weight", "height"]) == "weight"
    assert nearest("weight", ["weight", "bias"]) == ""


def test_looking_for_the_cause_runs_no_code_of_the_reader():
    code = (
        "class Loud:\n    def __getitem__(self, at):\n        raise IndexError('list index out of range')\nLoud()[f(3)]"
    )
    assert told(code).startswith("Line 3:")
    assert "Loud" not in vars(sys.modules["__main__"])
