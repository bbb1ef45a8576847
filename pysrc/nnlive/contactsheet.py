"""A contact sheet: many small pictures in rows, as a photographer lays them out, with words and frames."""

from collections.abc import Sequence

import numpy as np

from nnlive.arrays import Array
from nnlive.figure import Panel
from nnlive.shapes import Line, Mark, Picture, Text

GREYS, SHADES = 6, 8  # of grey, or of each colour: enough for small pictures, and a page of them stays light
APART = 2  # pixels of a picture between one and the next


def contact_sheet(
    pictures: Array,
    columns: int,
    *,
    captions: Sequence[str] = (),
    framed: Sequence[str] = (),
    colours: Sequence[str] = (),
    titles: Sequence[str] = (),
    width: int = 340,
) -> Panel:
    """A panel with the pictures, (n, rows, columns) or with 3 colours, in rows of `columns`.

    Each can have a caption below it, with a colour of its own, and a frame: "" for none, else a colour ("neg" and
    "hi" are dashed and solid, so that nothing rests on colour alone). `titles` stand above the rows, in their order; an
    empty one takes no room.
    """
    n, size = len(pictures), pictures.shape[2]
    rows, unit = -(-n // columns), (width - 4) / (columns * (size + APART) - APART)
    side, step = unit * size, unit * (size + APART)
    above = np.array([20 if row < len(titles) and titles[row] else 0 for row in range(rows)])
    below = np.array(
        [17 if any(captions[row * columns : (row + 1) * columns]) else unit * APART for row in range(rows)]
    )
    height = float((above + side + below).sum() + 4)
    each_row = height - 2 - np.cumsum(above) - side * np.arange(rows) - (np.cumsum(below) - below)  # where it begins
    shades = GREYS if pictures.ndim == 3 else SHADES
    marks: list[Mark] = []
    for row, y in enumerate(each_row.tolist()):
        strip = _strip(pictures[row * columns : (row + 1) * columns])
        marks.append(Picture(strip, (2, 2 + unit * strip.shape[1], y - side, y), shades=shades))
        if above[row]:
            marks.append(Text(2, y + 10, titles[row], "ink", 13, "start"))
    lefts = 2 + step * (np.arange(n) % columns)
    tops = each_row[np.arange(n) // columns]
    for i, (x, y) in enumerate(zip(lefts.tolist(), tops.tolist(), strict=True)):
        if framed and framed[i]:
            marks.append(_frame(x, y, side, framed[i]))
        if captions and captions[i]:
            colour = colours[i] if colours else "mute"
            marks.append(Text(x + side / 2, y - side - 9, captions[i], colour, 12, bold=colour not in ("mute", "ink")))
    return Panel(marks, (0, width), (0, height), axes=False, width=width, height=round(height))


def _strip(pictures: Array) -> Array:
    """Pictures side by side as one, with clear gaps: red, green, blue and how opaque (rows, columns, 4)."""
    n, rows, columns = pictures.shape[:3]
    strip = np.zeros((rows, n, columns + APART, 4))
    strip[:, :, :columns, :3] = np.moveaxis(pictures[..., None] if pictures.ndim == 3 else pictures, 0, 1)
    strip[:, :, :columns, 3] = 1.0
    return strip.reshape(rows, n * (columns + APART), 4)[:, :-APART]


def _frame(x: float, y: float, side: float, colour: str) -> Line:
    return Line([x, x + side, x + side, x, x], [y, y, y - side, y - side, y], colour, 3, dash=colour == "neg")
