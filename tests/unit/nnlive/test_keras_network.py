"""The lessons' networks in Keras: against what Keras answered when recorded, and live where it is installed."""

import ast
import json

import keras_networks
import numpy as np
import pytest

from nnlive.keras_network import to_keras
from nnlive.network import Layer, Network, predict

RECORDED = json.loads(keras_networks.FILE.read_text("utf-8"))


def assigned(code, *names):
    """The values that these names get in the code; the rest of it is not run."""
    body = [n for n in ast.parse(code).body if isinstance(n, ast.Assign) and n.targets[0].id in names]
    found = {"np": np}
    exec(compile(ast.Module(body, []), "written.py", "exec"), found)
    return [found[name] for name in names]


def test_every_network_is_recorded():
    assert list(RECORDED) == list(keras_networks.NETWORKS)


@pytest.mark.parametrize("name", RECORDED)
def test_keras_answered_the_same(name):
    net = keras_networks.network(name)
    np.testing.assert_allclose(predict(net, keras_networks.examples(net)), RECORDED[name], rtol=0, atol=2e-6)


@pytest.mark.parametrize("name", RECORDED)
def test_the_code_holds_every_weight_and_every_layer(name):
    net = keras_networks.network(name)
    code = to_keras(net)
    weights, biases = assigned(code, "W", "b")
    for layer, W, b in zip(net.layers, weights, biases, strict=True):
        np.testing.assert_array_equal(W, layer.W)
        np.testing.assert_array_equal(b, layer.b)
        assert f"Dense({len(b)}, activation=" in code
    assert f"keras.Input(({net.sizes[0]},))" in code
    assert max(map(len, code.splitlines())) <= 100


@pytest.mark.parametrize("name", RECORDED)
def test_live_where_keras_is_installed(name):
    pytest.importorskip("keras")
    np.testing.assert_allclose(keras_networks.answers(name), RECORDED[name], rtol=0, atol=2e-6)


def test_a_network_that_diverged_is_refused():
    with pytest.raises(ValueError, match="diverged"):
        to_keras(Network((Layer(np.full((1, 1), np.inf), np.zeros(1), "linear"),)))
