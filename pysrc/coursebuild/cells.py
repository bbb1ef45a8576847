"""A live cell becomes HTML: its code, and what it gave when the build ran it in its page's namespace."""

import ctypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from coursebuild import output
from coursebuild.entries import Entry
from coursebuild.locate import FenceError
from coursebuild.output import Item
from nnlive.cells import Cells, title

OPTIONS = {"live", "norun", "raises"}
SECONDS = 60  # a cell that takes longer at build is one that never ends
_ALONE = threading.Lock()  # printed text is caught for the whole process; another builder may make pages side by side

Source = tuple[str, str]  # a cell's name and text


class Run:
    """A page's cells run so far, and what each gave."""

    def __init__(self, page: str) -> None:
        self.done: list[Source] = []
        self.items: dict[str, list[Item]] = {}
        self.failed = ""  # the cell that ended the last step: itself, or one above that it needs
        self.cells = Cells(page, self._take)

    def _take(self, cell: str, item: Item) -> None:
        self.items.setdefault(cell, []).append(item)

    def go_on(self, source: Source) -> None:
        """Runs the next cell."""
        self.done.append(source)
        with limited(SECONDS):
            self.failed = self.cells.run(self.done, source[0]).failed


_RUNS: dict[str, Run] = {}  # by page


def run_of(page: str, sources: Sequence[Source]) -> Run:
    """The page's run in which exactly these cells have run, in order; the last one goes on where it stopped."""
    run = _RUNS.get(page)
    if run is None or run.done != list(sources[: len(run.done)]):
        run = _RUNS[page] = Run(page)
    for source in sources[len(run.done) :]:
        run.go_on(source)
    return run


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Alone, and interrupted when it runs too long, as by a reader's Stop. The build must end, and say where."""
    thread = ctypes.c_ulong(threading.get_ident())
    stop = ctypes.py_object(KeyboardInterrupt)
    timer = threading.Timer(seconds, ctypes.pythonapi.PyThreadState_SetAsyncExc, (thread, stop))
    timer.daemon = True
    with _ALONE:
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def runnable(entries: Sequence[Entry]) -> list[Source]:
    """The cells among these that the build runs."""
    return [(e.name, e.fence.text) for e in entries if e.fence.role == "cell" and "norun" not in e.fence.options]


def made_of(entries: Sequence[Entry]) -> list[str]:
    """All that the HTML of the last of a page's entries depends on, a cell or an exercise, but for our own code."""
    last = entries[-1]
    return [last.name, *last.fence.options, last.fence.text, *(part for cell in runnable(entries) for part in cell)]


def render(entries: Sequence[Entry]) -> str:
    """The HTML of the last of a page's entries, a cell. Raises FenceError when it fails, or should and does not."""
    cell = entries[-1]
    check_options(cell, OPTIONS)
    items = [] if "norun" in cell.fence.options else _items(entries)
    return element(cell, cell.fence.text, f"Python cell {cell.number}", output.html(items))


def check_options(entry: Entry, known: set[str]) -> None:
    """Raises FenceError for an option that the fence does not have."""
    if strange := sorted(set(entry.fence.options) - known):
        raise FenceError(f"there is no option {strange[0]!r}; there are {', '.join(sorted(known))}")
    if len(entry.fence.options) != len(set(entry.fence.options)):
        raise FenceError("an option is given twice")


def _items(entries: Sequence[Entry]) -> list[Item]:
    cell = entries[-1]
    run = run_of(cell.page, runnable(entries))
    if run.failed not in ("", cell.name):
        raise FenceError(f"the cell needs {title(run.failed)} above it, which fails")
    items = run.items.get(cell.name, [])
    errors = [item for item in items if item["kind"] == "error"]
    if any(error.get("stopped") for error in errors):
        raise FenceError(f"the cell did not end within {SECONDS} seconds; with `norun` the build leaves it alone")
    if errors and "raises" not in cell.fence.options:
        raise FenceError(f"the cell failed: {errors[0]['message']}", errors[0]["line"])
    if not errors and "raises" in cell.fence.options:
        raise FenceError("the cell says `raises`, but it ran without an error")
    return items


def element(entry: Entry, code: str, label: str, shown: str, extra: str = "") -> str:
    """An <nn-cell>. In a div: Python-Markdown would wrap an element it does not know in a paragraph and break it.

    The output is a section because the theme's search leaves out a tag only up to the first end of such a tag.
    """
    coloured = highlight(code, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).removesuffix("\n")
    return (
        f'<div class="nn-block"><nn-cell name="{escape(entry.name)}" data-page="{escape(entry.page)}" '
        f'data-key="{entry.key}" data-state="idle"{extra}><div class="highlight">'
        f'<pre tabindex="0" role="region" aria-label="{escape(label)}">{coloured}</pre></div>'
        f'<section class="nn-output" data-search-exclude>{shown}</section></nn-cell></div>'
    )
