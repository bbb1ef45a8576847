"""Smooth or rough: the same network with and without a penalty on its weights."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Rule, Text, widget
from nnlive.features import FEATURES
from nnlive.settings import State, make_data, make_inputs, make_trainer

EDGE, GRID, EPOCHS, STRIDE = 6, 60, 300, 10
FLOOR = 0.191  # the loss of a judge who knows how the points were made
SPIRAL = State(dataset="spiral", noise=80, seed="0.3", lr=0.03, activation="tanh", shape=(8, 8))
INPUTS = {
    "two": ("x1", "x2"),
    "waves": ("x1", "x2", "x1x2", "sin_x1", "sin_x2"),
    "all": tuple(FEATURES),
}


@lru_cache(maxsize=1)
def data():
    """The points of this exercise: the Playground's spiral with noise 80."""
    return make_data(SPIRAL)


def places(n):
    """The n × n points of the plane, top row first."""
    x = np.linspace(-EDGE, EDGE, n)
    return np.column_stack([np.tile(x, n), np.repeat(x[::-1], n)])


def surface(state, trainer):
    """The network's answers over the plane, (GRID, GRID)."""
    return trainer.forward(make_inputs(state, places(GRID)))[-1].reshape(GRID, GRID)


def roughness(answers):
    """How much the answer changes, on average, for a step of 1 in the plane."""
    step = 2 * EDGE / (GRID - 1)
    return float((np.abs(np.diff(answers, axis=0)).mean() + np.abs(np.diff(answers, axis=1)).mean()) / 2 / step)


@widget(
    title="With and without a penalty",
    inputs=Choice(list(INPUTS), "all", "Inputs", ["x₁, x₂", "and x₁x₂, sines", "all seven"]),
    rate=Choice([0.001, 0.003, 0.01, 0.03, 0.1, 0.3], 0.01, "Rate of L2"),
)
def smooth(inputs, rate):
    free = replace(SPIRAL, features=INPUTS[inputs])
    tamed = replace(free, regularization="L2", rate=rate)
    states, (X, y, X_test, y_test) = (free, tamed), data()
    trainers = [make_trainer(state) for state in states]
    train, test = make_inputs(free, X), make_inputs(free, X_test)
    way = []
    for epoch in range(0, EPOCHS + 1, STRIDE):
        way.append([trainer.mean_loss(test, y_test) for trainer in trainers])
        maps = [surface(state, trainer) for state, trainer in zip(states, trainers, strict=True)]
        rough = [roughness(answers) for answers in maps]
        yield Figure(
            [
                plane("Without a penalty", maps[0], X, y),
                plane(f"With L2, rate {rate:g}", maps[1], X, y),
                curves(np.array(way)),
            ],
            alt=(
                f"After {epoch} epochs: without a penalty the test loss is {way[-1][0]:.3f} and the roughness "
                f"{rough[0]:.2f}; with L2 and the rate {rate:g} they are {way[-1][1]:.3f} and {rough[1]:.2f}."
            ),
            outputs={
                "epoch": epoch,
                "training_loss_without": trainers[0].mean_loss(train, y),
                "test_loss_without": way[-1][0],
                "roughness_without": rough[0],
                "training_loss_with": trainers[1].mean_loss(train, y),
                "test_loss_with": way[-1][1],
                "roughness_with": rough[1],
            },
        )
        for trainer in trainers:
            for _ in range(STRIDE):
                trainer.epoch(train, y)


def plane(title, answers, X, y):
    blue = y > 0
    marks = [
        Raster(answers, (-EDGE, EDGE, -EDGE, EDGE)),
        Points(*X[blue].T, "pos", size=2.2),
        Points(*X[~blue].T, "neg", "square", size=2.2),
    ]
    sides, ticks = (-EDGE, EDGE), [-6, 0, 6]
    return Panel(marks, sides, sides, title, "x₁", "x₂", ticks, ticks, square=True, width=300)


def curves(way):
    epochs = STRIDE * np.arange(len(way))
    marks = [
        Line(epochs, way[:, 0], "ink", 2, label="without"),
        Line(epochs, way[:, 1], "hi", 2, dash=True, label="with L2"),
        Rule(y=FLOOR),
        Text(EPOCHS, FLOOR, "best possible", "mute", 12, "end", dy=11),
    ]
    return Panel(marks, (0, EPOCHS), (0.1, 0.6), "Test loss", "epoch", "loss", height=200)
