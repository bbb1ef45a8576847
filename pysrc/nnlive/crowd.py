"""A crowd: networks of one shape that learn side by side from different starts, all in the same few array operations.

Each learns as it would alone, by plain gradient descent in batches, with half the squared error as its loss. Many at
once show what one cannot: how much of a result is the network's doing, and how much the luck of its start.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from nnlive.activations import ACTIVATIONS
from nnlive.arrays import Array
from nnlive.descent import Trainer


class Crowd:
    """`weights[i]` (networks, inputs, units) and `biases[i]` (networks, 1, units) of each layer; the output is a tanh.

    ValueError when the layers do not fit together.
    """

    def __init__(self, weights: Sequence[Array], biases: Sequence[Array], activation: str = "relu") -> None:
        self.weights, self.biases = [w.copy() for w in weights], [b.copy() for b in biases]
        self.hidden = ACTIVATIONS[activation]
        for before, after in pairwise(self.weights):
            if before.shape[2] != after.shape[1]:
                raise ValueError(f"A layer of {before.shape[2]} neurons is followed by one for {after.shape[1]}.")

    @classmethod
    def of(cls, trainers: Sequence[Trainer], activation: str = "relu") -> "Crowd":
        """The networks of some trainers, which must have one shape, as they are now."""
        layers = range(len(trainers[0].weights))
        weights = [np.stack([trainer.weights[i] for trainer in trainers]) for i in layers]
        biases = [np.stack([trainer.biases[i][None] for trainer in trainers]) for i in layers]
        return cls(weights, biases, activation)

    def __len__(self) -> int:
        return len(self.weights[0])

    def epoch(self, X: Array, y: Array, lr: float, batch: int = 10) -> None:
        """One pass over X (n, inputs) and y (n,). ValueError when batches do not use up the points."""
        if len(X) % batch:
            raise ValueError(f"{len(X)} points do not fill batches of {batch}.")
        for i in range(0, len(X), batch):
            self._step(X[None, i : i + batch], y[None, i : i + batch, None], lr / batch)

    def _step(self, x: Array, y: Array, lr: float) -> None:
        sums, passed_on = self._forward(x)
        answers = passed_on[-1]
        delta = (answers - y) * (1 - answers * answers)  # the slope of tanh, by its value
        for i in reversed(range(len(self.weights))):
            back = delta @ self.weights[i].transpose(0, 2, 1) if i else delta
            self.weights[i] -= lr * (passed_on[i].transpose(0, 2, 1) @ delta)
            self.biases[i] -= lr * delta.sum(axis=1, keepdims=True)
            if i:
                delta = back * self.hidden.slope(sums[i - 1])

    def _forward(self, x: Array) -> tuple[list[Array], list[Array]]:
        """The sums of every layer, (networks, n, units), and what each passes on, the inputs first."""
        sums: list[Array] = []
        passed_on = [x]
        for i, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            sums.append(passed_on[-1] @ w + b)
            passed_on.append(np.tanh(sums[-1]) if i == len(self.weights) - 1 else self.hidden.f(sums[-1]))
        return sums, passed_on

    def answers(self, X: Array) -> Array:
        """Each network's answers to X (n, inputs): shape (networks, n)."""
        answers: Array = self._forward(X[None])[1][-1][:, :, 0]
        return answers

    def losses(self, X: Array, y: Array) -> Array:
        """Each network's mean loss, (networks,)."""
        losses: Array = ((self.answers(X) - y) ** 2).mean(axis=1) / 2
        return losses
