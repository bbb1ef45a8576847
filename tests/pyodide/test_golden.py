"""The same Python gives the same numbers in CPython and in Pyodide."""

import json
import subprocess
from pathlib import Path

import pytest

from coursebuild import node, package, paths, runtime
from nnlive.runtime import content_hash

GOLDEN = paths.ROOT / "tests/golden"


def in_pyodide(script: Path, folder: Path):
    archive = package.write(folder)
    pyodide = next(iter(runtime.ensure().values())).parent
    runner = Path(__file__).with_name("run.mjs")
    command = [node.node(), runner, pyodide, archive, script]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout)


def test_golden_training_run(tmp_path):
    wanted = json.loads((GOLDEN / "training.json").read_text())
    assert in_pyodide(GOLDEN / "golden_run.py", tmp_path) == pytest.approx(wanted, abs=1e-9, rel=0)


def test_the_page_runs_the_very_same_package(tmp_path):
    script = tmp_path / "ask.py"
    script.write_text("import nnlive\ndef run(): return nnlive.runtime()\n")
    told = in_pyodide(script, tmp_path)
    assert told["python"] == "Pyodide"
    assert told["nnlive"] == content_hash()
