"""The parts that a model is put together from, by the names they have in Keras: Input, Dense, SGD, Adam.

They only say what is wanted. The weights are made by the model (`nnlive.sequential`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nnlive.network import FUNCTIONS
from nnlive.optimizers import OPTIMIZERS, Optimizer
from nnlive.tables import choose

# Those that mean the same in Keras: it has no step, and its leaky ReLU leaks 0.2, not 0.01.
ACTIVATIONS = {name: f for name, f in FUNCTIONS.items() if name not in ("step", "leaky_relu")}
_OLD = ("input_dim", "input_shape")


class Input:
    """How many numbers an example has: Input((2,)) for two. The comma makes (2,) a tuple, as in Keras."""

    def __init__(self, shape: Sequence[int]) -> None:
        if isinstance(shape, int):
            raise TypeError(f"Input needs a shape with a comma: Input(({shape},)), not Input({shape}).")
        if len(shape) != 1 or not _whole(shape[0]):
            raise ValueError(
                f"Here an example is one row of numbers, such as Input((2,)), not {tuple(shape)}. A picture becomes a "
                "row with `X.reshape(len(X), -1)`."
            )
        self.shape = (int(shape[0]),)

    def __repr__(self) -> str:
        return f"Input({self.shape})"


class Dense:
    """A layer in which each of `units` neurons sees all numbers that come in. Without an activation it passes its
    sums on as they are."""

    def __init__(self, units: int, activation: str | None = None, **more: object) -> None:
        for name in _OLD:
            if name in more:
                raise TypeError(
                    f"`{name}=` is the old way, and Keras warns of it too. Put an Input before the first layer: "
                    f"Sequential([Input((2,)), Dense({units}), ...]), with your number of inputs in place of the 2."
                )
        if more:
            raise TypeError(f"Dense takes units and activation here; it has no {', '.join(map(repr, more))}.")
        if not _whole(units):
            raise ValueError(f"A layer has a whole number of neurons, 1 or more; got {units!r}.")
        self.units = int(units)
        self.activation = "linear" if activation is None else activation
        choose(ACTIVATIONS, self.activation, "activation")

    def __repr__(self) -> str:
        return f'Dense({self.units}, activation="{self.activation}")'


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 1


@dataclass
class SGD:
    """Plain gradient descent; with momentum=0.9 it keeps rolling in the directions it has been going."""

    learning_rate: float = 0.01
    momentum: float = 0.0

    def __post_init__(self) -> None:
        _positive(self.learning_rate)
        if self.momentum not in (0.0, 0.9):
            raise ValueError(f"Momentum is 0 or 0.9 here, not {self.momentum}.")

    @property
    def method(self) -> Optimizer:
        """Its rule for the step."""
        return OPTIMIZERS["momentum" if self.momentum else "sgd"]


@dataclass
class Adam:
    """Divides each step by how large the gradient usually is, so that every weight moves at a similar pace."""

    learning_rate: float = 0.001

    def __post_init__(self) -> None:
        _positive(self.learning_rate)

    @property
    def method(self) -> Optimizer:
        """Its rule for the step."""
        return OPTIMIZERS["adam"]


BY_NAME: dict[str, type[SGD] | type[Adam]] = {"sgd": SGD, "adam": Adam}


def make_optimizer(wanted: str | SGD | Adam) -> SGD | Adam:
    """The optimizer itself, or the one of that name with its usual learning rate."""
    if isinstance(wanted, SGD | Adam):
        return wanted
    if not isinstance(wanted, str):
        raise TypeError(f'An optimizer is "sgd", "adam", SGD(...) or Adam(...); got {wanted!r}. Are the () missing?')
    return choose(BY_NAME, wanted.lower(), "optimizer")()


def _positive(rate: float) -> None:
    if not rate > 0:
        raise ValueError(f"A learning rate is above 0; got {rate}.")
