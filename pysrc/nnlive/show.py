"""How a value is shown: a figure as its picture, an array with its shape, a table as a table, anything else as text."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlive import markup
from nnlive.capture import Item
from nnlive.figure import Figure
from nnlive.widget import Widget

ROWS, COLUMNS = 20, 12  # what is larger is cut in the middle
MOST, LINES = 2_000, 20  # characters and lines of a text; what is longer is cut at its end
_ENTRIES = 1_000  # of a list or a table: more need not be written out to be cut off

_listeners: list[Callable[[Item], object]] = []  # the cell that is running; at most one


def show(value: object) -> None:
    """Shows a value in the middle of a cell, as its last line would be shown.

    Outside the course's pages it is Jupyter that displays it; where there is no Jupyter its text is printed.
    """
    if _listeners:
        item = shown(value)
        if item is not None:
            tell(item)
    elif (ipython := sys.modules.get("IPython")) is not None and ipython.get_ipython() is not None:
        ipython.display.display(value)
    elif value is not None:
        print(value.alt if isinstance(value, Figure) else value)


def tell(item: Item) -> None:
    """Gives an item to the cell that is running."""
    if _listeners:
        _listeners[-1](item)


@contextmanager
def showing(tell: Callable[[Item], object]) -> Iterator[None]:
    """While it lasts, `tell` is given what is shown."""
    _listeners.append(tell)
    try:
        yield
    finally:
        _listeners.remove(tell)


def shown(value: object) -> Item | None:
    """A value as an item of a cell's output; nothing for None and parts of a plot. Raises what its own repr raises."""
    if value is None or _is_plot(value):
        return None
    for kind, writer in _WRITERS.items():
        if isinstance(value, kind) and (item := writer(value)) is not None:
            return item
    return _text(value)


def _is_plot(value: Any) -> bool:
    """Whether it belongs to a figure of matplotlib, such as the lines that `plt.plot` returns: the figure is shown."""
    first = value[0] if type(value) in (list, tuple) and value else value
    return type(first).__module__.startswith("matplotlib.")


def _html(html: str) -> Item:
    return {"kind": "html", "html": html}


_KINDS = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex"}


def _figure(figure: Figure) -> Item:
    # Places to press set a widget's controls, and here are none.
    panels = [replace(panel, spots=()) for panel in figure.panels]
    return _html(markup.picture(replace(figure, panels=panels)) + (markup.outputs(figure) if figure.outputs else ""))


def _widget(widget: Widget) -> Item:
    return _figure(widget.still(frame=0 if widget.runs else None))


def _array(array: NDArray[Any]) -> Item | None:
    # Not how many bits: those differ between the page's Python and others.
    kind = _KINDS.get(array.dtype.kind, str(array.dtype))
    says = f"array, shape {array.shape}, {kind}"
    if array.ndim == 0 or array.dtype.names or not array.size > 0:
        return None
    if array.ndim > 2:
        with np.printoptions(threshold=200, edgeitems=2, precision=4, suppress=True):
            return _html(markup.block(cut(str(array)), says))
    grid = _middle_out(np.atleast_2d(array), ROWS, COLUMNS)
    return _html(markup.table([[_number(entry) for entry in row] for row in grid], says))


def _middle_out(grid: NDArray[Any], rows: int, columns: int) -> list[list[Any]]:
    """The entries, with … in place of the middle rows and columns of a large grid."""
    down, across = (_ends(size, most) for size, most in zip(grid.shape, (rows, columns), strict=True))
    return [["…" if row is None or col is None else grid[row, col] for col in across] for row in down]


def _ends(size: int, most: int) -> list[int | None]:
    if size <= most:
        return list(range(size))
    return [*range(most - 4), None, *range(size - 3, size)]


def _number(entry: Any) -> str:
    """With the usual minus sign: a reader may copy numbers into code."""
    if isinstance(entry, float | np.floating):
        return f"{entry + 0.0:.4g}"
    return cut(str(entry), 40, 1)


def _scalar(value: np.generic) -> Item:
    """The number alone; numpy writes np.float64(0.5)."""
    return {
        "kind": "text",
        "text": f"{value!s}\n" if isinstance(value, np.number | np.bool_) else f"{value.item()!r}\n",
    }


def _records(rows: Sequence[Any]) -> Item | None:
    """A list of dicts with the same keys."""
    if not (rows and all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows) and rows[0]):
        return None
    return _columns({name: [row[name] for row in rows] for name in rows[0]})


def _columns(columns: Mapping[Any, Any]) -> Item | None:
    """A dict of lists, tuples or arrays of one length."""
    values = list(columns.values())
    if not all(isinstance(v, list | tuple) or (isinstance(v, np.ndarray) and v.ndim == 1) for v in values):
        return None
    lengths = {len(column) for column in values}
    if len(lengths) != 1 or lengths == {0} or not all(isinstance(name, str) for name in columns):
        return None
    count = lengths.pop()
    rows = [["…" if at is None else _number(column[at]) for column in values] for at in _ends(count, ROWS)]
    return _html(markup.table(rows, f"table, {count} row{'s' * (count > 1)}", list(columns)))


def _text(value: object) -> Item:
    return {"kind": "text", "text": cut(repr(_fewer(value))) + "\n"}


def _fewer(value: Any) -> Any:
    """A long list or table with its first entries only: the rest would be cut off anyway."""
    if type(value) in (list, tuple, str, bytes) and len(value) > _ENTRIES:
        return value[: max(_ENTRIES, MOST if isinstance(value, str | bytes) else 0)]
    if type(value) in (dict, set, frozenset) and len(value) > _ENTRIES:
        first = islice(value.items() if isinstance(value, dict) else value, _ENTRIES)
        return type(value)(first)
    return value


def cut(text: str, most: int = MOST, lines: int = LINES) -> str:
    """A text with … where it is cut off."""
    kept = "\n".join(text.split("\n", lines)[:lines])[:most]
    return kept if len(kept) == len(text) else kept.rstrip() + (" …" if lines == 1 or len(kept) == most else "\n…")


_WRITERS: dict[type, Callable[[Any], Item | None]] = {
    Figure: _figure,
    Widget: _widget,
    np.ndarray: _array,
    np.generic: _scalar,
    list: _records,
    dict: _columns,
}
