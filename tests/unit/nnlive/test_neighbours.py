"""Nearest neighbours against a search through all pairs."""

import numpy as np
import pytest

from nnlive.features import one_hot
from nnlive.neighbours import ask_neighbours, nearest

RNG = np.random.default_rng(3)
X, POINTS = RNG.normal(size=(60, 4)), RNG.normal(size=(17, 4))


@pytest.mark.parametrize("k", [1, 5, 60])
def test_the_nearest_are_those_with_the_smallest_distance(k):
    found = nearest(X, POINTS, k)
    assert found.shape == (17, k)
    for row, point in zip(found, POINTS, strict=True):
        assert set(row.tolist()) == set(np.argsort(((X - point) ** 2).sum(axis=1))[:k].tolist())


def test_each_example_is_nearest_to_itself():
    assert nearest(X, X, 1)[:, 0].tolist() == list(range(60))


def test_the_answer_is_the_mean_label():
    y = np.arange(60.0)
    assert ask_neighbours(X, y, X, 1) == pytest.approx(y)
    assert ask_neighbours(X, y, POINTS, 60) == pytest.approx(np.full(17, 29.5))


def test_one_hot_labels_give_shares():
    shares = ask_neighbours(X, one_hot(np.arange(60) % 3, 3), POINTS, 5)
    assert shares.shape == (17, 3)
    assert shares.sum(axis=1) == pytest.approx(np.ones(17))


@pytest.mark.parametrize("k", [0, 61])
def test_k_must_be_possible(k):
    with pytest.raises(ValueError, match="from 1 to 60"):
        nearest(X, POINTS, k)
