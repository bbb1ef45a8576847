"""A network that learns 100 noisy points by heart, and what can be done about it."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Line, Panel, Points, Raster, Rule, Seed, Text, Toggle, widget
from nnlive.data import DATASETS
from nnlive.descent import Trainer
from nnlive.features import FEATURES, columns

NOISE = 0.5  # the Playground's slider at 50: 17 % of the labels are the wrong way round
UPDATES, EVERY = 4000, 40
EDGE, SIDE = 6.0, 64
SHAPES = {"8 + 8": (8, 8), "4": (4,), "none": ()}
INPUTS = {"all seven": tuple(FEATURES), "x₁ and x₂": ("x1", "x2"), "x₁x₂ alone": ("x1x2",)}


@lru_cache(maxsize=2)
def points(count, seed):
    """Noisy corners to learn from, and 2,000 new ones of the same kind: (X, y), (X, y)."""
    made = DATASETS["xor"].make
    return made(count, NOISE, np.random.default_rng([seed, 1])), made(2000, NOISE, np.random.default_rng([seed, 2]))


def noise_floor():
    """The lowest loss that any network can have on new points: that of always answering the mean label there."""
    x = np.linspace(-5, 5, 200_001)
    x = x + np.where(x > 0, 0.3, -0.3)
    up = np.clip((x + 5 * NOISE) / (10 * NOISE), 0, 1)  # how likely x + noise is above 0
    return 0.5 * (1 - np.mean((2 * up - 1) ** 2) ** 2)


FLOOR = float(noise_floor())
STEPS = np.linspace(-EDGE, EDGE, SIDE)
PLANE = np.column_stack([np.tile(STEPS, SIDE), np.repeat(STEPS[::-1], SIDE)])


class Learner:
    """A network, its data, and its losses so far: (updates, on what it learns from, on new points)."""

    def __init__(self, count, inputs, hidden, penalty, rate, seed):
        self.names, (self.X, self.y), (new_X, self.new_y) = INPUTS[inputs], *points(count, seed)
        self.inside, self.new = columns(self.X, self.names), columns(new_X, self.names)
        rng = np.random.default_rng([seed, 3])
        options = {"regularization": penalty, "rate": rate if penalty != "none" else 0.0}
        self.trainer = Trainer(len(self.names), SHAPES[hidden], rng=rng, **options)
        self.history = [self.losses()]

    def losses(self):
        known, new = self.trainer.mean_loss(self.inside, self.y), self.trainer.mean_loss(self.new, self.new_y)
        return self.trainer.steps, known, new

    def learn(self):
        """Forty updates, over the end of a pass if need be."""
        goal = self.trainer.steps + EVERY
        while self.trainer.steps < goal:
            self.trainer.advance(self.inside, self.y, goal - self.trainer.steps)
        self.history.append(self.losses())

    @property
    def best(self):
        """The moment at which it was best on new points."""
        return min(self.history, key=lambda moment: moment[2])

    @property
    def zeros(self):
        return sum(int(np.sum(W == 0)) for W in self.trainer.weights)


def learned(count=100, inputs="all seven", hidden="8 + 8", penalty="none", rate=0.0, seed=1):
    """A learner after all its updates."""
    learner = Learner(count, inputs, hidden, penalty, rate, seed)
    while learner.trainer.steps < UPDATES:
        learner.learn()
    return learner


def plane_panel(learner):
    answers = learner.trainer.forward(columns(PLANE, learner.names))[-1].reshape(SIDE, SIDE)
    few = slice(400)  # more points would hide the picture
    X, blue, size = learner.X[few], learner.y[few] > 0, 3.5 if len(learner.y) <= 100 else 2.5
    marks = [
        Raster(answers, (-EDGE, EDGE, -EDGE, EDGE)),
        Points(*X[blue].T, "pos", size=size),
        Points(*X[~blue].T, "neg", "square", size),
    ]
    ticks = {"xticks": [-6, 0, 6], "yticks": [-6, 0, 6], "square": True, "width": 320}
    return Panel(marks, (-EDGE, EDGE), (-EDGE, EDGE), "What the network answers", "x₁", "x₂", **ticks)


def losses_panel(learner):
    updates, known, new = np.array(learner.history).T
    at, _, lowest = learner.best
    marks = [
        Rule(y=FLOOR),
        Text(UPDATES, FLOOR, "noise floor", "mute", 12, "end", dy=9),
        Line(updates, np.minimum(known, 0.6), "pos", 2, dash=True, label="learned from"),
        Line(updates, np.minimum(new, 0.6), "neg", 2.5, label="new points"),
        Points(at, min(lowest, 0.6), "hi", "ring", 8, label="lowest"),
    ]
    look = {"xticks": [0, 2000, 4000], "yticks": [0, 0.2, 0.4, 0.6], "height": 320}
    return Panel(marks, (0, UPDATES), (0, 0.6), "Loss", "updates", "", **look)


def weights_panel(learner):
    """Every weight as a bar, layer by layer, each layer sorted."""
    rows = [np.sort(W.ravel()) for W in learner.trainer.weights]
    gap = 4
    place = np.concatenate([np.arange(len(row)) + start for row, start in zip(rows, starts(rows, gap), strict=True)])
    values = np.concatenate(rows)
    colours = ["pos" if value > 0 else "neg" for value in values]
    marks = [Bars(place, values.clip(-1, 1), 0, 0.85, colours), Rule(y=0, dash=False)]
    names = [f"layer {i + 1}" for i in range(len(rows) - 1)] + ["last"]
    for row, name, start in zip(rows, names, starts(rows, gap), strict=True):
        marks.append(Text(start + len(row) / 2, -1.14, name, "mute", 12))
    zero = f"{learner.zeros} of {len(values)} weights are exactly 0"
    marks.append(Text(place[0], 1.12, zero, "hi", 13, "start", bold=True))
    return Panel(
        marks, (-2, place[-1] + 2), (-1.25, 1.25), "", ylabel="weight", xticks=(), yticks=[-1, 0, 1], height=230
    )


def starts(rows, gap):
    return np.cumsum([0, *(len(row) + gap for row in rows[:-1])])


@widget(
    title="Learning by heart",
    count=Choice([50, 100, 400, 1600], 100, label="points to learn from"),
    inputs=Choice(list(INPUTS), "all seven"),
    hidden=Choice(list(SHAPES), "8 + 8", label="hidden neurons"),
    penalty=Choice(["none", "L2", "L1"], "none", names=["None", "L2", "L1"]),
    rate=Choice([0.003, 0.01, 0.03, 0.1, 0.3], 0.03, label="rate of the penalty"),
    weights=Toggle(True, label="show the weights"),
    seed=Seed(1),
)
def by_heart(count, inputs, hidden, penalty, rate, weights, seed):
    learner = Learner(count, inputs, hidden, penalty, rate, seed)
    while True:
        updates, known, new = learner.history[-1]
        at, _, lowest = learner.best
        panels = [plane_panel(learner), losses_panel(learner)]
        yield Figure(
            [*panels, weights_panel(learner)] if weights else panels,
            alt=f"After {updates} updates the loss is {known:.2f} on the {count} points it learns from and {new:.2f} "
            f"on new ones. It was lowest there, {lowest:.2f}, after {at}. {learner.zeros} weights are 0.",
            outputs={"updates": updates, "learned_from": known, "new_points": new, "lowest": lowest, "at_update": at},
        )
        if updates >= UPDATES:
            return
        learner.learn()
