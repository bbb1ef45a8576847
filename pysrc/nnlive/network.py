"""A network is layers of neurons, and a layer is a matrix of weights, a row of biases and an activation.

`forward` carries examples through the layers; `gradients` carries the error back and says how the loss would
change with every single weight. Nothing here changes a network: training makes new ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnlive.activations import ACTIVATIONS, softmax
from nnlive.arrays import Array
from nnlive.losses import LOSSES
from nnlive.tables import choose

Gradients = list[tuple[Array, Array]]

# What a layer may use: softmax has no slope of its own, as each of its outputs depends on every score.
FUNCTIONS = {name: activation.f for name, activation in ACTIVATIONS.items()} | {"softmax": softmax}

# For these pairs of output activation and loss the two slopes multiply to p − y: nothing is divided by zero.
CANONICAL = {("sigmoid", "log_loss"), ("softmax", "cross_entropy"), ("linear", "squared")}


@dataclass(frozen=True, eq=False)
class Layer:
    """a = f(x·W + b). W has shape (inputs, units), b (units,); `activation` is a name in ACTIVATIONS."""

    W: Array
    b: Array
    activation: str


@dataclass(frozen=True, eq=False)
class Network:
    """Layers in order. ValueError if they do not fit together; softmax may only be the last activation."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        for layer, following in pairwise(self.layers):
            if layer.activation == "softmax":
                raise ValueError("Softmax shares out a whole, so only the last layer may use it.")
            if layer.W.shape[1] != following.W.shape[0]:
                raise ValueError(
                    f"A layer with W {layer.W.shape} passes on {layer.W.shape[1]} numbers, "
                    f"but the next, W {following.W.shape}, expects {following.W.shape[0]}."
                )
        for layer in self.layers:
            if layer.b.shape != layer.W.shape[1:]:
                raise ValueError(f"W {layer.W.shape} needs one bias per unit, not b {layer.b.shape}.")

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, then the units of each layer: (2, 4, 2, 1)."""
        return (self.layers[0].W.shape[0], *(len(layer.b) for layer in self.layers))

    @property
    def parameter_count(self) -> int:
        """All weights and biases: 2-4-2-1 has 25."""
        return sum(layer.W.size + layer.b.size for layer in self.layers)


@dataclass(frozen=True)
class Start:
    """How a layer begins: `draw(inputs, units, rng)` returns W (inputs, units) and b (units,)."""

    name: str
    label: str
    formula: str
    draw: Callable[[int, int, np.random.Generator], tuple[Array, Array]]


def glorot(inputs: int, units: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Uniform within ±√(6 / (inputs + units)), biases 0 (Glorot & Bengio 2010; the default of Keras)."""
    limit = np.sqrt(6.0 / (inputs + units))
    return rng.uniform(-limit, limit, (inputs, units)), np.zeros(units)


def he(inputs: int, units: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Normal with standard deviation √(2 / inputs), biases 0: made for ReLU (He et al. 2015)."""
    return rng.normal(0.0, np.sqrt(2.0 / inputs), (inputs, units)), np.zeros(units)


def playground(inputs: int, units: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Uniform within ±0.5, biases 0.1, as in the TensorFlow Playground."""
    return rng.uniform(-0.5, 0.5, (inputs, units)), np.full(units, 0.1)


def zeros(inputs: int, units: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """All 0: fine for one neuron, but hidden neurons that start alike stay alike."""
    return np.zeros((inputs, units)), np.zeros(units)


_STARTS = (
    Start("glorot", "Glorot", "uniform ±√(6 / (in + out)), b = 0", glorot),
    Start("he", "He", "normal, std √(2 / in), b = 0", he),
    Start("playground", "Playground", "uniform ±0.5, b = 0.1", playground),
    Start("zeros", "All zero", "0, b = 0", zeros),
)
STARTS: dict[str, Start] = {start.name: start for start in _STARTS}


def dense(
    sizes: Sequence[int],
    hidden: str = "tanh",
    output: str = "sigmoid",
    *,
    rng: np.random.Generator,
    start: str = "glorot",
) -> Network:
    """A network in which every unit sees all of the layer before: dense([2, 4, 2, 1], rng=rng).

    ValueError for fewer than two sizes, or for an activation or start that is not in its table.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"Sizes are inputs, hidden units, outputs, such as [2, 4, 1]; got {list(sizes)}.")
    choose(ACTIVATIONS, hidden, "hidden activation")
    choose(FUNCTIONS, output, "output activation")
    draw = choose(STARTS, start, "start").draw
    names = [hidden] * (len(sizes) - 2) + [output]
    shapes = zip(sizes[:-1], sizes[1:], names, strict=True)
    return Network(tuple(Layer(*draw(inputs, units, rng), name) for inputs, units, name in shapes))


def forward(net: Network, X: Array) -> list[Array]:
    """What every layer passes on, X itself first: shapes (n, inputs), (n, units), …, (n, outputs)."""
    return _sums_and_outputs(net, X)[1]


def predict(net: Network, X: Array) -> Array:
    """The last layer's output for X (n, inputs): shape (n, outputs)."""
    return forward(net, X)[-1]


def gradients(net: Network, X: Array, y: Array, loss: str) -> Gradients:
    """Backpropagation: (dLoss/dW, dLoss/db) for each layer, averaged over the examples.

    X is (n, inputs), y (n, outputs) or, for one output, (n,). The `delta` of a layer is how the loss changes
    with its sums z; the layer before gets delta·Wᵀ times its own slope (Rumelhart, Hinton & Williams 1986).
    ValueError for shapes that do not fit and for names that are not in their tables.
    """
    sums, outputs = _sums_and_outputs(net, X)
    delta = _output_delta(net, sums[-1], outputs[-1], y, loss) / len(X)
    found: Gradients = []
    for i in reversed(range(len(net.layers))):
        found.append((outputs[i].T.dot(delta), delta.sum(axis=0)))
        if i > 0:
            slope = ACTIVATIONS[net.layers[i - 1].activation].slope
            delta = delta.dot(net.layers[i].W.T) * slope(sums[i - 1])
    return found[::-1]


def as_columns(y: Array, shape: tuple[int, ...]) -> Array:
    """Labels in the shape of the predictions; (n,) becomes (n, 1). ValueError if they cannot match."""
    columns = y[:, None] if y.ndim == 1 else y
    if columns.shape != shape:
        raise ValueError(f"The predictions have shape {shape}, one column per output; the labels {y.shape}.")
    return columns


def _sums_and_outputs(net: Network, X: Array) -> tuple[list[Array], list[Array]]:
    """The weighted sums z of every layer, and what every layer passes on (X first)."""
    if X.ndim != 2 or X.shape[1] != net.sizes[0]:
        raise ValueError(f"This network expects X of shape (n, {net.sizes[0]}), a row per example; got {X.shape}.")
    sums: list[Array] = []
    outputs = [X]
    for layer in net.layers:
        z = outputs[-1].dot(layer.W) + layer.b
        sums.append(z)
        outputs.append(choose(FUNCTIONS, layer.activation, "activation")(z))
    return sums, outputs


def _output_delta(net: Network, z: Array, p: Array, y: Array, loss: str) -> Array:
    """How each example's loss changes with the sums z of the last layer: (n, outputs)."""
    y = as_columns(y, p.shape)
    activation = net.layers[-1].activation
    if (activation, loss) in CANONICAL:
        return p - y
    slope = choose(LOSSES, loss, "loss").slope(p, y)
    if activation == "softmax":  # raising one score lowers the share of all others
        mean: Array = (slope * p).sum(axis=1, keepdims=True)
        return p * (slope - mean)
    return slope * ACTIVATIONS[activation].slope(z)
