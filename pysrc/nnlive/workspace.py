"""A workspace: all the arrays that one pass of a few examples through a network needs, made once, used for ever.

It computes what `network.gradients` computes, with fewer and larger operations that write into arrays already
there. Everything stands on its side, neurons × examples, so that one neuron's outputs lie together; and each
layer's outputs end in a row of ones, so that its biases are simply the last column of the next weights.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np

from nnlive.activations import ACTIVATIONS
from nnlive.arrays import Array
from nnlive.tables import choose

# Names an activation: an entry of ACTIVATIONS, or your own pair f, f′; both work value by value on arrays.
Pair = tuple[Callable[[Array], Array], Callable[[Array], Array]]
Calls = list[Callable[[], object]]


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


_ONE = np.array(1.0)  # as an array it need not be made one at every call


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
    np.subtract(_ONE, S, S)


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
    """Room for `count` examples at a time, and the calls of one pass, each with its arrays already in it.

    blocks: each layer's weights and biases, (units, inputs + 1); gradient: a row for all their gradients, to write to.
    direct: the loss and the last activation match, so that the error p − y is already the slope by the sum.

    For small batches the price of a pass is the number of calls, not their arithmetic.
    """

    def __init__(
        self, blocks: Sequence[Array], gradient: Array, kernels: Sequence[Kernel], count: int, direct: bool
    ) -> None:
        ends = np.cumsum([len(block) + 1 for block in blocks]).tolist()
        rows = [slice(end - len(block) - 1, end - 1) for end, block in zip(ends, blocks, strict=True)]
        Z, H, S, D = (np.ones((ends[-1], count)) for _ in range(4))
        self._first_sum, self._first_Z = blocks[0].dot, Z[rows[0]]
        self._forward = _forward(blocks, kernels, rows, Z, H)
        # Neighbours with the same activation have their slopes done in one go.
        alike = groupby(zip(kernels[:-1] if direct else kernels, rows, strict=False), key=lambda pair: id(pair[0]))
        for _, group in alike:
            of, spans = zip(*group, strict=True)
            span = slice(spans[0].start, spans[-1].stop)
            self._forward.append(partial(of[0].slope, Z[span], H[span], S[span]))
        self._output, self._error = H[rows[-1]], D[rows[-1]]
        self._backward: Calls = [] if direct else [partial(np.multiply, D[rows[-1]], S[rows[-1]], D[rows[-1]])]
        for i in reversed(range(1, len(blocks))):
            before = D[rows[i - 1]]
            self._backward.append(partial(blocks[i][:, :-1].T.dot, D[rows[i]], before))
            self._backward.append(partial(np.multiply, before, S[rows[i - 1]], before))
        self._backward += _outer(gradient, blocks, rows, D, H)
        self._first_outer, self._first_gradient = D[rows[0]].dot, gradient[: blocks[0].size].reshape(blocks[0].shape)

    def run(self, x: Array, y: Array) -> None:
        """Writes the gradients of ½(p − y)², summed over the examples: x (inputs + 1, count), y (1, count)."""
        self._first_sum(x, self._first_Z)
        for call in self._forward:
            call()
        np.subtract(self._output, y, self._error)
        for call in self._backward:
            call()
        self._first_outer(x.T, self._first_gradient)


def _forward(blocks: Sequence[Array], kernels: Sequence[Kernel], rows: Sequence[slice], Z: Array, H: Array) -> Calls:
    """From the first layer's sums on: its activation, then each layer's sums and activation."""
    calls: Calls = [partial(kernels[0].run, Z[rows[0]], H[rows[0]])]
    for block, kernel, before, row in zip(blocks[1:], kernels[1:], rows, rows[1:], strict=False):
        calls.append(partial(block.dot, H[before.start : before.stop + 1], Z[row]))
        calls.append(partial(kernel.run, Z[row], H[row]))
    return calls


def _outer(gradient: Array, blocks: Sequence[Array], rows: Sequence[slice], D: Array, H: Array) -> Calls:
    """Gradients from the second layer on, δ times what went in; neighbours of one shape as one stack."""
    calls: Calls = []
    ends = np.cumsum([block.size for block in blocks]).tolist()
    for (units, columns), group in groupby(range(1, len(rows)), key=lambda i: blocks[i].shape):
        layers = list(group)
        first, last, many = layers[0], layers[-1], len(layers)
        inputs = H[rows[first - 1].start : rows[last - 1].stop + 1]
        found = gradient[ends[first - 1] : ends[last]].reshape(many, units, columns)
        if many == 1:
            calls.append(partial(D[rows[first]].dot, inputs.T, found[0]))
            continue
        # Between two layers lies one row, in H of ones; in D it is not used.
        delta = D[rows[first].start : rows[last].stop + 1].reshape(many, units + 1, -1)[:, :units]
        calls.append(partial(np.matmul, delta, inputs.reshape(many, columns, -1).transpose(0, 2, 1), found))
    return calls
