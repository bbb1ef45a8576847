"""The way to Keras, against what Keras itself answered when this was recorded, and live where it is installed."""

import ast
import json

import keras_run
import numpy as np
import pytest

from nnlive.export import keras, load_state, load_weights
from nnlive.settings import make_data, make_inputs

RECORDED = json.loads(keras_run.FILE.read_text("utf-8"))


def recorded(name):
    """State and network of a record, its data, and what Keras answered."""
    text = RECORDED[name]["weights"]
    state = load_state(text)
    return state, load_weights(text), make_data(state), RECORDED[name]


def ours(state, trainer):
    return trainer.forward(make_inputs(state, keras_run.points()))[-1][:, 0]


@pytest.mark.parametrize("name", RECORDED)
def test_keras_predicted_the_same(name):
    state, trainer, _, answers = recorded(name)
    np.testing.assert_allclose(ours(state, trainer), answers["predicted"], rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", RECORDED)
def test_keras_learned_the_same(name):
    """Where no batch is short, the promised optimizer, loss and penalty make the same steps."""
    state, trainer, (X, y, *_), answers = recorded(name)
    for _ in range(keras_run.EPOCHS):
        trainer.epoch(make_inputs(state, X), y)
    np.testing.assert_allclose(ours(state, trainer), answers["after"], rtol=0, atol=1e-5)
    assert np.abs(np.subtract(answers["after"], answers["predicted"])).max() > 1e-3


@pytest.mark.parametrize("name", RECORDED)
def test_the_code_compiles_and_holds_every_weight(name):
    state, trainer, _, _ = recorded(name)
    code = keras(state, trainer)
    assert all(len(line) <= 100 for line in code.splitlines())
    tree = ast.parse(code)
    found = [node for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id in ("W", "b")]
    names = {"np": np}
    exec(compile(ast.Module(found, []), "weights", "exec"), names)
    for written, now in ((names["W"], trainer.weights), (names["b"], trainer.biases)):
        for a, b in zip(written, now, strict=True):
            np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("name", RECORDED)
def test_live_where_keras_is_installed(name):
    pytest.importorskip("keras")
    state, trainer, (X, y, *_), answers = recorded(name)
    found = keras_run.run(keras(state, trainer), X, y)
    np.testing.assert_allclose(found["predicted"], answers["predicted"], rtol=0, atol=1e-6)
    np.testing.assert_allclose(found["after"], answers["after"], rtol=0, atol=1e-5)


DIFFERENCES = {
    "batchSize=7": "short last batch",
    "regularization=L1&regularizationRate=0.1&learningRate=0.1": "dead in the Playground",
    "regularization=L2&regularizationRate=0.1": "penalty is counted in the loss",
    "regularization=L2&regularizationRate=0.1&optimizer=adam": "goes through adam",
    "optimizer=momentum": "memory of earlier steps",
    "loss=log_loss": "1e-7 away",
}


@pytest.mark.parametrize(("address", "told"), DIFFERENCES.items())
def test_it_says_what_is_different_and_only_that(address, told):
    state, trainer, _ = keras_run.trained(address, 10)
    assert told in keras(state, trainer)
    assert told not in keras(*keras_run.trained("", 10)[:2])


def test_no_features_and_activations_that_keras_lacks():
    state, trainer, _ = keras_run.trained("x=false&y=false&activation=step", 1)
    code = keras(state, trainer)
    assert "np.zeros((len(points), 1))" in code
    assert "activation=step)" in code
    ast.parse(code)


def test_a_run_that_diverged_has_no_weights():
    state, trainer, _ = keras_run.trained("", 0)
    trainer.biases[0][0] = np.nan
    with pytest.raises(ValueError, match="diverged"):
        keras(state, trainer)
