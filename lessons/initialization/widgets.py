"""Many starts at once: networks of one shape that learn side by side, and neurons that begin alike."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Rule, Slider, Text, widget
from nnlive.crowd import Crowd
from nnlive.settings import State, make_data, make_trainer
from nnlive.shapes import Tiles

MANY, EPOCHS, STRIDE = 12, 500, 10
GOAL = 0.2
EDGE = 6
SHAPES = ["3", "3,2", "6", "8,4"]
# How the weights begin. The biases begin at 0.1, as in the Playground.
BEGIN = {
    "random": lambda W: W,
    "zero": lambda W: 0 * W,
    "same": lambda W: 0 * W + 0.3,
    "large": lambda W: 20 * W,
}


@lru_cache(maxsize=4)
def data():
    """The points of this exercise: the Playground's corners with noise 35."""
    return make_data(State(dataset="xor", noise=35, seed="0.6"))


def crowd(shape, begin, first, count=MANY):
    """`count` networks, which begin as the Playground's random starts number `first` and on."""
    units = tuple(int(size) for size in shape.split(","))
    states = [State(shape=units, activation="relu", seed="0.6", draw=first + i) for i in range(count)]
    networks = Crowd.of([make_trainer(state) for state in states])
    networks.weights = [BEGIN[begin](W) for W in networks.weights]
    return networks


def places(n):
    """The n × n points of the plane, top row first."""
    x = np.linspace(-EDGE, EDGE, n)
    return np.column_stack([np.tile(x, n), np.repeat(x[::-1], n)])


@widget(
    title="Twelve starts",
    shape=Choice(SHAPES, "3", "Hidden layers", ["3", "3 and 2", "6", "8 and 4"]),
    begin=Choice(list(BEGIN), "random", "Start weights", ["±½", "all 0", "all 0.3", "±10"]),
    first=Slider(0, 120, 12, 0, "First start"),
)
def starts(shape, begin, first):
    networks, (X, y, X_test, y_test) = crowd(shape, begin, first), data()
    for epoch in range(0, EPOCHS + 1, STRIDE):
        losses = networks.losses(X_test, y_test)
        yield Figure(
            [tiles(networks, losses, first), strip(losses)],
            alt=told(epoch, losses),
            outputs={
                "epoch": epoch,
                "reach_the_goal": f"{np.sum(losses <= GOAL)} of {MANY}",
                "best": float(losses.min()),
                "worst": float(losses.max()),
            },
        )
        for _ in range(STRIDE):
            networks.epoch(X, y, lr=0.01)


def tiles(networks, losses, first):
    """Each network's answers over the plane, with the number of its start and its loss below."""
    maps = networks.answers(places(26)).reshape(MANY, 26, 26)
    column, row = np.arange(MANY) % 4, np.arange(MANY) // 4
    x, y = column + 0.5, 2.86 - 1.22 * row
    marks = [Tiles(maps, x, y, 0.44)]
    for i, loss in enumerate(losses):
        words = f"{first + i}: {loss:.3f}"
        marks.append(Text(x[i], y[i] - 0.55, words, "pos" if loss <= GOAL else "neg", 13, bold=bool(loss <= GOAL)))
    return Panel(marks, (0, 4), (-0.3, 3.4), "What each network answers", axes=False, width=340, height=330)


def strip(losses):
    """The losses as dots on a line; equal ones stand above each other."""
    order = np.argsort(losses)
    x, height = losses[order], np.zeros(MANY)
    for i in range(1, MANY):
        near = np.abs(x[:i] - x[i]) < 0.014
        height[i] = 1 + height[:i][near].max() if near.any() else 0
    good = x <= GOAL
    marks = [Rule(x=GOAL), Text(GOAL, 11.4, "goal 0.2", "mute", 12, "start", dx=4)]
    marks += [Points(x[good], height[good], "pos", size=5), Points(x[~good], height[~good], "neg", "square", size=5)]
    right = max(0.6, float(losses.max()) + 0.05)
    return Panel(marks, (0.1, right), (-1, 12.5), "Their test losses", "test loss", yticks=[], height=210)


def told(epoch, losses):
    low, high, good = losses.min(), losses.max(), np.sum(losses <= GOAL)
    return (
        f"Twelve small pictures of the plane, one for each start, after {epoch} epochs. The test losses go from "
        f"{low:.3f} to {high:.3f}; {good} of {MANY} networks are at {GOAL} or below."
    )


@widget(
    title="Three hidden neurons",
    begin=Choice(["random", "zero", "same"], "same", "Start weights", ["±½", "all 0", "all 0.3"]),
    first=Slider(0, 20, 1, 3, "Which random start"),
)
def twins(begin, first):
    """One network of three hidden neurons: where their weights go."""
    networks, (X, y, X_test, y_test) = crowd("3", begin, first, count=1), data()
    way = []
    for epoch in range(0, 201, 4):
        way.append(networks.weights[0][0].copy())
        loss, kinds = float(networks.losses(X_test, y_test)[0]), different(way[-1])
        shown = Figure(
            [answer_map(networks, X, y), weight_plane(np.array(way))],
            alt=(
                f"After {epoch} epochs the weights of the three hidden neurons stand at {kinds} different "
                f"{'place' if kinds == 1 else 'places'}. The test loss is {loss:.3f}."
            ),
            outputs={"epoch": epoch, "different_neurons": kinds, "test_loss": loss},
        )
        yield shown
        for _ in range(4):
            networks.epoch(X, y, lr=0.01)


def different(W):
    """How many different columns W (inputs, units) has."""
    return len(np.unique(W.round(9), axis=1).T)


def answer_map(networks, X, y):
    values = networks.answers(places(50)).reshape(50, 50)
    blue = y > 0
    marks = [
        Raster(values, (-EDGE, EDGE, -EDGE, EDGE)),
        Points(*X[blue].T, "pos", size=2.4),
        Points(*X[~blue].T, "neg", "square", size=2.4),
    ]
    sides = (-EDGE, EDGE)
    return Panel(marks, sides, sides, "What it answers", "x₁", "x₂", [-6, 0, 6], [-6, 0, 6], square=True, width=300)


def weight_plane(way):
    """The two weights of each hidden neuron as a place, and how it came there. Neurons that are alike are one dot."""
    marks = [Rule(x=0), Rule(y=0)]
    shapes = ["circle", "square", "triangle"]
    ends = way[-1].T
    for i, shape in enumerate(shapes):
        marks += [Line(*way[:, :, i].T, "hi", 1.5), Points(*way[0, :, i], "mute", "ring", size=5)]
        marks.append(Points(*ends[i], "hi", shape, size=9 - 2 * i))
    for end, count in zip(*np.unique(ends.round(6), axis=0, return_counts=True), strict=True):
        if count > 1:
            marks.append(Text(*end, f"{count} neurons", "ink", 13, "start", dx=12, bold=True))
    sides, ticks = (-1.2, 1.2), [-1, 0, 1]
    return Panel(
        marks,
        sides,
        sides,
        "The weights of the three",
        "weight of x₁",
        "weight of x₂",
        ticks,
        ticks,
        square=True,
        width=300,
    )
