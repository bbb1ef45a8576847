"""Checking a reader's answer to an exercise: first the example that the reader sees, then other values.

The answer runs in a copy of the page's names, so that nothing it does can be seen in the cells. Lists, tables, arrays
and objects are copied with all they hold. The page's functions are made anew to use the copied names. Modules and
classes, and what cannot be copied (an open file, a generator), are shared.
"""

import builtins
import copy
from collections.abc import Collection, Sequence
from types import FunctionType, SimpleNamespace
from typing import Any, NotRequired, TypedDict

from nnlive.capture import Item
from nnlive.cells import Cell, Cells, Ended, execute, title
from nnlive.explain import plain
from nnlive.names import Reading, bound_by, parsed
from nnlive.scene import readers_frames

CHECK = "the check"  # what tracebacks call it
OTHER_VALUES = "Your code passes the example, but not other values. "


class Verdict(TypedDict):
    """Whether an answer passed, what its reader is told, what it showed, and the line to mark if there is one."""

    passed: bool
    message: str
    items: list[Item]
    line: int | None
    stopped: NotRequired[bool]


class NotPassedError(Exception):
    """An answer that did not pass, with the words for it."""

    def __init__(self, message: str, line: int | None = None, stopped: bool = False) -> None:
        super().__init__(message)
        self.line, self.stopped = line, stopped


def check(
    cells: Cells, above: Sequence[Cell], source: str, checks: str, variations: str = "", name: str = "exercise"
) -> Verdict:
    """Runs what the answer needs above it, the answer, then asserts about it: `checks`, then `variations`.

    These may use the names that the answer made, `printed` (what it printed), and `again(x=5)`: the answer run once
    more with that name changed first, which gives an object with its names and `printed`.
    """
    items: list[Item] = []

    def tell(item: Item) -> None:
        items.append(item)
        cells.tell(name, item)

    cells.state(name, "running")
    try:
        _prepare(cells, above, source, checks + "\n" + variations)
        trial = _Trial(cells.names, source, title(name), bound_by(text for _, text in above))
        names = trial.run(tell)
        _assert(checks, names, trial)
        try:
            _assert(variations, names, trial)
        except NotPassedError as failed:
            prefix = "" if failed.stopped else OTHER_VALUES
            raise NotPassedError(prefix + str(failed), failed.line, failed.stopped) from None
        verdict: Verdict = {"passed": True, "message": "Correct.", "items": items, "line": None}
    except NotPassedError as failed:
        verdict = {"passed": False, "message": str(failed), "items": items, "line": failed.line}
        if failed.stopped:
            verdict["stopped"] = True
    cells.state(name, "done")
    return verdict


class _Trial:
    """A reader's answer, to be run in copies of the page's names."""

    def __init__(self, names: dict[str, Any], source: str, file: str, known: Collection[str]) -> None:
        self.names, self.source, self.file, self.known = names, source, file, known

    def run(self, tell: Any = lambda item: None, changed: dict[str, Any] | None = None) -> dict[str, Any]:
        """The names that the answer leaves, and `printed`. Raises NotPassedError when it does not run to its end."""
        names = copied(self.names) | (changed or {})
        ended = execute(self.source, self.file, names, tell, self.known)
        if ended.error is not None:
            raise NotPassedError(ended.error["message"], ended.error["line"], bool(ended.error.get("stopped")))
        return names | {"printed": ended.printed}

    def again(self, **changed: Any) -> SimpleNamespace:
        """The answer run once more, with some of the names it finds changed. What it shows then is not told."""
        return SimpleNamespace(**self.run(changed=changed))


def copied(names: dict[str, Any]) -> dict[str, Any]:
    """A namespace of its own with the same names."""
    memo: dict[int, Any] = {}
    made: dict[str, Any] = {}
    for name, value in names.items():
        if isinstance(value, FunctionType) and value.__globals__ is names:
            made[name] = _moved(value, made)
        else:
            made[name] = _copy(value, memo)
    return made


def _copy(value: Any, memo: dict[int, Any]) -> Any:
    try:
        return copy.deepcopy(value, memo)
    except Exception:  # whatever a class of the reader's, or of a package, does when it is copied
        return value


def _moved(function: FunctionType, names: dict[str, Any]) -> FunctionType:
    """The same function, which looks its names up elsewhere."""
    moved = FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
    moved.__kwdefaults__ = function.__kwdefaults__
    moved.__dict__.update(function.__dict__)
    moved.__doc__ = function.__doc__
    return moved


def _prepare(cells: Cells, above: Sequence[Cell], source: str, checks: str) -> None:
    tree = parsed(checks)
    outcome = cells.prepare(above, source, sorted(Reading(tree).needs) if tree else ())
    if outcome.failed:
        what = "was stopped" if outcome.stopped else "has an error"
        raise NotPassedError(f"This needs {title(outcome.failed)} above, which {what}.", stopped=outcome.stopped)


def _assert(checks: str, names: dict[str, Any], trial: _Trial) -> None:
    """Runs assertions among the names of an answer. Raises NotPassedError with the words of the first to fail."""
    names["again"] = trial.again
    ended = execute(checks, CHECK, names, lambda item: None)
    if ended.exception is not None:
        raise _why(ended, trial)


def _why(ended: Ended, trial: _Trial) -> NotPassedError:
    error = ended.exception
    assert error is not None
    if isinstance(error, NotPassedError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return NotPassedError("Stopped.", stopped=True)
    lines = [line for frame, line in readers_frames(error) if frame.f_code.co_filename == trial.file]
    if lines:
        said = plain(error)
        return NotPassedError(f"Line {lines[-1]}: {said}", lines[-1])
    if isinstance(error, AssertionError) and str(error):
        return NotPassedError(str(error))
    if isinstance(error, NameError) and error.name and not hasattr(builtins, error.name):
        return NotPassedError(f"Your code has to define `{error.name}`.")
    said = plain(error)
    return NotPassedError(f"The check of your code failed: {said}")
