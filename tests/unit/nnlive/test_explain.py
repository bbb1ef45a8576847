"""Errors in words: the lesson's line is named, our machinery is not shown, Python's report is kept."""

import pytest

from nnlive.explain import explain, place
from nnlive.lesson import load
from nnlive.shapes import FigureError


def told(body, file="x/widgets.py"):
    """What a reader is told when a lesson runs these lines."""
    source = "import numpy as np\nfrom nnlive import Figure, Line, Panel\ndef helper(v):\n    return 1 / v\n" + body
    try:
        load("x", source, file)
    except BaseException as error:
        return explain(error)
    raise AssertionError("no error")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("1 / 0", "It divided by zero, in line 5 of x/widgets.py: nothing can be divided by 0."),
        ("helper(0)", "It divided by zero, in line 4 of x/widgets.py: `v` is 0 here, and nothing can be divided by 0."),
        ("[][3]", "It asked for a place that a list or an array does not have, in line 5 of"),
        ("{}['a']", "It asked for a name that is not in the table, in line 5 of x/widgets.py: there is no"),
        ("\nnothing", "It used a name that nothing has been given, in line 6 of"),
        ("1 + 'a'", "It used a value of the wrong kind, in line 5 of"),
        ("np.zeros(2) @ np.zeros(3)", "It used a value that does not fit, in line 5 of"),
        ("np.linalg.inv(np.zeros((2, 2)))", "It used a value that does not fit, in line 5 of x/widgets.py: this"),
        ("np.zeros(2).nothing", "It asked a value for something it does not have, in line 5 of"),
        ("import torch_nowhere", "It asked for a package that is not here, in line 5 of"),
        ("def f(): f()\nf()", "A function called itself without end, in line 5 of"),
        ("raise SystemExit", "It asked Python to end"),
        ("raise Exception", "Something went wrong, in line 5 of x/widgets.py: Exception."),
        ("x = = 1", "Python cannot read it, in line 5 of x/widgets.py: `x = = 1` is not clear: look for"),
        ("Line(0, float('nan'))", "Line: y is nan, not a finite number."),
        ("raise FloatingPointError('the loss blew up.')", "The loss blew up."),
        ("raise FloatingPointError", "Something went wrong, in line 5 of x/widgets.py: FloatingPointError."),
    ],
)
def test_a_sentence_for_a_reader(body, message):
    assert told(body)["message"].startswith(message)


def test_the_traceback_begins_in_the_lesson():
    report = told("helper(0)")["traceback"]
    assert report.splitlines()[0] == '  File "x/widgets.py", line 5, in <module>'
    assert "return 1 / v" in report
    assert report.endswith("ZeroDivisionError: division by zero\n")
    assert "nnlive" not in report


def test_a_path_with_our_name_in_it_is_still_a_lesson():
    assert "in line 5 of my-nnlive/widgets.py" in told("1 / 0", "my-nnlive/widgets.py")["message"]


def test_an_error_of_ours_without_a_lesson_shows_no_machinery():
    with pytest.raises(FigureError) as caught:
        raise FigureError("alt is empty")
    assert explain(caught.value) == {
        "message": "Alt is empty.",
        "traceback": "nnlive.shapes.FigureError: alt is empty\n",
    }
    assert place(caught.value) == ""


def test_an_error_in_our_own_code_keeps_its_traceback():
    with pytest.raises(KeyError) as caught:
        {}["x"]
    assert "test_explain.py" in explain(caught.value)["traceback"]
