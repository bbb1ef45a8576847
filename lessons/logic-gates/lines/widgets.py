"""What a straight line can separate and what it cannot: a map of all lines, two neurons at work, the theorem."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Polygon, Raster, Seed, Slider, Text, widget
from nnlive.data import GATES, disc_with_margin
from nnlive.perceptron import novikoff_bound, perceptron_rule, predict
from nnlive.plane import answers, firing_side


def corners(marks, title, across="x₁", up="x₂"):
    """A panel for the four corners of a gate with two inputs."""
    return Panel(marks, (-0.5, 1.5), (-0.35, 1.35), title, across, up, [0, 1], [0, 1], square=True, width=300)


def right_for(gate, turn, push):
    """How many corners a line gets right that looks towards `turn` degrees, `push` away from the middle."""
    X, y = GATES[gate]
    towards = np.radians(turn)[..., None]
    z = np.cos(towards) * (X[:, 0] - 0.5) + np.sin(towards) * (X[:, 1] - 0.5) - np.asarray(push)[..., None]
    return ((z.round(9) >= 0) == y).sum(axis=-1)


@lru_cache
def map_of_lines(gate):
    """Every line is a point here, coloured by the corners it gets right. On a curve it touches one corner."""
    turns, diagonals = np.arange(2, 360, 4), (45, 135, 225, 315)
    every = right_for(gate, *np.meshgrid(turns, np.linspace(0.975, -0.975, 40)))
    bends = np.arange(0, 361, 5)
    edges = [Line(bends, np.sqrt(0.5) * np.cos(np.radians(bends - a)), "paper", 6) for a in diagonals]
    places = [*((a, p) for a in diagonals for p in (0.35, -0.35)), *((180, p) for p in (0.85, 0, -0.85))]
    numbers = [Text(a, p, str(right_for(gate, a, p)), size=15, bold=True) for a, p in places]
    return every.max(), [Raster(every / 2 - 1, (0, 360, -1, 1), smooth=False), *edges, *numbers]


@widget(
    title="All straight lines at once",
    gate=Choice(["XOR", "AND"], "XOR"),
    turn=Slider(0, 360, 5, 45, label="turn the line (degrees)"),
    push=Slider(-1, 1, 0.05, -0.35, label="push the line"),
)
def xor(gate, turn, push):
    X, y = GATES[gate]
    w = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))]).round(9)
    b = round(-w.sum() / 2 - push, 9)
    here, (best, marks) = right_for(gate, turn, push), map_of_lines(gate)
    mine = [*firing_side(w, b), *answers(*X.T, y, predict(X, w, b) != y)]
    every = [*marks, Points(turn, push, "hi", "ring", 13)]
    look = {"xlabel": "turn", "ylabel": "push", "xticks": range(0, 361, 90), "yticks": [-1, 0, 1], "height": 312}
    return Figure(
        [
            corners(mine, f"Your line: {here} of 4 right"),
            Panel(every, (0, 360), (-1, 1), "Corners right, for every line", **look),
        ],
        alt=f"Your line gets {here} of the 4 corners of {gate} right. The best of all lines gets {best}.",
        outputs={"right": f"{here} of 4", "best_of_all_lines": f"{best} of 4"},
    )


ASIDE = ((-34, 0), (-20, -22), (20, -22), (34, 0))  # pixels: where corners meet, their names stay apart


def named(at, X):
    """The names of the corners X, written beside the places `at`."""
    names = [f"({x1:g}, {x2:g})" for x1, x2 in X]
    return [Text(*place, name, "mute", dx=dx, dy=dy) for place, name, (dx, dy) in zip(at, names, ASIDE, strict=True)]


@widget(
    title="Two neurons, then one more",
    low=Slider(-0.5, 2.5, 0.25, 0.5, label="solid line: x₁ + x₂ ="),
    high=Slider(-0.5, 2.5, 0.25, 1.5, label="dashed line: x₁ + x₂ ="),
    walk=Slider(0, 1, 0.05, 1, label="move the corners"),
)
def two_layers(low, high, walk):
    (X, y), ones = GATES["XOR"], np.ones(2)
    hidden = np.column_stack([predict(X, ones, -low), predict(X, -ones, high)])
    wrong, seen = predict(hidden, ones, -1.5) != y, X + walk * (hidden - X)
    strip = Polygon([low + 3, low - 3, high - 3, high + 3], [-3, 3, 3, -3], opacity=0.15 * (low <= high))
    lines = [Line([low + 3, low - 3], [-3, 3]), Line([high + 3, high - 3], [-3, 3], dash=True)]
    inputs = [strip, *lines, *answers(*X.T, y, wrong), *named(X, X)]
    said = [*firing_side(ones, -1.5), *answers(*seen.T, y, wrong), *named(seen, X)]
    return Figure(
        [corners(inputs, "The inputs and two lines"), corners(said, "What the two neurons say", "solid", "dashed")],
        alt=f"Two lines and one more neuron get {4 - wrong.sum()} corners of XOR right.",
        outputs={"right": f"{4 - wrong.sum()} of 4", "places": len({*map(tuple, hidden)})},
    )


# Mistakes that the seeds 0 to 19 made, for five margins. A test counts them again.
TRIALS = {
    0.5: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 2, 2, 2, 4, 2, 2],
    0.2: [2, 2, 2, 4, 4, 4, 2, 2, 6, 2, 2, 2, 2, 4, 4, 6, 4, 2, 4, 6],
    0.1: [4, 12, 2, 10, 4, 6, 14, 10, 14, 4, 4, 2, 6, 4, 10, 10, 4, 2, 4, 6],
    0.05: [4, 16, 8, 6, 30, 10, 10, 34, 6, 10, 14, 2, 4, 10, 8, 14, 4, 2, 6, 8],
    0.02: [18, 12, 14, 16, 24, 18, 20, 20, 6, 8, 10, 18, 8, 12, 8, 12, 10, 8, 6, 8],
}
WIDTHS = np.geomspace(0.015, 0.6, 30)
LIMIT_AND_TRIALS = [
    Line(WIDTHS, 2 / WIDTHS**2),
    Text(0.06, 1200, "never above this line", "mute", anchor="start"),
    Points(np.repeat(list(TRIALS), 20), np.ravel(list(TRIALS.values())), "mute", size=3.5),
]


def trials(margin, mistakes):
    """Grey: the mistakes of 20 runs for each of five margins. Violet: this run. The line: Novikoff's limit."""
    marks = [*LIMIT_AND_TRIALS, Points(margin, max(mistakes, 1), "hi", size=8)]
    title = "Mistakes: the limit and 100 runs"
    return Panel(marks, (0.015, 0.6), (0.8, 1e4), title, "margin", "mistakes", list(TRIALS), log="xy", height=330)


def points_with_gap(X, y, margin, normal):
    """The points, and the empty strip between the two kinds."""
    along, deep = 2 * np.array([-normal[1], normal[0]]), margin * normal
    strip = np.array([along + deep, along - deep, -along - deep, -along + deep])
    blue, orange = X[y == 1], X[y == 0]
    return [Polygon(*strip.T, "mute", 0.16), Points(*blue.T, size=3.5), Points(*orange.T, "neg", "square", 3.5)]


@widget(title="How many mistakes at most?", margin=Slider(0.02, 0.5, 0.01, 0.1, label="margin"), seed=Seed(1))
def convergence(margin, seed):
    X, y, normal = disc_with_margin(200, margin, np.random.default_rng(seed))
    limit = int(novikoff_bound(np.column_stack([X, np.ones(200)]), y, np.append(normal, 0)))
    fixed = points_with_gap(X, y, margin, normal)

    def show(w, b, step, mistakes, near=1.0, at=None):
        ring = Points(*X[[] if at is None else [at]].T, "hi", "ring", 9 + 40 * (1 - near) ** 2)
        disc = [*firing_side(w, b, (0, 0)), *fixed, ring]
        score = np.sum(predict(X, w, b) == y)
        return Figure(
            [
                Panel(disc, (-1.1, 1.1), (-1.1, 1.1), f"{mistakes} mistakes so far", square=True),
                trials(margin, mistakes),
            ],
            alt=f"Pass {step.passes}: {mistakes} mistakes so far; with this margin at most {limit} can come.",
            outputs={"mistakes": mistakes, "limit": limit, "right": f"{score} of 200", "pass": step.passes},
        )

    w, b = np.zeros(2), 0.0
    for step in perceptron_rule(X, y):
        if not step.error:
            continue  # only mistakes change anything: skip what is right
        at, before = step.example, step.updates - 1
        for near in np.arange(18) / 18:  # a ring closes in on the mistake
            yield show(w, b, step, before, near, at).moving()
        yield show(w, b, step, before, 1, at)
        for t in np.arange(1, 9) / 9:  # the line glides, and the ring swells
            swollen = 1 - 0.5 * np.sin(np.pi * t * t)
            yield show(w + t * (step.w - w), b + t * (step.b - b), step, before, swollen, at).moving()
        w, b = step.w, step.b
        yield show(w, b, step, step.updates, 1, at)
    yield show(w, b, step, step.updates)
