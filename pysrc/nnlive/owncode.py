"""A reader's own learning: the code that `export.learning_code` writes, changed at will, trains the Playground."""

import linecache
import traceback
from typing import Any

from nnlive.arrays import Array
from nnlive.controls import ControlError
from nnlive.descent import Trainer
from nnlive.settings import State

FILE = "the learning code"
FOREVER = 10**9  # epochs: the page decides when to stop


class OwnCode:
    """Learning code at work on a network's weights and biases.

    Whatever it raises becomes a ControlError with a sentence that names the line.
    """

    def __init__(self, text: str, state: State, trainer: Trainer) -> None:
        self.trainer = trainer
        self._names: dict[str, Any] = {}
        linecache.cache[FILE] = (len(text), None, text.splitlines(keepends=True), FILE)
        try:
            exec(compile(text, FILE, "exec"), self._names)
            self._train = self._names["train"]
            own = list(zip(self._names["ACTIVATIONS"], self._names["SLOPES"], strict=False))[: len(state.shape)]
            self.activations = own if len(own) == len(state.shape) else None
        except Exception as error:
            raise ControlError(sentence(error)) from error
        self._run: Any = None
        self._for: tuple[int, int] | None = None

    def epoch(self, X: Array, y: Array) -> None:
        """One pass over X (n, inputs) and y (n,), by the reader's `train`."""
        try:
            if self._for != (id(X), id(y)):
                self._for = id(X), id(y)
                self._run = self._train(X, y[:, None], self.trainer.weights, self.trainer.biases, FOREVER)
                next(self._run)  # the state before any epoch
            next(self._run)
        except StopIteration:
            raise ControlError("your `train` ended; it should yield after each of the epochs it is asked for") from None
        except Exception as error:
            raise ControlError(sentence(error)) from error
        self.trainer.epochs += 1


def sentence(error: BaseException) -> str:
    """What went wrong in the reader's code, and in which line of it."""
    if isinstance(error, SyntaxError):
        return f"your code cannot be read, line {error.lineno}: {error.msg}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    where = f" in line {lines[-1]}" if lines else ""
    if isinstance(error, KeyError) and not lines:
        return f"your code has no {error.args[0]}"
    return f"your code stopped{where}: {type(error).__name__}: {error}"
