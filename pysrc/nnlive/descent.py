"""The Playground's gradient descent: a network that learns exactly as the TensorFlow Playground's does, only faster.

The examples come in the same order every epoch, and each full batch moves all weights once. A short last batch
is not applied: its gradients wait and are averaged into the first batch of the next epoch.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlive.arrays import Array
from nnlive.costs import COSTS
from nnlive.network import STARTS, Layer, Network
from nnlive.optimizers import Rule, as_optimizer, sgd
from nnlive.tables import choose
from nnlive.workspace import Pair, Workspace, kernel, per_layer, windows

Derivative = Callable[[Array], Array]

# What a penalty pulls with: R′(w), where R is |w| or ½w². Biases are never penalised.
REGULARIZATIONS: dict[str, Derivative | None] = {"none": None, "L1": np.sign, "L2": np.copy}
OUTPUTS = {"classification": "tanh", "regression": "linear"}


class Trainer:
    """A dense network with one output, and all it needs to learn.

    inputs: columns of X; shape: neurons in each hidden layer, () for none. activation: a name, your own pair of
    functions (f, slope), or a sequence with one of these for each hidden layer. optimizer: a name or your own rule.
    `weights[i]` (inputs, units), `biases[i]` (units,) and `dead[i]` are windows onto the numbers in use: what you
    set there counts from the next batch. lr, batch, regularization and rate may also be set between epochs.
    """

    def __init__(
        self,
        inputs: int,
        shape: Sequence[int],
        *,
        rng: np.random.Generator,
        activation: str | Pair | Sequence[str | Pair] = "tanh",
        problem: str = "classification",
        batch: int = 10,
        lr: float = 0.03,
        regularization: str = "none",
        rate: float = 0.0,
        optimizer: str | Rule = "sgd",
        loss: str = "squared",
        start: str = "playground",
    ) -> None:
        self.lr, self.batch, self.regularization, self.rate = lr, batch, regularization, rate
        self._check_options()
        self.sizes = _sizes(inputs, shape)
        output = choose(OUTPUTS, problem, "problem")
        self.activations = [*per_layer(activation, len(shape)), output]
        self.problem, self.loss, self.optimizer = problem, loss, optimizer
        self._cost = choose(COSTS, loss, "loss of the Playground")
        if loss == "log_loss" and output != "tanh":
            raise ValueError("Log loss is for classification: it needs an output that is a probability.")
        self._kernels = [kernel(name) for name in self.activations]
        self._optimizer = as_optimizer(optimizer)
        self._allocate()
        draw = choose(STARTS, start, "start").draw
        for W, b in zip(self.weights, self.biases, strict=True):
            fan_in, units = W.shape
            drawn, b[:] = draw(max(fan_in, 1), units, rng)  # without any feature only biases learn
            W[:] = drawn[:fan_in]

    def _allocate(self) -> None:
        """One flat row of parameters, one of their gradients, and the layers as windows onto them."""
        shapes = [(units, fan_in + 1) for fan_in, units in zip(self.sizes[:-1], self.sizes[1:], strict=True)]
        self.theta, self._gradient, self.carry = (np.zeros(sum(u * k for u, k in shapes)) for _ in range(3))
        self._dead = np.zeros(len(self.theta), dtype=bool)
        self._blocks = windows(self.theta, shapes)
        self.weights = [block[:, :-1].T for block in self._blocks]
        self.biases = [block[:, -1] for block in self._blocks]
        self.dead = [block[:, :-1].T for block in windows(self._dead, shapes)]
        self._is_bias = np.zeros(len(self.theta), dtype=bool)
        for block in windows(self._is_bias, shapes):
            block[:, -1] = True
        self.memory = np.zeros((self._optimizer.slots, len(self.theta)))
        self.epochs = self.steps = self.waiting = self.at = 0
        self._prepared: tuple[Any, ...] | None = None
        self._spaces: dict[int, Workspace] = {}

    @property
    def under_way(self) -> bool:
        """Whether a pass has begun and not ended."""
        return self.at > 0

    @property
    def diverged(self) -> bool:
        """True once a weight is no longer a finite number: the learning rate or a penalty is too large."""
        return not np.isfinite(self.theta).all()

    def epoch(self, X: Array, y: Array) -> None:
        """One pass over X (n, inputs) and y (n,), an update after every full batch; or the rest of one under way."""
        self.advance(X, y)

    @np.errstate(all="ignore")  # a run that diverges says so by `diverged`, not by warnings
    def advance(self, X: Array, y: Array, most: int | None = None) -> bool:
        """Goes on with the pass over X and y, by at most so many batches; says whether the pass is over.

        However it is cut, a pass learns the same. Other data, or another size of batches, begin a new one.
        """
        self._check_options()
        self._choose_update()
        batches = self._batches(X, y)
        part = batches[self.at : None if most is None else self.at + most]
        for x, labels in part:
            count = x.shape[1]
            self._spaces[count].run(x, labels)
            if self.waiting:
                self._gradient += self.carry
            self.waiting += count
            if count == self.batch:
                self._update(self.waiting)
                self.waiting = 0
            else:
                self.carry[:] = self._gradient
        self.at += len(part)
        if self.at < len(batches):
            return False
        self.at = 0
        self.epochs += 1
        return True

    def _choose_update(self) -> None:
        """Whether the next updates are plain: then two operations do, and one of them with a factor made once."""
        self._penalty = REGULARIZATIONS[self.regularization] if self.rate else None
        self._plain = self._optimizer.rule is sgd and self._penalty is None and not self._dead.any()
        self._factor = np.array(self.lr / self.batch)

    def _update(self, count: int) -> None:
        """w ← w − step, for all layers at once; then the penalty. `count` examples are in the gradient."""
        self.steps += 1
        if self._plain:
            factor = self._factor if count == self.batch else self.lr / count
            np.multiply(self._gradient, factor, self._gradient)
            np.subtract(self.theta, self._gradient, self.theta)
            return
        self._gradient /= count
        step = self._optimizer.rule(self._gradient, self.lr, self.memory, self.steps)
        pull = None if self._penalty is None else self.lr * self.rate * self._penalty(self.theta)
        self.theta -= np.where(self._dead, 0.0, step)
        if pull is not None:
            self._regularize(pull)

    def _regularize(self, pull: Array) -> None:
        """w ← w − lr · rate · R′(w before the step). If L1 takes a weight across 0, it becomes 0 and dies for good."""
        pulled = np.where(self._is_bias | self._dead, self.theta, self.theta - pull)
        if self.regularization == "L1":
            crossed = self.theta * pulled < 0
            pulled[crossed] = 0.0
            self._dead |= crossed
        self.theta[:] = pulled

    def forward(self, X: Array) -> list[Array]:
        """What each layer passes on for X (n, inputs): shapes (n, units), the last (n, 1)."""
        rows = np.empty((sum(self.sizes[1:]), len(X)))
        self.forward_into(self._checked(X).T, rows)
        cuts = np.cumsum(self.sizes[1:-1])
        return [layer.T for layer in np.split(rows, cuts)]

    @np.errstate(all="ignore")
    def forward_into(self, P: np.ndarray[Any, Any], out: np.ndarray[Any, Any]) -> None:
        """The outputs of all neurons for many points, as for pictures: P (inputs, points) to out (neurons, points).

        A row per neuron, layer by layer, the output last. Pictures do with 32-bit numbers, in P and in out.
        """
        passed_on, end = P, 0
        for W, b, activation in zip(self.weights, self.biases, self._kernels, strict=True):
            Z = out[end : end + len(b)]
            np.matmul(W.T.astype(out.dtype, copy=False), passed_on, out=Z)
            Z += b[:, None].astype(out.dtype, copy=False)
            activation.paint(Z)
            passed_on, end = Z, end + len(b)

    @np.errstate(all="ignore")
    def _judge(self, X: Array, y: Array) -> tuple[Array, Array]:
        """The loss of every example and the network's answer to it, (n,) and (n,)."""
        layers = [self._checked(X), *self.forward(X)]
        z = layers[-2].dot(self.weights[-1][:, 0]) + self.biases[-1][0]
        answers = layers[-1][:, 0]
        return self._cost(answers, z, self._labels(y, len(X))), answers

    @np.errstate(all="ignore")
    def judge(self, X: Array, y: Array) -> tuple[float, Array]:
        """The mean loss, without any penalty, and the answers (n,). NaN if it has diverged or without examples."""
        losses, answers = self._judge(X, y)
        return float(losses.sum() / np.float64(len(X))), answers

    def losses(self, X: Array, y: Array) -> Array:
        """The loss of every example, (n,), without any penalty."""
        return self._judge(X, y)[0]

    def mean_loss(self, X: Array, y: Array) -> float:
        """What the Playground shows: the mean of the losses."""
        return self.judge(X, y)[0]

    @np.errstate(all="ignore")
    def gradient(self, X: Array, y: Array) -> list[tuple[Array, Array]]:
        """(dLoss/dW, dLoss/db) of each layer, averaged over the examples, without any penalty. Changes nothing."""
        x = np.vstack([self._checked(X).T, np.ones(len(X))])
        row = np.empty_like(self.theta)
        Workspace(self._blocks, row, self._kernels, len(X), self._direct).run(x, self._labels(y, len(X))[None])
        gradients = windows(row, [block.shape for block in self._blocks])
        return [(found[:, :-1].T / len(X), found[:, -1] / len(X)) for found in gradients]

    def copy(self) -> "Trainer":
        """The same network at the same moment of its training, which may go on differently."""
        twin: Trainer = object.__new__(Trainer)
        twin.__dict__.update(self.__dict__)
        twin._allocate()
        for name in ("theta", "_dead", "carry", "memory"):
            getattr(twin, name)[:] = getattr(self, name)
        for name in ("epochs", "steps", "waiting", "at"):
            setattr(twin, name, getattr(self, name))
        return twin

    def to_network(self) -> Network:
        """The network as it is now, for the rest of the course. ValueError if an activation is a reader's own."""
        layers = []
        for W, b, activation in zip(self.weights, self.biases, self.activations, strict=True):
            if not isinstance(activation, str):
                raise ValueError("Only a network whose activations have names can be handed on.")
            layers.append(Layer(W.copy(), b.copy(), activation))
        return Network(tuple(layers))

    @property
    def _direct(self) -> bool:
        """Whether the error p − y is already the loss's slope by the output's sum z."""
        return self.problem == "regression" or self.loss == "log_loss"

    def _batches(self, X: Array, y: Array) -> list[tuple[Array, Array]]:
        """The batches in order, on their side and with a row of ones; prepared anew when data or batch change."""
        done = self._prepared
        if not (done and self.batch == done[0] and np.array_equal(X, done[1]) and np.array_equal(y, done[2])):
            if done:
                self.at = 0
            x = np.vstack([self._checked(X).T, np.ones(len(X))])
            labels = self._labels(y, len(X))[None]
            starts = range(0, len(X), self.batch)
            cuts = [(x[:, i : i + self.batch].copy(), labels[:, i : i + self.batch]) for i in starts]
            self._prepared = done = (self.batch, X.copy(), y.copy(), cuts)
            counts = {inputs.shape[1] for inputs, _ in cuts}
            layers = (self._blocks, self._gradient, self._kernels)
            self._spaces = {count: Workspace(*layers, count, self._direct) for count in counts}
        batches: list[tuple[Array, Array]] = done[3]
        return batches

    def _checked(self, X: Array) -> Array:
        if X.ndim != 2 or X.shape[1] != self.sizes[0]:
            raise ValueError(f"This network expects X of shape (n, {self.sizes[0]}), a row per example; got {X.shape}.")
        if not np.isfinite(X).all():
            raise ValueError("X holds values that are not finite numbers.")
        return X

    def _labels(self, y: Array, count: int) -> Array:
        if y.size != count:
            raise ValueError(f"X has {count} examples, y has {y.size} labels.")
        if not np.isfinite(y).all():
            raise ValueError("y holds labels that are not finite numbers.")
        if self.loss == "log_loss" and count and np.abs(y).max() > 1:
            raise ValueError(f"Log loss needs labels from -1 to 1; these go from {y.min():g} to {y.max():g}.")
        return y.reshape(count)

    def _check_options(self) -> None:
        """ValueError for what cannot be trained with; the names are checked where they are used first."""
        if not self.batch >= 1 or self.batch % 1:
            raise ValueError(f"A batch needs a whole number of examples, at least one; got {self.batch}.")
        if not np.isfinite(self.lr) or not np.isfinite(self.rate):
            raise ValueError(
                f"Learning rate and regularization rate are finite numbers; got {self.lr} and {self.rate}."
            )
        choose(REGULARIZATIONS, self.regularization, "regularization")


def _sizes(inputs: int, shape: Sequence[int]) -> tuple[int, ...]:
    if inputs < 0 or any(units < 1 for units in shape):
        raise ValueError(f"Inputs are 0 or more, and a hidden layer has 1 neuron or more; got {inputs}, {list(shape)}.")
    return (int(inputs), *(int(units) for units in shape), 1)
