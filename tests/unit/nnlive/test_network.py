"""Networks: parameter counts, errors in words, and backpropagation against central differences."""

from dataclasses import replace

import numpy as np
import pytest
from oracles import assert_same_slope, differences_of_sum

from nnlive.activations import ACTIVATIONS
from nnlive.network import STARTS, Layer, Network, dense, forward, gradients, predict
from nnlive.training import mean_loss

PAIRS = [
    ("sigmoid", "log_loss"),
    ("softmax", "cross_entropy"),
    ("linear", "squared"),
    ("tanh", "squared"),
    ("sigmoid", "squared"),
    ("softmax", "squared"),
    ("linear", "absolute"),
    ("linear", "huber"),
    ("linear", "hinge"),
    ("tanh", "hinge"),
]


def labels_for(loss, rng):
    choices = {"hinge": 2.0 * rng.integers(0, 2, (5, 3)) - 1, "cross_entropy": np.eye(3)[[0, 2, 1, 1, 0]]}
    return choices.get(loss, rng.integers(0, 2, (5, 3)).astype(float))


def swap(net, layer, **changed):
    return Network(tuple(replace(old, **changed) if old is layer else old for old in net.layers))


def check_gradient(net, X, y, loss):
    for layer, (dW, db) in zip(net.layers, gradients(net, X, y, loss), strict=True):
        of_W = differences_of_sum(lambda W, layer=layer: mean_loss(swap(net, layer, W=W), X, y, loss), layer.W)
        of_b = differences_of_sum(lambda b, layer=layer: mean_loss(swap(net, layer, b=b), X, y, loss), layer.b)
        assert_same_slope(dW, of_W)
        assert_same_slope(db, of_b)


@pytest.mark.parametrize("hidden", [name for name in ACTIVATIONS if name != "step"])
@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_backpropagation(hidden, output, loss):
    rng = np.random.default_rng(11)
    net = dense([2, 3, 2, 3], hidden, output, rng=rng, start="playground")
    check_gradient(net, rng.normal(size=(5, 2)), labels_for(loss, rng), loss)


@pytest.mark.parametrize(
    ("sizes", "count"),
    [
        ((2, 4, 2, 1), 25),
        ((2, 3, 1), 13),
        ((2, 1, 1), 5),
        ((2, 3, 3, 2, 1), 32),
        ((64, 16, 10), 1210),
        ((784, 16, 16, 10), 13002),
        ((2, 8, 8, 8, 8, 8, 8, 1), 393),
    ],
)
def test_parameter_counts(sizes, count):
    net = dense(sizes, rng=np.random.default_rng(0))
    assert (net.sizes, net.parameter_count) == (sizes, count)


def test_forward_keeps_every_layer():
    net = dense([2, 4, 3], output="softmax", rng=np.random.default_rng(0))
    X = np.ones((5, 2))
    assert [a.shape for a in forward(net, X)] == [(5, 2), (5, 4), (5, 3)]
    np.testing.assert_allclose(predict(net, X).sum(axis=1), 1)


@pytest.mark.parametrize(("x", "p"), [(5, 0.993), (9, 0.731), (10, 0.500), (11, 0.269), (15, 0.007)])
def test_the_neuron_that_asks_whether_x_is_below_10(x, p):
    neuron = Network((Layer(np.array([[-1.0]]), np.array([10.0]), "sigmoid"),))
    assert predict(neuron, np.array([[x]])).item() == pytest.approx(p, abs=5e-4)


def test_linear_layers_collapse_into_one():
    net = dense([2, 8, 8, 1], "linear", "linear", rng=np.random.default_rng(0))
    first, second, third = (layer.W for layer in net.layers)
    X = np.random.default_rng(1).normal(size=(50, 2))
    np.testing.assert_allclose(predict(net, X), X.dot(first.dot(second).dot(third)), atol=1e-14)


def test_starts():
    rng = np.random.default_rng(0)
    W, b = STARTS["glorot"].draw(300, 100, rng)
    assert np.abs(W).max() == pytest.approx(np.sqrt(6 / 400), rel=1e-3)
    assert not b.any()
    W, b = STARTS["he"].draw(300, 100, rng)
    assert W.std() == pytest.approx(np.sqrt(2 / 300), rel=0.02)
    W, b = STARTS["playground"].draw(300, 100, rng)
    assert np.abs(W).max() == pytest.approx(0.5, rel=1e-3)
    assert (b == 0.1).all()
    W, b = STARTS["zeros"].draw(300, 100, rng)
    assert not W.any()
    assert not b.any()


def test_the_same_seed_gives_the_same_network():
    one, two = (dense([2, 3, 1], rng=np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one.layers[0].W, two.layers[0].W)


def build(*layers):
    return Network(tuple(Layer(np.zeros(shape), np.zeros(units), name) for shape, units, name in layers))


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (lambda net, rng: predict(net, np.ones((5, 3))), r"expects X of shape \(n, 2\).*got \(5, 3\)"),
        (lambda net, rng: predict(net, np.ones(2)), r"got \(2,\)"),
        (
            lambda net, rng: gradients(net, np.ones((5, 2)), np.ones((4, 1)), "squared"),
            r"predictions have shape \(5, 1\).*labels \(4, 1\)",
        ),
        (lambda net, rng: gradients(net, np.ones((5, 2)), np.ones(5), "square"), "mean 'squared'"),
        (lambda net, rng: dense([2, 1], output="sigmoit", rng=rng), "mean 'sigmoid'"),
        (lambda net, rng: dense([2, 3, 1], hidden="softmax", rng=rng), "no hidden activation called 'softmax'"),
        (lambda net, rng: dense([2, 3, 1], start="zero", rng=rng), "mean 'zeros'"),
        (lambda net, rng: dense([2], rng=rng), r"got \[2\]"),
        (lambda net, rng: build(((2, 3), 3, "tanh"), ((4, 1), 1, "tanh")), r"passes on 3 .*\(4, 1\), expects 4"),
        (lambda net, rng: build(((2, 3), 2, "tanh")), "one bias per unit"),
        (lambda net, rng: build(((2, 3), 3, "softmax"), ((3, 1), 1, "tanh")), "only the last layer"),
        (lambda net, rng: predict(build(((2, 1), 1, "thanh")), np.ones((1, 2))), "mean 'tanh'"),
    ],
)
def test_mistakes_are_answered_in_words(action, words):
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match=words):
        action(dense([2, 3, 1], rng=rng), rng)
