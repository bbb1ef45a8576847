"""The Playground's descent against the Playground itself, a naive twin, central differences and closed forms."""

import math

import numpy as np
import pytest
from naive import Naive
from oracles import assert_same_slope, playground_run
from trainers import X, Y, learn, trainer

from nnlive.activations import ACTIVATIONS
from nnlive.data import circle
from nnlive.features import columns
from nnlive.network import STARTS, gradients
from nnlive.settings import FEATURE_KEYS


def assert_same(net, twin, tolerance=1e-11):
    for ours, theirs in ((net.weights, twin.weights), (net.biases, twin.biases), (net.dead, twin.dead)):
        for a, b in zip(ours, theirs() if callable(theirs) else theirs, strict=True):
            np.testing.assert_allclose(a, b, rtol=0, atol=tolerance)


TWINS = {
    "batch divides": {"batch": 47},
    "short last batch": {"batch": 10},
    "one by one": {"batch": 1},
    "larger than the data": {"batch": 100},
    "no hidden layer": {"shape": ()},
    "deep": {"shape": (3, 2, 2, 3), "activation": "relu"},
    "sigmoid": {"shape": (3,), "activation": "sigmoid"},
    "one for each layer": {"shape": (3, 2, 3), "activation": ["relu", "tanh", "linear"]},
    "regression": {"problem": "regression"},
    "L1": {"regularization": "L1", "rate": 0.03, "lr": 0.3},
    "L2": {"regularization": "L2", "rate": 0.03},
    "negative L1": {"regularization": "L1", "rate": -0.01},
    "negative L2": {"regularization": "L2", "rate": -0.01},
    "uphill": {"lr": -0.01},
    "all zero": {"start": "zeros"},
}


@pytest.mark.parametrize("options", TWINS.values(), ids=TWINS)
def test_like_its_naive_twin(options):
    net = trainer(**options)
    twin = Naive(net)
    for _ in range(12):
        net.epoch(X, Y)
        twin.epoch(X, Y)
        assert_same(net, twin)


@pytest.mark.parametrize("options", [{"batch": 10}, {"batch": 1, "shape": (3, 3, 3)}, {"optimizer": "adam"}])
@pytest.mark.parametrize("most", [1, 3, 47])
def test_a_pass_in_parts_learns_the_same(options, most):
    whole, parts = trainer(**options), trainer(**options)
    learn(whole, epochs=4)
    while parts.epochs < 4:
        before = parts.epochs
        assert parts.advance(X, Y, most) == (parts.epochs > before) == (not parts.under_way)
    np.testing.assert_array_equal(whole.theta, parts.theta)


def test_other_data_begin_a_new_pass():
    first, second = trainer(batch=47), trainer(batch=10)
    second.advance(X, Y, 2)
    second.theta[:] = first.theta
    second.batch = 47
    np.testing.assert_array_equal(learn(first, -X).theta, learn(second, -X).theta)


def test_only_biases_learn_without_features():
    net, nothing = trainer(inputs=0, start="he"), X[:, :0]
    twin = Naive(net)
    learn(net, nothing, epochs=3)
    for _ in range(3):
        twin.epoch(nothing, Y)
    assert_same(net, twin)


@pytest.mark.parametrize("name", ["circle_default", "circle_L1", "spiral7_88"])
def test_weights_dead_links_and_picture_of_the_playground_itself(name):
    run = playground_run(name)
    names = [FEATURE_KEYS[key] for key in run["inputs"]]
    net = trainer(run["shape"][1:-1], len(names))
    net.regularization, net.rate = ("L1", 0.003) if "L1" in name else ("none", 0.0)
    put(net, run["init"])
    points = np.array(run["train"])
    learn(net, columns(points[:, :2], names), points[:, 2], epochs=100)
    final = trainer(run["shape"][1:-1], len(names))
    put(final, run["final"])
    assert_same(net, final, 1e-9)
    for i, j, value in run["grid"]["samples"]:
        at = columns(np.array([[-6 + 12 * i / 99, 6 - 12 * j / 99]]), names)
        assert net.forward(at)[-1].item() == pytest.approx(value, abs=1e-9)


def put(net, given):
    for i in range(len(net.weights)):
        net.weights[i][:] = np.array(given["W"][i]).T
        net.biases[i][:] = given["b"][i]
        net.dead[i][:] = np.array(given["dead"][i]).T


# Slopes


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "step"])
@pytest.mark.parametrize(
    "options", [{}, {"loss": "log_loss"}, {"problem": "regression"}], ids=["squared", "log_loss", "regression"]
)
def test_gradient_by_central_differences(activation, options):
    net = trainer((3, 2), activation=activation, start="glorot", seed=3, **options)
    for (dW, db), W, b in zip(net.gradient(X, Y), net.weights, net.biases, strict=True):
        for found, values in ((dW, W), (db, b)):
            assert_same_slope(found, slope_of_loss(net, values), 1e-6)


def slope_of_loss(net, values, eps=1e-5):
    slopes = np.empty(values.shape)
    for at in np.ndindex(values.shape):
        here, losses = values[at], []
        for values[at] in (here + eps, here - eps):
            losses.append(net.mean_loss(X, Y))
        values[at] = here
        slopes[at] = (losses[0] - losses[1]) / (2 * eps)
    return slopes


def test_gradient_is_the_courses():
    net = trainer(activation=["silu", "relu"])
    pairs = zip(net.gradient(X, Y), gradients(net.to_network(), X, Y, "squared"), strict=True)
    for (dW, db), (course_W, course_b) in pairs:
        np.testing.assert_allclose(dW, course_W, atol=1e-14)
        np.testing.assert_allclose(db, course_b, atol=1e-14)


def test_log_loss_is_that_of_the_probability_of_plus_one():
    net = learn(trainer(loss="log_loss", lr=0.3), epochs=20)
    p = (1 + net.forward(X)[-1][:, 0]) / 2
    np.testing.assert_allclose(net.losses(X, Y), -np.log(np.where(Y > 0, p, 1 - p)), rtol=1e-9)


def test_log_loss_of_a_wholly_wrong_answer_is_finite():
    net = trainer((), loss="log_loss")
    net.weights[0][:], net.biases[0][:] = 1000.0, 0.0
    assert net.losses(np.array([[1.0, 0.0]]), np.array([-1.0])).item() == pytest.approx(2000)


# Optimizers


def one_weight(optimizer, lr=0.1):
    net = trainer((), inputs=1, problem="regression", batch=1, lr=lr, optimizer=optimizer, start="zeros")
    w = []
    for _ in range(6):
        net.epoch(np.array([[2.0]]), np.array([3.0]))
        w.append(net.weights[0].item())
    return w


def test_adam_against_a_closed_loop():
    w = b = 0.0
    m, v, expected = [0.0, 0.0], [0.0, 0.0], []
    for t in range(1, 7):
        error = 2 * w + b - 3
        step = []
        for i, g in enumerate((2 * error, error)):
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g * g
            step.append(0.1 * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m[i] / (math.sqrt(v[i]) + 1e-7))
        w, b = w - step[0], b - step[1]
        expected.append(w)
    assert one_weight("adam") == pytest.approx(expected, abs=1e-12)


def test_momentum_against_a_closed_loop():
    w = b = vw = vb = 0.0
    expected = []
    for _ in range(6):
        error = 2 * w + b - 3
        vw, vb = 0.9 * vw + 2 * error, 0.9 * vb + error
        w, b = w - 0.01 * vw, b - 0.01 * vb
        expected.append(w)
    assert one_weight("momentum", 0.01) == pytest.approx(expected, abs=1e-12)


def test_a_rule_of_your_own():
    assert one_weight(lambda g, lr, memory, t: lr * np.sign(g)) == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_dead_links_stay_dead(optimizer):
    net = learn(trainer(optimizer=optimizer), epochs=3)
    net.dead[0][1, 2], net.weights[0][1, 2] = True, 0.0
    alive = net.weights[0].copy()
    learn(net, epochs=3)
    assert net.weights[0][1, 2] == 0
    assert (net.weights[0] != alive).sum() == alive.size - 1


def test_l1_kills_every_link_of_the_default_network():
    X, y = circle(250, 0.0, np.random.default_rng(0))
    net = learn(trainer(regularization="L1", rate=0.03), X, y, epochs=100)
    assert all(dead.all() for dead in net.dead)
    assert not any(W.any() for W in net.weights)


@pytest.mark.parametrize("change", [{"lr": 0.3}, {"regularization": "L2", "rate": 0.1}, {"batch": 7}])
def test_changes_between_epochs(change):
    net = learn(trainer(), epochs=2)
    twin = Naive(net.copy())
    twin.trainer = net
    for layer in twin.layers:  # seven examples of the two epochs are waiting: start both afresh
        for node in layer:
            node.forget()
    net.waiting = 0
    vars(net).update(change)
    learn(net)
    twin.epoch(X, Y)
    assert_same(net, twin)


# Starts, activations, views


@pytest.mark.parametrize("start", STARTS)
def test_starts(start):
    net = trainer((30, 20), start=start)
    expected = {"playground": (0.5 / 3**0.5, 0.1), "zeros": (0, 0), "glorot": ((2 / 50) ** 0.5, 0)}
    spread, bias = expected.get(start, ((2 / 30) ** 0.5, 0))
    assert net.weights[1].std() == pytest.approx(spread, rel=0.1)
    assert all((b == bias).all() for b in net.biases)


def test_the_same_seed_gives_the_same_start():
    np.testing.assert_array_equal(trainer(seed=4).theta, trainer(seed=4).theta)
    assert not np.array_equal(trainer(seed=4).theta, trainer(seed=5).theta)


def test_own_functions_train_like_the_named_ones():
    own = (lambda z: np.maximum(z, 0), lambda z: z > 0)
    assert_same(learn(trainer(activation=own), epochs=9), learn(trainer(activation="relu"), epochs=9))
    mixed = learn(trainer((2, 3), activation=[own, "tanh"]), epochs=9)
    assert_same(mixed, learn(trainer((2, 3), activation=["relu", "tanh"]), epochs=9))


def test_own_functions_may_change_what_they_are_given():
    def f(z):
        z[z < 0] = 0
        return z

    def slope(z):
        z[:] = z > 0
        return z

    assert_same(learn(trainer(activation=(f, slope)), epochs=9), learn(trainer(activation="relu"), epochs=9))
