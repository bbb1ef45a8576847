"""The Playground in words: the names of neurons, how many points are right, and what a picture shows."""

from dataclasses import dataclass
from math import isfinite

import numpy as np

from nnlive.arrays import Array
from nnlive.data import DATASETS
from nnlive.descent import Trainer
from nnlive.features import FEATURES
from nnlive.maps import Node
from nnlive.numerals import text_of
from nnlive.settings import State

_FEATURES = tuple(FEATURES.values())


def output_of(state: State) -> Node:
    """Where the output neuron is."""
    return len(state.shape) + 1, 0


def find(state: State, text: str) -> Node | None:
    """The neuron that "layer:index" names, or None if this network has none such."""
    layer, _, index = text.partition(":")
    if not (layer.isdecimal() and index.isdecimal()):
        return None
    sizes = (len(_FEATURES), *state.shape, 1)
    node = int(layer), int(index)
    return node if node[0] < len(sizes) and node[1] < sizes[node[0]] else None


def key(node: Node) -> str:
    """The text that names a neuron: find(state, key(node)) is the node."""
    return f"{node[0]}:{node[1]}"


def name(state: State, node: Node) -> str:
    """What a neuron is called in a sentence."""
    layer, index = node
    if layer == 0:
        return _FEATURES[index].label
    return f"neuron {index + 1} of layer {layer}" if layer <= len(state.shape) else "the output"


def sources(state: State, node: Node) -> list[Node]:
    """The neurons or inputs whose outputs a neuron sums up, in the order of its weights."""
    if node[0] <= 1:
        return [(0, index) for index, feature in enumerate(_FEATURES) if feature.name in state.inputs and node[0]]
    return [(node[0] - 1, index) for index in range(state.shape[node[0] - 2])]


def short(value: float) -> str:
    """A number with two decimals and a real minus sign; words for one that is not finite."""
    if not isfinite(value):
        return "no number"
    return text_of(value) if abs(value) >= 1000 else f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def strongest(state: State, trainer: Trainer, layer: int) -> list[str]:
    """The strongest weight of each neuron of a layer, in words."""
    W = trainer.weights[layer - 1]
    if not len(W):
        return ["no inputs"] * W.shape[1]
    origins = [name(state, node) for node in sources(state, (layer, 0))]
    best = np.abs(W).argmax(axis=0)
    weights = W[best, np.arange(W.shape[1])].tolist()
    found = zip(weights, best.tolist(), strict=True)
    return [f"strongest weight {short(weight)} from {origins[origin]}" for weight, origin in found]


@dataclass(frozen=True)
class Counts:
    """How many points of each colour are told rightly and wrongly: blue is +1, orange −1."""

    blue_right: int
    blue_wrong: int
    orange_right: int
    orange_wrong: int

    @property
    def right(self) -> int:
        return self.blue_right + self.orange_right

    @property
    def total(self) -> int:
        return self.right + self.blue_wrong + self.orange_wrong

    @property
    def accuracy(self) -> float:
        """The share that is right; 0 without points."""
        return self.right / self.total if self.total else 0.0


def count_right(outputs: Array, y: Array) -> Counts:
    """Counts for outputs (n,) or (n, 1) and labels (n,). An output of 0 is blue, as on the map; no number is wrong."""
    said, blue = np.ravel(outputs), y >= 0
    right = np.where(blue, said >= 0, said < 0)  # nan is neither
    told = [blue & right, blue & ~right, ~blue & right, ~blue & ~right]
    return Counts(*(int(np.count_nonzero(one)) for one in told))


def describe(
    state: State,
    trainer: Trainer,
    losses: tuple[float, float],
    counts: Counts | None = None,
    node: Node | None = None,
) -> str:
    """What the picture shows.

    losses: of training and test points; counts: of test points.
    """
    parts = [
        f"{_network(state)} after {trainer.epochs:,} {'pass' if trainer.epochs == 1 else 'passes'} {_task(state)}."
    ]
    if trainer.diverged or not np.isfinite(losses[0]):
        return parts[0] + " It has diverged: its weights are no longer numbers. Reset it and take smaller steps."
    if counts and state.problem == "classification":
        parts.append(f"It gives {counts.right} of {counts.total} test points their right colour.")
    test = f", test loss {text_of(losses[1])}" if np.isfinite(losses[1]) else ""  # there may be no test points
    parts.append(f"Training loss {text_of(losses[0])}{test}.")
    parts.append(_mattering(state, trainer))
    if node and node != output_of(state):
        parts.append(f"The large map shows {name(state, node)}.")
    return " ".join(part for part in parts if part)


def _network(state: State) -> str:
    inputs = len(state.inputs)
    start = f"A network of {inputs or 'no'} input{'' if inputs == 1 else 's'}"
    if not state.shape:
        return f"{start} and an output, without a hidden layer,"
    layers = ", ".join(map(str, state.shape[:-1])) + (" and " if len(state.shape) > 1 else "") + str(state.shape[-1])
    return f"{start}, {layers} hidden neuron{'' if state.shape == (1,) else 's'} and an output"


def _task(state: State) -> str:
    regression = state.problem == "regression"
    data = DATASETS[state.reg_dataset if regression else state.dataset].label
    return f"over the data set {data}"


def _mattering(state: State, trainer: Trainer) -> str:
    """Which neuron, or input, the output listens to most."""
    weights = trainer.weights[-1][:, 0]
    if not np.any(weights):
        return "The output listens to nothing but its bias."
    best = int(np.abs(weights).argmax())
    who = name(state, sources(state, output_of(state))[best])
    return f"The output listens most to {who}, with the weight {short(weights[best])}."
