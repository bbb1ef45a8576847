"""A classifier: a small network that says which of some classes an example belongs to, and how sure it is.

It scales its inputs, has one hidden layer or none, and ends in softmax, so that its answers are shares of a whole.
`learn` is a generator of epochs: the caller decides when to stop.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.features import one_hot, standardize
from nnlive.network import Gradients, Layer, Network, dense, gradients, predict
from nnlive.optimizers import as_optimizer


@dataclass(frozen=True, eq=False)
class Classifier:
    """A network, and the mean and spread of each input in the examples it learned from."""

    network: Network
    mean: Array
    std: Array

    def scaled(self, X: Array) -> Array:
        """Inputs as the network gets them, (n, inputs)."""
        return (X - self.mean) / self.std

    def shares(self, X: Array) -> Array:
        """How the answer to each row of X is shared out over the classes: (n, classes), each row adding up to 1."""
        return predict(self.network, self.scaled(X))

    def answers(self, X: Array) -> Array:
        """The class with the largest share, (n,)."""
        return np.asarray(self.shares(X).argmax(axis=1))

    def accuracy(self, X: Array, labels: Array) -> float:
        """The share of the answers that are right."""
        return float(np.mean(self.answers(X) == labels))

    def confusion(self, X: Array, labels: Array) -> Array:
        """How many of each class (row) were answered with each class (column)."""
        classes = self.network.sizes[-1]
        counts = np.bincount(np.asarray(labels, dtype=int) * classes + self.answers(X), minlength=classes**2)
        return counts.reshape(classes, classes).astype(float)


def learn(
    X: Array,
    labels: Array,
    classes: int,
    *,
    rng: np.random.Generator,
    hidden: int = 16,
    lr: float = 0.003,
    batch: int = 32,
    epochs: int = 20,
    optimizer: str = "adam",
) -> Iterator[Classifier]:
    """Yields the untrained classifier, then one after each pass over X (n, inputs) and labels (n,), 0…classes−1.

    hidden: units between inputs and outputs, 0 for none. Batches are shuffled by rng, which also draws the start.
    Inputs that change less than others do on average, such as the rim of a picture, are not blown up to the same size.
    """
    _, mean, std = standardize(X)
    std = np.maximum(std, std.mean())
    net = dense([X.shape[1], *([hidden] if hidden else []), classes], output="softmax", rng=rng)
    X, y = (X - mean) / std, one_hot(labels, classes)
    rule = as_optimizer(optimizer)
    memory, step = np.zeros((rule.slots, net.parameter_count)), 0
    yield Classifier(net, mean, std)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for i in range(0, len(X), batch):
            chosen, step = order[i : i + batch], step + 1
            slope = _flat(gradients(net, X[chosen], y[chosen], "cross_entropy"))
            net = _moved(net, rule.rule(slope, lr, memory, step))
        yield Classifier(net, mean, std)


def _flat(found: Gradients) -> Array:
    return np.concatenate([part.ravel() for pair in found for part in pair])


def _moved(net: Network, step: Array) -> Network:
    """The network with every number moved against its part of the step."""
    layers, at = [], 0
    for layer in net.layers:
        w, b = at + layer.W.size, at + layer.W.size + layer.b.size
        layers.append(Layer(layer.W - step[at:w].reshape(layer.W.shape), layer.b - step[w:b], layer.activation))
        at = b
    return Network(tuple(layers))


def nearest(X: Array, samples: Array) -> Array:
    """How far each row of X is from the nearest of the samples, (n,)."""
    squares = (X * X).sum(axis=1)[:, None] - 2 * X.dot(samples.T) + (samples * samples).sum(axis=1)
    return np.asarray(np.sqrt(np.maximum(squares.min(axis=1), 0)))


def nearest_others(samples: Array) -> Array:
    """How far each sample is from the nearest *other* one, (n,): what is usual among things that were taught."""
    squares = (samples * samples).sum(axis=1)
    away = squares[:, None] - 2 * samples.dot(samples.T) + squares
    np.fill_diagonal(away, np.inf)
    return np.asarray(np.sqrt(np.maximum(away.min(axis=1), 0)))
