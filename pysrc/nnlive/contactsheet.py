"""A contact sheet: many small pictures in rows, as a photographer lays them out, with words and frames."""

from collections.abc import Sequence

import numpy as np

from nnlive.arrays import Array
from nnlive.figure import Panel
from nnlive.shapes import Line, Mark, Picture, Text

SHADES = 24  # enough for small pictures, and a page of them stays light


def contact_sheet(
    pictures: Array,
    columns: int,
    *,
    captions: Sequence[str] = (),
    framed: Sequence[str] = (),
    colours: Sequence[str] = (),
    titles: Sequence[str] = (),
    width: int = 340,
    gap: int = 4,
) -> Panel:
    """A panel with the pictures, (n, rows, columns) or with 3 colours, in rows of `columns`.

    Each can have a caption below it, with a colour of its own, and a frame: "" for none, else a colour ("neg" and
    "hi" are dashed and solid, so that nothing rests on colour alone). `titles` stand above the rows, in their order; an
    empty one takes no room. `gap` is in pixels.
    """
    n = len(pictures)
    rows = -(-n // columns)
    side = (width - gap * (columns - 1) - 4) / columns
    below = 17 if captions else gap
    above = [20 if row < len(titles) and titles[row] else 0 for row in range(rows)]
    height = rows * (side + below) + sum(above) + 4
    each_row = height - 2 - np.cumsum(above) - (side + below) * np.arange(rows)  # where its pictures begin
    marks: list[Mark] = [
        Text(2, y + 10, title, "ink", 13, "start") for title, y in zip(titles, each_row.tolist(), strict=False) if title
    ]
    lefts = 2 + (side + gap) * (np.arange(n) % columns)
    tops = each_row[np.arange(n) // columns]
    for picture, x, y in zip(pictures, lefts.tolist(), tops.tolist(), strict=True):
        marks.append(Picture(picture, (x, x + side, y - side, y), shades=SHADES))
    for i, (x, y) in enumerate(zip(lefts.tolist(), tops.tolist(), strict=True)):
        if framed and framed[i]:
            marks.append(_frame(x, y, side, framed[i]))
        if captions and captions[i]:
            colour = colours[i] if colours else "mute"
            marks.append(Text(x + side / 2, y - side - 9, captions[i], colour, 12, bold=colour not in ("mute", "ink")))
    return Panel(marks, (0, width), (0, height), axes=False, width=width, height=round(height))


def _frame(x: float, y: float, side: float, colour: str) -> Line:
    return Line([x, x + side, x + side, x, x], [y, y, y - side, y - side, y], colour, 3, dash=colour == "neg")
