"""The perceptron: one neuron that answers 0 or 1, and Rosenblatt's rule of 1958 that lets it learn.

Only mistakes change anything. If a straight line can separate the two classes the rule finds one; if not, it
goes round in circles for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array


@dataclass(frozen=True, eq=False)
class Step:
    """One example seen, w and b as they are afterwards. `passes` counts from 1, `updates` from the start."""

    passes: int
    example: int
    prediction: int
    error: int
    w: Array
    b: float
    updates: int


def predict(X: Array, w: Array, b: float) -> Array:
    """1 where x·w + b ≥ 0, else 0. X (n, k), w (k,) -> (n,)."""
    return np.where(X.dot(w) + b >= 0, 1.0, 0.0)


def perceptron_rule(
    X: Array, y: Array, lr: float = 1.0, w: Array | None = None, b: float = 0.0, max_passes: int = 100
) -> Iterator[Step]:
    """w += lr (y − ŷ) x and b += lr (y − ŷ), example after example in the order given.

    Yields a Step after every example; ends after the first pass without a mistake, or after `max_passes`.
    X has shape (n, k), y (n,) with labels 0 and 1; w starts at zero. ValueError for other labels or shapes.
    """
    _check(X, y)
    w = np.zeros(X.shape[1]) if w is None else np.array(w, dtype=float)
    updates = 0
    for passes in range(1, max_passes + 1):
        before = updates
        for i, x in enumerate(X):
            prediction = 1 if x.dot(w) + b >= 0 else 0
            error = int(y[i]) - prediction
            if error:
                w, b, updates = w + lr * error * x, b + lr * error, updates + 1
            yield Step(passes, i, prediction, error, w, b, updates)
        if updates == before:
            return


def novikoff_bound(X: Array, y: Array, normal: Array) -> float:
    """(R/g)²: the rule makes no more mistakes than this, in any order of the examples (Novikoff 1962).

    R is the length of the longest x, g the smallest distance of a point from the plane through 0 with that
    `normal`. A bias is one more input that is always 1: for `perceptron_rule`, give X a column of ones and
    `normal` a matching entry. ValueError if the plane does not separate the labels 0 and 1.
    """
    _check(X, y)
    margins = (2.0 * y - 1.0) * X.dot(normal) / np.linalg.norm(normal)
    if margins.min() <= 0:
        raise ValueError("This normal does not separate the two classes, so there is no bound.")
    return float((X * X).sum(axis=1).max() / margins.min() ** 2)


def _check(X: Array, y: Array) -> None:
    if X.ndim != 2 or y.shape != (len(X),):
        raise ValueError(f"The rule needs X (n, k) and y (n,); got X {X.shape} and y {y.shape}.")
    if not np.isin(y, (0.0, 1.0)).all():
        raise ValueError("The perceptron rule needs labels 0 and 1.")
