"""Cells of a page: one namespace, what runs before what, what they show, how they fail and stop."""

import json
import warnings

import pytest

from nnlive.capture import MOST_TEXT
from nnlive.cells import Cells
from nnlive.live import Session


class Page:
    """A page with cells 1, 2, ... as the reader sees it."""

    def __init__(self, *sources):
        self.sources = list(sources)
        self.told = {}
        self.cells = Cells("p", lambda cell, item: self.told[cell].append(item), self._state)

    def _state(self, cell, state):
        if state == "running":
            self.told[cell] = []

    def run(self, number):
        """The numbers of the cells that ran."""
        cells = [(f"p:cell-{n}", source) for n, source in enumerate(self.sources, 1)]
        self.outcome = self.cells.run(cells, f"p:cell-{number}")
        return [int(name.rpartition("-")[2]) for name in self.outcome.ran]

    def text(self, number):
        return "".join(item.get("text", "") for item in self.told[f"p:cell-{number}"])

    def error(self, number):
        return next(item for item in self.told[f"p:cell-{number}"] if item["kind"] == "error")


def test_a_cell_runs_what_it_needs_above_it_and_that_once():
    page = Page("x = 1", "1 / 0", "y = x + 1", "print(y)")
    assert page.run(4) == [1, 3, 4]
    assert page.text(4) == "2\n"
    assert page.run(4) == [4]


def test_a_changed_cell_and_what_hangs_on_it_run_again():
    page = Page("x = 1", "y = x + 1", "print(y)")
    page.run(3)
    page.sources[0] = "x = 5"
    assert page.run(3) == [1, 2, 3]
    assert page.text(3) == "6\n"


def test_a_cell_run_again_makes_those_below_it_old():
    page = Page("x = [1]", "x.append(2)", "y = len(x)", "y")
    page.run(4)
    assert page.run(2) == [2]
    assert page.run(4) == [3, 4]
    assert page.text(4) == "3\n"


def test_the_wanted_cell_goes_on_from_what_is_there():
    page = Page("w = 0", "w = w + 1\nw")
    assert [page.run(2), page.text(2), page.run(2), page.text(2)] == [[1, 2], "1\n", [2], "2\n"]


def test_an_error_above_is_said_where_the_reader_is():
    page = Page("x = 1 / 0", "print(x)")
    assert page.run(2) == [1]
    assert page.outcome.failed == "p:cell-1"
    assert page.error(1)["line"] == 1
    assert page.told["p:cell-2"] == [{"kind": "note", "text": "This needs cell 1 above, which has an error."}]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("1 + 1", "2\n"),
        ("1 + 1;", ""),
        ("x = 'ä'; x ;  # hidden", ""),
        ("x = 3", ""),
        ("None", ""),
        ("for i in range(2):\n    i", ""),
        ("print('a', end='')\n'b'", "a'b'\n"),
        ("import sys\nprint('to', file=sys.stderr)", "to\n"),
        ("", ""),
        ("# nothing", ""),
        ("if __name__ == '__main__':\n    print('main')", "main\n"),
    ],
)
def test_the_last_expression_is_shown(source, shown):
    page = Page(source)
    page.run(1)
    assert page.text(1) == shown
    assert page.outcome.failed == ""


def test_what_was_printed_before_an_error_stays():
    page = Page("print('before')\nx = 2\n[][x]")
    page.run(1)
    assert [item["kind"] for item in page.told["p:cell-1"]] == ["text", "error"]
    assert page.error(1)["line"] == 3
    assert page.error(1)["traceback"].startswith('Traceback (most recent call last):\n  File "cell 1", line 3')
    assert "nnlive" not in page.error(1)["traceback"]


def test_an_error_in_a_function_of_another_cell_marks_the_call():
    page = Page("\ndef half(x):\n    return 1 / x", "y = 0\nhalf(y)")
    page.run(2)
    error = page.error(2)
    assert error["line"] == 2
    assert error["message"].endswith(" That is in line 3 of cell 1, in `half`.")
    assert "    return 1 / x" in error["traceback"]


def test_an_error_in_a_function_of_the_cell_itself_marks_the_innermost_line():
    page = Page("def half(x):\n    return 1 / x\nhalf(0)")
    page.run(1)
    assert page.error(1)["line"] == 2


def test_stopping_keeps_the_names():
    page = Page("x = 7\nraise KeyboardInterrupt", "x")  # the page's interrupt arrives in a line of the reader's
    page.run(1)
    assert page.error(1) == {
        "kind": "error",
        "message": "Stopped in line 2.",
        "line": 2,
        "traceback": "",
        "stopped": True,
    }
    assert page.outcome.stopped
    assert page.cells.names["x"] == 7
    assert (page.run(2), page.text(2)) == ([2], "7\n")


def test_stopping_a_cell_above_leaves_the_wanted_one_for_the_next_run():
    page = Page("x = 7\nraise KeyboardInterrupt", "x")
    assert page.run(2) == [1]
    assert page.text(2) == "This needs cell 1 above, which was stopped."
    assert (page.run(2), page.text(2)) == ([2], "7\n")


def test_endless_printing_is_cut_off_and_the_code_runs_on():
    page = Page("for i in range(30_000):\n    print('line', i)\ndone = True")
    page.run(1)
    text = [item for item in page.told["p:cell-1"] if item["kind"] == "text"]
    assert sum(len(item["text"]) for item in text) == MOST_TEXT
    assert page.told["p:cell-1"][-1] == {"kind": "note", "text": "Output is cut off after 100,000 characters."}
    assert page.cells.names["done"]
    assert len(text) < 200  # in pieces, not line by line


def test_endless_pictures_are_cut_off():
    page = Page("import numpy as np\nfrom nnlive import show\nfor _ in range(250):\n    show(np.ones(2))")
    page.run(1)
    items = page.told["p:cell-1"]
    assert [len(items), items[-1]["kind"]] == [201, "note"]


def test_a_warning_is_given_at_every_run():
    page = Page("import warnings\nwarnings.warn('careful')")
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("default")  # once for each place, which the cell is again at its second run
        page.run(1)
        page.run(1)
    assert [(warning.filename, warning.lineno) for warning in given] == [("cell 1", 2)] * 2


def test_functions_keep_their_source_for_inspect():
    page = Page("def f():\n    return 1", "import inspect\nprint(inspect.getsource(f))")
    page.run(2)
    assert "return 1" in page.text(2)


class TestSession:
    """The Session's half for cells."""

    def setup_method(self):
        self.told = []
        self.session = Session(lambda text: self.told.append(json.loads(text)))

    def cells(self, *sources):
        return json.dumps([{"id": f"p:cell-{n}", "source": source} for n, source in enumerate(sources, 1)])

    def test_what_happens_is_told_in_order(self):
        answer = self.session.run_cells("p", self.cells("x = 1", "print(x)"), "p:cell-2")
        assert json.loads(answer) == {"ran": ["p:cell-1", "p:cell-2"], "failed": ""}
        assert [one.get("state") or one["item"]["text"] for one in self.told] == [
            "running",
            "done",
            "running",
            *["1\n"],
            "done",
        ]
        assert {one["page"] for one in self.told} == {"p"}

    def test_pages_do_not_share_names_and_can_be_forgotten(self):
        self.session.run_cells("p", self.cells("x = 1"), "p:cell-1")
        assert json.loads(self.session.run_cells("q", self.cells("x"), "p:cell-1"))["failed"] == "p:cell-1"
        assert self.session.forget("p") == "{}"
        assert json.loads(self.session.run_cells("p", self.cells("x"), "p:cell-1"))["failed"] == "p:cell-1"

    def test_imports_of_a_cell_and_of_those_above_that_it_needs(self):
        def imports(*sources):
            return json.loads(self.session.imports(json.dumps(sources)))

        above = "import matplotlib.pyplot as plt, json"
        assert imports(above) == imports(above, "plt.plot([1, 2])") == ["matplotlib", "json"]
        assert imports(above, "import numpy.linalg\nx = 1") == ["numpy"]
        assert imports("import (") == []

    def test_an_exercise_is_checked(self):
        exercise = json.dumps({"hints": [], "solution": "", "check": "assert y == 2, 'no'", "variations": ""})

        def ask(source):
            return json.loads(self.session.check("p", self.cells("x = 1"), "p:exercise-1", source, exercise))

        assert ask("y = x + 1") == {"passed": True, "message": "Correct.", "line": None}
        assert ask("y = x") == {"passed": False, "message": "no", "line": None}

    @pytest.mark.parametrize("cells", ["{", "[]", "[3]", '[{"id": "p:cell-2", "source": ""}]'])
    def test_every_call_answers(self, cells):
        assert json.loads(self.session.run_cells("p", cells, "p:cell-1"))["error"]["message"]
