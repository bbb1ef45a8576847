"""Training: predict, measure the error, move every weight a small step against its gradient, repeat.

`train` is a generator of epochs, one for each pass over the data, so that the caller decides when to stop:
a page draws each one, a test takes the first forty.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.losses import LOSSES
from nnlive.network import Layer, Network, as_columns, gradients, predict
from nnlive.tables import choose


@dataclass(frozen=True, eq=False)
class Epoch:
    """The network after `number` passes, with its mean loss at that moment on the training and the test data."""

    number: int
    network: Network
    train_loss: float
    test_loss: float | None


def mean_loss(net: Network, X: Array, y: Array, loss: str) -> float:
    """The average loss over all examples. Shapes as in `gradients`."""
    p = predict(net, X)
    return float(choose(LOSSES, loss, "loss").value(p, as_columns(y, p.shape)).mean())


def update(net: Network, X: Array, y: Array, loss: str, lr: float) -> Network:
    """One step of gradient descent: W − lr dLoss/dW and b − lr dLoss/db, in a new network."""
    pairs = zip(net.layers, gradients(net, X, y, loss), strict=True)
    return Network(tuple(Layer(old.W - lr * dW, old.b - lr * db, old.activation) for old, (dW, db) in pairs))


def train(
    net: Network,
    X: Array,
    y: Array,
    *,
    loss: str = "log_loss",
    lr: float | Callable[[], float] = 0.1,
    batch: int | None = None,
    epochs: int | None = None,
    test: tuple[Array, Array] | None = None,
    rng: np.random.Generator | None = None,
    shuffle: bool = True,
) -> Iterator[Epoch]:
    """Mini-batch gradient descent. Yields epoch 0, before any update, then one Epoch per pass over the data.

    batch: examples per update, None for all at once; a shorter last batch counts with its own mean.
    epochs: how many passes, None for ever. lr: a number, or a function asked for one before each pass.
    rng: shuffles the order of each pass; needed if there are batches, unless shuffle=False.
    Raises ValueError for data that do not fit, FloatingPointError when the loss stops being a number.
    """
    if batch is not None and batch < 1:
        raise ValueError(f"A batch needs at least one example; got {batch}.")
    shuffle = shuffle and batch is not None  # the mean over all examples does not depend on their order
    if shuffle and rng is None:
        raise ValueError("Shuffling needs rng=np.random.default_rng(seed); or switch it off with shuffle=False.")
    _check_labels(y, loss)
    untrained = _measure(0, net, X, y, loss, test)  # here, so that wrong shapes are reported at once
    return _epochs(untrained, X, y, loss, lr, batch or len(X), epochs, test, rng if shuffle else None)


def _epochs(
    epoch: Epoch,
    X: Array,
    y: Array,
    loss: str,
    lr: float | Callable[[], float],
    batch: int,
    epochs: int | None,
    test: tuple[Array, Array] | None,
    rng: np.random.Generator | None,
) -> Iterator[Epoch]:
    yield epoch
    while epochs is None or epoch.number < epochs:
        rate = lr() if callable(lr) else lr
        net = _one_pass(epoch.network, X, y, loss, rate, batch, rng)
        epoch = _measure(epoch.number + 1, net, X, y, loss, test)
        if not np.isfinite(epoch.train_loss):
            raise FloatingPointError(
                f"The loss is no longer a finite number after epoch {epoch.number}: "
                f"the learning rate {rate:g} is too large for this data."
            )
        yield epoch


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # a diverging run is reported once, in words
def _one_pass(
    net: Network, X: Array, y: Array, loss: str, lr: float, batch: int, rng: np.random.Generator | None
) -> Network:
    """One update per batch, through the data once, in a new random order if there is an rng."""
    if rng is not None:
        order = rng.permutation(len(X))
        X, y = X[order], y[order]
    for i in range(0, len(X), batch):
        net = update(net, X[i : i + batch], y[i : i + batch], loss, lr)
    return net


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def _measure(number: int, net: Network, X: Array, y: Array, loss: str, test: tuple[Array, Array] | None) -> Epoch:
    test_loss = None if test is None else mean_loss(net, *test, loss)
    return Epoch(number, net, mean_loss(net, X, y, loss), test_loss)


def _check_labels(y: Array, loss: str) -> None:
    """ValueError for the common slip of giving labels −1/+1 to a loss that expects 0/1."""
    chosen = choose(LOSSES, loss, "loss")
    if y.min() < chosen.low or y.max() > chosen.high:
        raise ValueError(
            f"{chosen.label} needs labels from {chosen.low:g} to {chosen.high:g}; "
            f"these go from {y.min():g} to {y.max():g}."
        )
