"""The chosen number: the weight or bias that a reader has picked in the Playground, to show, to name and to set."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlive.descent import Trainer
from nnlive.maps import Node
from nnlive.numberpanels import parts
from nnlive.settings import State
from nnlive.wording import find, name, output_of

MOST = 5.0  # as far as its slider goes, to both sides

Values = Mapping[str, Any]  # of the controls; `node` names a neuron and `part` one of its numbers


def node_of(state: State, values: Values) -> Node:
    """The chosen neuron; the output, if none is chosen."""
    return find(state, values["node"]) or output_of(state)


def number(state: State, trainer: Trainer, values: Values) -> float:
    """The chosen weight or bias, as its slider shows it. An input has none: 0."""
    found = {part.key: part.value for part in parts(state, trainer, node_of(state, values))}
    if not found:
        return 0.0
    shown = np.nan_to_num(found.get(values["part"], found["b"]), posinf=MOST, neginf=-MOST)  # it may have diverged
    return float(np.clip(np.round(shown, 2), -MOST, MOST))


def words(state: State, trainer: Trainer, values: Values) -> str:
    """What the slider changes, to begin a sentence with."""
    node = node_of(state, values)
    labels = {part.key: part.label for part in parts(state, trainer, node)}
    told = f"{name(state, node)}, {labels.get(values['part'], 'bias')}"
    return told[0].upper() + told[1:]


def put(state: State, trainer: Trainer, values: Values, value: float) -> None:
    """Puts the reader's number in the place of the chosen weight or bias. A dead weight stays 0."""
    layer, index = node_of(state, values)
    keys = [part.key for part in parts(state, trainer, (layer, index))]
    place = keys.index(values["part"]) if values["part"] in keys else 0
    if place == 0:
        trainer.biases[layer - 1][index] = value
    elif not trainer.dead[layer - 1][place - 1, index]:
        trainer.weights[layer - 1][place - 1, index] = value
