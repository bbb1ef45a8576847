"""Networks and single neurons as drawings: the wider a line, the larger its weight."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from nnlive.activations import Activation
from nnlive.arrays import Array
from nnlive.figure import Panel
from nnlive.shapes import Arrow, Disc, Line, Mark, Points, Polygon, Segments, Text

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
    if len(weights) != len(counts) - 1:
        raise ValueError(f"{len(counts)} columns are joined by {len(counts) - 1} arrays of weights, not {len(weights)}")
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


_BOX, _LOW, _UNIT, _TALL = 194, 92, 76 / 12, 56  # a neuron's box: its corner, pixels for 1 of z and 1 of output


def neuron(activation: Activation, w: float, b: float, x: float) -> Panel:
    """One neuron at work: input and bias, the weighted sum, a small picture of the activation, the output.

    The activation's box shows z from -6 to 6 and outputs from 0 to 1; a dot stands where z is.
    """
    z = w * x + b
    output, at = float(activation.f(np.asarray(z))), np.clip(z, -6, 6)
    formula = f"z = {_short(w)} · {_short(x)} + {_short(b)} = {_short(z)}".replace("+ −", "− ")
    marks: list[Mark] = [
        Segments([36, 36], [180, 60], [122, 122], [130, 130], [w / 2, b / 10]),
        *_neuron_box(activation),
        Points(_BOX + _UNIT * (at + 6), _LOW + 10 + _TALL * activation.f(at), "hi", size=6),
        Disc(36, 180, 23, text=_short(x), rim="hi"),
        Disc(122, 130, 26, text=_short(z)),
        Disc(313, 130, 25, text=f"{output:.3f}", rim="pos" if output > 0.5 else "neg"),
        Text(66, 196, f"w = {_short(w)}", "pos" if w >= 0 else "neg", anchor="start", bold=True),
        Text(66, 44, f"b = {_short(b)}", "pos" if b >= 0 else "neg", anchor="start", bold=True),
        Text(170, 14, formula, bold=True),
    ]
    return Panel(marks, (0, 340), (0, 226), axes=False, width=340, height=226)


@lru_cache(maxsize=32)
def _neuron_box(activation: Activation) -> tuple[Mark, ...]:
    """What stays the same in the drawing of a neuron: the box with its curve, arrows, names."""
    bends = np.sort([*np.linspace(-6, 6, 31), -1e-9])  # one more beside 0, so that a step is drawn upright
    right, top = _BOX + 76, _LOW + 76
    return (
        Arrow(148, 130, _BOX - 1, 130, "axis"),
        Arrow(right, 130, 288, 130, "axis"),
        Polygon([_BOX, right, right, _BOX], [_LOW, _LOW, top, top], "grid", 0.8),
        Line(_BOX + _UNIT * (bends + 6), _LOW + 10 + _TALL * activation.f(bends)),
        Disc(36, 60, 23, text="1"),
        Text(_BOX + 38, _LOW - 14, activation.label.lower(), "mute", 12),
        Text(36, 214, "input x", "mute", 12),
        Text(130, 168, "sum z", "mute", 12),
        Text(313, 168, "output", "mute", 12),
    )


def _short(number: float) -> str:
    return f"{number:.3g}".replace("-", "−")
