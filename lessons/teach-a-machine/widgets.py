"""Teach a machine with pictures: yours, or drawn ones. A network learns to tell them apart, and you look inside."""

from functools import cache, partial

import numpy as np

from nnlive import Bars, Choice, Panel, Picture, Raster, Text, Words, widget
from nnlive.animals import NAMES, animals
from nnlive.clothes import colours, shirts
from nnlive.contactsheet import contact_sheet
from nnlive.data import digits
from nnlive.hands import hands
from nnlive.picturefeatures import as_coloured, as_grey, blocks, colour_shares, edges, grey, slopes
from nnlive.sabotage import SABOTAGES
from nnlive.samples import Samples
from nnlive.shapes import Tiles
from nnlive.takeaway import source_of
from nnlive.teaching import LEARNING, Craft, teach

SIDE = 64


def stored(pictures):
    """Pictures from 0 to 1 as the page keeps them: (n, 64, 64, 3) whole numbers from 0 to 255."""
    pictures = as_coloured(pictures)
    times = SIDE // pictures.shape[1]
    return np.rint(255 * np.repeat(np.repeat(pictures, times, axis=1), times, axis=2)).astype(np.uint8)


@cache
def drawn_hands():
    rng = np.random.default_rng(5)
    return [(name, stored(hands([n] * 60, rng, size=SIDE))) for name, n in (("Knuckle", 0), ("High five", 5))]


@cache
def all_fingers():
    rng = np.random.default_rng(13)
    return [(f"{n} finger{'s' * (n != 1)}", stored(hands([n] * 40, rng, size=SIDE))) for n in range(6)]


@cache
def drawn_animals():
    rng = np.random.default_rng(6)
    return [(name.capitalize(), stored(animals(np.full(100, k), rng))) for k, name in enumerate(NAMES)]


@cache
def one_sided_animals():
    """All cats look to the left, all dogs to the right."""
    rng = np.random.default_rng(12)
    return [(name.capitalize(), stored(animals(np.full(100, k), rng, left=k == 0))) for k, name in enumerate(NAMES)]


@cache
def drawn_shirts():
    rng = np.random.default_rng(7)
    return [(name.capitalize(), stored(shirts(colours([name] * 50, rng), rng))) for name in ("red", "green", "black")]


@cache
def some_digits():
    images, labels = digits()
    return [(f"Digit {k}", stored(1 - images[labels == k][:60] / 16)) for k in range(5)]


SETS = {
    "hands": (drawn_hands, "High five or knuckle"),
    "fingers": (all_fingers, "Hands with 0 to 5 fingers"),
    "animals": (drawn_animals, "Cats and dogs"),
    "sides": (one_sided_animals, "Cats look left, dogs right"),
    "clothes": (drawn_shirts, "Red, green and black clothes"),
    "digits": (some_digits, "Handwritten digits 0 to 4"),
}
PROJECT = Samples(
    "picture",
    {name: make for name, (make, _) in SETS.items()},
    "hands",
    about={name: words for name, (_, words) in SETS.items()},
)


def small(pictures):
    """Kept pictures as the features take them: from 0 to 1, half as large."""
    return blocks(np.asarray(pictures) / 255, SIDE // 2)


# What a picture is turned into. Each takes pictures (n, 32, 32, 3) from 0 to 1 and gives rows of numbers.
FEATURES = {"shape": (grey, edges), "colour": (colour_shares,), "all": (grey, edges, colour_shares)}


def craft(look_at):
    """How pictures are turned into features and drawn."""
    functions = FEATURES[look_at]
    names = "".join(f"{f.__name__}, " for f in functions)
    row = f"np.concatenate([f(blocks(sample[None] / 255, {SIDE // 2})) for f in ({names})], axis=1)"
    return Craft(
        columns=lambda pictures: np.concatenate([f(small(pictures)) for f in functions], axis=1),
        draw=lambda picture, x, y, side: [Picture(picture / 255, (x, x + side, y, y + side), smooth=True)],
        recipe=f"pictures: {look_at}",
        code=lambda: source_of([as_grey, as_coloured, blocks, slopes, *functions], row, "DIRECTIONS = 8"),
    )


# What can be shown to a trained network although nobody has taught it.
def hand(n):
    return stored(hands([n], np.random.default_rng(20 + n), size=SIDE))[0]


def shirt(colour):
    return stored(shirts(colours([colour], np.random.default_rng(30)), np.random.default_rng(31)))[0]


GALLERY = {f"{n} fingers": partial(hand, n) for n in (2, 3, 4)} | {
    f"{name} shirt": partial(shirt, name) for name in ("blue", "white", "orange", "navy")
}


@widget(
    title="Teach it with pictures",
    play="Train",
    redraws=True,
    samples=PROJECT,
    look=Words("", label="what it is shown", live=True),
    show=Choice(
        ["mine", *GALLERY], "mine", "Show it", ["Held-out samples, or yours", *GALLERY], live=True, group="What it sees"
    ),
    see=Choice(
        ["features", "weights", "nothing"],
        "features",
        "See inside",
        ["Features", "Weights", "Nothing"],
        live=True,
        group="What it sees",
    ),
    look_at=Choice(
        ["all", "shape", "colour"],
        "all",
        "What it looks at",
        ["Shape, colour", "Shape", "Colour"],
        group="What it sees",
    ),
    spoil=Choice(
        list(SABOTAGES), "none", "Break it", [sabotage.label for sabotage in SABOTAGES.values()], group="How it learns"
    ),
    **LEARNING,
)
def pictures(**values):
    functions = FEATURES[values["look_at"]]
    yield from teach(
        PROJECT,
        craft(values["look_at"]),
        values,
        sabotage=SABOTAGES[values["spoil"]],
        gallery=GALLERY,
        inside=lambda lab, values: INSIDE[values["see"]](lab, functions),
    )


def features_inside(lab, functions):
    """The sample in view as the network gets it: grey squares, edges, shares of each colour."""
    sample = small(lab.judged()[0][None])
    panels = []
    if grey in functions:
        strength, _ = slopes(sample)
        squares = np.kron(blocks(as_grey(sample), 16)[0], np.ones((2, 2)))
        sheet = np.stack([squares, 1 - np.minimum(strength[0] * 4, 1)])
        panels.append(contact_sheet(sheet, 2, titles=["What the network gets: grey squares, edges"]))
    if colour_shares in functions:
        panels.append(colour_panel(colour_shares(sample)[0]))
    return panels


def colour_panel(shares):
    """How many pixels have little, more, … most of red, green and blue."""
    marks = [Text(-0.6, 1.02, "How many pixels have little … much of", "mute", 12, "start", dy=-4)]
    for k, name in enumerate(("red", "green", "blue")):
        x = np.arange(8) + 9.5 * k
        marks += [Bars(x, shares[8 * k : 8 * k + 8], color="mute"), Text(9.5 * k + 3.5, 0, name, "ink", 12, dy=12)]
    return Panel(marks, (-0.8, 27.5), (-0.12, 1.1), axes=False, height=150)


def weights_inside(lab, functions):
    """Which grey squares speak for the answer in this very sample, and what each hidden neuron looks for."""
    if grey not in functions:
        return []
    first, *rest = lab.model.network.layers
    sample, shares, _, _ = lab.judged()
    x = lab.scaled(lab.craft.columns(sample[None]))[0]
    best = int(shares.argmax())
    # How much the score of the best class grows with each input: the chain rule, for tanh.
    slope = first.W[:, best] if not rest else first.W @ ((1 - np.tanh(x @ first.W + first.b) ** 2) * rest[0].W[:, best])
    says = f"Blue squares speak for {lab.names[best]}, orange ones against it"
    panels = [square_panel((slope * x)[:256].reshape(16, 16), says)]
    if rest:
        panels.append(neurons_panel(first.W[:256].T.reshape(-1, 16, 16)))
    return panels


def square_panel(values, title):
    values = values / max(np.abs(values).max(), 1e-9)
    marks = [Raster(values, (70, 270, 2, 202), smooth=False, frame=True), Text(2, 216, title, "mute", 12, "start")]
    return Panel(marks, (0, 340), (0, 228), axes=False, height=228)


def neurons_panel(W):
    """The weights of the hidden neurons from the grey squares, one small picture for each."""
    shown = W[:32]
    columns = 8
    rows = -(-len(shown) // columns)
    x, y = 22 + 42 * (np.arange(len(shown)) % columns), 42 * (rows - np.arange(len(shown)) // columns) - 20
    height = 42 * rows + 24
    title = Text(2, height - 8, "What each hidden neuron looks for", "mute", 12, "start")
    return Panel(
        [Tiles(shown / np.abs(shown).max(), x, y, 19), title], (0, 340), (0, height), axes=False, height=height
    )


INSIDE = {"features": features_inside, "weights": weights_inside, "nothing": lambda lab, functions: []}
