"""The plane inside the network: where the last hidden layer carries each point, so that one straight cut is enough."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.features import FEATURES
from nnlive.figure import Panel
from nnlive.maps import EDGE
from nnlive.planepanels import dots
from nnlive.settings import State, make_inputs
from nnlive.shapes import Line, Mark, Raster, Text

_CELLS = 24  # of the background, along one side
_FAR = 1e6  # what is further away is not drawn


@lru_cache(maxsize=1)
def _lattice() -> tuple[Array, Array]:
    """Two walks over the plane that draw its grid in one stroke each: up and down, and to and fro."""
    lines, along = np.linspace(-EDGE, EDGE, 9), np.linspace(-EDGE, EDGE, 25)
    there = [along if i % 2 == 0 else along[::-1] for i in range(len(lines))]
    walk = np.column_stack([np.repeat(lines, len(along)), np.concatenate(there)])
    return walk, walk[:, ::-1].copy()


@dataclass(frozen=True)
class View:
    """How the outputs h of the last hidden layer become two coordinates, a·h and c·h, and what these are called.

    The network's answer is its activation of slope·(the two coordinates) + b.
    """

    axes: Array  # (units, 2)
    slope: Array  # (2,)
    names: tuple[str, str]
    words: str
    against_x1: bool = False  # a single neuron: its other coordinate is the input x₁


def view(state: State, trainer: Trainer, H: Array) -> View:
    """The view for the outputs H (n, units) of the last hidden layer, or of the inputs if there is none."""
    w, units = trainer.weights[-1][:, 0], H.shape[1]
    what = f"layer {len(state.shape)}" if state.shape else "the inputs"
    if units == 2:
        names = "neuron 1", "neuron 2"
        if not state.shape:
            names = FEATURES[state.inputs[0]].label, FEATURES[state.inputs[1]].label
        return View(np.eye(2), w, names, f"The two outputs of {what}" if state.shape else "The two inputs")
    if units < 2:
        one = f"The neuron of {what}" if state.shape else "The only input" if units else "No input"
        axes = np.pad(np.eye(units), ((0, 0), (0, 2 - units)))
        return View(axes, np.append(w, [0.0] * (2 - units)), ("its output", "x₁"), f"{one}, against x₁", True)
    length = float(np.hypot.reduce(w))
    along = w / length if length else np.eye(units)[0]
    rest = H - H.mean(axis=0)
    rest = rest - np.outer(rest @ along, along)
    across = np.linalg.svd(rest, full_matrices=False)[2][0]  # the direction of most spread that is left
    across = across * np.sign(across[np.abs(across).argmax()])  # the same side up in every picture
    names, words = ("along the output's weights", "most of the rest"), f"seen in 2 of {units} directions"
    return View(np.column_stack([along, across]), np.array([length, 0.0]), names, f"{what.capitalize()}, {words}")


def carried(state: State, trainer: Trainer, X: Array) -> Array:
    """What the last hidden layer makes of points X (n, 2): (n, units). Without a layer, the inputs themselves."""
    inputs = make_inputs(state, X)
    H = trainer.forward(inputs)[-2] if state.shape else inputs
    return np.nan_to_num(H, posinf=_FAR, neginf=-_FAR).clip(-_FAR, _FAR)


def space_panel(state: State, trainer: Trainer, X: Array, y: Array) -> Panel:
    """The points X (n, 2) and a grid of the plane as the last hidden layer sees them, and the output's zero line."""
    if trainer.diverged:
        return Panel([Text(0.5, 0.5, "The network has diverged.", "mute")], axes=False, height=340)
    walks = _lattice()
    cuts = np.cumsum([len(X), len(walks[0])])
    plane = np.concatenate([X, *walks])
    H = carried(state, trainer, plane)
    seen = view(state, trainer, H)
    places = H @ seen.axes
    if seen.against_x1:
        places[:, 1] = plane[:, 0].clip(-EDGE, EDGE)
    xlim = _bounds(places[:, 0])
    ylim = (-6.5, 6.5) if seen.against_x1 else _bounds(places[:, 1])
    points, first, second = np.split(places, cuts)
    regression = state.problem == "regression"
    marks: list[Mark] = [
        _background(trainer, seen, xlim, ylim),
        Line(first[:, 0], first[:, 1], "axis", 0.8),
        Line(second[:, 0], second[:, 1], "axis", 0.8),
        *dots(points, y, regression, 3.0, edge=np.inf),
        _zero_line(seen, float(trainer.biases[-1][0]), xlim, ylim),
    ]
    title, (xlabel, ylabel) = seen.words, seen.names
    return Panel(marks, xlim, ylim, title=title, xlabel=xlabel, ylabel=ylabel, height=340)


def _bounds(values: Array) -> tuple[float, float]:
    """Limits that hold all values, a little wider and on round numbers, so that the picture seldom jumps."""
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    step = 10.0 ** np.floor(np.log10(max(high - low, 0.1))) / 5
    return float(step * np.floor(low / step - 0.1)), float(step * np.ceil(high / step + 0.1))


def _background(trainer: Trainer, seen: View, xlim: tuple[float, float], ylim: tuple[float, float]) -> Raster:
    """The network's answer for every place of the picture."""
    x, y = np.linspace(*xlim, _CELLS), np.linspace(*ylim, _CELLS)[::-1]
    z = seen.slope[0] * x[None, :] + seen.slope[1] * y[:, None] + trainer.biases[-1][0]
    return Raster(np.tanh(z) if trainer.problem == "classification" else z.clip(-1, 1), (*xlim, *ylim))


def _zero_line(seen: View, b: float, xlim: tuple[float, float], ylim: tuple[float, float]) -> Line:
    """Where the output's sum is zero: slope·(x, y) + b = 0, from edge to edge."""
    p, q = seen.slope.tolist()
    if abs(q) > abs(p) * (ylim[1] - ylim[0]) / (xlim[1] - xlim[0]) * 1e-9 and abs(q) > abs(p) * 1e-9:
        x = np.array(xlim)
        return Line(x, ((-b - p * x) / q).clip(-_FAR, _FAR), "ink", 2.5)
    if p:
        return Line(np.full(2, np.clip(-b / p, -_FAR, _FAR)), np.array(ylim), "ink", 2.5)
    return Line([], [], "ink", 2.5)
