"""The small classifier: what it learns, that seeds repeat, and distances to samples."""

import numpy as np
import pytest

from nnlive.classifier import learn, nearest, nearest_others
from nnlive.network import gradients
from nnlive.optimizers import OPTIMIZERS


def clouds(n=120, seed=1):
    """Three clouds that overlap little, and which of them each point is of."""
    labels = np.arange(n) % 3
    middles = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]])
    return middles[labels] + np.random.default_rng(seed).normal(0, 0.7, (n, 2)), labels


def learned(**settings):
    X, labels = clouds()
    *_, last = learn(X, labels, 3, **({"rng": np.random.default_rng(0), "lr": 0.03} | settings))
    return last


@pytest.mark.parametrize("settings", [{}, {"hidden": 0}, {"optimizer": "sgd", "lr": 0.5}, {"batch": 7}])
def test_learns_three_clouds(settings):
    X, labels = clouds(seed=2)
    net = learned(**settings)
    assert net.accuracy(X, labels) > 0.97
    np.testing.assert_allclose(net.shares(X).sum(axis=1), 1)


def test_confusion_counts_every_example():
    X, labels = clouds(seed=2)
    counts = learned(epochs=0).confusion(X, labels)
    assert counts.shape == (3, 3)
    assert counts.sum(axis=1).tolist() == [40, 40, 40]
    assert np.trace(counts) / 120 == learned(epochs=0).accuracy(X, labels)


def test_a_seed_repeats_and_epochs_are_counted():
    X, labels = clouds()
    runs = [list(learn(X, labels, 3, rng=np.random.default_rng(5), epochs=4)) for _ in range(2)]
    assert len(runs[0]) == 5
    np.testing.assert_array_equal(runs[0][-1].shares(X), runs[1][-1].shares(X))


def test_one_step_is_the_optimizers():
    X, labels = clouds()
    first, second = learn(
        X, labels, 3, rng=np.random.default_rng(5), batch=120, epochs=1, lr=0.1, optimizer="sgd", hidden=4
    )
    found = gradients(first.network, first.scaled(X), np.eye(3)[labels], "cross_entropy")
    for before, after, (dW, db) in zip(first.network.layers, second.network.layers, found, strict=True):
        np.testing.assert_allclose(after.W, before.W - 0.1 * dW)
        np.testing.assert_allclose(after.b, before.b - 0.1 * db)
    assert OPTIMIZERS["sgd"].slots == 0


def test_inputs_that_hardly_change_are_not_blown_up():
    X, labels = clouds()
    still = np.hstack([X, np.full((len(X), 1), 0.3)])
    still[0, 2] += 1e-9
    *_, net = learn(still, labels, 3, rng=np.random.default_rng(0), epochs=1)
    assert np.abs(net.scaled(still)[:, 2]).max() < 1e-6


def test_nearest_distances():
    samples = np.array([[0.0, 0.0], [3.0, 4.0], [0.0, 1.0]])
    assert nearest(np.array([[0.0, 0.0], [3.0, 0.0]]), samples).tolist() == [0, 3]
    assert nearest_others(samples) == pytest.approx([1, np.hypot(3, 3), 1])
