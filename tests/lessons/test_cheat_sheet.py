"""The cheat sheet: each number and formula in it is what nnlive computes, and each row leads to a lesson."""

import re

import numpy as np
import pytest

from coursebuild import paths
from nnlive.activations import ACTIVATIONS, softmax
from nnlive.data import GATES
from nnlive.losses import LOSSES
from nnlive.network import Layer, Network, dense, gradients, predict
from nnlive.perceptron import perceptron_rule

TEXT = (paths.lessons() / "cheat-sheet/index.md").read_text("utf-8")
ROWS = {cells[0].strip(" *"): cells for line in TEXT.split("\n") if (cells := line.strip("| ").split(" | "))[1:]}
TINY = 1e-5
Z = np.array([-2.0, -0.5, 0.3, 1.7])


def row(name):
    """The row whose first cell begins so, as one text."""
    [found] = [" | ".join(cells) for first, cells in ROWS.items() if re.sub(r"[\[\]]|\(.*", "", first) == name]
    return found


def value(name, z):
    return float(ACTIVATIONS[name].f(np.array([float(z)]))[0])


def line(start):
    return next(one for one in TEXT.split("\n") if one.startswith(start))


def says(text, *numbers):
    for number in numbers:
        assert re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", text.replace("−", "-")), f"{number} in {text}"


def test_values_of_activation_functions():
    told = line("Values:")
    says(told, f"{value('sigmoid', 0):g}", f"{value('sigmoid', 5):.3f}", f"{value('sigmoid', -5):.3f}")
    says(told, f"{value('tanh', 2):.3f}", f"{value('softplus', 0):.3f}")
    says(told, *(f"{share:.3f}" for share in softmax(np.array([2.0, 1.0, 0.0]))))


@pytest.mark.parametrize("name", ["step", "linear", "sigmoid", "tanh", "ReLU", "leaky ReLU", "softplus", "GELU"])
def test_the_steepest_slope_and_the_outputs(name):
    function = ACTIVATIONS[name.lower().replace(" ", "_")]
    cells = row(name).split(" | ")
    z = np.linspace(-10, 10, 20_001)
    assert float(cells[4]) == round(float(function.slope(z).max()), 2)
    low, outputs = float(function.f(z).min()), cells[3].replace("−", "-")
    if "any" not in outputs:
        least = re.match(r"(?:above )?(-?[\d.]+)", outputs)[1]
        assert round(low, 2) == float(least), name
    assert (function.high == np.inf) == bool(re.search("any|up|above", outputs))


def test_formulas_of_activation_functions():
    e, f, slope = (
        np.exp(Z),
        {n: a.f(Z) for n, a in ACTIVATIONS.items()},
        {n: a.slope(Z) for n, a in ACTIVATIONS.items()},
    )
    assert np.allclose(f["sigmoid"], 1 / (1 + np.exp(-Z)))
    assert np.allclose(f["tanh"], (e - 1 / e) / (e + 1 / e))
    assert np.allclose(f["softplus"], np.log(1 + e))
    assert np.allclose(slope["sigmoid"], f["sigmoid"] * (1 - f["sigmoid"]))
    assert np.allclose(slope["tanh"], 1 - f["tanh"] ** 2)
    assert np.allclose(slope["softplus"], f["sigmoid"])
    assert np.allclose(f["leaky_relu"], np.where(Z > 0, Z, 0.01 * Z))


def test_prices():
    told = line("The price of a share")
    for share in (0.9, 0.5, 0.1, 0.01):
        price = LOSSES["log_loss"].value(np.array([[share]]), np.array([[1.0]]))[0]
        says(told, f"{share:g} costs {price:.3f}")


@pytest.mark.parametrize(
    ("output", "loss", "y"),
    [("linear", "squared", [[0.4]]), ("sigmoid", "log_loss", [[1.0]]), ("softmax", "cross_entropy", [[0.0, 1.0, 0.0]])],
)
def test_for_each_pair_the_slope_is_the_error(output, loss, y):
    y, x = np.array(y), np.array([[1.0]])
    b = np.array([0.3, -0.2, 0.9])[: y.shape[1]]

    def at(b):
        return Network((Layer(np.zeros((1, len(b))), b, output),))

    def cost(b):
        return float(LOSSES[loss].value(predict(at(b), x), y)[0])

    nudged = [(cost(b + t) - cost(b - t)) / (2 * TINY) for t in TINY * np.eye(len(b))]
    assert np.allclose(nudged, predict(at(b), x)[0] - y[0], atol=1e-8)


def test_errors_and_slopes_of_backpropagation():
    net = dense([2, 3, 1], rng=np.random.default_rng(0))
    x, y = np.array([[0.7, -1.2]]), np.array([[1.0]])
    first, last = net.layers
    z = x @ first.W + first.b
    delta = predict(net, x) - y
    hidden = ACTIVATIONS["tanh"].slope(z) * (delta @ last.W.T)
    (W1, b1), (W2, b2) = gradients(net, x, y, "log_loss")
    assert np.allclose(W2, np.tanh(z).T @ delta)
    assert np.allclose(b2, delta)
    assert np.allclose(W1, x.T @ hidden)
    assert np.allclose(b1, hidden)


def test_parameters_and_updates():
    net = dense([2, 4, 2, 1], rng=np.random.default_rng(0))
    parts = [layer.W.size + layer.b.size for layer in net.layers]
    says(row("parameters of a layer"), f"{' + '.join(map(str, parts))} = {net.parameter_count}")
    says(row("updates"), f"250 ÷ 10 = {250 // 10}")


def test_two_linear_layers_make_one():
    rng = np.random.default_rng(0)
    W1, W2, x = rng.normal(size=(3, 2)), rng.normal(size=(1, 3)), rng.normal(size=2)
    assert np.allclose(W2 @ (W1 @ x), (W2 @ W1) @ x)


def test_vanishing_and_starts():
    says(row("vanishing gradient"), f"{ACTIVATIONS['sigmoid'].slope(np.zeros(1))[0] ** 10:.8f}")
    rng = np.random.default_rng(0)
    many = np.concatenate([dense([4, 2], rng=rng).layers[0].W.ravel() for _ in range(500)])
    assert np.isclose(np.abs(many).max(), 1, atol=0.01)
    says(row("start, Glorot"), "±1")
    wide = dense([8, 4000], rng=rng, start="he").layers[0].W
    says(row("start, He"), f"{wide.std():.1f}")


def test_the_perceptron_rule_moves_by_mistake_times_input():
    X, y = GATES["AND"]
    end = list(perceptron_rule(X, y))[-1]
    w, b = np.zeros(2), 0.0
    for _ in range(end.passes):
        for x, wanted in zip(X, y, strict=True):
            mistake = wanted - (w @ x + b >= 0)
            w, b = w + mistake * x, b + mistake
    assert np.allclose(w, end.w)
    assert b == end.b


def test_each_row_leads_to_a_lesson():
    bare = [first for first, cells in ROWS.items() if first[:3] != "---" and "/index.md" not in " ".join(cells)]
    assert set(bare) == {"what", "name", "task", "what you see"}
