"""Cats and dogs: which of five features tell them apart?"""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Panel, Points, Raster, Rule, Seed, Text, widget
from nnlive.features import standardize
from nnlive.network import dense, predict
from nnlive.training import train

COUNT = 100  # cats, and as many dogs, for training; as many again are held out
EPOCHS = 40

# name -> what it is called, the range that is shown, and ticks
FEATURES = {
    "mass": ("mass in kg", (0, 32), [0, 10, 20, 30]),
    "tail": ("tail in cm", (5, 45), [10, 20, 30, 40]),
    "dark": ("dark fur", (-0.5, 1.5), [0, 1]),
    "whiskers": ("whiskers", (-0.5, 1.5), [0, 1]),
    "paws": ("paws", (2.5, 5.5), [3, 4, 5]),
}
AMOUNTS = ("mass", "tail")


def animals(rng):
    """Made-up cats, then as many made-up dogs: a column for each feature, and y, 0 for a cat and 1 for a dog.

    Dogs are heavier, but small dogs weigh no more than cats. Cats have long tails, and large dogs too.
    """
    cats, dogs = rng.normal(4.3, 0.8, COUNT), np.exp(rng.normal(np.log(8), 0.6, COUNT))
    mass = np.concatenate([cats.clip(2.5, 31), dogs.clip(2.5, 31)])
    tails = 11 + 8 * np.log(mass[COUNT:] / 3) + rng.normal(0, 4, COUNT)
    y = np.repeat([0.0, 1.0], COUNT)
    columns = {
        "mass": mass,
        "tail": np.concatenate([rng.normal(28, 3.5, COUNT), tails]).clip(6, 44),
        "dark": (rng.random(2 * COUNT) < 0.5 + 0.1 * y).astype(float),
        "whiskers": np.ones(2 * COUNT),
        "paws": np.full(2 * COUNT, 4.0),
    }
    return columns, y


@lru_cache(maxsize=4)
def samples(seed):
    rng = np.random.default_rng(seed)
    return animals(rng), animals(rng)


def learn(names, seed):
    """A neuron that sees only the named features. Gives its answers for any columns, and how many held-out animals it
    gets right, before and after each epoch."""
    (columns, y), (others, held_out) = samples(seed)
    X, mean, std = standardize(np.column_stack([columns[name] for name in names]))
    net = dense([len(names), 1], rng=np.random.default_rng(0), start="zeros")
    for epoch in train(net, X, y, lr=1.0, epochs=EPOCHS):

        def answer(table, net=epoch.network):
            rows = np.column_stack([np.broadcast_to(table[name], np.shape(table[names[0]])) for name in names])
            return predict(net, (rows - mean) / std)[:, 0]

        yield answer, int(np.sum((answer(others) > 0.5) == held_out))


@lru_cache(maxsize=32)
def alone(name, seed):
    """How many percent of the held-out animals one feature alone gets right."""
    *_, (_, right) = learn((name,), seed)
    return 100 * right / (2 * COUNT)


def scattered(name, column):
    """Where the animals stand along an axis. Those with the same number would hide each other: they are spread."""
    if name in AMOUNTS:
        return column
    return column + 0.3 * np.sin(37.0 * np.arange(len(column)) + len(name))


def plane_panel(first, second, seed, answer):
    (columns, y), _ = samples(seed)
    (xlabel, xlim, xticks), (ylabel, ylim, yticks) = FEATURES[first], FEATURES[second]
    grid = np.meshgrid(np.linspace(*xlim, 40), np.linspace(*ylim[::-1], 40))
    table = dict(zip((first, second), (part.ravel() for part in grid), strict=True))
    x, up = scattered(first, columns[first]), scattered(second, columns[second])
    cat, dog = y == 0, y == 1
    marks = [
        Raster(0.8 * (2 * answer(table) - 1).reshape(40, 40), (*xlim, *ylim)),
        Points(x[dog], up[dog], "pos", size=3.2, label="dog"),
        Points(x[cat], up[cat], "neg", "square", 3.2, label="cat"),
    ]
    return Panel(marks, xlim, ylim, xlabel=xlabel, ylabel=ylabel, xticks=xticks, yticks=yticks, height=300)


def share_panel(first, second, seed, right):
    """Held-out animals that are right: by each feature alone, and by the two chosen ones together."""
    names = [*FEATURES, "both"]
    share = [*(alone(name, seed) for name in FEATURES), 100 * right / (2 * COUNT)]
    colours = ["pos" if name in (first, second) else "axis" for name in FEATURES] + ["hi"]
    places = np.arange(len(names))
    marks = [
        Bars(places, share, 0, 0.72, colours),
        Rule(y=50),
        *(Text(n, s, f"{s:.0f}", "hi" if n == 5 else "mute", 13, dy=-9, bold=n == 5) for n, s in enumerate(share)),
        *(Text(n, 0, name, "mute", 12, dy=13) for n, name in enumerate(names)),
    ]
    return Panel(
        marks,
        (-0.6, 5.6),
        (0, 112),
        ylabel="% right (a guess: 50)",
        xticks=[],
        yticks=[0, 50, 100],
        height=300,
        xlabel=" ",
    )


NAMES = {"mass": "Mass", "tail": "Length of the tail", "dark": "Dark fur", "whiskers": "Whiskers", "paws": "Paws"}


@widget(
    title="Cat or dog?",
    pace=12,
    first=Choice(list(NAMES), "mass", label="first feature", names=list(NAMES.values())),
    second=Choice(list(NAMES), "tail", label="second feature", names=list(NAMES.values())),
    seed=Seed(1),
)
def which(first, second, seed):
    told = NAMES[first] if first == second else f"{NAMES[first]} and {NAMES[second].lower()}"
    names = (first,) if first == second else (first, second)
    for epoch, (answer, right) in enumerate(learn(names, seed)):
        yield Figure(
            [plane_panel(first, second, seed, answer), share_panel(first, second, seed, right)],
            alt=f"{told} after {epoch} epochs: {right} of {2 * COUNT} held-out animals are right. Alone, "
            + ", ".join(f"{NAMES[name].lower()} gets {alone(name, seed):.0f} %" for name in FEATURES),
            outputs={"epoch": epoch, "held_out_right": f"{right} of {2 * COUNT}"},
        )
