"""Losses by their closed forms; slopes against central differences."""

import numpy as np
import pytest
from oracles import assert_same_slope, differences_of_sum

from nnlive.activations import softmax
from nnlive.losses import LOSSES

RNG = np.random.default_rng(0)
PROBABILITIES, BITS = RNG.uniform(0.05, 0.95, (6, 3)), RNG.integers(0, 2, (6, 3)).astype(float)
CASES = {
    "squared": (RNG.normal(size=(6, 3)), RNG.normal(size=(6, 3))),
    "absolute": (RNG.normal(size=(6, 3)), RNG.normal(size=(6, 3))),
    "huber": (3 * RNG.normal(size=(6, 3)), RNG.normal(size=(6, 3))),
    "hinge": (2 * RNG.normal(size=(6, 3)), 2 * BITS - 1),
    "log_loss": (PROBABILITIES, BITS),
    "cross_entropy": (softmax(RNG.normal(size=(6, 3))), np.eye(3)[[0, 1, 2, 0, 1, 2]]),
}


def value(name, p, y):
    return float(LOSSES[name].value(np.array([[p]]), np.array([[y]]))[0])


def slope(name, p, y):
    return float(LOSSES[name].slope(np.array([[p]]), np.array([[y]]))[0, 0])


def test_every_loss_has_a_case():
    assert set(CASES) == set(LOSSES)


@pytest.mark.parametrize("name", CASES)
def test_slope_is_the_central_difference(name):
    p, y = CASES[name]
    loss = LOSSES[name]
    assert_same_slope(loss.slope(p, y), differences_of_sum(lambda p: loss.value(p, y).sum(), p))


@pytest.mark.parametrize("name", CASES)
def test_one_number_per_example(name):
    assert LOSSES[name].value(*CASES[name]).shape == (6,)


@pytest.mark.parametrize(
    ("p", "log", "square", "log_pull", "square_pull"),
    [
        (0.9, 0.105, 0.01, -0.1, -0.018),
        (0.5, 0.693, 0.25, -0.5, -0.25),
        (0.1, 2.303, 0.81, -0.9, -0.162),
        (0.01, 4.605, 0.9801, -0.99, -0.0196),
    ],
)
def test_why_log_loss(p, log, square, log_pull, square_pull):
    # The lesson's squared loss has no half in front, so it is twice ours.
    assert value("log_loss", p, 1) == pytest.approx(log, abs=5e-4)
    assert 2 * value("squared", p, 1) == pytest.approx(square)
    through_sigmoid = p * (1 - p)
    assert slope("log_loss", p, 1) * through_sigmoid == pytest.approx(log_pull)
    assert 2 * slope("squared", p, 1) * through_sigmoid == pytest.approx(square_pull, abs=5e-5)


@pytest.mark.parametrize(
    ("name", "p", "y", "expected"),
    [
        ("squared", 3, 1, 2),
        ("absolute", 3, 1, 2),
        ("huber", 1.5, 1, 0.125),
        ("huber", -2, 1, 2.5),
        ("hinge", 0.25, 1, 0.75),
        ("hinge", 0.25, -1, 1.25),
        ("hinge", 2, 1, 0),
        ("cross_entropy", 0.5, 1, np.log(2)),
        ("cross_entropy", 0.5, 0, 0),
    ],
)
def test_closed_forms(name, p, y, expected):
    assert value(name, p, y) == pytest.approx(expected)


@pytest.mark.parametrize(("p", "y"), [(0.0, 1.0), (1.0, 0.0)])
def test_a_wholly_wrong_answer_costs_34_and_a_half(p, y):
    assert value("log_loss", p, y) == pytest.approx(34.54, abs=0.01)
    assert np.isfinite(slope("log_loss", p, y))


def test_a_wholly_right_answer_costs_nothing():
    assert value("log_loss", 1.0, 1.0) == pytest.approx(0, abs=1e-14)
    assert value("cross_entropy", 1.0, 1.0) == pytest.approx(0, abs=1e-14)
