"""Optimizers: how far and where to step, once the gradient is known.

Plain gradient descent steps straight downhill. Momentum keeps rolling in the directions it has been going; Adam
also divides by how large each gradient usually is, so that every weight moves at a similar pace.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from nnlive.arrays import Array
from nnlive.tables import choose

KEEP = 0.9  # the share of its speed that momentum keeps from step to step
BETA1, BETA2, EPS = 0.9, 0.999, 1e-7  # Adam's, as in Keras

# rule(gradient, lr, memory, t) -> what to subtract from the parameters. All are one flat row of numbers;
# `memory` has a row for every slot the rule asks for, zeros at first, and t counts the steps from 1.
Rule = Callable[[Array, float, Array, int], Array]


@dataclass(frozen=True)
class Optimizer:
    """A named rule; `slots` is how many numbers it remembers for each parameter."""

    name: str
    label: str
    formula: str
    rule: Rule
    slots: int = 0


def sgd(gradient: Array, lr: float, memory: Array, t: int) -> Array:
    """lr · g."""
    return lr * gradient


def momentum(gradient: Array, lr: float, memory: Array, t: int) -> Array:
    """v ← 0.9 v + g; the step is lr · v (Polyak 1964)."""
    v = memory[0]
    v *= KEEP
    v += gradient
    return np.asarray(lr * v)


def adam(gradient: Array, lr: float, memory: Array, t: int) -> Array:
    """m ← 0.9 m + 0.1 g; v ← 0.999 v + 0.001 g²; the step is lr √(1 − 0.999ᵗ) / (1 − 0.9ᵗ) · m / (√v + ε).

    The fraction makes up for m and v having started at 0 (Kingma & Ba 2015; ε outside the root, as in Keras).
    """
    m, v = memory
    m += (1 - BETA1) * (gradient - m)
    v += (1 - BETA2) * (gradient * gradient - v)
    return np.asarray(lr * sqrt(1 - BETA2**t) / (1 - BETA1**t) * m / (np.sqrt(v) + EPS))


_ALL = (
    Optimizer("sgd", "Gradient descent", "w − lr · g", sgd),
    Optimizer("momentum", "Momentum", "v ← 0.9 v + g;  w − lr · v", momentum, slots=1),
    Optimizer("adam", "Adam", "w − lr · m / (√v + ε), m and v running means of g and g²", adam, slots=2),
)
OPTIMIZERS: dict[str, Optimizer] = {optimizer.name: optimizer for optimizer in _ALL}


def as_optimizer(optimizer: str | Rule) -> Optimizer:
    """A named optimizer, or one made of a reader's own rule, which gets two rows of memory."""
    if callable(optimizer):
        return Optimizer("own", "Your own", "", optimizer, slots=2)
    return choose(OPTIMIZERS, optimizer, "optimizer")
