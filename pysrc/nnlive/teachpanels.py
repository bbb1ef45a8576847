"""The pictures of the page on which a reader teaches a machine: its answer, its learning, its mistakes."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlive.arrays import Array
from nnlive.figure import Panel
from nnlive.poses import BONES
from nnlive.shapes import Disc, Line, Mark, Points, Polygon, Rule, Text

Draw = Callable[[float, float, float], list[Mark]]  # a sample in a square: its left and lower edge, and its side

WIDTH, ROW, SIDE = 340, 30, 128  # pixels of a picture, a bar's row, and the sample
_NAMES = 110.0  # pixels for the names of classes
_LONGEST = 16  # characters of a name that fit there


def shortened(name: str, most: int = _LONGEST) -> str:
    """A name that fits, with … for what does not."""
    return name if len(name) <= most else name[: most - 1] + "…"


def answer_panel(names: Sequence[str], shares: Array, draw: Draw, note: str = "", right: int | None = None) -> Panel:
    """One bar for each class, as long as its share, and the sample it is about at the left.

    `note` stands below, for a warning; `right` is the class it really belongs to, if that is known.
    """
    height = max(SIDE + 28, ROW * len(names) + 40)
    best = int(np.argmax(shares))
    marks = draw(2, height - SIDE - 4, SIDE)
    left = SIDE + 16.0
    full = WIDTH - left - 54
    for i, (name, share) in enumerate(zip(names, shares.tolist(), strict=True)):
        y = height - 18 - ROW * i
        colour = "hi" if note else "pos" if i == best else "axis"
        marks.append(Polygon([left, left + full, left + full, left], [y - 9, y - 9, y - 3, y - 3], "grid", 1))
        marks.append(
            Polygon([left, left + full * share, left + full * share, left], [y - 9, y - 9, y - 3, y - 3], colour, 1)
        )
        told = shortened(name, 24) + (" ✓" if right == i else "")
        marks.append(Text(left, y + 6, told, "ink", 13, "start", bold=i == best))
        marks.append(Text(338, y - 4, f"{100 * share:.0f} %", "ink", 14, "end", bold=i == best))
    if note:
        marks.append(Text(2, 10, note, "hi", 12, "start", bold=True))
    return Panel(marks, (0, WIDTH), (0, height), axes=False, width=WIDTH, height=height)


def curves_panel(history: Sequence[tuple[float, float, float, float]], epochs: int) -> Panel:
    """How accuracy grew, in training and on held-out samples.

    `history` has for each epoch: loss, loss on held-out samples, accuracy, accuracy on held-out samples.
    """
    shown = np.array(history)
    x = np.arange(len(shown))
    marks: list[Mark] = [
        Rule(y=1, color="grid", dash=False),
        Line(x, shown[:, 2], "mute", 2, dash=True, label="training"),
        Line(x, shown[:, 3], "pos", 2.5, label="held out"),
        Points(x[-1:], shown[-1:, 3], "pos", size=4.5),
    ]
    return Panel(
        marks, (0, max(epochs, 1)), (0, 1.04), xlabel="epoch", ylabel="share right", yticks=[0, 0.5, 1], height=200
    )


def loss_panel(history: Sequence[tuple[float, float, float, float]], epochs: int) -> Panel:
    """How the loss fell, as in `curves_panel`."""
    shown = np.array(history)
    x, top = np.arange(len(shown)), max(0.1, float(shown[:, :2].max()) * 1.05)
    marks: list[Mark] = [
        Line(x, shown[:, 0], "mute", 2, dash=True, label="training"),
        Line(x, shown[:, 1], "pos", 2.5, label="held out"),
        Points(x[-1:], shown[-1:, 1], "pos", size=4.5),
    ]
    return Panel(marks, (0, max(epochs, 1)), (0, top), xlabel="epoch", ylabel="loss", height=200)


def stress_panel(shares: Mapping[str, float]) -> Panel:
    """How many held-out samples are right as they are, and after a change that should not matter: a bar for each."""
    height = 44 * len(shares) + 34
    marks: list[Mark] = [Text(2, height - 12, "Held-out samples answered right", "ink", 13, "start", bold=True)]
    for i, (says, share) in enumerate(shares.items()):
        y, full = height - 50 - 44 * i, 284.0
        marks.append(Text(2, y + 8, says, "ink", 13, "start"))
        for end, colour in ((full, "grid"), (full * share, "pos")):
            marks.append(Polygon([2, 2 + end, 2 + end, 2], [y - 14, y - 14, y - 4, y - 4], colour, 1))
        marks.append(Text(338, y - 9, f"{100 * share:.0f} %", "ink", 14, "end", bold=True))
    return Panel(marks, (0, WIDTH), (0, height), axes=False, width=WIDTH, height=height)


def confusion_panel(names: Sequence[str], counts: Array, title: str) -> Panel:
    """How many of each class (row) were answered with each class (column): the diagonal is right, the rest wrong."""
    n = len(names)
    cell = min(72.0, (WIDTH - _NAMES - 54) / n)
    height = round(cell * n + 78)
    most = max(1.0, float(counts.max()))
    marks: list[Mark] = [Text(2, height - 12, title, "ink", 13, "start", bold=True)]
    top = height - 54
    heads, sides = _heads(names, int(cell / 7.5))
    for i in range(n):
        y = top - cell * (i + 0.5)
        marks.append(Text(_NAMES - 6, y, sides[i], "ink", 12, "end"))
        marks.append(Text(_NAMES + cell * (i + 0.5), top + 11, heads[i], "ink", 11))
        for j in range(n):
            x = _NAMES + cell * j
            corners = [x + 1, x + cell - 1, x + cell - 1, x + 1], [y - cell / 2 + 1] * 2 + [y + cell / 2 - 1] * 2
            share = float(counts[i, j]) / most
            marks.append(Polygon(*corners, "shade", 1))
            if counts[i, j]:
                marks.append(Polygon(*corners, "pos" if i == j else "neg", 0.15 + 0.55 * share))
                marks.append(Text(x + cell / 2, y, f"{counts[i, j]:.0f}", "ink", 14, bold=i == j))
        total = counts[i].sum()
        right = f"{100 * counts[i, i] / total:.0f} %" if total else "–"
        marks.append(Text(_NAMES + cell * n + 8, y, right, "mute", 12, "start"))
    marks.append(Text(_NAMES, top + 28, "answered", "mute", 12, "start"))
    return Panel(marks, (0, WIDTH), (0, height), axes=False, width=WIDTH, height=height)


def _heads(names: Sequence[str], most: int) -> tuple[list[str], list[str]]:
    """The names over the columns and beside the rows. Where one is too long for its column, all get a letter."""
    if all(len(name) <= most for name in names):
        return list(names), [shortened(name) for name in names]
    letters = [chr(ord("A") + i) for i in range(len(names))]
    return letters, [f"{shortened(name, _LONGEST - 2)} {letter}" for name, letter in zip(names, letters, strict=True)]


def figure_marks(points: Array, x: float, y: float, size: float) -> list[Mark]:
    """A figure of key points (11, 2) in a square of `size` with its corner at (x, y)."""
    at = np.asarray(points, dtype=float) * [size, -size] + [x, y + size]
    lines: list[Mark] = [Line(at[list(bone), 0], at[list(bone), 1], "ink", 2.5) for bone in BONES]
    return [*lines, Disc(at[0, 0], at[0, 1], 0.07 * size, "ink")]
