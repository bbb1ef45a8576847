"""Cells: the editable pieces of Python on a page. They share one namespace and run in the page's order.

Running a cell first runs those above that it needs and that have not run as they stand now, or whose own needs have
run again since. The wanted cell itself always runs, on top of what is there: as in a notebook, running
`w = w + 1` twice adds 2.
"""

import ast
import linecache
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from nnlive import docs, plots
from nnlive.capture import Capture, Item
from nnlive.explain import error_item
from nnlive.names import bound_by
from nnlive.needs import needed
from nnlive.show import showing, shown

Cell = tuple[str, str]  # (name such as "neuron:cell-2", source)


@dataclass(frozen=True)
class Outcome:
    """What a run came to: the cells that ran, in order, the one that `failed` or "", and whether it was stopped."""

    ran: list[str]
    failed: str = ""
    stopped: bool = False


@dataclass(frozen=True)
class Ended:
    """How one piece of code ended: what it printed, and the error item if it failed."""

    printed: str
    error: Item | None = None
    exception: BaseException | None = None


@dataclass(frozen=True)
class _Done:
    """A cell that ran to its end: its source then, and when, counted in runs."""

    source: str
    turn: int


def title(name: str) -> str:
    """What a reader calls a cell: "cell 2" for "neuron:cell-2". Tracebacks show it."""
    return name.rpartition(":")[2].replace("-", " ")


def execute(
    source: str, file: str, names: dict[str, Any], tell: Callable[[Item], object], known: Collection[str] = ()
) -> Ended:
    """Runs a piece of code in a namespace. What it prints and shows is told, its last expression's value too.

    Whatever it raises comes back as an error item, after what it printed; the names it has given values are kept.
    `known` are names that a misspelt one may have meant.
    """
    remember(file, source)
    # Where warnings were given before: a cell that runs again warns again.
    names.pop("__warningregistry__", None)
    os.environ.setdefault("MPLBACKEND", plots.BACKEND)
    caught: BaseException | None = None
    capture = Capture(tell)
    with capture, showing(capture.put):
        works: list[Callable[[], list[Item]]] = [lambda: _evaluated(source, file, names), plots.taken]
        for work in works:
            try:
                for item in work():
                    capture.put(item)
            except BaseException as error:  # SystemExit and the reader's Stop among them
                caught = caught or error
    if caught is None:
        return Ended(capture.text)
    failure = error_item(caught, file, known)
    tell(failure)
    return Ended(capture.text, failure, caught)


def _evaluated(source: str, file: str, names: dict[str, Any]) -> list[Item]:
    """Runs the code; its last expression's value as an item, if there is one to show."""
    docs.prepare(source)
    body, last = _compiled(source, file)
    exec(body, names)
    value = shown(eval(last, names)) if last is not None else None
    return [] if value is None else [value]


def remember(file: str, source: str) -> None:
    """Tracebacks and inspect read source lines from here; there is no file behind the name."""
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)


def _compiled(source: str, file: str) -> tuple[Any, Any]:
    """(all but a last expression, that expression or None), compiled. A semicolon at the end hides the value."""
    tree = ast.parse(source, file)
    last, end = None, tree.body[-1] if tree.body else None
    if isinstance(end, ast.Expr) and not _hushed(source, end):
        tree.body.pop()
        last = compile(ast.Expression(end.value), file, "eval", dont_inherit=True)
    return compile(tree, file, "exec", dont_inherit=True), last


def _hushed(source: str, last: ast.stmt) -> bool:
    line = source.splitlines()[(last.end_lineno or 1) - 1].encode()
    return line[last.end_col_offset :].lstrip().startswith(b";")


@dataclass
class Cells:
    """The cells of one page: its names, and which cells have run.

    `tell` is given (cell, item) for everything shown, `state` (cell, "running", "done" or "error").
    """

    page: str
    tell: Callable[[str, Item], object]
    state: Callable[[str, str], object] = lambda cell, state: None
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    _done: dict[str, _Done] = field(default_factory=dict)
    _turn: int = 0

    def run(self, cells: Sequence[Cell], wanted: str) -> Outcome:
        """Runs the `wanted` cell after those above that it needs; `cells` are the page's in order, at least up to it.

        The first that fails ends the run. Raises KeyError when the wanted one is not among them.
        """
        number = self._number(cells, wanted)
        above = self.prepare(cells[:number], cells[number][1])
        if above.failed:
            self._in_vain(wanted, above)
            return above
        ended = self._run(cells, number)
        return Outcome([*above.ran, wanted], wanted if ended.error else "", _stopped(ended))

    def prepare(self, above: Sequence[Cell], source: str, beside: Sequence[str] = ()) -> Outcome:
        """Runs the cells above that this source, or one of the names `beside`, needs and that are not fresh."""
        for name, _ in above:
            if name in self._done:
                remember(title(name), self._done[name].source)
        ran: list[str] = []
        for number in self._stale(above, source, beside):
            name = above[number][0]
            ended = self._run(above, number)
            ran.append(name)
            if ended.error:
                return Outcome(ran, name, _stopped(ended))
        return Outcome(ran)

    def _stale(self, above: Sequence[Cell], source: str, beside: Sequence[str]) -> list[int]:
        """The numbers of the needed cells that must run first: not run as they stand, or older than what they need."""
        sources = [*(text for _, text in above), source]
        again: list[int] = []
        for number in needed(sources, len(above), beside):
            name, text = above[number]
            done = self._done.get(name)
            inner = needed(sources, number)
            before = [self._done[above[one][0]].turn for one in inner if above[one][0] in self._done]
            if (
                done is None
                or done.source != text
                or max(before, default=0) > done.turn
                or not set(again).isdisjoint(inner)
            ):
                again.append(number)
        return again

    def _run(self, cells: Sequence[Cell], number: int) -> Ended:
        name, source = cells[number]
        self.state(name, "running")
        self._turn += 1
        self._done.pop(name, None)
        above = bound_by(text for _, text in cells[:number])
        ended = execute(source, title(name), self.names, lambda item: self.tell(name, item), above)
        # Who stops a cell wants what it has made so far: it is not run again for those below.
        if ended.error is None or _stopped(ended):
            self._done[name] = _Done(source, self._turn)
        self.state(name, "error" if ended.error else "done")
        return ended

    def _in_vain(self, wanted: str, above: Outcome) -> None:
        """Tells at the wanted cell why it did not run."""
        self.state(wanted, "running")
        what = "was stopped" if above.stopped else "has an error"
        self.tell(wanted, {"kind": "note", "text": f"This needs {title(above.failed)} above, which {what}."})
        self.state(wanted, "error")

    def _number(self, cells: Sequence[Cell], wanted: str) -> int:
        for number, (name, _) in enumerate(cells):
            if name == wanted:
                return number
        raise KeyError(f"there is no cell {wanted!r} on this page")


def _stopped(ended: Ended) -> bool:
    return bool(ended.error and ended.error.get("stopped"))
