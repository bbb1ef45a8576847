"""Nearest neighbours: no training at all. To answer, look up the examples that are most alike and let them decide."""

import numpy as np

from nnlive.arrays import Array

Index = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def nearest(X: Array, points: Array, k: int) -> Index:
    """For each of the `points` (m, inputs), which k rows of X (n, inputs) are nearest: (m, k), in no order.

    The distance is the straight one. Columns of large numbers count for more, so give scaled columns.
    """
    if not 1 <= k <= len(X):
        raise ValueError(f"There are {len(X)} examples, so k must be from 1 to {len(X)}; got {k}.")
    # |p − x|² = |p|² − 2 p·x + |x|², and |p|² is the same for all x
    squares = (X * X).sum(axis=1) - 2 * points.dot(X.T)
    return np.asarray(np.argpartition(squares, k - 1, axis=1)[:, :k], dtype=np.int64)


def ask_neighbours(X: Array, y: Array, points: Array, k: int) -> Array:
    """The mean of the k nearest examples' labels, for each of the points.

    y is (n,), numbers or 0 and 1: then the mean is the share of 1s. Or y is (n, classes), one-hot: then it is the
    share of each class.
    """
    mean: Array = y[nearest(X, points, k)].mean(axis=1)
    return mean
