"""The Playground's planes: the network's answers on the map, the plane inside the network, the data sets to choose."""

from functools import lru_cache

import numpy as np

from nnlive.arrays import Array
from nnlive.data import DATASETS
from nnlive.figure import Panel, Spot
from nnlive.maps import EDGE, Maps
from nnlive.settings import State
from nnlive.shapes import Line, Mark, Points, Raster, Segments, Text
from nnlive.wording import find, name, output_of

Data = tuple[Array, Array, Array, Array]  # X_train, y_train, X_test, y_test, as settings.make_data gives them

LIMITS = (-EDGE, EDGE)
MARGINS = 40.8  # pixels of an output panel's width that are not plane: the ticks at the left, the gap at the right
_TICKS = (-6, -3, 0, 3, 6)
_CLASSES = (0.1, 0.4, 0.7)  # numbers up to 0.1 are grey dots; the larger, the larger the dot
CHOICES = {"classification": ("circle", "xor", "gauss", "spiral"), "regression": ("reg_plane", "reg_gauss")}


def data_marks(state: State, data: Data) -> list[Mark]:
    """The points that are shown on the plane. Made once and given to every picture, until the data change."""
    X, y, X_test, y_test = data
    marks = dots(X, y, state.problem == "regression", 3.0)
    return marks + (_test_dots(X_test, y_test, state.problem == "regression") if state.show_test else [])


def _test_dots(X: Array, y: Array, regression: bool) -> list[Mark]:
    """Test points: blue rings and orange crosses; for numbers, the larger the larger, and grey dots near 0."""
    inside = np.abs(X).max(axis=1, initial=0) <= EDGE
    X, y = X[inside], y[inside]
    strength = np.digitize(np.abs(y), _CLASSES) if regression else np.full(len(y), len(_CLASSES))
    marks: list[Mark] = [_points(X[strength == 0], "axis", 1.2)] if regression else []
    for i in range(1 if regression else len(_CLASSES), len(_CLASSES) + 1):
        share = _share(i) / _share(len(_CLASSES))
        for sign, colour, shape, size in ((1, "pos", "ring", 2.7), (-1, "neg", "cross", 2.3)):
            at = X[(strength == i) & ((y >= 0) == (sign > 0))]
            label = ("test, +1" if sign > 0 else "test, −1") if i == len(_CLASSES) else ""
            marks.append(Points(at[:, 0], at[:, 1], colour, shape, size=size * share, label=label))  # type: ignore[arg-type]
    return marks


def _share(strength: int) -> float:
    """How large the dot of a number is, beside that of a label."""
    return 0.25 + 0.35 * strength


def dots(X: Array, y: Array, regression: bool, size: float, edge: float = EDGE) -> list[Mark]:
    """Points at X (n, 2), blue circles from 0 up and orange squares below; for numbers, the larger the larger."""
    inside = np.abs(X).max(axis=1, initial=0) <= edge
    X, y = X[inside], y[inside]
    if not regression:
        return [_points(X[y >= 0], "pos", size), _points(X[y < 0], "neg", size)]
    strength = np.digitize(np.abs(y), _CLASSES)
    marks: list[Mark] = [_points(X[strength == 0], "axis", 0.6 * size)]
    for i in range(1, len(_CLASSES) + 1):
        marks.append(_points(X[(strength == i) & (y > 0)], "pos", size * _share(i)))
        marks.append(_points(X[(strength == i) & (y < 0)], "neg", size * _share(i)))
    return marks


def _points(X: Array, colour: str, size: float) -> Points:
    return Points(X[:, 0], X[:, 1], colour, "square" if colour == "neg" else "circle", size=size)


def output_panel(
    state: State,
    maps: Maps,
    marks: list[Mark],
    node: str = "",
    point: tuple[float, float] | None = None,
    *,
    title: str = "",
    width: int = 340,
) -> Panel:
    """The map of the neuron `node`, or of the output, with the data (`data_marks`) and the chosen point on top.

    Pressing the plane sets `px` and `py` to the place pressed. A smaller `width` is for comparing two runs.
    """
    at = find(state, node) or output_of(state)
    side = width - MARGINS
    spot = Spot(0, 0, side, side, "The plane: press to choose a point", pick=("px", "py"))
    return Panel(
        [Raster(maps.large(at), (*LIMITS, *LIMITS)), *marks, _ring(point)],
        *(LIMITS, LIMITS),
        title=title or _title(state, maps, at),
        xlabel="x₁",
        ylabel="x₂",
        xticks=_TICKS,
        yticks=_TICKS,
        square=True,
        width=width,
        spots=(spot,),
    )


def _ring(point: tuple[float, float] | None) -> Points:
    """A violet ring round the chosen point, if there is one on the plane."""
    shown = point is not None and max(map(abs, point)) <= EDGE
    chosen = np.array([point] if shown else [], dtype=float).reshape(-1, 2)
    return Points(chosen[:, 0], chosen[:, 1], "hi", "ring", size=8)


def _title(state: State, maps: Maps, at: tuple[int, int]) -> str:
    if at == output_of(state):
        return "What the network answers"
    words, reach = name(state, at), maps.reach(at)
    told = f"The input {words}" if at[0] == 0 else words[0].upper() + words[1:]
    return told + (f" (full colour: {reach:.2g})" if reach > 1 else "")


@lru_cache(maxsize=1)
def key_panel() -> Panel:
    """What colours and shapes mean: the same for points, neurons and weights."""
    marks: list[Mark] = [
        Raster(np.linspace(-1, 1, 64)[None, :], (104, 236, 30, 42), frame=True),
        Text(104, 18, "−1", "neg", 12),
        Text(170, 18, "0", "mute", 12),
        Text(236, 18, "+1", "pos", 12),
        Points(90, 36, "neg", "square", size=4),
        Points(250, 36, "pos", "circle", size=4),
        Segments(40, 36, 76, 36, -1),
        Segments(264, 36, 300, 36, 1),
        Text(170, 4, "Points, neurons and weights: dashed is negative", "mute", 12),
    ]
    return Panel(marks, (0, 340), (-4, 46), axes=False, width=340, height=50)


@lru_cache(maxsize=8)
def _thumbnail(dataset: str, x: float, y: float, side: float) -> tuple[Mark, ...]:
    """A data set in small, in a square around (x, y): some points, or the map of its numbers."""
    kind = DATASETS[dataset]
    X, labels = kind.make(6000 if kind.regression else 100, 0.0, np.random.default_rng(7))
    half = side / 2
    if kind.regression:
        return (Raster(_means(X, labels, 16), (x - half, x + half, y - half, y + half)),)
    blue, orange = (X[labels > 0], "pos"), (X[labels < 0], "neg")
    return tuple(_points(part * half / EDGE + (x, y), colour, 2.6) for part, colour in (blue, orange))


def _means(X: Array, y: Array, side: int) -> Array:
    """The mean of the numbers y in each cell of the plane, top row first: (side, side)."""
    cells = ((X + EDGE) * side / (2 * EDGE)).astype(int).clip(0, side - 1)
    number = (side - 1 - cells[:, 1]) * side + cells[:, 0]
    sums, counts = np.bincount(number, y, side * side), np.bincount(number, minlength=side * side)
    return np.asarray(sums / np.maximum(counts, 1)).reshape(side, side)


def data_panel(state: State) -> Panel:
    """The data sets to choose from, the chosen one in a violet frame. Pressing one sets `dataset` or `reg_dataset`."""
    field = "dataset" if state.problem == "classification" else "reg_dataset"
    key = "dataset" if state.problem == "classification" else "regDataset"
    return _choices(state.problem, field, getattr(state, field), key in state.hidden)


@lru_cache(maxsize=12)
def _choices(problem: str, field: str, value: str, hidden: bool) -> Panel:
    names, side, height = CHOICES[problem], 76.0, 104
    marks: list[Mark] = []
    spots = []
    for i, dataset in enumerate(names):
        x, y = 40 + (86.6 if len(names) == 4 else 120) * i, height - side / 2 - 4
        chosen, label = dataset == value, DATASETS[dataset].label
        marks += _thumbnail(dataset, x, y, side)
        marks.append(_frame(x, y, side, chosen))
        marks.append(Text(x, 10, label, "hi" if chosen else "mute", 12, bold=chosen))
        words = f"Data set {label}{', chosen' if chosen else ''}"
        if not hidden:
            spots.append(Spot(x, height / 2, side + 6, height, words, {field: dataset}, pressed=chosen))
    return Panel(marks, (0, 340), (0, height), axes=False, width=340, height=height, spots=tuple(spots))


def _frame(x: float, y: float, side: float, chosen: bool) -> Mark:
    across, up = np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]]) * side / 2
    return Line(x + across, y + up, "hi" if chosen else "axis", 3 if chosen else 1)
