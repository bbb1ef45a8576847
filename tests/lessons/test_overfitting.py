"""The numbers that the lesson on overfitting quotes, computed from the lesson's own functions."""

from functools import lru_cache

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive.network import dense

curve, network = still.load("overfitting"), still.load("overfitting/network")
SEEDS = (1, 2, 3)


def wiggle(**settings):
    outputs = curve.widget("wiggle").still(settings).outputs
    return tuple(float(outputs[name].split()[0]) for name in ("error_on_fitted", "error_on_new"))


@lru_cache
def learned(seed, **settings):
    return network.names["learned"](seed=seed, **settings)


def middle(**settings):
    """(loss on what it learns from, on new points, weights that are 0): the middle of three seeds."""
    runs = [learned(seed, **settings) for seed in SEEDS]
    rows = [(*run.history[-1][1:], run.zeros) for run in runs]
    return np.median(rows, axis=0)


# --- the curve ---


@pytest.mark.parametrize(("degree", "fitted", "new"), [(1, 1.85, 1.53), (3, 1.10, 1.28), (11, 0.0, 5.71)])
def test_how_bendy(degree, fitted, new):
    assert wiggle(degree=degree) == pytest.approx((fitted, new), abs=0.006)


def test_on_fitted_points_more_degrees_are_never_worse_and_three_is_best_on_new_ones():
    made = [wiggle(degree=degree) for degree in range(12)]
    assert np.all(np.diff([fitted for fitted, _ in made]) <= 0)
    assert int(np.argmin([new for _, new in made])) == 3


def test_a_curve_that_knew_the_truth_is_as_far_off_as_the_thermometer():
    rng = np.random.default_rng(0)
    t = np.linspace(-1, 1, 20_000)
    errors = curve.names["measured"](t, rng) - curve.names["truth"](t)
    assert np.sqrt(np.mean(errors**2)) == pytest.approx(1.2, abs=0.02)


# --- the network ---


def test_it_has_145_numbers():
    sizes = network.names["Learner"](100, "all seven", "8 + 8", "none", 0, 1).trainer.sizes
    assert dense(sizes, rng=np.random.default_rng(0)).parameter_count == 145
    assert dense([7, 4, 1], rng=np.random.default_rng(0)).parameter_count == 37


def test_it_learns_by_heart():
    run = learned(1)
    updates, known, new = run.history[-1]
    assert (updates, round(known, 2), round(new, 2)) == (4000, 0.03, 0.36)
    at, _, lowest = run.best
    assert 80 <= at <= 160
    assert lowest == pytest.approx(0.255, abs=0.004)
    right = [
        np.mean((run.trainer.forward(X)[-1][:, 0] > 0) == (y > 0))
        for X, y in ((run.inside, run.y), (run.new, run.new_y))
    ]
    assert right == pytest.approx([0.98, 0.79], abs=0.006)


def test_the_noise_floor_by_formula_and_by_counting():
    floor = network.names["FLOOR"]
    assert round(floor, 3) == 0.236
    X, y = network.names["DATASETS"]["xor"].make(400_000, 0.5, np.random.default_rng(0))
    odds = np.prod(2 * np.clip((X + 2.5) / 5, 0, 1) - 1, axis=1)  # the mean label at each place
    assert np.mean((y - odds) ** 2) / 2 == pytest.approx(floor, abs=0.002)
    assert np.mean((X[:, 0] * X[:, 1] > 0) != (y > 0)) == pytest.approx(0.175, abs=0.003)


@pytest.mark.parametrize(
    ("settings", "known", "new", "zeros"),
    [
        ({}, 0.03, 0.36, 0),
        ({"count": 50}, 0.01, 0.42, 0),
        ({"count": 400}, 0.21, 0.25, 0),
        ({"count": 1600}, 0.24, 0.24, 0),
        ({"penalty": "L2", "rate": 0.01}, 0.07, 0.32, 0),
        ({"penalty": "L2", "rate": 0.1}, 0.17, 0.26, 0),
        ({"penalty": "L2", "rate": 0.3}, 0.24, 0.27, 0),
        ({"penalty": "L1", "rate": 0.003}, 0.07, 0.34, 61),
        ({"penalty": "L1", "rate": 0.03}, 0.16, 0.27, 122),
        ({"penalty": "L1", "rate": 0.1}, 0.28, 0.28, 125),
        ({"hidden": "4"}, 0.08, 0.36, 0),
        ({"hidden": "4", "inputs": "x₁ and x₂"}, 0.13, 0.30, 0),
        ({"hidden": "none", "inputs": "x₁x₂ alone"}, 0.23, 0.24, 0),
    ],
)
def test_the_tables(settings, known, new, zeros):
    made = middle(**settings)
    assert made[:2] == pytest.approx([known, new], abs=0.0065)
    assert made[2] == pytest.approx(zeros, abs=1)


def test_a_share_is_never_all_of_it():
    _, printed = ran("overfitting", 1)
    assert printed.split("\n")[:2] == ["L2 [0.605 0.182 0.03 ]", "L1 [0.5 0.  0. ]"]
    _, printed = ran("overfitting", 1, ("range(50)", "range(1000)"), ("l2.round(3)", "l2"))
    l2, l1 = printed.strip().split("\n")
    assert l1 == "L1 [0. 0. 0.]"
    assert "e-0" in l2


@pytest.mark.parametrize("seed", range(6))
def test_the_luckiest_of_a_hundred_coin_tossers(seed):
    _, printed = ran("overfitting", 2, ("default_rng(1)", f"default_rng({seed})"))
    first, other = (float(line.split()[-1]) for line in printed.strip().splitlines())
    assert first > other
    assert first > 0.6
    if seed == 1:
        assert (first, other) == (0.68, 0.54)


def test_pictures_come_every_forty_updates_and_the_weights_are_all_there():
    figures = list(network.widget("by_heart").figures({"count": 1600}))
    assert [figure.outputs["updates"] for figure in figures] == list(range(0, 4001, 40))
    bars = figures[-1].panels[2].marks[0]
    assert len(bars.x) == 128
