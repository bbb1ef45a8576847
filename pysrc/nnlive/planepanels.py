"""The Playground's planes: the network's answers on the map, the plane inside the network, the data sets to choose."""

from functools import lru_cache

import numpy as np

from nnlive.arrays import Array
from nnlive.data import DATASETS
from nnlive.figure import Panel, Spot
from nnlive.maps import EDGE, Maps
from nnlive.settings import State
from nnlive.shapes import Line, Mark, Points, Raster, Text
from nnlive.wording import find, name, output_of

Data = tuple[Array, Array, Array, Array]  # X_train, y_train, X_test, y_test, as settings.make_data gives them

LIMITS = (-EDGE, EDGE)
PLANE = 299.2  # pixels of the plane in a panel of 340, between its axes
_TICKS = (-6, -3, 0, 3, 6)
_CLASSES = (0.1, 0.4, 0.7)  # numbers up to 0.1 are grey dots; the larger, the larger the dot
CHOICES = {"classification": ("circle", "xor", "gauss", "spiral"), "regression": ("reg_plane", "reg_gauss")}


def data_marks(state: State, data: Data) -> list[Mark]:
    """The points that are shown on the plane. Made once and given to every picture, until the data change."""
    X, y, X_test, y_test = data
    marks = dots(X, y, state.problem == "regression", 3.0)
    if state.show_test:
        inside = np.abs(X_test).max(axis=1, initial=0) <= EDGE
        blue, orange = X_test[inside & (y_test >= 0)], X_test[inside & (y_test < 0)]
        marks.append(Points(blue[:, 0], blue[:, 1], "pos", "ring", size=3, label="test, +1"))
        marks.append(Points(orange[:, 0], orange[:, 1], "neg", "cross", size=2.5, label="test, −1"))
    return marks


def dots(X: Array, y: Array, regression: bool, size: float, edge: float = EDGE) -> list[Mark]:
    """Points at X (n, 2), blue circles from 0 up and orange squares below; for numbers, the larger the larger."""
    inside = np.abs(X).max(axis=1, initial=0) <= edge
    X, y = X[inside], y[inside]
    if not regression:
        return [_points(X[y >= 0], "pos", size), _points(X[y < 0], "neg", size)]
    strength = np.digitize(np.abs(y), _CLASSES)
    marks: list[Mark] = [_points(X[strength == 0], "axis", 0.6 * size)]
    for i in range(1, len(_CLASSES) + 1):
        marks.append(_points(X[(strength == i) & (y > 0)], "pos", size * (0.4 + 0.25 * i)))
        marks.append(_points(X[(strength == i) & (y < 0)], "neg", size * (0.4 + 0.25 * i)))
    return marks


def _points(X: Array, colour: str, size: float) -> Points:
    return Points(X[:, 0], X[:, 1], colour, "square" if colour == "neg" else "circle", size=size)


def output_panel(
    state: State, maps: Maps, marks: list[Mark], node: str = "", point: tuple[float, float] | None = None
) -> Panel:
    """The map of the neuron `node`, or of the output, with the data (`data_marks`) and the chosen point on top.

    Pressing the plane sets `px` and `py` to the place pressed.
    """
    at = find(state, node) or output_of(state)
    chosen = np.array(point if point is not None and np.abs(point).max() <= EDGE else [], dtype=float).reshape(-1, 2)
    ring = Points(chosen[:, 0], chosen[:, 1], "hi", "ring", size=8)
    spot = Spot(0, 0, PLANE, PLANE, "The plane: press to choose a point", pick=("px", "py"))
    return Panel(
        [Raster(maps.large(at), (*LIMITS, *LIMITS)), *marks, ring],
        LIMITS,
        LIMITS,
        title=_title(state, maps, at),
        xlabel="x₁",
        ylabel="x₂",
        xticks=_TICKS,
        yticks=_TICKS,
        square=True,
        spots=(spot,),
    )


def _title(state: State, maps: Maps, at: tuple[int, int]) -> str:
    if at == output_of(state):
        return "What the network answers"
    words, reach = name(state, at), maps.reach(at)
    told = words if at[0] == 0 else words[0].upper() + words[1:]
    return told + (f" (full colour: {reach:.2g})" if reach > 1 else "")


@lru_cache(maxsize=8)
def _sample(dataset: str, side: float) -> tuple[Mark, ...]:
    """A thumbnail's points, within a square of that side around (0, 0)."""
    kind = DATASETS[dataset]
    X, y = kind.make(400 if kind.regression else 150, 0.0, np.random.default_rng(7))
    return tuple(dots(X * side / (2 * EDGE), y, kind.regression, 3.2 if kind.regression else 2.0, side))


def data_panel(state: State) -> Panel:
    """The data sets to choose from, the chosen one in a violet frame. Pressing one sets `dataset` or `reg_dataset`."""
    field = "dataset" if state.problem == "classification" else "reg_dataset"
    names, side, height = CHOICES[state.problem], 76.0, 104
    marks: list[Mark] = []
    spots = []
    for i, dataset in enumerate(names):
        x, y = 40 + 86.6 * i, height - side / 2 - 4
        chosen, label = dataset == getattr(state, field), DATASETS[dataset].label
        marks += [_moved(mark, x, y) for mark in _sample(dataset, side - 6)]
        marks.append(_frame(x, y, side, chosen))
        marks.append(Text(x, 10, label, "hi" if chosen else "mute", 12, bold=chosen))
        words = f"Data set {label}{', chosen' if chosen else ''}"
        if field not in _hidden_fields(state):
            spots.append(Spot(x, height / 2, side + 6, height, words, {field: dataset}, pressed=chosen))
    return Panel(marks, (0, 340), (0, height), axes=False, width=340, height=height, spots=tuple(spots))


def _hidden_fields(state: State) -> set[str]:
    """Which of the two settings a link has hidden, by our names."""
    return {ours for theirs, ours in (("dataset", "dataset"), ("regDataset", "reg_dataset")) if theirs in state.hidden}


def _moved(mark: Mark, x: float, y: float) -> Mark:
    assert isinstance(mark, Points)
    return Points(mark.columns[0] + x, mark.columns[1] + y, mark.color, mark.shape, mark.size)


def _frame(x: float, y: float, side: float, chosen: bool) -> Mark:
    across, up = np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]]) * side / 2
    return Line(x + across, y + up, "hi" if chosen else "axis", 3 if chosen else 1)
