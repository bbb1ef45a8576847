"""Costs: the losses that the Playground can learn by, each an example's loss from its output, its sum and its label."""

from collections.abc import Callable

import numpy as np

from nnlive.arrays import Array


def log_loss(p: Array, z: Array, y: Array) -> Array:
    """ln(1 + e⁻²ᶻ) + (1 − y) z: the log loss of labels −1 and +1, from the output's sum z.

    An output p = tanh z between −1 and +1 is read as the probability (1 + p)/2 = sigmoid(2z) of the label +1. The
    slope by z is then p − y, so the pictures keep their scale and only the factor 1 − p² drops out of learning.
    """
    return np.logaddexp(0.0, -2.0 * z) + (1.0 - y) * z


def squared(p: Array, z: Array, y: Array) -> Array:
    """½(p − y)², for both kinds of problem."""
    return np.asarray(0.5 * (p - y) ** 2)


COSTS: dict[str, Callable[[Array, Array, Array], Array]] = {"squared": squared, "log_loss": log_loss}
