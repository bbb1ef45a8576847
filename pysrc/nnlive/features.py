"""Features: the columns a network gets to see.

A well-chosen column such as x1² can replace a hidden layer; columns of similar size make training quicker.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlive.arrays import Array
from nnlive.tables import choose


@dataclass(frozen=True)
class Feature:
    """One column made from the two inputs of a point: `f` takes X of shape (n, 2) and returns shape (n,)."""

    name: str
    label: str
    f: Callable[[Array], Array]


_ALL = (  # the seven of the TensorFlow Playground, unscaled as there
    Feature("x1", "x₁", lambda X: X[:, 0]),
    Feature("x2", "x₂", lambda X: X[:, 1]),
    Feature("x1_squared", "x₁²", lambda X: X[:, 0] ** 2),
    Feature("x2_squared", "x₂²", lambda X: X[:, 1] ** 2),
    Feature("x1x2", "x₁x₂", lambda X: X[:, 0] * X[:, 1]),
    Feature("sin_x1", "sin x₁", lambda X: np.sin(X[:, 0])),
    Feature("sin_x2", "sin x₂", lambda X: np.sin(X[:, 1])),
)
FEATURES: dict[str, Feature] = {feature.name: feature for feature in _ALL}


def columns(X: Array, names: Sequence[str]) -> Array:
    """The named features of points X (n, 2), side by side: (n, len(names)). ValueError for unknown names."""
    made = [choose(FEATURES, name, "feature").f(X) for name in names]
    return np.column_stack(made) if made else np.empty((len(X), 0))


def standardize(X: Array) -> tuple[Array, Array, Array]:
    """(X − mean) / std for each column; returns the scaled X (n, k), then mean (k,) and std (k,).

    Use the training set's mean and std for new data too. A column that never changes gets std 1.
    """
    mean, spread = X.mean(axis=0), X.std(axis=0)
    std = np.where(spread > 0, spread, 1.0)
    return (X - mean) / std, mean, std


def holes(images: Array, ink: float) -> NDArray[np.bool_]:
    """True where paper is enclosed by ink, a pixel above `ink`; images have the shape (n, rows, columns).

    A hand-made feature: water comes in over the rim and spreads over the paper; what stays dry is a hole.
    """
    paper = np.pad(images <= ink, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    wet, before = np.zeros_like(paper), paper
    wet[:, 0] = True
    while not np.array_equal(wet, before):
        before = wet.copy()
        wet[:, 1:] |= before[:, :-1]
        wet[:, :-1] |= before[:, 1:]
        wet[:, :, 1:] |= before[:, :, :-1]
        wet[:, :, :-1] |= before[:, :, 1:]
        wet &= paper
    return np.asarray((paper & ~wet)[:, 1:-1, 1:-1])


def one_hot(labels: Sequence[int] | Array, classes: int) -> Array:
    """Whole-number labels 0…classes−1 as rows of zeros with a single 1: shape (n, classes)."""
    rows: Array = np.eye(classes)[np.asarray(labels, dtype=int)]
    return rows
