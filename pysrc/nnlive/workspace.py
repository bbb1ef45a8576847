"""A workspace: all the arrays that one pass of a few examples through a network needs, made once, used for ever.

It computes what `network.gradients` computes, with fewer and larger operations that write into arrays already
there. Everything stands on its side, neurons × examples, so that one neuron's outputs lie together; and each
layer's outputs end in a row of ones, so that its biases are simply the last column of the next weights.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from nnlive.activations import ACTIVATIONS
from nnlive.arrays import Array
from nnlive.tables import choose

# Names an activation: an entry of ACTIVATIONS, or your own pair f, f′; both work value by value on arrays.
Pair = tuple[Callable[[Array], Array], Callable[[Array], Array]]


@dataclass(frozen=True)
class Kernel:
    """An activation that writes into given arrays: run(Z, H) and slope(Z, H, S), where H = f(Z) and S = f′(Z)."""

    name: str
    run: Callable[[Array, Array], object]
    slope: Callable[[Array, Array, Array], object]
    quick: Callable[[Array, Array], object] | None = None  # run, good to 6 digits: enough for pictures

    def paint(self, Z: Array) -> None:
        """Z ← f(Z), the quick way if Z holds 32-bit numbers."""
        (self.quick if self.quick and Z.dtype == np.float32 else self.run)(Z, Z)


def sigmoid(Z: Array, H: Array) -> None:
    """1 / (1 + e⁻ᶻ); a power that overflows is infinity, and 1/∞ the right answer, 0."""
    np.negative(Z, H)
    np.exp(H, H)
    np.add(H, 1.0, H)
    np.reciprocal(H, H)


def sigmoid_slope(Z: Array, H: Array, S: Array) -> None:
    """h(1 − h) = h − h²."""
    np.multiply(H, H, S)
    np.subtract(H, S, S)


def tanh_slope(Z: Array, H: Array, S: Array) -> None:
    """1 − h²."""
    np.multiply(H, H, S)
    np.subtract(1.0, S, S)


def quick_tanh(Z: Array, H: Array) -> None:
    """1 − 2 / (e²ᶻ + 1). WebAssembly takes half the time of np.tanh for it; near 0 it loses digits."""
    np.multiply(Z, 2.0, H)
    np.exp(H, H)
    np.add(H, 1.0, H)
    np.divide(-2.0, H, H)
    np.add(H, 1.0, H)


_FAST = (
    Kernel("linear", lambda Z, H: np.copyto(H, Z), lambda Z, H, S: S.fill(1.0)),
    Kernel("relu", lambda Z, H: np.maximum(Z, 0.0, out=H), lambda Z, H, S: np.sign(H, S)),
    Kernel("sigmoid", sigmoid, sigmoid_slope),
    Kernel("tanh", np.tanh, tanh_slope, quick_tanh),
)
KERNELS: dict[str, Kernel] = {kernel.name: kernel for kernel in _FAST}


def kernel(activation: str | Pair) -> Kernel:
    """The kernel of a named activation or of a pair of functions. ValueError if there is none such."""
    if not isinstance(activation, str):
        return _own(*_checked(activation), "own")
    known = choose(ACTIVATIONS, activation, "activation")
    return KERNELS.get(activation) or _own(known.f, known.slope, activation)


def _own(f: Callable[[Array], Array], slope: Callable[[Array], Array], name: str) -> Kernel:
    def run(Z: Array, H: Array) -> None:
        np.copyto(H, Z)  # f may change what it is given: not Z, which its slope needs later
        H[...] = f(H)

    def write_slope(Z: Array, H: Array, S: Array) -> None:
        np.copyto(S, Z)
        S[...] = slope(S)

    return Kernel(name, run, write_slope)


@np.errstate(all="ignore")
def _checked(pair: Pair) -> Pair:
    """The pair, tried on six numbers first, so that a slip is reported before the training starts."""
    if len(pair) != 2 or not all(map(callable, pair)):
        raise ValueError("An activation of your own is a pair of functions, (f, slope).")
    for function, role in zip(pair, ("f", "slope"), strict=True):
        answer = np.asarray(function(np.array([[-2.0, -1.0, 0.0], [0.5, 1.0, 2.0]])))
        if answer.shape not in ((2, 3), ()) or answer.dtype.kind not in "bif":
            raise ValueError(
                f"The activation's {role} must turn an array of numbers into one of the same shape; "
                f"from shape (2, 3) it made {answer.dtype} of shape {answer.shape}."
            )
    return pair


def per_layer(activation: str | Pair | Sequence[str | Pair], layers: int) -> list[str | Pair]:
    """One activation for each hidden layer."""
    if isinstance(activation, str):
        return [activation] * layers
    if len(activation) == 2 and all(map(callable, activation)):
        return [(activation[0], activation[1])] * layers  # type: ignore[list-item]
    if len(activation) != layers:
        raise ValueError(f"There are {layers} hidden layers, but {len(activation)} activations.")
    return list(activation)  # type: ignore[arg-type]


def windows(flat: Any, shapes: Sequence[tuple[int, int]]) -> list[Any]:
    """Consecutive parts of a flat array, each in its shape; what is written to them is written to the array."""
    ends = np.cumsum([units * columns for units, columns in shapes]).tolist()
    return [flat[end - u * k : end].reshape(u, k) for end, (u, k) in zip(ends, shapes, strict=True)]


class Workspace:
    """Room for `count` examples at a time.

    blocks: each layer's weights and biases, (units, inputs + 1); gradients: arrays of the same shapes to write to.
    direct: the loss and the last activation match, so that the error p − y is already the slope by the sum.
    """

    def __init__(
        self, blocks: Sequence[Array], gradients: Sequence[Array], kernels: Sequence[Kernel], count: int, direct: bool
    ) -> None:
        ends = np.cumsum([len(block) + 1 for block in blocks]).tolist()
        rows = [slice(end - len(block) - 1, end - 1) for end, block in zip(ends, blocks, strict=True)]
        Z, H, S, D = (np.ones((ends[-1], count)) for _ in range(4))
        with_ones = [H[row.start : row.stop + 1] for row in rows]
        self._forward = [
            (block, Z[row], kernel.run, H[row], A)
            for block, row, kernel, A in zip(blocks, rows, kernels, with_ones, strict=True)
        ]
        self._slopes = []  # neighbours with the same activation are done in one go
        alike = groupby(zip(kernels[:-1] if direct else kernels, rows, strict=False), key=lambda pair: id(pair[0]))
        for _, group in alike:
            of, spans = zip(*group, strict=True)
            span = slice(spans[0].start, spans[-1].stop)
            self._slopes.append((of[0].slope, Z[span], H[span], S[span]))
        self._backward = [
            (D[rows[i]], with_ones[i - 1].T, gradients[i], blocks[i][:, :-1].T, D[rows[i - 1]], S[rows[i - 1]])
            for i in reversed(range(1, len(blocks)))
        ]
        self._first, self._first_gradient = D[rows[0]], gradients[0]
        self._output, self._error, self._last_slope = H[rows[-1]], D[rows[-1]], None if direct else S[rows[-1]]

    def run(self, x: Array, y: Array) -> None:
        """Writes the gradients of ½(p − y)², summed over the examples: x (inputs + 1, count), y (1, count)."""
        passed_on = x
        for weights, Z, activate, H, A in self._forward:
            weights.dot(passed_on, Z)
            activate(Z, H)
            passed_on = A
        for slope, Z, H, S in self._slopes:
            slope(Z, H, S)
        np.subtract(self._output, y, self._error)
        if self._last_slope is not None:
            np.multiply(self._error, self._last_slope, self._error)
        for delta, inputs, gradient, back, delta_before, slope_before in self._backward:
            delta.dot(inputs, gradient)
            back.dot(delta, delta_before)
            np.multiply(delta_before, slope_before, delta_before)
        self._first.dot(x.T, self._first_gradient)
