"""Ten digits: six features that people thought of, against 64 plain pixels. Both networks have 16 hidden neurons."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnlive import Figure, Line, Panel, Points, Raster, Seed, Slider, Text, widget
from nnlive.data import digits, split
from nnlive.features import holes, one_hot, standardize
from nnlive.network import dense, predict
from nnlive.training import train

EPOCHS = 30
INK = 5  # a pixel with more is ink
HAND_MADE = ("a hole", "ink in all", "how low", "how far right", "strokes across", "strokes down")
LOOKS = {"hand": ("ink", "square", True), "pixels": ("hi", "circle", False)}
WORDS = {"hand": "six features made by hand", "pixels": "64 pixels"}


def strokes(lines):
    """How many strokes of ink each row of pixels (n, 8) crosses."""
    inked = np.pad(lines > INK, ((0, 0), (1, 0)))
    return (inked[:, 1:] & ~inked[:, :-1]).sum(axis=1)


def by_hand(images):
    """Six numbers for each picture, (n, 6): ideas such as curves and lines, as far as code can say them."""
    ink, steps = images.sum(axis=(1, 2)), np.arange(8)
    return np.column_stack(
        [
            holes(images, INK).any(axis=(1, 2)),
            ink,
            (images.sum(axis=2) * steps).sum(axis=1) / ink,
            (images.sum(axis=1) * steps).sum(axis=1) / ink,
            strokes(images[:, 4]),
            strokes(images[:, :, 4]),
        ]
    ).astype(float)


@lru_cache(maxsize=2)
def prepared(seed):
    """For each way to see the digits: training and held-out inputs with one-hot labels. Plus the held-out pictures."""
    images, labels = digits()
    (images, labels), (held, held_labels) = split(images, labels, 0.75, np.random.default_rng(seed))
    made, mean, std = standardize(by_hand(images))
    pixels, held_pixels = images.reshape(-1, 64) / 16, held.reshape(-1, 64) / 16
    inputs = {
        "hand": (made, (by_hand(held) - mean) / std),
        "pixels": (pixels, held_pixels),
    }
    return inputs, one_hot(labels, 10), held_labels, held


def learn(way, seed):
    """A network that sees the digits in one way: it, and the share of held-out digits that are right, every epoch."""
    inputs, y, labels, _ = prepared(seed)
    X, held = inputs[way]
    net = dense([X.shape[1], 16, 10], "relu", "softmax", rng=np.random.default_rng(seed), start="he")
    # The first weights begin small, so that what is seen of them later was learned.
    first = replace(net.layers[0], W=0.2 * net.layers[0].W)
    net = replace(net, layers=(first, *net.layers[1:]))
    options = {"loss": "cross_entropy", "lr": 0.1, "batch": 30, "epochs": EPOCHS, "rng": np.random.default_rng(1)}
    for epoch in train(net, X, y, **options):
        yield epoch.network, 100 * float(np.mean(predict(epoch.network, held).argmax(axis=1) == labels))


def one_panel(number, seed):
    """A held-out digit, and the six numbers that hand-made features make of it."""
    image = prepared(seed)[3][number]
    values = by_hand(image[None])[0]
    told = ["yes" if values[0] else "no", f"{values[1]:.0f}", f"{values[2]:.1f}", f"{values[3]:.1f}"]
    told += [f"{value:.0f}" for value in values[4:]]
    marks = [
        Raster(image / 16, (4, 140, 60, 196), smooth=False, frame=True),
        Text(72, 212, "64 pixels", "pos", bold=True),
    ]
    marks.append(Text(246, 212, "six by hand", "ink", bold=True))
    for i, (name, value) in enumerate(zip(HAND_MADE, told, strict=True)):
        marks += [Text(164, 186 - 24 * i, name, "mute", 13, "start"), Text(332, 186 - 24 * i, value, "ink", 13, "end")]
    return Panel(marks, (0, 340), (30, 226), axes=False, height=196)


def learned_panel(net):
    """The weights of 16 hidden neurons as pictures: blue where ink raises its sum, orange where ink lowers it."""
    weights = net.layers[0].W.T.reshape(16, 8, 8)
    weights = weights / np.abs(weights).max(axis=(1, 2), keepdims=True)
    marks = [Text(170, 206, "16 features it makes itself", "hi", 13, bold=True)]
    for i, picture in enumerate(weights):
        left, bottom = 6 + 41.5 * (i % 8), 92 - 82 * (i // 8) + 4
        marks.append(Raster(picture, (left, left + 38, bottom, bottom + 76), smooth=False, frame=True))
    return Panel(marks, (0, 340), (0, 220), axes=False, height=110)


def shares_panel(shares):
    marks = []
    for way, row in shares.items():
        color, shape, dash = LOOKS[way]
        marks += [
            Line(range(len(row)), row, color, 2.5, dash, WORDS[way]),
            Points(len(row) - 1, row[-1], color, shape, 5),
        ]
    return Panel(marks, (0, EPOCHS), (0, 104), xlabel="epoch", ylabel="% of held-out digits right", yticks=[0, 50, 100])


@widget(
    title="Made by hand, or learned?",
    pace=6,
    number=Slider(0, 60, 1, 4, label="digit shown", live=True),
    seed=Seed(1),
)
def compete(number, seed):
    shares = {way: [] for way in WORDS}
    for seen in zip(*(learn(way, seed) for way in WORDS), strict=True):
        for way, (_, share) in zip(WORDS, seen, strict=True):
            shares[way].append(share)
        last = {way: row[-1] for way, row in shares.items()}
        changed = yield Figure(
            [one_panel(number, seed), learned_panel(seen[1][0]), shares_panel(shares)],
            alt=f"After {len(shares['hand']) - 1} epochs: "
            + ", ".join(f"{WORDS[way]} {share:.1f} % of the held-out digits right" for way, share in last.items()),
            outputs={"epoch": len(shares["hand"]) - 1, **{way: f"{share:.1f} %" for way, share in last.items()}},
        )
        if changed:
            number = changed["number"]
