"""A link means the same run in CPython and in Pyodide: data, start weights and losses."""

import json
import runpy
import subprocess

import pytest

from coursebuild import node, package, paths, runtime

SCRIPT = """
from nnlive.settings import make_data, make_inputs, make_trainer, read

LINKS = (
    "",
    "dataset=spiral&networkShape=8,8,8&sinX=true&seed=0.5&noise=10",
    "problem=regression&regularization=L1&regularizationRate=0.003&batchSize=7",
    "dataset=gauss&noise=50&activation=relu&optimizer=adam&loss=log_loss&start=he",
)

def follow(link):
    state, remarks = read(link)
    X, y, test_X, test_y = make_data(state)
    X, test_X, trainer = make_inputs(state, X), make_inputs(state, test_X), make_trainer(state)
    losses = []
    for _ in range(20):
        trainer.epoch(X, y)
        losses.append(trainer.mean_loss(test_X, test_y))
    return [*X[0].tolist(), *trainer.theta.tolist(), *losses]

def run():
    return [follow(link) for link in LINKS]
"""


def test_links_mean_the_same(tmp_path):
    script = tmp_path / "links.py"
    script.write_text(SCRIPT)
    pyodide = next(iter(runtime.ensure().values())).parent
    command = [node.node(), paths.ROOT / "tests/pyodide/run.mjs", pyodide, package.write(tmp_path), script]
    there = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout)
    for ours, theirs in zip(runpy.run_path(str(script))["run"](), there, strict=True):
        assert theirs == pytest.approx(ours, rel=0, abs=1e-9)
