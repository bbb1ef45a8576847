"""Cells in the page's own Python: what they print and show, where they fail, and the sentences of advice."""

import json
import runpy
import subprocess

import pytest

from coursebuild import node, package, paths, runtime

UNIT = paths.ROOT / "tests/unit/nnlive"

CELLS = '''
from nnlive.cells import Cells

FIRST = """
import numpy as np
from nnlive import Figure, Line, Panel, show

def half(x):
    return 1 / x

print("one", 2)
np.eye(2)
"""
SECOND = "print('two')\\nshow(Figure([Panel([Line([0, 1], [0, 1])])], 'a line'))\\nhalf(0)"
THIRD = "import warnings\\nwarnings.warn('careful')\\nnp.float64(-0.5)"

def run():
    told = []
    cells = Cells("p", lambda cell, item: told.append([cell, item]))
    page = [("p:cell-1", FIRST), ("p:cell-2", SECOND), ("p:cell-3", THIRD)]
    outcomes = [cells.run(page, name) for name in ("p:cell-2", "p:cell-3")]
    return {"told": told, "ran": [one.ran for one in outcomes], "failed": [one.failed for one in outcomes]}
'''


@pytest.fixture(scope="module")
def in_pyodide(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cells")
    archive = package.write(folder)
    pyodide = next(iter(runtime.ensure().values())).parent

    def run(script):
        command = [node.node(), paths.ROOT / "tests/pyodide/run.mjs", pyodide, archive, script]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout)

    return run


def test_cells_print_show_and_fail(in_pyodide, tmp_path):
    script = tmp_path / "cells.py"
    script.write_text(CELLS)
    told = in_pyodide(script)
    assert told["ran"] == [["p:cell-1", "p:cell-2"], ["p:cell-3"]]
    assert told["failed"] == ["p:cell-2", ""]
    of = {name: [item for cell, item in told["told"] if cell == name] for name in ("p:cell-1", "p:cell-2", "p:cell-3")}
    assert [item["kind"] for item in of["p:cell-1"]] == ["text", "html"]
    assert [item["kind"] for item in of["p:cell-2"]] == ["text", "html", "error"]
    error = of["p:cell-2"][-1]
    assert error["line"] == 3
    assert error["message"] == (
        "Line 3: `x` is 0 here, and nothing can be divided by 0. That is in line 6 of cell 1, in `half`."
    )
    assert "".join(item["text"] for item in of["p:cell-3"]).startswith("cell 3:2: UserWarning: careful")
    assert of["p:cell-3"][-1]["text"].endswith("-0.5\n")


def test_advice_is_the_same_as_in_the_build(in_pyodide):
    mistakes = runpy.run_path(str(UNIT / "mistakes.py"))["MISTAKES"]
    assert in_pyodide(UNIT / "mistakes.py") == [sentence for _, sentence in mistakes]
