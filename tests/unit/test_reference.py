"""The replay script against the runs recorded in the TensorFlow Playground."""

import json
import subprocess
import sys

import pytest

from coursebuild import paths

SCRIPT = paths.ROOT / "tests/reference.py"
RUNS = sorted((paths.ROOT / "tests/golden/playground").glob("*.json"))


def replay(file, folder):
    command = [sys.executable, SCRIPT, file]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return json.loads(done.stdout, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def changed(tmp_path, name="circle_default", **entries):
    """A recorded run with other settings or data."""
    run = json.loads((SCRIPT.parent / f"golden/playground/{name}.json").read_text()) | entries
    file = tmp_path / "run.json"
    file.write_text(json.dumps(run))
    return file


def test_there_are_six():
    assert len(RUNS) == 6
    assert sum(file.stat().st_size for file in RUNS) < 250_000


@pytest.mark.parametrize("file", RUNS, ids=lambda file: file.stem)
def test_recorded_runs(file, tmp_path):
    recorded = json.loads(file.read_text())["losses"]
    for ours, theirs in zip(replay(file, tmp_path), recorded, strict=True):
        assert ours == pytest.approx(theirs, rel=0, abs=1e-9)


def test_from_the_root_with_a_relative_path():
    assert replay("tests/golden/playground/circle_default.json", paths.ROOT)[-1][0] == 100


def test_what_is_not_finite_is_null(tmp_path):
    address = "learningRate=3&regularization=L2&regularizationRate=3"
    file = changed(tmp_path, hash=address, at=[0, 400])
    (_, first, _), last = replay(file, tmp_path)
    assert first == pytest.approx(0.5015807429602891, abs=1e-9)
    assert last == [400, None, None]


def test_no_hidden_layer_and_no_test_points(tmp_path):
    init = {"W": [[[0.3, -0.2]]], "b": [[0.1]]}
    file = changed(tmp_path, hash="networkShape=&batchSize=7", shape=[2, 1], init=init, test=[], at=[150, 3])
    (epoch, loss, nothing), (second, *_) = replay(file, tmp_path)
    assert (epoch, second, nothing) == (150, 3, None)
    assert 0 < loss < 1


@pytest.mark.parametrize(("size", "same"), [("2.5", "5"), ("-10", "10"), ("0", "1000"), ("", "10")])
def test_batch_sizes_as_javascript_counts(size, same, tmp_path):
    both = [replay(changed(tmp_path, hash=f"batchSize={b}", at=[3]), tmp_path) for b in (size, same)]
    assert both[0] == both[1]
