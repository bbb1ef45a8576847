"""The Playground's numbers: one neuron with all its weights, and one point on its way through the network and back."""

from dataclasses import dataclass

import numpy as np

from nnlive.activations import ACTIVATIONS
from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.figure import Panel, Spot
from nnlive.maps import Node
from nnlive.numerals import text_of
from nnlive.settings import State
from nnlive.shapes import Arrow, Line, Mark, Polygon, Text
from nnlive.wording import find, name, output_of, short, sources

WIDTH, ROW, HEAD, CELL, STEPS_ROW = 340, 28, 58, 40, 48
STEPS = (-0.5, -0.1, 0.1, 0.5)  # by which a press moves the chosen number
CLOSED = {"node": "", "numbers": False}
MOST = 5.0  # the largest number that can be set
_MOST_ROWS = 16  # bars in a panel; of more weights, only the strongest
_ZERO, _REACH = 182.0, 66.0  # where a bar begins, and the longest bar, in pixels
_COLUMNS = 5  # as many columns of a point's numbers stay readable


@dataclass(frozen=True)
class Part:
    """One number of a neuron: its key for the control `part`, what it is called, its value and the loss's slope."""

    key: str
    label: str
    value: float
    slope: float


def parts(state: State, trainer: Trainer, node: Node, X: Array | None = None, y: Array | None = None) -> list[Part]:
    """A neuron's bias, "b", and its weights, by the number of the neuron they come from (an input's among all seven).

    With inputs X (n, inputs) and labels, also by how much the mean loss rises for each 1 that a number rises.
    """
    layer, index = node
    if layer == 0:
        return []
    slopes = np.zeros(trainer.weights[layer - 1].shape[0] + 1)
    if X is not None and y is not None and len(X):
        W, b = trainer.gradient(X, y)[layer - 1]
        slopes = np.append(b[index], W[:, index])
    values = np.append(trainer.biases[layer - 1][index], trainer.weights[layer - 1][:, index])
    origins = sources(state, node)
    keys = ["b", *(str(origin[1]) for origin in origins)]
    labels = ["bias", *(f"from {name(state, origin).removesuffix(f' of layer {layer - 1}')}" for origin in origins)]
    return [Part(*row) for row in zip(keys, labels, values.tolist(), slopes.tolist(), strict=True)]


def node_panel(
    state: State, trainer: Trainer, node: str, part: str = "", X: Array | None = None, y: Array | None = None
) -> Panel:
    """All numbers of one neuron as bars; violet arrows show where training moves them. Pressing one sets `part`."""
    at = find(state, node) or output_of(state)
    if at[0] == 0:
        return _input_panel(name(state, at))
    shown = _strongest(parts(state, trainer, at, X, y))
    foot = STEPS_ROW + (4 if X is None else 24)
    height = HEAD + ROW * len(shown) + foot
    words = name(state, at)
    marks: list[Mark] = [_heading(words[0].upper() + words[1:], height - 12)]
    marks.append(Text(0, height - 34, _formula(state, trainer, at), "mute", 12, "start"))
    marks.append(Line([_ZERO, _ZERO], [foot, height - HEAD], "axis", 1))
    if X is not None:
        marks.append(Text(0, foot - 15, "Violet arrows: where training pushes each number.", "mute", 12, "start"))
    longest = max([1.0, *(abs(p.value) for p in shown if np.isfinite(p.value))])
    steepest = max((abs(p.slope) for p in shown if np.isfinite(p.slope)), default=0.0)
    spots = []
    for i, row in enumerate(shown):
        y_row = height - HEAD - ROW * (i + 0.5)
        marks += _bar(row, y_row, row.key == part, longest, steepest)
        label = f"{row.label[0].upper()}{row.label[1:]}: {_exact(row.value)}, press to edit"
        spots.append(Spot(WIDTH / 2, y_row, WIDTH, ROW, label, {"part": row.key}, pressed=row.key == part))
    chosen = next((row for row in shown if row.key == part), shown[0])
    spots += [
        *_step_spots(chosen),
        Spot(WIDTH - 20, height - 20, 40, 40, "Close these numbers", CLOSED, text="×"),
    ]
    return Panel(marks, (0, WIDTH), (0, height), axes=False, width=WIDTH, height=height, spots=tuple(spots))


def _step_spots(row: Part) -> list[Spot]:
    """Buttons that make the chosen number a little smaller or larger."""
    value = row.value if np.isfinite(row.value) else 0.0
    spots = []
    for i, step in enumerate(STEPS):
        words = f"{'+' if step > 0 else '−'}{abs(step)}"
        new = round(max(-MOST, min(MOST, value + step)), 2)
        label = f"{row.label[0].upper()}{row.label[1:]}: {words}"
        spots.append(Spot(46 + 82.7 * i, STEPS_ROW / 2 - 1, 76, 44, label, {"value": new}, text=words))
    return spots


def _input_panel(called: str) -> Panel:
    words = Text(0, 40, "An input is a number of the point itself: it has no weights.", "mute", 12, "start")
    return Panel([_heading(called, 66), words], (0, WIDTH), (0, 80), axes=False, height=80)


def _heading(words: str, y: float) -> Mark:
    return Text(0, y, words, "ink", 14, "start", bold=True)


def _formula(state: State, trainer: Trainer, node: Node) -> str:
    activation = trainer.activations[node[0] - 1]
    called = ACTIVATIONS[activation].label.lower() if isinstance(activation, str) else "your own function"
    called = {"relu": "ReLU", "linear": "itself"}.get(called, called)
    told = "the sum itself" if called == "itself" else f"{called} of the sum"
    return f"output = {told}: weights · inputs + bias"


def _strongest(rows: list[Part]) -> list[Part]:
    """The rows that there is room for, in their order; the bias always."""
    if len(rows) <= _MOST_ROWS:
        return rows
    by_size = sorted(rows[1:], key=lambda p: -abs(p.value) if np.isfinite(p.value) else 0.0)
    kept = {p.key for p in by_size[: _MOST_ROWS - 1]}
    return [p for i, p in enumerate(rows) if i == 0 or p.key in kept]


def _bar(row: Part, y: float, chosen: bool, longest: float, steepest: float) -> list[Mark]:
    """A number's name, bar and value, and an arrow down the loss from the bar's end."""
    value = row.value if np.isfinite(row.value) else 0.0
    slope = row.slope if np.isfinite(row.slope) else 0.0
    end = _ZERO + _REACH * value / longest
    colour = "neg" if value < 0 else "pos"
    corners = np.array([_ZERO, end, end, _ZERO]), np.array([y - 8, y - 8, y + 8, y + 8])
    step = -22 * slope / steepest if steepest else 0.0
    frame = np.array([2, WIDTH - 2, WIDTH - 2, 2, 2]), y + (ROW / 2 - 1) * np.array([-1, -1, 1, 1, -1])
    return [
        Polygon(*corners, colour, 0.75),
        Arrow(end, y, end + step, y, "hi", 2.5),
        Text(8, y, row.label, "ink", 13, "start"),
        Text(WIDTH - 8, y, _exact(row.value), colour if value else "mute", 13, "end", bold=True),
        Line(*frame, "hi", 2) if chosen else Line([], [], "hi", 2),
    ]


@dataclass(frozen=True)
class Passage:
    """A point's numbers in every layer, the inputs first: what is passed on, and each delta, the loss's slope by
    a neuron's sum (none for inputs, and none at all without a label)."""

    outputs: list[Array]
    deltas: list[Array]
    loss: float | None


def passage(trainer: Trainer, row: Array, label: float | None) -> Passage:
    """One point, given by its inputs (inputs,), forward through the network and, with a label, backward."""
    X = np.asarray(row, dtype=float).reshape(1, -1)
    outputs = [X[0], *(layer[0] for layer in trainer.forward(X))]
    if label is None:
        return Passage(outputs, [], None)
    y = np.array([float(label)])
    # A bias adds 1 times itself to its neuron's sum: the loss's slope by the bias is its slope by the sum.
    deltas = [b for _, b in trainer.gradient(X, y)]
    return Passage(outputs, deltas, float(trainer.losses(X, y)[0]))


def label_at(state: State, X: Array, y: Array, point: Array, target: str | float) -> float:
    """The label that a point shall have: the one chosen, or with "near" that of the nearest of the points X (n, 2)."""
    label = float(y[np.hypot(*(X - point).T).argmin()] if target == "near" else target)
    return max(-1.0, min(1.0, label)) if state.loss == "log_loss" else label


def point_panel(state: State, trainer: Trainer, row: Array, label: float | None = None, node: str = "") -> Panel:
    """One point's numbers in the network's own layout: each neuron's output and, with a label, its delta below.

    Of more than three hidden layers, only the chosen neuron's is shown, between the one before it and the output.
    """
    told = passage(trainer, row, label)
    at = find(state, node) or output_of(state)
    columns = _columns(len(told.outputs), at[0])
    most = max(1, *(min(len(told.outputs[i]), _MOST_ROWS) for i in columns))
    height = 78 + CELL * most
    marks: list[Mark] = [Text(0, 30, _outcome(told, label), "ink", 13, "start", bold=True)]
    if told.deltas:
        marks.append(Text(0, 10, "δ: how the loss changes with the neuron's sum", "hi", 12, "start"))
    xs = np.linspace(0, WIDTH, len(columns) + 1)
    middles = (xs[:-1] + xs[1:]) / 2
    for x, i in zip(middles.tolist(), columns, strict=True):
        marks.append(Text(x, height - 12, _column_name(state, i), "mute", 12))
        top = height - 26 - CELL * (most - min(len(told.outputs[i]), _MOST_ROWS)) / 2
        marks += _cells(told, state, x, top, i, at)
    return Panel(marks, (0, WIDTH), (0, height), axes=False, width=WIDTH, height=height)


def _columns(count: int, chosen: int) -> list[int]:
    """Which layers are shown, of `count`."""
    if count <= _COLUMNS:
        return list(range(count))
    return sorted({max(0, chosen - 1), chosen, count - 1})


def _column_name(state: State, layer: int) -> str:
    return "inputs" if layer == 0 else "output" if layer > len(state.shape) else f"layer {layer}"


def _cells(told: Passage, state: State, x: float, top: float, layer: int, at: Node) -> list[Mark]:
    """A column: each neuron's output in bold, its delta in small type below."""
    marks: list[Mark] = []
    names = [name(state, source) for source in sources(state, (1, 0))]
    for j, value in enumerate(told.outputs[layer][:_MOST_ROWS].tolist()):
        y = top - CELL * (j + 0.5)
        half, up = 29.0, CELL / 2 - 2
        box = x + half * np.array([-1, 1, 1, -1]), y + up * np.array([-1, -1, 1, 1])
        marks.append(Polygon(*box, "hi" if (layer, j) == at else "grid", 0.25 if (layer, j) == at else 0.6))
        colour = "neg" if value < 0 else "pos" if value > 0 else "mute"
        below, tone = names[j] if layer == 0 else "", "mute"
        if layer and told.deltas:
            below, tone = f"δ {_delta(told.deltas[layer - 1][j])}", "hi"
        marks.append(
            Text(x, y, short(value) if np.isfinite(value) else "?", colour, 13, dy=-8 if below else 0, bold=True)
        )
        marks.append(Text(x, y, below, tone, 12, dy=9))
    return marks


def _delta(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}".replace("-", "−") if np.isfinite(value) else "?"


def _exact(value: float) -> str:
    """A number with about three digits, as for editing."""
    return text_of(value) if np.isfinite(value) else "no number"


def _outcome(told: Passage, label: float | None) -> str:
    answer = float(told.outputs[-1][0])
    if not np.isfinite(answer):
        return "The network has diverged: it has no answer."
    if label is None or told.loss is None:
        return f"Answer {short(answer)}: {'blue' if answer >= 0 else 'orange'}"
    return f"Answer {short(answer)}, label {short(float(label))}, loss {_delta(told.loss)}"
