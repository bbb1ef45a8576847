"""A reader's own learning: the code that `export.learning_code` writes, changed at will, trains the Playground.

Or only a part of it, an activation or a rule: `definitions` finds its text, for the files to take away.
"""

import ast
import linecache
import traceback
from collections.abc import Callable
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
        self.text, self.trainer = text, trainer
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


def definitions(near: Callable[..., Any], names: list[str]) -> str:
    """The Python that gives these names their values, with all it uses, in the text in which `near` is defined."""
    lines = linecache.getlines(near.__code__.co_filename)
    tree = ast.parse("".join(lines))
    parts = {name: node for node in tree.body for name in _given(node)}
    found: set[ast.stmt] = set()
    pending = [parts[name] for name in names]
    while pending:
        node = pending.pop()
        if node not in found:
            found.add(node)
            used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            pending += [parts[name] for name in used if name in parts and name != "np"]
    return "\n".join(_text(node, lines) for node in tree.body if node in found)


def _given(node: ast.stmt) -> list[str]:
    """The names that a statement gives a value."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name for alias in node.names]
    return [part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]


def _text(node: ast.stmt, lines: list[str]) -> str:
    """A statement's own lines; functions stand apart."""
    block = isinstance(node, ast.FunctionDef | ast.ClassDef)
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    text = "".join(lines[first - 1 : node.end_lineno]).strip("\n")
    return f"\n\n{text}\n\n" if block else text


def sentence(error: BaseException) -> str:
    """What went wrong in the reader's code, and in which line of it."""
    if isinstance(error, SyntaxError):
        return f"your code cannot be read, line {error.lineno}: {error.msg}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    where = f" in line {lines[-1]}" if lines else ""
    if isinstance(error, KeyError) and not lines:
        return f"your code has no {error.args[0]}"
    return f"your code stopped{where}: {type(error).__name__}: {error}"
