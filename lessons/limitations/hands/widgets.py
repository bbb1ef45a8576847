"""High five or knuckle? A network that was taught with these two only is shown all numbers of fingers."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Figure, Line, Panel, Picture, Points, Seed, Slider, Text, Toggle, widget
from nnlive.classifier import learn
from nnlive.contactsheet import contact_sheet
from nnlive.hands import hands
from nnlive.picturefeatures import grey

EACH, ASKED = 60, 40  # hands of each kind to learn from, and of each number of fingers to ask about
CLASSES = {"knuckle": 0, "high five": 5, "two fingers": 2}  # how many fingers each holds up
LOOKS = {"knuckle": ("neg", True), "high five": ("pos", False), "two fingers": ("hi", False)}


@lru_cache
def taught(third, seed):
    """The hands it learned from, in order of their classes, and the network; a third class is two fingers."""
    fingers = list(CLASSES.values())[: 3 if third else 2]
    rng = np.random.default_rng(seed)
    pictures = hands(np.repeat(fingers, EACH), rng)
    labels = np.repeat(range(len(fingers)), EACH)
    *_, net = learn(grey(pictures), labels, len(fingers), rng=rng, epochs=20)
    return pictures, net


@lru_cache
def asked():
    """Hands with 0 to 5 fingers that no network has seen: (6, ASKED, 32, 32)."""
    return hands(np.repeat(np.arange(6), ASKED), np.random.default_rng(11)).reshape(6, ASKED, 32, 32)


@lru_cache
def answers(third, seed):
    """How the answer to each of these hands is shared out: (6, ASKED, classes)."""
    shares = taught(third, seed)[1].shares(grey(asked().reshape(-1, 32, 32)))
    return shares.reshape(6, ASKED, -1)


@widget(
    title="How many fingers make a high five?",
    fingers=Slider(0, 5, 1, 2),
    number=Slider(1, ASKED, 1, 6, label="which hand"),
    third=Toggle(False, label="teach two fingers too"),
    seed=Seed(1),
)
def fingers(fingers, number, third, seed):
    shares = answers(third, seed)
    this, mean = shares[fingers, number - 1], shares.mean(axis=1)
    names = list(CLASSES)[: len(this)]
    told = ", ".join(f"{name} {share:.2f}" for name, share in zip(names, this.tolist(), strict=True))
    return Figure(
        [
            hands_panel(third, seed, answer(asked()[fingers, number - 1], names, this)),
            curve_panel(shares, names, fingers, number),
        ],
        alt=f"A hand with {fingers} fingers up: {told}. For 0 to 5 fingers the mean share of “high five” is "
        f"{', '.join(f'{m:.2f}' for m in mean[:, 1])}.",
        outputs={
            "high_five": float(this[1]),
            "mean_of_40_hands": float(mean[fingers, 1]),
            "sum": float(this.sum()),
        },
    )


def hands_panel(third, seed, below):
    """Some of the hands it learned from, and below them the one that is asked about."""
    names = list(CLASSES)[: 3 if third else 2]
    pictures = taught(third, seed)[0].reshape(len(names), EACH, 32, 32)
    titles = [f"{EACH} times “{name}”" for name in names]
    sheet = contact_sheet(pictures[:, :6].reshape(-1, 32, 32), 6, titles=titles)
    return Panel([*sheet.marks, *below], (0, 340), (-150, sheet.height), axes=False, height=sheet.height + 150)


def answer(picture, names, shares):
    """The hand that is asked about, and the shares as bars: marks for the 150 pixels below 0."""
    marks = [Picture(picture, (2, 130, -138, -10), shades=16)]
    for k, (name, share) in enumerate(zip(names, shares.tolist(), strict=True)):
        y = -36 - 42 * k
        marks.append(Text(146, y + 16, f"{name}: {share:.2f}", "ink", 14, "start", bold=share == shares.max()))
        marks.append(Bars([146 + 90 * share], [y + 4], y - 12, max(180 * share, 1), LOOKS[name][0]))
    return marks


def curve_panel(shares, names, fingers, number):
    """The mean share of each class for 0 to 5 fingers; dots are single hands' shares of "high five"."""
    side = (np.arange(ASKED) / (ASKED - 1) - 0.5) * 0.5
    marks = [Points(n + side, shares[n, :, 1], "axis", size=2) for n in range(6)]
    for k, name in enumerate(names):
        colour, dash = LOOKS[name]
        marks.append(Line(range(6), shares[:, :, k].mean(axis=1), colour, 2.5, dash=dash, label=name))
    marks.append(Points(fingers + side[number - 1], shares[fingers, number - 1, 1], "hi", size=6))
    look = {"xlabel": "fingers held up", "ylabel": "share of the answer", "xticks": range(6), "yticks": [0, 0.5, 1]}
    return Panel(marks, (-0.5, 5.5), (-0.04, 1.06), height=290, **look)
