"""A model as in Keras, in numpy: layers in a row, then compile, fit, evaluate and predict.

The names, the defaults and the numbers are those of Keras 3: the same start and the same order of examples give the
same losses and weights. What differs: a seed makes every run repeatable; mistakes are told at once and in words;
nothing is printed unless `verbose=1` asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path

import numpy as np

from nnlive import modelfile
from nnlive.arrays import Array
from nnlive.network import predict
from nnlive.parts import SGD, Adam, Dense, Input, make_optimizer
from nnlive.scoring import METRICS, SCORINGS, Scoring, check_last, numbers
from nnlive.stack import Stack
from nnlive.tables import choose

__all__ = ["SGD", "Adam", "Dense", "History", "Input", "Sequential", "load_model"]

Scores = dict[str, float]


@dataclass(frozen=True)
class History:
    """What `fit` gives back: history["loss"] has a number for each epoch; `epoch` counts them from 0."""

    history: dict[str, list[float]]
    epoch: list[int]


class Sequential(Stack):
    """Layers in a row: Sequential([Input((2,)), Dense(6, activation="relu"), Dense(1, activation="sigmoid")]).

    `seed` decides the first weights and the order of the examples. Without an Input the first data tell the size.
    """

    def __init__(self, layers: Sequence[Input | Dense] = (), *, seed: int = 0) -> None:
        super().__init__(layers, seed=seed)
        self.optimizer: SGD | Adam | None = None
        self.metrics: tuple[str, ...] = ()
        self._scoring: Scoring | None = None
        self._memory, self._steps = np.zeros((0, 0)), 0  # the optimizer's

    def compile(self, optimizer: str | SGD | Adam, loss: str, metrics: Sequence[str] = ()) -> None:
        """Says how to learn: by which optimizer, to make which loss small, and which metrics to tell."""
        if isinstance(metrics, str):
            raise TypeError(f'metrics is a list: metrics=["{metrics}"].')
        for name in metrics:
            choose(METRICS, name, "metric")
        self.optimizer, self.metrics = make_optimizer(optimizer), tuple(metrics)
        self._scoring = choose(SCORINGS, loss, "loss")
        self._memory, self._steps = np.zeros((0, 0)), 0
        if self._built:
            self._ready()

    @property
    def loss(self) -> str:
        """The name of the loss; empty before `compile`."""
        return self._scoring.name if self._scoring else ""

    def _ready(self) -> tuple[SGD | Adam, Scoring]:
        if self.optimizer is None or self._scoring is None:
            raise RuntimeError(
                "This model has not been told how to learn. Before fit and evaluate: "
                'model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"]).'
            )
        last = self.network.layers[-1]
        check_last(self._scoring, last.activation, len(last.b))
        return self.optimizer, self._scoring

    def _read(self, x: object, y: object, name: str = "") -> tuple[Array, Array]:
        """Examples (n, inputs) and labels (n, outputs), checked."""
        X, labels = self._table(x, f"X{name}"), numbers(y, f"y{name}")
        _, scoring = self._ready()
        if len(labels) != len(X):
            raise ValueError(f"There are {len(X)} examples, but {len(labels)} labels: each example needs one.")
        return X, scoring.labels(labels, len(self._built[-1].b))

    def fit(
        self,
        x: object,
        y: object,
        *,
        batch_size: int = 32,
        epochs: int = 1,
        verbose: int = 0,
        validation_split: float = 0.0,
        validation_data: tuple[object, object] | None = None,
        shuffle: bool = True,
    ) -> History:
        """Learns: `epochs` times through all examples, an update after each `batch_size` of them.

        The loss of an epoch is the mean over its batches, each measured just before its update. validation_split sets
        aside the LAST share of the examples, before they are shuffled. A second call goes on where the first ended.
        """
        X, labels = self._read(x, y)
        if epochs < 1 or batch_size < 1:
            raise ValueError(f"epochs and batch_size are 1 or more; got {epochs} and {batch_size}.")
        held = None if validation_data is None else self._read(*validation_data, "_val")
        if validation_split and held is None:
            cut = floor(len(X) * (1 - validation_split))
            if not 0 < cut < len(X):
                raise ValueError(f"validation_split is a share between 0 and 1, such as 0.2; got {validation_split}.")
            held, X, labels = (X[cut:], labels[cut:]), X[:cut], labels[:cut]
        told: dict[str, list[float]] = {}
        for number in range(1, epochs + 1):
            scores = self._epoch(X, labels, batch_size, shuffle)
            if held:
                scores |= {f"val_{name}": value for name, value in self._scores(*held).items()}
            for name, value in sorted(scores.items()):
                told.setdefault(name, []).append(value)
            if verbose:
                print(f"Epoch {number}/{epochs}", *(f"{name}: {scores[name]:.4f}" for name in sorted(scores)))
        return History(told, list(range(epochs)))

    def _epoch(self, X: Array, y: Array, size: int, shuffle: bool) -> Scores:
        """Once through all examples; the mean scores on the way."""
        order = self._rng.permutation(len(X)) if shuffle else np.arange(len(X))
        sums = dict.fromkeys(("loss", *self.metrics), 0.0)
        for start in range(0, len(X), size):
            batch = order[start : start + size]
            for name, value in self._scores(X[batch], y[batch]).items():
                sums[name] += len(batch) * value
            self._step(X[batch], y[batch])
        if not np.isfinite(sums["loss"]):
            raise FloatingPointError("The loss is no longer a number: the learning rate is too large for these data.")
        return {name: value / len(X) for name, value in sums.items()}

    @np.errstate(over="ignore", invalid="ignore")  # a run that diverges is told once, in words
    def _step(self, X: Array, y: Array) -> None:
        """One update: all weights and biases, as one row of numbers, minus what the optimizer says."""
        chosen, scoring = self._ready()
        net = self.network
        slopes = np.concatenate([part.ravel() for pair in scoring.gradients(net, X, y) for part in pair])
        theta = np.concatenate([part.ravel() for layer in net.layers for part in (layer.W, layer.b)])
        if self._memory.shape != (chosen.method.slots, len(theta)):
            self._memory, self._steps = np.zeros((chosen.method.slots, len(theta))), 0
        self._steps += 1
        self._take(theta - chosen.method.rule(slopes, chosen.learning_rate, self._memory, self._steps))

    @np.errstate(over="ignore", invalid="ignore")
    def _scores(self, X: Array, y: Array) -> Scores:
        _, scoring = self._ready()
        p = predict(self.network, X)
        found = {name: float(METRICS[name](p, y).sum() / len(p)) for name in self.metrics}
        return {"loss": float(scoring.value(p, y).sum() / len(p)), **found}

    # --- using it ---

    def evaluate(self, x: object, y: object) -> float | list[float]:
        """The loss on these examples; with metrics, a list: [loss, accuracy]. Nothing is learned."""
        scores = list(self._scores(*self._read(x, y)).values())
        return scores if self.metrics else scores[0]

    def predict(self, x: object) -> Array:
        """The answers: (n, outputs), a row for each example."""
        X = self._table(x)
        return predict(self.network, X)

    def save(self, file: str | Path) -> None:
        """Writes layers, weights and how to learn to a file.npz."""
        how = {} if self._scoring is None else {"loss": self._scoring.name, "metrics": self.metrics}
        modelfile.write(file, self.network, how, self.optimizer, self._memory, self._steps)


def load_model(file: str | Path) -> Sequential:
    """The model that `save` wrote. It predicts the same, and goes on learning from there."""
    saved = modelfile.read(file)
    model = Sequential([Input((saved.weights[0].shape[0],))])
    for biases, activation in zip(saved.weights[1::2], saved.activations, strict=True):
        model.add(Dense(len(biases), activation))
    model.set_weights(saved.weights)
    if saved.optimizer:
        model.compile(saved.optimizer, saved.loss, saved.metrics)
        model._memory, model._steps = saved.memory, saved.steps
    return model
