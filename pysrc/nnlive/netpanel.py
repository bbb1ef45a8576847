"""The Playground's network: every neuron as its picture of the plane, joined by its weights, and all to be pressed."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.diagram import rows
from nnlive.features import FEATURES
from nnlive.figure import Panel, Spot
from nnlive.maps import SMALL, Maps, Node
from nnlive.settings import FEATURE_KEYS, State
from nnlive.shapes import Line, Mark, Points, Segments, Text, Tiles
from nnlive.wording import find, key, name, output_of, short, sources, strongest

LAYERS, UNITS, NEW = 6, 8, 2  # the most hidden layers, the most neurons in one, and what a new layer begins with
WIDTH, BUTTON = 340, 40  # of the panel, and a button's height
_BIASES = ((0.0, 0.25, 2.5), (0.25, 1.0, 3.5), (1.0, np.inf, 4.5))  # from, to, and the size of its mark
_MOST_LINKS = 512  # between two layers; of more, as a link may ask for, only the strongest are drawn
_LAYER_HIDERS = {"networkShape", "numHiddenLayers"}


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in pixels from the lower left: a column's x, the heights of its neurons."""

    columns: Array
    heights: tuple[Array, ...]
    halves: tuple[float, ...]  # half a neuron's picture, by column
    height: int
    button: float  # a button's width
    stacked: bool  # whether a layer's two buttons stand above each other

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, state: State) -> "Layout":
        """Columns as far apart as the width allows, neurons as large as the narrowest place."""
        counts = (len(features(state)), *state.shape, 1)
        columns = np.linspace(26, WIDTH - 24, len(counts))
        pitch = float(columns[1] - columns[0])
        stacked = pitch < 56
        button = min(36.0, pitch - 6 if stacked else pitch / 2 - 2)
        area = min(46 * max(4, *counts), 336)
        # Below each input stands its name.
        heights = (rows(counts[0], area) + 6, *(rows(count, area) for count in counts[1:]))
        shares = (0.3, *[0.42] * (len(counts) - 1))
        free = [share * area / max(count, 1) for share, count in zip(shares, counts, strict=True)]
        halves = tuple(max(1.5, min(19.0, 0.3 * pitch, room)) for room in free)
        return cls(columns, heights, halves, area + _head(state, stacked), button, stacked)

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
    rings = [_ring(state, layout, look, 2.0), _ring(state, layout, node, 3.5)]
    marks = [*_links(state, trainer, layout), *_pictures(state, maps, layout), *rings]
    marks += [*_biases(trainer, layout), *_words(state)]
    spots = [*_input_spots(state), *_neuron_spots(state, trainer, layout), *_shape_spots(state)]
    return Panel(
        marks, (0, WIDTH), (0, layout.height), axes=False, width=WIDTH, height=layout.height, spots=tuple(spots)
    )


def _links(state: State, trainer: Trainer, layout: Layout) -> list[Mark]:
    """One mark a layer. In a crowded network the lines are thinner."""
    gap = float(layout.columns[1] - layout.columns[0]) - 2 * max(layout.halves)
    crowd = max(sum(W.shape) for W in trainer.weights)
    scale = min(1.0, gap / 40) * min(1.0, 8 / crowd)
    marks: list[Mark] = []
    for W, (x0, y0, x1, y1) in zip(trainer.weights, _ends(state), strict=True):
        weights = scale * np.nan_to_num(W, posinf=0, neginf=0).ravel()
        if len(weights) > _MOST_LINKS:
            chosen = np.argsort(np.abs(weights), kind="stable")[-_MOST_LINKS:]
            y0, y1, weights = y0[chosen], y1[chosen], weights[chosen]
        marks.append(Segments(x0, y0, x1, y1, weights, curved=gap > 30))
    return marks


@lru_cache(maxsize=8)
def _ends(state: State) -> list[tuple[float, Array, float, Array]]:
    """Where the lines between two layers begin and end, in the order of their weights."""
    layout, shown = Layout.of(state), features(state)
    used = [shown.index(index) for _, index in sources(state, (1, 0))]
    left = [layout.heights[0][used], *layout.heights[1:-1]]
    ends = []
    for i, (above, below) in enumerate(zip(left, layout.heights[1:], strict=True)):
        x0, x1 = layout.columns[i] + layout.halves[i], layout.columns[i + 1] - layout.halves[i + 1]
        ends.append((float(x0), np.repeat(above, len(below)), float(x1), np.tile(below, len(above))))
    return ends


def _pictures(state: State, maps: Maps, layout: Layout) -> list[Mark]:
    """Every neuron's small map."""
    x, half = (np.repeat(each[1:], (*state.shape, 1)) for each in (layout.columns, layout.halves))
    return [*_input_pictures(state), Tiles(maps.neurons, x, np.concatenate(layout.heights[1:]), half)]


@lru_cache(maxsize=8)
def _input_pictures(state: State) -> list[Mark]:
    """The inputs' maps, which never change; an input that is off is dim."""
    maps, layout, used = Maps(state, SMALL), Layout.of(state), sources(state, (1, 0))
    nodes = [(0, index) for index in features(state)]
    if not nodes:
        return []
    shown = [maps.small(node) * (1.0 if node in used else 0.2) for node in nodes]
    x, y = zip(*(layout.at(state, node) for node in nodes), strict=True)
    return [Tiles(np.array(shown), x, y, layout.halves[0])]


def _biases(trainer: Trainer, layout: Layout) -> list[Mark]:
    """A mark at each neuron's lower left corner: a blue circle above zero, an orange square below, in three sizes."""
    b = np.nan_to_num(np.concatenate(trainer.biases), posinf=0, neginf=0)
    half = np.repeat(layout.halves[1:], trainer.sizes[1:])
    x = np.repeat(layout.columns[1:], trainer.sizes[1:]) - half
    y = np.concatenate(layout.heights[1:]) - half
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
    (x, y), far = layout.at(state, node), layout.halves[node[0]] + width / 2
    return Line(x + far * np.array([-1, 1, 1, -1, -1]), y + far * np.array([-1, -1, 1, 1, -1]), "hi", width)


@lru_cache(maxsize=8)
def _words(state: State) -> list[Mark]:
    layout = Layout.of(state)
    marks: list[Mark] = []
    used = {index for _, index in sources(state, (1, 0))}
    labels = [feature.label for feature in FEATURES.values()]
    for index in features(state):
        x, y = layout.at(state, (0, index))
        on, half = index in used, layout.halves[0]
        aside = min(0.0, half - 3.4 * len(labels[index]))  # a long name stays out of the lines' way
        colour = "ink" if on else "mute"
        marks.append(Text(x, y, labels[index], colour, 12, dx=aside, dy=half + 8, bold=on))
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


@lru_cache(maxsize=8)
def _input_spots(state: State) -> list[Spot]:
    layout, spots = Layout.of(state), []
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
        biases, weights = trainer.biases[layer - 1].tolist(), strongest(state, trainer, layer)
        ys = layout.heights[layer].tolist()
        for index, (bias, told) in enumerate(zip(biases, weights, strict=True)):
            node = layer, index
            words = name(state, node)
            label = f"{words[0].upper()}{words[1:]}, bias {short(bias)}, {told}"
            set_, hover = {"node": key(node)}, {"look_at": key(node)}
            spots.append(Spot(float(layout.columns[layer]), ys[index], size, tall, label, set_, hover))
    return spots


def _pressable(layout: Layout, layer: int) -> tuple[float, float]:
    """A neuron's width and height for a finger: its picture and the free space around it."""
    pitch, ys = float(layout.columns[1] - layout.columns[0]), layout.heights[layer]
    free = float(ys[0] - ys[1]) - 2 if len(ys) > 1 else 44.0
    return min(44.0, pitch - 2), max(2.0, min(44.0, free))


@lru_cache(maxsize=8)
def _shape_spots(state: State) -> list[Spot]:
    """Buttons that add or take away a neuron or a layer, as far as the limits allow."""
    layout = Layout.of(state)
    spots: list[Spot] = []
    shape = state.shape
    if _layers_row(state):
        y = layout.height - BUTTON / 2 - 1
        if shape:
            spots.append(_button(37, y, 72, "− layer", "Remove the last hidden layer", shape[:-1]))
        if len(shape) < LAYERS:
            spots.append(_button(WIDTH - 37, y, 72, "+ layer", "Add a hidden layer of 2 neurons", (*shape, NEW)))
    if "networkShape" in state.hidden:
        return spots
    top = layout.height - _layers_row(state) - BUTTON / 2
    across, down = (0.0, BUTTON) if layout.stacked else (layout.button + 2, 0)
    for i, units in enumerate(shape):
        x, where = float(layout.columns[i + 1]), f"layer {i + 1}, which has {units}"
        fewer, more = ((*shape[:i], units + change, *shape[i + 1 :]) for change in (-1, 1))
        if units > 1:
            spots.append(
                _button(x - across / 2, top - down, layout.button, "−", f"Remove a neuron from {where}", fewer)
            )
        if units < UNITS:
            spots.append(_button(x + across / 2, top, layout.button, "+", f"Add a neuron to {where}", more))
    return spots


def _button(x: float, y: float, width: float, text: str, label: str, shape: tuple[int, ...]) -> Spot:
    return Spot(x, y, width, BUTTON, label, {"shape": ",".join(map(str, shape))}, text=text)
