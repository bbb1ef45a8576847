"""The Playground's network: every neuron as its picture of the plane, joined by its weights, and all to be pressed."""

from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.diagram import rows
from nnlive.features import FEATURES
from nnlive.figure import Panel, Spot
from nnlive.maps import Maps, Node
from nnlive.settings import FEATURE_KEYS, State
from nnlive.shapes import Line, Mark, Points, Raster, Segments, Text
from nnlive.wording import find, key, name, output_of, short, sources, strongest

LAYERS, UNITS, NEW = 6, 8, 2  # the most hidden layers, the most neurons in one, and what a new layer begins with
WIDTH, BUTTON = 340, 26
_BIASES = ((0.0, 0.25, 2.5), (0.25, 1.0, 3.5), (1.0, np.inf, 4.5))  # from, to, and the size of its mark
_MOST_LINKS = 512  # between two layers; of more, as a link may ask for, only the strongest are drawn
_LAYER_HIDERS = {"networkShape", "numHiddenLayers"}


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in pixels from the lower left: a column's x, the heights of its neurons."""

    columns: Array
    heights: tuple[Array, ...]
    half: float  # half a neuron's picture
    height: int
    stacked: bool  # whether a layer's two buttons stand above each other

    @classmethod
    def of(cls, state: State) -> "Layout":
        """Columns as far apart as the width allows, neurons as large as the narrowest place."""
        counts = (len(features(state)), *state.shape, 1)
        columns = np.linspace(26, WIDTH - 24, len(counts))
        pitch = float(columns[1] - columns[0])
        stacked = pitch < 2 * BUTTON + 4
        area = min(46 * max(4, *counts), 336)
        heights = tuple(rows(count, area) + (6 if count == counts[0] else 0) for count in counts)
        half = max(2.0, min(16.0, 0.3 * pitch, 0.42 * area / max(counts), 0.3 * area / max(counts[0], 1)))
        return cls(columns, heights, half, area + _head(state, stacked), stacked)

    def at(self, state: State, node: Node) -> tuple[float, float]:
        """The middle of a neuron."""
        index = features(state).index(node[1]) if node[0] == 0 else node[1]
        return float(self.columns[node[0]]), float(self.heights[node[0]][index])


def features(state: State) -> list[int]:
    """The inputs that are drawn, by their number: all but the hidden ones."""
    removed = {feature for control, feature in FEATURE_KEYS.items() if control in state.hidden}
    return [index for index, feature in enumerate(FEATURES) if feature not in removed]


def _head(state: State, stacked: bool) -> int:
    """Room above the neurons for the buttons that there are."""
    layers = 0 if state.hidden & _LAYER_HIDERS else BUTTON + 8
    units = 22 if "networkShape" in state.hidden or not state.shape else (2 * BUTTON if stacked else BUTTON) + 6
    return layers + max(units, 22)


def network_panel(state: State, trainer: Trainer, maps: Maps, node: str = "", look: str = "") -> Panel:
    """The whole network. A thick violet frame is round the chosen neuron `node`, a thin one round `look`.

    Pressing an input sets `features`, a neuron sets `node`, a button `shape`; pointing at one sets `look_at`.
    """
    layout = Layout.of(state)
    marks = [*_links(state, trainer, layout), *_pictures(state, maps, layout), *_biases(trainer, layout)]
    marks += [_ring(state, layout, look, 2.0), _ring(state, layout, node, 3.5), *_words(state, layout)]
    spots = [*_input_spots(state, layout), *_neuron_spots(state, trainer, layout), *_shape_spots(state, layout)]
    return Panel(
        marks, (0, WIDTH), (0, layout.height), axes=False, width=WIDTH, height=layout.height, spots=tuple(spots)
    )


def _links(state: State, trainer: Trainer, layout: Layout) -> list[Mark]:
    """One mark a layer. In a crowded network the lines are thinner."""
    shown = features(state)
    used = [shown.index(index) for _, index in sources(state, (1, 0))]
    left = [layout.heights[0][used], *layout.heights[1:-1]]
    scale = min(1.0, 12 / max(len(b) + len(W) for W, b in zip(trainer.weights, trainer.biases, strict=True)))
    marks: list[Mark] = []
    for i, W in enumerate(trainer.weights):
        weights = np.nan_to_num(W, posinf=0, neginf=0).ravel()
        above, below = left[i], layout.heights[i + 1]
        y0, y1 = np.repeat(above, len(below)), np.tile(below, len(above))
        order = np.argsort(np.abs(weights), kind="stable")[-_MOST_LINKS:]  # the strongest on top
        x0, x1 = layout.columns[i] + layout.half, layout.columns[i + 1] - layout.half
        marks.append(Segments(x0, y0[order], x1, y1[order], scale * weights[order], curved=True))
    return marks


def _pictures(state: State, maps: Maps, layout: Layout) -> list[Mark]:
    """Every neuron's small map; an input that is off is dim."""
    marks: list[Mark] = []
    used = set(sources(state, (1, 0)))
    nodes = [[(0, index) for index in features(state)]]
    nodes += [[(layer, index) for index in range(units)] for layer, units in enumerate((*state.shape, 1), 1)]
    half = layout.half
    for x, ys, column in zip(layout.columns.tolist(), layout.heights, nodes, strict=True):
        for y, node in zip(ys.tolist(), column, strict=True):
            picture = maps.small(node)
            if node[0] == 0 and node not in used:
                picture = 0.2 * picture
            marks.append(Raster(picture, (x - half, x + half, y - half, y + half), frame=True))
    return marks


def _biases(trainer: Trainer, layout: Layout) -> list[Mark]:
    """A mark at each neuron's lower left corner: a blue circle above zero, an orange square below, in three sizes."""
    b = np.nan_to_num(np.concatenate(trainer.biases), posinf=0, neginf=0)
    x = np.repeat(layout.columns[1:], [len(ys) for ys in layout.heights[1:]]) - layout.half
    y = np.concatenate(layout.heights[1:]) - layout.half
    marks: list[Mark] = []
    for low, high, size in _BIASES:
        for sign, colour, shape in ((b > 0, "pos", "circle"), (b < 0, "neg", "square")):
            chosen = sign & (np.abs(b) >= low) & (np.abs(b) < high)
            marks.append(Points(x[chosen], y[chosen], colour, shape, size=size))  # type: ignore[arg-type]
    return marks


def _ring(state: State, layout: Layout, text: str, width: float) -> Mark:
    node = find(state, text)
    if node is None or (node[0] == 0 and node[1] not in features(state)):
        return Line([], [], "hi", width)
    (x, y), far = layout.at(state, node), layout.half + width / 2
    return Line(x + far * np.array([-1, 1, 1, -1, -1]), y + far * np.array([-1, -1, 1, 1, -1]), "hi", width)


def _words(state: State, layout: Layout) -> list[Mark]:
    marks: list[Mark] = []
    used = {index for _, index in sources(state, (1, 0))}
    labels = [feature.label for feature in FEATURES.values()]
    for index in features(state):
        x, y = layout.at(state, (0, index))
        colour, bold = ("ink", True) if index in used else ("mute", False)
        marks.append(Text(x, y, labels[index], colour, 12, dy=layout.half + 8, bold=bold))
    top = layout.height - _layers_row(state) - 13
    marks.append(Text(4, top, "inputs", "mute", 12, "start"))
    marks.append(Text(WIDTH - 2, top, "output", "mute", 12, "end"))
    if _layers_row(state):
        count = len(state.shape)
        words = f"{count or 'no'} hidden layer{'' if count == 1 else 's'}"
        marks.append(Text(WIDTH / 2, layout.height - BUTTON / 2 - 1, words, "ink", 13, bold=True))
    return marks


def _layers_row(state: State) -> int:
    return 0 if state.hidden & _LAYER_HIDERS else BUTTON + 8


def _input_spots(state: State, layout: Layout) -> list[Spot]:
    spots = []
    names = list(FEATURES)
    for index in features(state):
        (x, y), feature = layout.at(state, (0, index)), names[index]
        on = feature in state.features
        chosen = ",".join(f for f in names if (f in state.features) != (f == feature))
        label = f"{FEATURES[feature].label}, an input that is {'used' if on else 'not used'}"
        size, tall = _pressable(layout, 0)
        set_, hover = {"features": chosen}, {"look_at": key((0, index))}
        spots.append(Spot(x, y, size, tall, label, set_, hover, pressed=on))
    return spots


def _neuron_spots(state: State, trainer: Trainer, layout: Layout) -> list[Spot]:
    spots = []
    for layer in range(1, output_of(state)[0] + 1):
        size, tall = _pressable(layout, layer)
        for index, bias in enumerate(trainer.biases[layer - 1].tolist()):
            node = layer, index
            words = name(state, node)
            label = f"{words[0].upper()}{words[1:]}, bias {short(bias)}, {strongest(state, trainer, node)}"
            x, y = layout.at(state, node)
            spots.append(Spot(x, y, size, tall, label, {"node": key(node)}, {"look_at": key(node)}))
    return spots


def _pressable(layout: Layout, layer: int) -> tuple[float, float]:
    """A neuron's width and height for a finger: its picture and the free space around it."""
    pitch, ys = float(layout.columns[1] - layout.columns[0]), layout.heights[layer]
    free = float(ys[0] - ys[1]) - 2 if len(ys) > 1 else 44.0
    return min(44.0, pitch - 2), max(2.0, min(44.0, free))


def _shape_spots(state: State, layout: Layout) -> list[Spot]:
    """Buttons that add or take away a neuron or a layer, as far as the limits allow."""
    spots: list[Spot] = []
    shape = state.shape
    if _layers_row(state):
        y = layout.height - BUTTON / 2 - 1
        if shape:
            spots.append(_button(37, y, "− layer", "Remove the last hidden layer", shape[:-1]))
        if len(shape) < LAYERS:
            spots.append(_button(WIDTH - 37, y, "+ layer", "Add a hidden layer of 2 neurons", (*shape, NEW)))
    if "networkShape" in state.hidden:
        return spots
    top = layout.height - _layers_row(state) - BUTTON / 2
    across, down = (0, BUTTON) if layout.stacked else (BUTTON + 2, 0)
    for i, units in enumerate(shape):
        x, where = float(layout.columns[i + 1]), f"layer {i + 1}, which has {units}"
        fewer, more = ((*shape[:i], units + change, *shape[i + 1 :]) for change in (-1, 1))
        if units > 1:
            spots.append(_button(x - across / 2, top - down, "−", f"Remove a neuron from {where}", fewer))
        if units < UNITS:
            spots.append(_button(x + across / 2, top, "+", f"Add a neuron to {where}", more))
    return spots


def _button(x: float, y: float, text: str, label: str, shape: tuple[int, ...]) -> Spot:
    width = 72 if len(text) > 1 else BUTTON
    return Spot(x, y, width, BUTTON, label, {"shape": ",".join(map(str, shape))}, text=text)
