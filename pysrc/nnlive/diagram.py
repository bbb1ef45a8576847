"""A network drawn as columns of neurons joined by lines: the wider the line, the larger the weight."""

from collections.abc import Sequence

import numpy as np

from nnlive.arrays import Array
from nnlive.figure import Disc, Mark, Panel, Segments, Text

LINE = 14.0  # pixels that a weight's number is moved off its line


def rows(count: int, height: float) -> Array:
    """The heights of `count` neurons in a column of `height` pixels, from the top, evenly spaced. Shape (count,)."""
    return height * (1 - (np.arange(count) + 0.5) / count)


def network(
    weights: Sequence[Array],
    inside: Sequence[Sequence[str]],
    names: Sequence[Sequence[str]] = (),
    *,
    numbers: bool = False,
    radius: float = 20,
    width: int = 340,
    height: int = 220,
) -> Panel:
    """A panel with one column of neurons for each entry of `inside`, the texts that stand in them.

    `weights[i]` has the shape (units of column i, units of column i + 1). `names` are written below each neuron;
    `numbers` writes each weight on its line, for small networks.
    """
    counts = [len(column) for column in inside]
    for i, matrix in enumerate(weights):
        if np.shape(matrix) != (counts[i], counts[i + 1]):
            raise ValueError(f"weights[{i}] has the shape {np.shape(matrix)}, the columns {(counts[i], counts[i + 1])}")
    x = np.linspace(radius + 8, width - radius - 8, len(counts))
    marks: list[Mark] = []
    for i, matrix in enumerate(weights):
        marks += _links(np.asarray(matrix, float), x[i], x[i + 1], height, numbers)
    for i, column in enumerate(inside):
        for j, (y, text) in enumerate(zip(rows(len(column), height), column, strict=True)):
            marks.append(Disc(x[i], y, radius, text=text))
            if names and names[i] and names[i][j]:
                marks.append(Text(x[i], y, names[i][j], "mute", 12, dy=radius + 10))
    return Panel(marks, (0, width), (0, height), axes=False, width=width, height=height)


def _links(matrix: Array, x0: float, x1: float, height: float, numbers: bool) -> list[Mark]:
    left, right = (rows(n, height) for n in matrix.shape)
    y0, y1 = np.repeat(left, len(right)), np.tile(right, len(left))
    marks: list[Mark] = [Segments(x0, y0, x1, y1, matrix.ravel())]
    if numbers:
        for a, b, w in zip(y0, y1, matrix.ravel(), strict=True):
            colour = "pos" if w > 0 else "neg" if w < 0 else "mute"
            # Nearer the left end, where the lines to one neuron are still apart.
            at = 0.42
            y = a + at * (b - a)
            marks.append(Text(x0 + at * (x1 - x0), y, f"{w:.3g}".replace("-", "−"), colour, 13, dy=-LINE, bold=True))
    return marks
