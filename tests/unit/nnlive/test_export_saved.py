"""Weights as a file: everything comes back, and a file that is not right says what is wrong."""

import io
import json
import textwrap

import numpy as np
import pytest

from nnlive import saved
from nnlive.saved import load_state, load_weights, weights_json, weights_npz
from nnlive.settings import make_data, make_inputs, make_trainer, read

ADDRESSES = {
    "default": "",
    "L1, dead links": "regularization=L1&regularizationRate=0.1&xSquared=true&learningRate=0.1",
    "no hidden layer": "networkShape=&problem=regression",
    "no features": "x=false&y=false",
    "deep": "networkShape=3,1,4&activations=relu,gelu&optimizer=adam&seed=ä b&loss=log_loss",
}


def trained(address, epochs=5):
    state, _ = read(address)
    trainer, (X, y, *_) = make_trainer(state), make_data(state)
    for _ in range(epochs):
        trainer.epoch(make_inputs(state, X), y)
    return state, trainer


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_weights_come_back(address):
    state, trainer = trained(address)
    text = weights_json(state, trainer)
    back = load_weights(text)
    assert load_state(text) == state
    assert (back.sizes, back.epochs, back.activations) == (trainer.sizes, 5, trainer.activations)
    np.testing.assert_array_equal(back.theta, trainer.theta)
    for ours, theirs in zip(trainer.dead, back.dead, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert weights_json(state, back) == text


def test_the_ten_lines_run_the_network(tmp_path, monkeypatch, capsys):
    state, trainer = trained("networkShape=3,2&activation=relu&xTimesY=true&sinX=true")
    (tmp_path / "weights.json").write_text(weights_json(state, trainer), "utf-8")
    monkeypatch.chdir(tmp_path)
    code = textwrap.dedent("\n".join(line for line in saved.__doc__.splitlines() if line.startswith("    ")))
    names = {}
    exec(code.replace("json.load(open", "load(open").replace("import json", _LOAD), names)
    expected = trainer.forward(make_inputs(state, np.array([[0.5, -1.0], [3.0, 4.0]])))[-1]
    np.testing.assert_allclose(names["a"], expected, rtol=0, atol=1e-12)
    assert "[[" in capsys.readouterr().out


_LOAD = """
import json
def load(file):
    with file:  # warnings are errors here, and an open file is one
        return json.load(file)
"""


def test_npz():
    _, trainer = trained(ADDRESSES["L1, dead links"])
    with np.load(io.BytesIO(weights_npz(trainer))) as file:
        assert file["sizes"].tolist() == list(trainer.sizes)
        assert file["activations"].tolist() == trainer.activations
        for i, (W, b, dead) in enumerate(zip(trainer.weights, trainer.biases, trainer.dead, strict=True)):
            np.testing.assert_array_equal(file[f"W{i}"], W)
            np.testing.assert_array_equal(file[f"b{i}"], b)
            np.testing.assert_array_equal(file[f"dead{i}"], dead)


BROKEN = {
    "weights of another shape": (lambda f: f["weights"][0].pop(), r"weights\[0\]: the network needs .* \(2, 4\)"),
    "rows of several lengths": (lambda f: f["weights"][0][0].pop(), r"weights\[0\]: not a table of numbers"),
    "a text": (lambda f: f["biases"].__setitem__(1, ["a", 1]), r"biases\[1\]: not a table of numbers"),
    "none": (lambda f: f["biases"].__setitem__(1, [None, 1]), r"biases\[1\]"),
    "not finite": (lambda f: f["biases"].__setitem__(1, [1e999, 1]), r"biases\[1\]: .* not a finite number"),
    "a layer too many": (lambda f: f["dead"].append([]), "dead: there are 3 layers, but 4"),
    "other sizes": (lambda f: f.update(sizes=[2, 1]), "sizes: the file says"),
    "other features": (lambda f: f.update(features=["x1"]), "features: the file says"),
    "other activations": (lambda f: f.update(activations=["relu"] * 3), "activations: the file says"),
    "other settings": (lambda f: f.update(settings="networkShape=5"), "sizes: the file says"),
    "no weights": (lambda f: f.pop("weights"), "lacks 'weights'"),
    "weights that are no list": (lambda f: f.update(weights=3), "'weights' should be a list"),
    "epochs that are no number": (lambda f: f.update(epochs="many"), "'epochs' should be a number"),
    "another format": (lambda f: f.update(format="x"), "not a file of weights"),
}


@pytest.mark.parametrize(("breaking", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_says_what_is_wrong(breaking, told):
    file = json.loads(weights_json(*trained("", 0)))
    breaking(file)
    with pytest.raises(ValueError, match=told):
        load_weights(json.dumps(file))


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", "x1,x2\n1,2"])
def test_what_is_no_such_file_at_all(text):
    with pytest.raises(ValueError, match="This is not a"):
        load_weights(text)


def test_an_activation_of_ones_own_is_saved_and_cannot_be_brought_back():
    state, trainer = trained("", 0)
    trainer.activations[0] = (np.sin, np.cos)
    with pytest.raises(ValueError, match="maker's own"):
        load_weights(weights_json(state, trainer, own="MY_ACTIVATION = (np.sin, np.cos)"))


def test_what_cannot_be_saved():
    state, trainer = trained("", 0)
    trainer.biases[0][0] = np.inf
    for save in (lambda: weights_json(state, trainer), lambda: weights_npz(trainer)):
        with pytest.raises(ValueError, match="diverged"):
            save()
