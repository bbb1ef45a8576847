"""Checking answers: the example, other values, and the words for each way to fail."""

import pytest

from nnlive.cells import Cells
from nnlive.exercise import OTHER_VALUES, check, copied

ABOVE = [
    ("p:cell-1", "import numpy as np\nweights = np.array([1.0, 2.0])\nhistory = []\nrate = 0.5"),
    ("p:cell-2", "def output():\n    history.append(1)\n    return weights.sum()"),
]


def told(source, checks, variations="", above=ABOVE, cells=None):
    return check(cells or Cells("p", lambda cell, item: None), above, source, checks, variations, "p:exercise-1")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def step(z):\n    return 1 if z > 0 else 0", "Correct."),
        ("def step(z):\n    return 1", "`step(-1)` should be 0."),
        ("def step(z):\n    return int(z == 2)", OTHER_VALUES + "What about 3?"),
        ("pass", "Your code has to define `step`."),
        ("def step(z)\n    return 1", "Line 1: a colon `:` is missing at the end of `def step(z)`."),
        ("def step(z):\n    return Z", "Line 2: there is no name `Z`. Did you mean `z`?"),
        (
            "def step(a, b):\n    return 1",
            "The check of your code failed: the call of `step` leaves out `b`.",
        ),
        ("print(wieghts)", "Line 1: there is no name `wieghts`. Did you mean `weights`?"),
        ("def step(z):\n    raise KeyboardInterrupt", "Stopped."),
        ("raise SystemExit", "Line 1: `exit()` would end Python, which the page keeps running."),
    ],
)
def test_what_an_answer_is_told(source, message):
    checks = "assert step(2) == 1, '`step(2)` should be 1.'\nassert step(-1) == 0, '`step(-1)` should be 0.'"
    result = told(source, checks, "assert step(3) == 1, 'What about 3?'")
    assert result["message"] == message
    assert result["passed"] == (message == "Correct.")


def test_an_error_in_the_readers_code_marks_its_line():
    assert told("x = 1\ny = x[0]", "")["line"] == 2
    assert told("def f(v):\n    return v[0]", "f(1)")["line"] == 2


def test_what_it_printed_can_be_checked_and_is_shown():
    result = told("print('yes')", "assert printed == 'yes\\n', printed")
    assert (result["passed"], result["items"]) == (True, [{"kind": "text", "text": "yes\n"}])


def test_a_hard_coded_answer_fails_when_the_code_runs_again_with_other_values():
    variation = "assert again(rate=2.0).y == 4, 'Use `rate`.'"
    assert told("y = rate * 2", "assert y == 1", variation)["passed"]
    assert told("y = 1.0", "assert y == 1", variation)["message"] == OTHER_VALUES + "Use `rate`."


def test_the_cells_above_see_nothing_of_an_answer():
    cells = Cells("p", lambda cell, item: None)
    source = "weights[0] = 9\nhistory.append(2)\nrate = 3\nnew = output()"
    assert told(source, "assert new == 11, str(new)\nassert history == [2, 1]", cells=cells)["passed"]
    names = cells.names
    assert (names["weights"].tolist(), names["history"], names["rate"]) == ([1, 2], [], 0.5)
    assert "new" not in names


def test_a_broken_cell_above_is_named():
    result = told("y = x", "", above=[("p:cell-1", "x = 1 / 0")])
    assert result["message"] == "This needs cell 1 above, which has an error."


def test_a_copy_keeps_what_belongs_together():
    rows = [[1]]
    names = {"rows": rows, "first": rows[0], "lines": (line for line in "ab"), "kind": dict}
    made = copied(names)
    assert made["rows"] == rows
    assert made["rows"] is not rows
    assert made["rows"][0] is made["first"]
    assert made["lines"] is names["lines"]  # a generator cannot be copied
    assert made["kind"] is dict
