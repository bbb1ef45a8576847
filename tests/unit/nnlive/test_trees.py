"""Trees against a search through every question, and boosting against what it promises."""

import numpy as np
import pytest

from nnlive.boosting import boost, shares, total
from nnlive.data import moons
from nnlive.features import one_hot
from nnlive.trees import Sorted, ask, grow, leaves

RNG = np.random.default_rng(8)
X = RNG.normal(size=(50, 3)).round(1)
Y = np.where(X[:, 1] > 0.2, 2.0, 0.0) + X[:, 0] + 0.1 * RNG.normal(size=50)


def spread(y):
    return ((y - y.mean(axis=0)) ** 2).sum()


def naive(X, y, depth, least):
    """The squared errors that are left when every question is the best one, found by trying all."""
    best = spread(y)
    if depth:
        tried = [(spread(y), None)]
        for column in X.T:
            for cut in np.unique(column)[:-1]:
                yes = column > cut
                if least <= yes.sum() <= len(y) - least:
                    tried.append((spread(y[yes]) + spread(y[~yes]), yes))
        _, yes = min(tried, key=lambda one: one[0])
        if yes is not None:
            return naive(X[yes], y[yes], depth - 1, least) + naive(X[~yes], y[~yes], depth - 1, least)
    return best


@pytest.mark.parametrize("labels", [Y, one_hot(RNG.integers(0, 3, 50), 3)], ids=["numbers", "classes"])
@pytest.mark.parametrize("depth", [0, 1, 2, 4])
def test_every_question_is_the_best_one(labels, depth):
    left = ((labels.reshape(50, -1) - ask(grow(X, labels, depth, 4), X)) ** 2).sum()
    assert left == pytest.approx(naive(X, labels, depth, 4))


def test_a_step_is_found_by_one_question():
    x = np.linspace(0, 1, 100)[:, None]
    tree = grow(x, (x[:, 0] > 0.35).astype(float), 3)
    assert np.isfinite(tree.cut).sum() == 1
    assert tree.cut[0] == pytest.approx(0.35, abs=0.01)
    assert ask(tree, np.array([[-9.0], [9.0]]))[:, 0].tolist() == [0, 1]
    assert tree.parameter_count == 2 + 2


def test_answers_are_the_means_of_their_examples():
    tree = grow(X, Y, 3, 4)
    at = leaves(tree, X)
    for leaf in np.unique(at):
        assert (at == leaf).sum() >= 4
        assert tree.value[leaf, 0] == pytest.approx(Y[at == leaf].mean())


def test_many_values_are_cut_into_at_most_64_bins():
    column = np.random.default_rng(0).exponential(size=5000)
    known = Sorted(column[:, None])
    counts = np.bincount(known.bins[:, 0])
    assert len(counts) == 64
    assert counts.min() > 60
    assert len(Sorted(np.repeat([1.0, 2, 3], 100)[:, None]).cuts[0]) == 2


def test_each_tree_of_a_boosted_sum_learns_what_is_left():
    models = list(boost(X, Y, rounds=3, depth=2, rate=0.5))
    assert total(models[0], X)[:, 0] == pytest.approx(np.full(50, Y.mean()))
    left = Y[:, None] - total(models[2], X)
    again = grow(X, left, 2)
    assert ask(models[3].trees[2], X) == pytest.approx(ask(again, X))
    assert total(models[3], X) == pytest.approx(total(models[2], X) + 0.5 * ask(again, X))
    losses = [((Y[:, None] - total(model, X)) ** 2).mean() for model in models]
    assert losses == sorted(losses, reverse=True)
    assert models[3].parameter_count == 1 + sum(tree.parameter_count for tree in models[3].trees)


@pytest.mark.parametrize("classes", [2, 3])
def test_boosting_for_classes_gives_shares(classes):
    points, y = moons(200, 0.1, np.random.default_rng(1))
    labels = y if classes == 2 else one_hot((y + (points[:, 0] > 1)).astype(int), 3)
    *_, model = boost(points, labels, rounds=40, depth=2, rate=1.0, classify=True)
    share = shares(total(model, points))
    wanted = np.column_stack([1 - y, y]) if classes == 2 else labels
    both = np.column_stack([1 - share, share]) if classes == 2 else share
    assert share.min() > 0
    assert (both.argmax(axis=1) == wanted.argmax(axis=1)).mean() > 0.97
