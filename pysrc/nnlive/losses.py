"""Losses: one number that says how wrong a prediction is.

Each loss comes as a pair: `value`, the loss of every example, and `slope`, how that loss changes when the
prediction changes. Predictions p and labels y have one row per example and one column per output.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array

# Log losses move p into [10⁻¹⁵, 1 − 10⁻¹⁵] first: one wholly wrong answer costs 34.5, not infinity.
SMALLEST = 1e-15


@dataclass(frozen=True)
class Loss:
    """A named loss: value(p, y) has shape (n,), slope(p, y) has shape (n, k). Labels lie in `low`…`high`."""

    name: str
    label: str
    formula: str
    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]
    low: float = -math.inf
    high: float = math.inf


def _per_example(costs: Array) -> Array:
    """Sum over the outputs: (n, k) -> (n,)."""
    return np.asarray(costs.sum(axis=-1))


def _clip(p: Array) -> Array:
    return np.minimum(np.maximum(p, SMALLEST), 1.0 - SMALLEST)


def squared(p: Array, y: Array) -> Array:
    """½(p − y)²; the half makes the slope simply p − y (as in the TensorFlow Playground)."""
    return _per_example(0.5 * (p - y) ** 2)


def squared_slope(p: Array, y: Array) -> Array:
    """p − y."""
    return p - y


def absolute(p: Array, y: Array) -> Array:
    """|p − y|."""
    return _per_example(np.abs(p - y))


def absolute_slope(p: Array, y: Array) -> Array:
    """The sign of p − y: every error pulls equally hard."""
    return np.sign(p - y)


def huber(p: Array, y: Array) -> Array:
    """½e² for |e| ≤ 1, else |e| − ½, with e = p − y: squared near, absolute far away (Huber 1964)."""
    distance = np.abs(p - y)
    near = np.minimum(distance, 1.0)
    return _per_example(near * (distance - 0.5 * near))


def huber_slope(p: Array, y: Array) -> Array:
    """p − y, cut off at −1 and +1."""
    return np.minimum(np.maximum(p - y, -1.0), 1.0)


def hinge(p: Array, y: Array) -> Array:
    """max(0, 1 − p·y) for labels −1 and +1: zero once the answer is right by a margin of 1."""
    return _per_example(np.maximum(0.0, 1.0 - p * y))


def hinge_slope(p: Array, y: Array) -> Array:
    """−y while p·y < 1, else 0."""
    return np.where(p * y < 1.0, -y, 0.0)


def log_loss(p: Array, y: Array) -> Array:
    """−ln p if y = 1, −ln(1 − p) if y = 0: the price of a probability p (binary cross-entropy)."""
    p = _clip(p)
    return _per_example(-(y * np.log(p) + (1.0 - y) * np.log1p(-p)))


def log_loss_slope(p: Array, y: Array) -> Array:
    """(p − y) / (p(1 − p)), with p clipped like the value."""
    p = _clip(p)
    return (p - y) / (p * (1.0 - p))


def cross_entropy(p: Array, y: Array) -> Array:
    """−Σ yᵢ ln pᵢ: with one-hot labels, −ln of the share given to the right class."""
    return _per_example(-y * np.log(_clip(p)))


def cross_entropy_slope(p: Array, y: Array) -> Array:
    """−yᵢ / pᵢ, with p clipped like the value."""
    return -y / _clip(p)


_ALL = (
    Loss("squared", "Squared error", "½ (p − y)²", squared, squared_slope),
    Loss("absolute", "Absolute error", "|p − y|", absolute, absolute_slope),
    Loss("huber", "Huber", "½ e² if |e| ≤ 1 else |e| − ½, e = p − y", huber, huber_slope),
    Loss("hinge", "Hinge", "max(0, 1 − p·y)", hinge, hinge_slope, -1.0, 1.0),
    Loss("log_loss", "Log loss", "−(y ln p + (1 − y) ln(1 − p))", log_loss, log_loss_slope, 0.0, 1.0),
    Loss("cross_entropy", "Cross-entropy", "−Σ yᵢ ln pᵢ", cross_entropy, cross_entropy_slope, 0.0, 1.0),
)
LOSSES: dict[str, Loss] = {loss.name: loss for loss in _ALL}
