"""Where an error happened: the reader's line, the very expression in it, and the values that its names had."""

import ast
import linecache
import traceback
from collections.abc import Collection
from dataclasses import dataclass, field
from types import FrameType
from typing import Any


@dataclass(frozen=True)
class Scene:
    """The innermost place in code that a reader can see. `code` is what failed there, such as `X @ w`, if known.

    `known` are names that other cells would give a value.
    """

    error: BaseException
    file: str = ""
    line: int | None = None
    function: str = ""
    code: str = ""
    names: dict[str, Any] = field(default_factory=dict)
    known: Collection[str] = ()

    @property
    def text(self) -> str:
        """The line's own text."""
        if isinstance(self.error, SyntaxError) and self.error.text:
            return self.error.text.strip()
        return linecache.getline(self.file, self.line or 0).strip()

    def tree(self, *kinds: type[ast.AST]) -> ast.AST | None:
        """The first expression of one of these kinds in the code that failed, the outermost first."""
        try:
            tree = ast.parse(self.code.strip(), mode="eval")
        except SyntaxError:
            return None
        return next((node for node in ast.walk(tree) if isinstance(node, kinds)), None)

    @property
    def prefix(self) -> str:
        """The code that failed, to begin a sentence with; empty when it does not fit into one."""
        return f"`{self.code}`: " if self.code and "\n" not in self.code else ""

    def worth(self, node: ast.AST) -> Any:
        """What an expression is worth here; None when that cannot be said without running code."""
        try:
            return self._value(node)
        except (LookupError, TypeError, ValueError):
            return None

    def _value(self, node: ast.AST) -> Any:
        match node:
            case ast.Name(id=name) if name in self.names:
                return self.names[name]
            case ast.Constant(value=value):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=operand) if isinstance(number := self._value(operand), int | float):
                return -number
            case ast.Attribute(value=inner, attr="T" | "shape" | "size" as attr):
                return getattr(self._value(inner), attr, None)
            case ast.Subscript(value=inner, slice=index) if type(table := self._value(inner)) in (list, tuple, dict):
                return table[self._value(index)]
        raise LookupError("only names, numbers, an array's shape and entries of lists can be looked at")


def scene_of(error: BaseException, known: Collection[str] = ()) -> Scene:
    """The innermost of the reader's places; for code that Python cannot read, the place that it names."""
    if isinstance(error, SyntaxError):
        return Scene(error, error.filename or "", error.lineno)
    frames = readers_frames(error)
    if not frames:
        return Scene(error)
    frame, line = frames[-1]
    summary = summaries(error)[-1]
    names = {**frame.f_globals, **frame.f_locals}
    function = "" if frame.f_code.co_name.startswith("<") else frame.f_code.co_name
    return Scene(error, summary.filename, line, function, _segment(summary), names, known)


def readers_frames(error: BaseException) -> list[tuple[FrameType, int]]:
    """The frames of code that runs from text, with their lines. Only modules that were imported have a spec."""
    walked = list(traceback.walk_tb(error.__traceback__))
    return [(frame, line) for frame, line in walked if frame.f_globals.get("__spec__") is None]


def summaries(error: BaseException) -> traceback.StackSummary:
    """The same frames as Python reports them."""
    every = traceback.extract_tb(error.__traceback__)
    walked = traceback.walk_tb(error.__traceback__)
    kept = [one for one, (frame, _) in zip(every, walked, strict=True) if frame.f_globals.get("__spec__") is None]
    return traceback.StackSummary.from_list(kept)


def _segment(summary: traceback.FrameSummary) -> str:
    """The source of the expression at work, by the places that Python keeps for every instruction."""
    first, last, begin, end = summary.lineno, summary.end_lineno, summary.colno, summary.end_colno
    if first is None or last is None or begin is None or end is None:
        return ""
    lines = [linecache.getline(summary.filename, number).rstrip("\n").encode() for number in range(first, last + 1)]
    # Positions count bytes; the end's first, since both may stand on one line.
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][begin:]
    return "\n".join(line.decode(errors="replace") for line in lines)
