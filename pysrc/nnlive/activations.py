"""Activation functions: what a neuron does with its weighted sum z before passing it on.

Each one comes as a pair, the function f and its slope f', because gradient descent needs both.
They work on single numbers and on arrays of any shape, and stay finite for very large z.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array

INF = math.inf
LEAK = 0.01  # slope of leaky ReLU below zero, as in PyTorch
SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772  # Klambauer et al. 2017


@dataclass(frozen=True)
class Activation:
    """A named pair of functions. `low` and `high` bound the outputs; both f and slope keep the shape of z."""

    name: str
    label: str
    formula: str
    f: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    low: float
    high: float


def step(z: Array) -> Array:
    """1 if z ≥ 0 else 0: the perceptron's all-or-nothing answer."""
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


def step_slope(z: Array) -> Array:
    """0 everywhere (undefined at the jump), which is why gradient descent cannot train a step."""
    return np.zeros_like(z, dtype=float)


def linear(z: Array) -> Array:
    """z itself."""
    return np.asarray(z, dtype=float)


def linear_slope(z: Array) -> Array:
    """1 everywhere."""
    return np.ones_like(z, dtype=float)


def sigmoid(z: Array) -> Array:
    """1 / (1 + e⁻ᶻ). Only e to a negative power is ever taken, so nothing overflows."""
    small = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, small) / (1.0 + small)


def sigmoid_slope(z: Array) -> Array:
    """s(1 − s): at most 1/4, at z = 0. Written s(z)·s(−z), since 1 − s(z) = s(−z)."""
    small = np.exp(-np.abs(z))
    return small / (1.0 + small) ** 2


def tanh(z: Array) -> Array:
    """(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ): a sigmoid stretched to −1…1."""
    return np.tanh(z)


def tanh_slope(z: Array) -> Array:
    """1 − tanh² z."""
    return 1.0 - np.tanh(z) ** 2


def relu(z: Array) -> Array:
    """max(0, z)."""
    return np.maximum(z, 0.0)


def relu_slope(z: Array) -> Array:
    """1 if z > 0 else 0; by convention 0 at the kink."""
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


def leaky_relu(z: Array) -> Array:
    """z if z > 0 else 0.01 z."""
    return np.maximum(z, LEAK * np.asarray(z))


def leaky_relu_slope(z: Array) -> Array:
    """1 if z > 0 else 0.01."""
    return np.where(np.asarray(z) > 0, 1.0, LEAK)


def elu(z: Array) -> Array:
    """z if z > 0 else eᶻ − 1."""
    return np.where(np.asarray(z) > 0, z, np.expm1(np.minimum(z, 0.0)))


def elu_slope(z: Array) -> Array:
    """1 if z > 0 else eᶻ."""
    return np.exp(np.minimum(z, 0.0))


def selu(z: Array) -> Array:
    """1.0507 · (z if z > 0 else 1.6733 (eᶻ − 1)) (Klambauer et al. 2017)."""
    return SELU_SCALE * np.where(np.asarray(z) > 0, z, SELU_ALPHA * np.expm1(np.minimum(z, 0.0)))


def selu_slope(z: Array) -> Array:
    """1.0507 · (1 if z > 0 else 1.6733 eᶻ): it jumps at 0."""
    return SELU_SCALE * np.where(np.asarray(z) > 0, 1.0, SELU_ALPHA * np.exp(np.minimum(z, 0.0)))


def softplus(z: Array) -> Array:
    """ln(1 + eᶻ), a smooth ReLU; written max(z, 0) + ln(1 + e^−|z|) so that eᶻ cannot overflow."""
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def silu(z: Array) -> Array:
    """z · sigmoid(z), also called swish."""
    return z * sigmoid(z)


def silu_slope(z: Array) -> Array:
    """s + z s (1 − s), with s = sigmoid(z)."""
    return sigmoid(z) + z * sigmoid_slope(z)


def normal_share(z: Array) -> Array:
    """Φ(z) = ½ erfc(−z/√2), the share of a standard normal below z. Python's math.erfc, value by value."""
    erfc = np.frompyfunc(math.erfc, 1, 1)
    return 0.5 * np.asarray(erfc(np.asarray(z) / -math.sqrt(2.0)), dtype=float)


def gelu(z: Array) -> Array:
    """z · Φ(z), exact (Hendrycks & Gimpel 2016)."""
    return z * normal_share(z)


def gelu_slope(z: Array) -> Array:
    """Φ(z) + z φ(z), with the bell curve φ(z) = e^(−z²/2) / √(2π)."""
    return normal_share(z) + z * np.exp(-0.5 * np.square(z)) / math.sqrt(2.0 * math.pi)


def mish(z: Array) -> Array:
    """z · tanh(softplus(z)) (Misra 2019)."""
    return z * np.tanh(softplus(z))


def mish_slope(z: Array) -> Array:
    """t + z (1 − t²) sigmoid(z), with t = tanh(softplus(z))."""
    t = np.tanh(softplus(z))
    return t + z * (1.0 - t**2) * sigmoid(z)


def softsign(z: Array) -> Array:
    """z / (1 + |z|)."""
    return z / (1.0 + np.abs(z))


def softsign_slope(z: Array) -> Array:
    """1 / (1 + |z|)²."""
    return 1.0 / (1.0 + np.abs(z)) ** 2


def softmax(z: Array) -> Array:
    """eᶻⁱ / Σ eᶻʲ along the last axis: k scores become k shares that sum to 1.

    The largest score is subtracted first: the shares stay the same and no power overflows.
    """
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


_ALL = (
    Activation("step", "Step", "1 if z ≥ 0 else 0", step, step_slope, 0.0, 1.0),
    Activation("linear", "Linear", "z", linear, linear_slope, -INF, INF),
    Activation("sigmoid", "Sigmoid", "1 / (1 + e⁻ᶻ)", sigmoid, sigmoid_slope, 0.0, 1.0),
    Activation("tanh", "Tanh", "(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)", tanh, tanh_slope, -1.0, 1.0),
    Activation("relu", "ReLU", "max(0, z)", relu, relu_slope, 0.0, INF),
    Activation("leaky_relu", "Leaky ReLU", "z if z > 0 else 0.01 z", leaky_relu, leaky_relu_slope, -INF, INF),
    Activation("elu", "ELU", "z if z > 0 else eᶻ − 1", elu, elu_slope, -1.0, INF),
    Activation(
        "selu",
        "SELU",
        "1.0507 · (z if z > 0 else 1.6733 (eᶻ − 1))",
        selu,
        selu_slope,
        -SELU_SCALE * SELU_ALPHA,
        INF,
    ),
    Activation("softplus", "Softplus", "ln(1 + eᶻ)", softplus, sigmoid, 0.0, INF),
    Activation("silu", "SiLU (swish)", "z · sigmoid(z)", silu, silu_slope, -0.2784645427610738, INF),
    Activation("gelu", "GELU", "z · Φ(z)", gelu, gelu_slope, -0.16997120747990369, INF),
    Activation("mish", "Mish", "z · tanh(ln(1 + eᶻ))", mish, mish_slope, -0.3088404120849, INF),
    Activation("softsign", "Softsign", "z / (1 + |z|)", softsign, softsign_slope, -1.0, 1.0),
)
ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in _ALL}
