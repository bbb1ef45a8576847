"""The same points for five models: what border each of them draws."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Panel, Points, Polygon, Raster, Rule, Seed, Text, widget
from nnlive.boosting import boost, shares
from nnlive.data import DATASETS
from nnlive.features import standardize
from nnlive.neighbours import ask_neighbours
from nnlive.network import dense, predict
from nnlive.training import train
from nnlive.trees import ask, grow

COUNT, NEW, SIDE, PICTURES = 200, 1000, 40, 30
NOISE = {"moons": 0.2, "blobs": 1.6, "circle": 0.15, "xor": 0.1, "spiral": 0.4}
MODELS = {
    "line": "A line",
    "neighbours": "Nearest neighbours",
    "tree": "A tree",
    "boosted": "Boosted trees",
    "network": "A network, 8 and 8",
}


@lru_cache(maxsize=4)
def points(data, useless, seed):
    """Training and new points, all columns scaled, labels 0 and 1; `useless` columns of pure chance are added."""
    rng = np.random.default_rng(seed)
    X, y = DATASETS[data].make(COUNT + NEW, NOISE[data], rng)
    order = rng.permutation(COUNT + NEW)
    X, y = np.column_stack([X, rng.normal(0, 1, (COUNT + NEW, useless))])[order], (y[order] > 0).astype(float)
    scaled, mean, std = standardize(X[:COUNT])
    return (scaled, y[:COUNT]), ((X[COUNT:] - mean) / std, y[COUNT:])


@lru_cache(maxsize=4)
def plane(useless):
    """Places of the map, with the mean, 0, in every useless column: (SIDE², 2 + useless)."""
    steps = np.linspace(-2.4, 2.4, SIDE)
    both = np.column_stack([np.tile(steps, SIDE), np.repeat(steps[::-1], SIDE)])
    return np.column_stack([both, np.zeros((SIDE * SIDE, useless))])


# Each model is a generator: again and again it gives its answers for the rows that it is asked about.


def by_line(X, y, rows, k):
    net = dense([X.shape[1], 1], rng=np.random.default_rng(0), start="zeros")
    for epoch in train(net, X, y, lr=1.0):
        yield predict(epoch.network, rows)[:, 0]


def by_neighbours(X, y, rows, k):
    answers = ask_neighbours(X, y, rows, k)  # there is nothing to learn
    while True:
        yield answers


def by_tree(X, y, rows, k):
    for picture in range(PICTURES + 1):
        yield ask(grow(X, y, min(6, picture // 4)), rows)[:, 0]


def by_boosted(X, y, rows, k):
    scores = np.zeros((len(rows), 1))
    for model in boost(X, y, rounds=2 * PICTURES, depth=2, rate=0.5, classify=True):
        scores = scores + (model.rate * ask(model.trees[-1], rows) if model.trees else 0)
        if len(model.trees) % 2 == 0:
            yield shares(scores)[:, 0]


def by_network(X, y, rows, k):
    rng = np.random.default_rng(1)
    net = dense([X.shape[1], 8, 8, 1], rng=rng)
    for epoch in train(net, X, y, lr=0.3, batch=10, rng=rng):
        if epoch.number % 4 == 0:
            yield predict(epoch.network, rows)[:, 0]


LEARN = dict(zip(MODELS, (by_line, by_neighbours, by_tree, by_boosted, by_network), strict=True))


def runs(data, k, useless, seed):
    """For every picture: each model's answers on the map, and how many percent of the new points it gets right."""
    (X, y), (new, wanted) = points(data, useless, seed)
    rows = np.concatenate([plane(useless), new])
    models = [learn(X, y, rows, k) for learn in LEARN.values()]
    for _ in range(PICTURES + 1):
        answers = [next(model) for model in models]
        yield {
            name: (answer[: SIDE * SIDE].reshape(SIDE, SIDE), 100 * float(np.mean((answer[-NEW:] > 0.5) == wanted)))
            for name, answer in zip(MODELS, answers, strict=True)
        }


def map_panel(title, answers, data, useless, seed):
    (X, y), _ = points(data, useless, seed)
    inside = np.abs(X[:, :2]).max(axis=1) < 2.4
    X, y = X[inside], y[inside]
    marks = [
        Raster(2 * answers - 1, (-2.4, 2.4, -2.4, 2.4), frame=True),
        Points(X[y == 1, 0], X[y == 1, 1], "pos", size=2),
        Points(X[y == 0, 0], X[y == 0, 1], "neg", "square", 2),
        Text(-2.4, 2.72, title, "ink", 12.5, "start", bold=True),
    ]
    return Panel(marks, (-2.4, 2.4), (-2.42, 3.02), axes=False, width=164, height=186)


def shares_panel(right):
    """How many percent of the new points each model gets right, from 50, a guess, to 100."""
    marks = [Text(0, 6.3, "New points right", "ink", 12.5, "start", bold=True)]
    marks += [Rule(x=x, color="grid", dash=False) for x in (60, 140)]
    for i, (name, share) in enumerate(right.items()):
        y, end = 5.1 - i, 60 + 80 * max(0, (share - 50) / 50)
        marks.append(Polygon([60, end, end, 60], [y - 0.3, y - 0.3, y + 0.3, y + 0.3], "hi", 0.55))
        marks.append(Text(56, y, SHORT[name], "ink", 12, "end"))
        marks.append(Text(144, y, f"{share:.0f}", "ink", 12.5, "start", bold=True))
    marks += [Text(60, 0.35, "50", "mute", 12), Text(138, 0.35, "100 %", "mute", 12)]
    return Panel(marks, (0, 164), (-0.1, 6.8), axes=False, width=164, height=186)


SHORT = {"line": "line", "neighbours": "neighb.", "tree": "tree", "boosted": "boosted", "network": "network"}


@widget(
    title="Five models, one set of points",
    pace=12,
    data=Choice(list(NOISE), "moons", names=["Moons", "Blobs", "Circle", "Exclusive or", "Spiral"]),
    k=Choice([1, 5, 15], 5, label="neighbours asked"),
    useless=Choice([0, 2, 10], 0, label="useless columns added"),
    seed=Seed(1),
)
def borders(data, k, useless, seed):
    for picture, seen in enumerate(runs(data, k, useless, seed)):
        right = {name: share for name, (_, share) in seen.items()}
        yield Figure(
            [*(map_panel(MODELS[name], seen[name][0], data, useless, seed) for name in MODELS), shares_panel(right)],
            alt="Right on new points: " + ", ".join(f"{MODELS[name]} {share:.1f} %" for name, share in right.items()),
            outputs={"epochs_of_the_network": 4 * picture, **{name: f"{share:.1f} %" for name, share in right.items()}},
        )
