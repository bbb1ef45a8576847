"""Boosted trees: many small trees in a row, each of which learns what all those before it still get wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnlive.activations import sigmoid, softmax
from nnlive.arrays import Array
from nnlive.network import as_columns
from nnlive.trees import Sorted, Tree, ask, grow


@dataclass(frozen=True, eq=False)
class Boosted:
    """Many small trees whose answers are added up, each made smaller by `rate`."""

    base: Array
    trees: tuple[Tree, ...]
    rate: float

    @property
    def parameter_count(self) -> int:
        """The base, and the numbers of all trees."""
        return len(self.base) + sum(tree.parameter_count for tree in self.trees)


def boost(
    X: Array, y: Array, *, rounds: int, depth: int = 3, rate: float = 0.1, least: int = 5, classify: bool = False
) -> Iterator[Boosted]:
    """Gradient boosting: each new tree learns what all the trees before it still get wrong, y − their answer.

    Yields the sum of trees after every round, the base alone first. For classes (`classify`, y of 0 and 1 or one-hot)
    the sum is a score that a sigmoid or softmax turns into shares, and the trees learn y − share.
    """
    y = as_columns(y, (len(y), 1)) if y.ndim == 1 else y
    known = Sorted(X)
    base = np.zeros(y.shape[1]) if classify else y.mean(axis=0)
    scores = np.tile(base, (len(y), 1))
    trees: list[Tree] = []
    yield Boosted(base, (), rate)
    for _ in range(rounds):
        tree = grow(known, y - shares(scores) if classify else y - scores, depth, least)
        scores = scores + rate * ask(tree, X)
        trees.append(tree)
        yield Boosted(base, tuple(trees), rate)


def shares(scores: Array) -> Array:
    """Scores (n, classes) as shares: softmax, or for a single score the sigmoid."""
    return softmax(scores) if scores.shape[1] > 1 else sigmoid(scores)


def total(model: Boosted, X: Array) -> Array:
    """The sum of the base and all trees' answers: (n, outputs)."""
    answer = np.tile(model.base, (len(X), 1))
    for tree in model.trees:
        answer = answer + model.rate * ask(tree, X)
    return answer
