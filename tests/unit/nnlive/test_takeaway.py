"""A taught classifier as files: each gives back the same answers."""

import json
import subprocess
import sys

import numpy as np
import pytest

from nnlive import takeaway
from nnlive.classifier import learn

RNG = np.random.default_rng(0)
X, Y = RNG.normal(3, 2, (30, 5)), np.repeat([0, 1, 2], 10)
X[np.arange(30), Y] += 6
NAMES = ["a", "b", "“c”"]


@pytest.fixture(params=[0, 4])
def model(request):
    *_, last = learn(X, Y, 3, rng=np.random.default_rng(1), hidden=request.param, epochs=10)
    return last


def test_npz_and_back(model):
    again, names, recipe = takeaway.from_npz(takeaway.to_npz(model, NAMES, "five numbers"))
    assert (names, recipe) == (NAMES, "five numbers")
    assert (again.shares(X) == model.shares(X)).all()


@pytest.mark.parametrize("data", [b"", b"no file of ours"])
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="no classifier that was saved here"):
        takeaway.from_npz(data)


def test_json_has_every_number(model):
    told = json.loads(takeaway.to_json(model, NAMES, "five numbers"))
    assert told["names"] == NAMES
    assert np.array(told["W0"]).shape == model.network.layers[0].W.shape
    assert (np.array(told["mean"]) == model.mean).all()


def test_ten_lines_run_it(model, tmp_path):
    (tmp_path / "model.npz").write_bytes(takeaway.to_npz(model, NAMES, "five numbers"))
    code = f"{takeaway.RUN}\nprint(list(shares(np.array({X[3].tolist()}))))"
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(printed.replace("np.float64(", "").replace(")", "")) == pytest.approx(
        model.shares(X[3:4])[0].tolist()
    )


def test_the_notebook_s_code_gives_the_same_shares(model):
    cells = json.loads(takeaway.notebook(model, NAMES, "import numpy as np", X[3]))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    names = {}
    exec(code, names)
    assert names["shares"](X[3]) == pytest.approx(model.shares(X[3:4])[0], abs=1e-12)


def test_keras_takes_the_features_unscaled(model):
    code = takeaway.keras(model)
    assert "softmax" in code
    assert "keras.Input((5,))" in code
