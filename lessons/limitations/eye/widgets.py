"""Where a network looks: cover a part of the picture, and see whether the answer suffers."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Picture, Raster, Slider, Text, widget
from nnlive.animals import NAMES, animals
from nnlive.classifier import learn
from nnlive.picturefeatures import grey

KINDS = np.arange(600) % 2
COVER, STEP = 5, 2  # a square of 5 × 5 pixels, moved by 2
PLACES = range(0, 32 - COVER + 1, STEP)
TEACHERS = {"clean": "clean pictures", "marked": "a white corner on every dog"}


def corner(pictures, kinds):
    """A white corner on every dog."""
    pictures = pictures.copy()
    pictures[kinds == 1, 1:4, 1:4] = 1.0
    return pictures


@lru_cache
def trained(teacher):
    """The network, and the average of all pictures it learned from."""
    pictures = animals(KINDS, np.random.default_rng(1))
    pictures = corner(pictures, KINDS) if teacher == "marked" else pictures
    *_, net = learn(grey(pictures), KINDS, 2, rng=np.random.default_rng(1), epochs=12)
    return net, pictures.mean(axis=0)


@lru_cache
def asked(teacher, kind):
    """Twenty animals of one kind that the network has never seen, as its teacher would show them."""
    kinds = np.full(20, NAMES.index(kind))
    pictures = animals(kinds, np.random.default_rng(7))
    return corner(pictures, kinds) if teacher == "marked" else pictures


def covered(picture, average):
    """The picture with each place in turn covered by a piece of the average picture: (places, 32, 32)."""
    copies = np.repeat(picture[None], len(PLACES) ** 2, axis=0)
    for i, (row, column) in enumerate((r, c) for r in PLACES for c in PLACES):
        square = slice(row, row + COVER), slice(column, column + COVER)
        copies[i][square] = average[square]
    return copies


def score(shares):
    """How far the answer leans to a dog: ln(p / (1 − p)). Unlike p it still tells 0.99 from 0.9999."""
    p = np.clip(shares[:, 1], 1e-9, 1 - 1e-9)
    return np.log(p / (1 - p))


@widget(
    title="What does it look at?",
    teacher=Choice(list(TEACHERS), "marked", label="it learned from", names=list(TEACHERS.values())),
    animal=Choice(list(NAMES), "dog", label="asked about a"),
    number=Slider(1, 20, 1, 17, label="which one"),
)
def cover(teacher, animal, number):
    (net, average), picture = trained(teacher), asked(teacher, animal)[number - 1]
    shares = net.shares(grey(np.concatenate([picture[None], covered(picture, average)])))
    kind = NAMES.index(animal)
    lean = score(shares) * (1 if kind else -1)
    harm = (lean[0] - lean[1:]).reshape(len(PLACES), len(PLACES))  # by covering each place
    worst = np.unravel_index(harm.argmax(), harm.shape)
    before, after = shares[0, kind], shares[1 + harm.argmax(), kind]
    words = f"share of “{animal}”: {before:.2f}   →   with this place covered: {after:.2f}"
    return Figure(
        [picture_panel(picture, worst), heat_panel(picture, harm, worst, words)],
        alt=f"A {animal}, asked of a network that learned from {TEACHERS[teacher]}: its share for “{animal}” is "
        f"{before:.2f}. Covering the place that matters most, {place(worst)}, leaves {after:.2f}.",
        outputs={"share": float(before), "with_it_covered": float(after), "place": place(worst)},
    )


def place(worst):
    """The place in words."""
    row, column = (STEP * at + COVER / 2 for at in worst)
    down = "top" if row < 11 else "middle" if row < 21 else "bottom"
    across = "left" if column < 11 else "centre" if column < 21 else "right"
    return f"{down} {across}"


def ring(worst, side):
    """The outline of the square that matters most, in pixels of a picture drawn `side` wide."""
    unit = side / 32
    x0, y1 = unit * STEP * worst[1], side - unit * STEP * worst[0]
    x1, y0 = x0 + unit * COVER, y1 - unit * COVER
    return Line(np.array([x0, x1, x1, x0, x0]) + 30, np.array([y0, y0, y1, y1, y0]) + 40, "hi", 3)


def picture_panel(picture, worst):
    marks = [Picture(picture, (30, 310, 40, 320), shades=16), ring(worst, 280)]
    marks.append(Text(170, 20, "violet: the place that matters most", "hi", 13))
    return Panel(marks, (0, 340), (0, 326), axes=False, height=326)


def heat_panel(picture, harm, worst, words):
    """The picture, faint, with blue where the right answer needs what is there and orange where it would rather not."""
    harm = np.pad(harm, 1, mode="edge")  # the squares at the rim count up to the rim
    strongest = max(float(np.abs(harm).max()), 1e-9)
    marks = [
        Picture(0.25 * picture + 0.7, (30, 310, 40, 320), shades=16),
        Raster(harm / strongest, (30, 310, 40, 320)),
        ring(worst, 280),
        Text(170, 20, words, "ink", 13),
    ]
    return Panel(marks, (0, 340), (0, 326), axes=False, height=326)
