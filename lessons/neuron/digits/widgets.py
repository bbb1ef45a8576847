"""A neuron in front of pictures: a feature made by hand, and one that is learned from 64 pixels."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Line, Panel, Points, Raster, Seed, Slider, Text, widget
from nnlive.activations import sigmoid
from nnlive.data import digits, split
from nnlive.features import holes

pictures = lru_cache(digits)  # read once: images (1797, 8, 8) with ink from 0 to 16, and what each of them is


def said(number):
    return f"{number:.3g}".replace("-", "−")


@lru_cache
def shares_with_hole(ink):
    images, labels = pictures()
    found = holes(images, ink).any(axis=(1, 2))
    return [100 * float(found[labels == digit].mean()) for digit in range(10)]


def stamp(values, left, bottom, size):
    """A picture of 8 × 8 pixels with its lower left corner at (left, bottom)."""
    return Raster(values, (left, left + size, bottom, bottom + size), smooth=False, frame=True)


def hole_panel(image, ink, hole):
    """The picture, and beside it which of its pixels count as ink, with the hole in violet."""
    rows, columns = np.nonzero(hole)
    marks = [
        stamp(image / 16, 4, 40, 156),
        stamp(0.7 * (image > ink), 180, 40, 156),
        Points(180 + 19.5 * (columns + 0.5), 196 - 19.5 * (rows + 0.5), "hi", "square", 9),
        Text(82, 212, "the picture", "mute"),
        Text(258, 212, f"ink above {ink}", "mute"),
        Text(258, 20, "a hole" if hole.any() else "no hole", "hi", 16, bold=True),
    ]
    return Panel(marks, (0, 340), (0, 226), axes=False, height=226)


def shares_panel(digit, ink):
    """How many of each digit have a hole, in percent."""
    share = shares_with_hole(ink)
    marks = [Bars(range(10), share, 0, 0.75, ["hi" if n == digit else "pos" for n in range(10)])]
    marks += [Text(n, s, f"{s:.0f}", "mute", 12, dy=-9) for n, s in enumerate(share)]
    look = {"xticks": range(10), "yticks": [0, 50, 100], "height": 226}
    return Panel(marks, (-0.6, 9.6), (0, 112), xlabel="digit", ylabel="% with a hole", **look)


@widget(
    title="Has it a hole?",
    digit=Choice(list(range(10)), 6),
    number=Slider(1, 50, 1, 26, label="which one"),
    ink=Slider(1, 12, 1, 5, label="ink is more than"),
)
def hole(digit, number, ink):
    images, labels = pictures()
    image = images[labels == digit][number - 1]
    found = holes(image[None], ink)[0]
    answer, share = "a hole" if found.any() else "no hole", shares_with_hole(ink)[digit]
    return Figure(
        [hole_panel(image, ink, found), shares_panel(digit, ink)],
        alt=f"This {digit} has {answer}. Of all {digit}s, {share:.0f} % have one.",
        outputs={"answer": answer, "of_all_like_it": f"{share:.0f} %"},
    )


def two_digits(pair, seed):
    """(X, y) to learn from and (X, y) held out; y is 1 for the second digit of the pair."""
    images, labels = pictures()
    first, second = (labels == int(digit) for digit in pair.split(" or "))
    X, y = images[first | second].reshape(-1, 64) / 16, 1.0 * second[first | second]
    return split(X, y, 0.75, np.random.default_rng(seed))


def by_the_hole(X, y):
    """How many percent a hole alone would get right, whichever digit of the two it stands for."""
    found = holes(16 * X.reshape(-1, 8, 8), 5).any(axis=(1, 2))
    same = 100 * np.mean(found == (y == 1))
    return max(same, 100 - same)


FIXED = [
    *(Text(at, 225, words, "mute") for at, words in ((52, "pixels x"), (170, "weights w"), (288, "votes w · x"))),
    Text(111, 162, "×", bold=True),
    Text(229, 162, "=", bold=True),
    Line([44, 296], [46, 46], "axis", 3),
]


def roots(values):
    """Square roots that keep the sign: so small weights can be seen beside large ones."""
    return np.sign(values) * np.sqrt(np.abs(values))


def look_panel(pair, x, w, b, target):
    """Pixels times weights are 64 votes, and their sum decides. Below, the answer on its way between the two digits."""
    low, high = pair.split(" or ")
    z = w.dot(x) + b
    p = float(sigmoid(z))
    right_end = Points(44 + 252 * target, 46, *(("pos", "circle") if target else ("neg", "square")), 11)
    marks = [
        stamp(x.reshape(8, 8), 2, 112, 100),
        stamp(roots(w).reshape(8, 8), 120, 112, 100),
        stamp(roots(w * x).reshape(8, 8), 238, 112, 100),
        *FIXED,
        Text(14, 46, low, "neg", 16),
        Text(326, 46, high, "pos", 16),
        Text(170, 88, f"all votes + b = {z:.2f}   →   output {p:.3f}".replace("-", "−"), bold=True),
        right_end,
        Points(44 + 252 * p, 46, "hi", size=7),
        Text(170, 16, f"it is a {high if target else low}: error {p - target:.3f}".replace("-", "−"), "hi"),
    ]
    return Panel(marks, (0, 340), (0, 236), axes=False, height=236)


def held_out_panel(shares, rule):
    """How many of the held-out digits were right before each digit was seen."""
    seen = len(shares)
    marks = [
        Line([1, 300], [rule, rule], "mute", 1.5, dash=True, label="by the hole alone"),
        Line(range(1, seen + 1), shares, width=2.5, label="by the neuron"),
        Points(seen, shares[-1], "hi", size=6),
    ]
    look = {"log": "x", "xticks": [1, 10, 100], "yticks": [0, 50, 100], "height": 236}
    return Panel(marks, (1, 300), (0, 105), xlabel="which digit it sees", ylabel="% of held-out digits right", **look)


@widget(title="Two digits told apart", pair=Choice(["6 or 7", "4 or 9", "3 or 8"], "6 or 7"), seed=Seed(1))
def six_or_seven(pair, seed):
    (X, y), (held_X, held_y) = two_digits(pair, seed)
    w, b, shares, rule = np.zeros(64), 0.0, [], by_the_hole(held_X, held_y)
    for seen, (x, target) in enumerate(zip(X, y, strict=True)):
        right = int(np.sum((held_X.dot(w) + b > 0) == (held_y == 1)))
        shares.append(100 * right / len(held_y))
        held_out = held_out_panel(shares, rule)
        told = {
            "alt": f"After {seen} digits {right} of {len(held_y)} held-out digits are answered rightly.",
            "outputs": {"digits_seen": seen, "held_out_right": f"{right} of {len(held_y)}"},
        }
        yield Figure([look_panel(pair, x, w, b, target), held_out], **told)
        error = float(sigmoid(w.dot(x) + b)) - target
        old_w, old_b = w, b
        w, b = w - 0.1 * error * x, b - 0.1 * error
        if seen < len(X) - 1:  # the run ends with a full picture
            half_w, half_b = (old_w + w) / 2, (old_b + b) / 2
            yield Figure([look_panel(pair, x, half_w, half_b, target), held_out], **told).moving()
            yield Figure([look_panel(pair, x, w, b, target), held_out], **told).moving()
