"""Questions: read as the author meant them, or refused where one could be understood in two ways."""

import pytest

from coursebuild import questions
from coursebuild.locate import FenceError
from coursebuild.questions import Choice, Wrong

ONE = """ask: Which?
choices:
  - right: "yes"
    why: It is.
  - wrong: 0.50
    why: It is not.
"""
NUMBER = """ask: How much?
answer: 0.5
within: 0.01
why: Half.
unit: m
wrong:
  - is: 2
    why: Upside down.
"""


def test_choices_are_the_author_s_texts():
    question = questions.read(ONE)
    assert question.choices == (Choice("yes", True, "It is."), Choice("0.50", False, "It is not."))
    assert question.kind == "one"
    assert questions.read(ONE.replace("wrong: 0.50", "right: b") + "  - wrong: c\n    why: no\n").kind == "many"


def test_a_number_has_a_tolerance_and_wrong_ones():
    question = questions.read(NUMBER)
    assert (question.answer, question.within, question.unit, question.kind) == (0.5, 0.01, "m", "number")
    assert question.wrong == (Wrong(2, "Upside down."),)


@pytest.mark.parametrize(
    ("text", "old", "new", "reason"),
    [
        (ONE, "wrong: 0.50", "right: b", "at least one right and one wrong"),
        (ONE, 'right: "yes"', "wrong: b", "at least one right and one wrong"),
        (ONE, "wrong: 0.50", "wrong:  'yes '", "two choices are the same: 'yes'"),
        (ONE, "    why: It is not.\n", "", "a choice needs 'why'"),
        (ONE, "wrong: 0.50", "wrong: b\n    right: b", "a choice is either right or wrong"),
        (ONE, "why: It is not.", "why:", "why is a text"),
        (ONE, "wrong: 0.50", "worng: 0.50", "a choice has no 'worng'; did you mean 'wrong'?"),
        (ONE, "ask: Which?", "aks: Which?", "no 'aks'; did you mean 'ask'?"),
        (ONE, "ask: Which?", "ask: Which: one?", "no YAML: mapping values are not allowed here.*quotes"),
        (ONE, ONE, "ask: A\nchoices: yes", "choices is a list, not 'yes'"),
        (ONE, ONE, "ask", "a question has ask"),
        (ONE, ONE, "", "a question has ask"),
        (NUMBER, "within: 0.01\n", "", "a question needs 'within'"),
        (NUMBER, "within: 0.01", "within: 0", "within is 0"),
        (NUMBER, "within: 0.01", "within: -1", "within is -1"),
        (NUMBER, "answer: 0.5", "answer: half", "answer is a number, not 'half'"),
        (NUMBER, "answer: 0.5", "answer: .nan", "answer is a number"),
        (NUMBER, "answer: 0.5", "answer: inf", "answer is a number"),
        (NUMBER, "is: 2", "is: 0.515", "0.5 and 0.515 cannot be told apart within 0.01"),
        (NUMBER, "why: Upside down.", "why: A.\n  - is: 2.01\n    why: B.", "2 and 2.01 cannot be told apart"),
        (NUMBER, "why: Half.\n", "", "a question needs 'why'"),
        (NUMBER, "unit: m", "units: m", "no 'units'; did you mean 'unit'?"),
    ],
)
def test_what_is_wrong_or_ambiguous_is_refused(text, old, new, reason):
    assert old in text
    with pytest.raises(FenceError, match=reason):
        questions.read(text.replace(old, new))
