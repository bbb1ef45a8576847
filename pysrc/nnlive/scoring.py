"""Losses and metrics by the names and by the rules of Keras, and what labels each of them needs.

A loss is what training makes small; a metric only tells people how it goes. Keras takes the mean over a network's
outputs where `nnlive.losses` takes the sum, and its squared error has no ½: the `factor` makes up for both.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.losses import LOSSES
from nnlive.network import Gradients, Network, gradients

SMALLEST = 1e-7  # log losses keep probabilities so far away from 0 and 1, as Keras does


@dataclass(frozen=True)
class Scoring:
    """A loss of Keras: the loss of ours behind it, its factor, and labels(y, outputs) -> (n, outputs)."""

    name: str
    loss: str
    factor: Callable[[int], float]
    labels: Callable[[Array, int], Array]
    last: tuple[str, ...] = ()  # activations that the last layer may have; any if empty

    def value(self, p: Array, y: Array) -> Array:
        """The loss of every example, (n,)."""
        kept = np.minimum(np.maximum(p, SMALLEST), 1 - SMALLEST) if self.last else p
        return self.factor(p.shape[1]) * LOSSES[self.loss].value(kept, y)

    def gradients(self, net: Network, X: Array, y: Array) -> Gradients:
        """How the mean loss changes with each weight and bias."""
        factor = self.factor(y.shape[1])
        return [(factor * dW, factor * db) for dW, db in gradients(net, X, y, self.loss)]


def numbers(values: object, name: str) -> Array:
    """The values as an array of numbers. ValueError, in words, for texts and for gaps."""
    try:
        found = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} holds something that is not a number. A network computes with numbers only: give each word or "
            "class a number first, and each row the same length."
        ) from None
    if not np.isfinite(found).all():
        at = np.argwhere(~np.isfinite(found))[0].tolist()
        raise ValueError(f"{name} has a gap: {name}{at} is {found[tuple(at)]}. Fill it or leave that example out.")
    return found


def table(values: object, inputs: int | None, name: str = "X") -> Array:
    """Examples as rows, checked: (n, inputs)."""
    X = numbers(values, name)
    if X.ndim == 1 and inputs not in (None, 1):
        raise ValueError(
            f"{name} has the shape {X.shape}, a single row. The network wants a table, a row for each example: "
            f"put one example into double brackets, [[...]], with {inputs} numbers inside."
        )
    if X.ndim != 2:
        raise ValueError(
            f"{name} has the shape {X.shape}. The network wants a table (examples, numbers of each). If each example "
            "is a single number, write `X.reshape(-1, 1)`."
        )
    if inputs is not None and X.shape[1] != inputs:
        raise ValueError(
            f"The network was built with Input(({inputs},)), so each example needs {inputs} numbers; "
            f"{name} has the shape {X.shape}, which is {X.shape[1]} for each."
        )
    if not len(X):
        raise ValueError(f"{name} has no examples.")
    return X


def _yes_or_no(y: Array, outputs: int) -> Array:
    found = sorted(set(y.ravel().tolist()))
    if y.ndim == 2 and y.shape[1] > 1 and outputs == 1:
        raise ValueError(
            f"These labels have {y.shape[1]} columns, one for each class, but the network has 1 output. Take "
            f'Dense({y.shape[1]}, activation="softmax") as the last layer, and loss="categorical_crossentropy".'
        )
    if found == [-1, 1]:
        raise ValueError("binary_crossentropy wants the labels 0 and 1; these are −1 and 1. Write `(y + 1) / 2`.")
    if found[0] < 0 or found[-1] > 1:
        raise ValueError(
            f"binary_crossentropy is for two classes, 0 and 1; these labels go from {found[0]:g} to {found[-1]:g}. "
            'For more classes: Dense(number of classes, activation="softmax") and '
            'loss="sparse_categorical_crossentropy". To predict a number: Dense(1) and loss="mse".'
        )
    return _columns(y, outputs)


def _columns(y: Array, outputs: int) -> Array:
    columns = y[:, None] if y.ndim == 1 else y
    if columns.ndim != 2 or columns.shape[1] != outputs:
        raise ValueError(
            f"The last layer has {_counted(outputs, 'neuron')}, so each example needs {_counted(outputs, 'label')}; "
            f"the labels have the shape {y.shape}."
        )
    return columns


def _one_hot(y: Array, outputs: int) -> Array:
    if y.ndim == 1 or y.shape[1] == 1:
        raise ValueError(
            "categorical_crossentropy wants one-hot labels, a column for each class. These are one number for each "
            'example: take loss="sparse_categorical_crossentropy", or `to_categorical(y)`.'
        )
    columns = _columns(y, outputs)
    if y.min() < 0 or not np.allclose(y.sum(axis=1), 1):
        raise ValueError("One-hot labels have one 1 in each row, and 0 elsewhere; some of these rows do not.")
    return columns


def _class_numbers(y: Array, outputs: int) -> Array:
    if y.ndim == 2 and y.shape[1] > 1:
        raise ValueError(
            "sparse_categorical_crossentropy wants one class number for each example. These labels have "
            f'{y.shape[1]} columns; if they are one-hot, take loss="categorical_crossentropy".'
        )
    flat = y.ravel()
    if (flat != np.round(flat)).any():
        raise ValueError('Class numbers are whole: 0, 1, 2 ... To predict a number that is not, take loss="mse".')
    if flat.min() < 0 or flat.max() >= outputs:
        raise ValueError(
            f"With {_counted(outputs, 'neuron')} in the last layer the classes are numbered 0 to {outputs - 1}; these "
            f"labels go from {flat.min():g} to {flat.max():g}. The last layer needs a neuron for each class."
        )
    return np.asarray(np.eye(outputs)[flat.astype(int)])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


_ALL = (
    Scoring("binary_crossentropy", "log_loss", lambda k: 1 / k, _yes_or_no, ("sigmoid", "softmax")),
    Scoring("categorical_crossentropy", "cross_entropy", lambda k: 1.0, _one_hot, ("softmax",)),
    Scoring("sparse_categorical_crossentropy", "cross_entropy", lambda k: 1.0, _class_numbers, ("softmax",)),
    Scoring("mean_squared_error", "squared", lambda k: 2 / k, _columns),
)
SCORINGS: dict[str, Scoring] = {scoring.name: scoring for scoring in _ALL}
SCORINGS["mse"] = SCORINGS["mean_squared_error"]


def accuracy(p: Array, y: Array) -> Array:
    """1 for each right answer, else 0: above ½ counts as yes; with several outputs the largest wins."""
    if p.shape[1] == 1:
        return np.asarray((p[:, 0] > 0.5) == y[:, 0], dtype=float)
    return np.asarray(p.argmax(axis=1) == y.argmax(axis=1), dtype=float)


def mae(p: Array, y: Array) -> Array:
    """How far off each answer is, the mean over the outputs: |p − y|."""
    return np.asarray(np.abs(p - y).mean(axis=1))


METRICS: dict[str, Callable[[Array, Array], Array]] = {"accuracy": accuracy, "mae": mae}


def check_last(scoring: Scoring, activation: str, units: int) -> None:
    """ValueError when a network's last layer cannot give the answers that the loss needs."""
    if activation == "softmax" and units == 1:
        raise ValueError(
            'The softmax of a single neuron is always 1, so this network can only say yes. Take Dense(1, activation="'
            'sigmoid") for yes or no, or a neuron for each class.'
        )
    if scoring.last and activation not in scoring.last:
        raise ValueError(
            f'{scoring.name} needs probabilities, so the last layer needs activation="{scoring.last[0]}"; '
            f"it has {activation!r}."
        )
