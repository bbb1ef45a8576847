"""Colours that were never taught: softmax shares out its answer all the same; a distance can warn, within limits."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Panel, Picture, Points, Rule, Seed, Slider, Text, widget
from nnlive.classifier import learn, nearest, nearest_others
from nnlive.clothes import COLOURS, colours, shirts
from nnlive.contactsheet import contact_sheet
from nnlive.picturefeatures import mean_colour

TAUGHT = ["red", "green", "black"]
NEVER = [name for name in COLOURS if name not in TAUGHT]
EACH, ASKED = 40, 30  # shirts of each colour to learn from, and to ask about
LABELS = np.arange(3 * EACH) % 3


@lru_cache
def shop():
    """The pictures, the mean colour of each, what was learned from them, and how far apart neighbours usually are."""
    rng = np.random.default_rng(1)
    pictures = shirts(colours([TAUGHT[k] for k in LABELS], rng), rng)
    X = mean_colour(pictures)
    *_, net = learn(X, LABELS, 3, rng=rng, hidden=0, lr=0.03, epochs=100)
    return pictures, X, net, nearest_others(X)


def usual():
    """The distance that 95 % of the taught shirts keep from their nearest neighbour, or less."""
    return float(np.quantile(shop()[3], 0.95))


def one_shirt(name, light, seed):
    rng = np.random.default_rng(seed)
    return shirts(colours([name], rng), rng, light=light)


@widget(
    title="A shirt of any colour",
    colour=Choice(list(COLOURS), "blue", label="colour of the shirt"),
    light=Slider(0.2, 1, 0.05, 0.95, label="light"),
    seed=Seed(1),
)
def wardrobe(colour, light, seed):
    pictures, X, net, _ = shop()
    shirt = one_shirt(colour, light, seed)
    seen = mean_colour(shirt)
    shares, away = net.shares(seen)[0], float(nearest(seen, X)[0])
    neighbour = pictures[((X - seen) ** 2).sum(axis=1).argmin()]
    strange = away > usual()
    answer, verdict = TAUGHT[int(shares.argmax())], "unlike anything taught" if strange else "like something taught"
    two_of_each = np.concatenate([pictures[k == LABELS][:2] for k in range(3)])
    return Figure(
        [
            contact_sheet(two_of_each, 6, titles=[f"All it was taught: {EACH} times red, green and black"]),
            answer_panel(shirt[0], neighbour, shares, away, strange),
        ],
        alt=f"A {colour} shirt in the light {light:g} is answered with {answer}, share {shares.max():.3f}. Its nearest "
        f"taught shirt is {away:.3f} away, so it is {verdict}.",
        outputs={
            "answer": answer,
            "share": float(shares.max()),
            "sum_of_shares": float(shares.sum()),
            "distance": away,
        },
    )


def answer_panel(shirt, neighbour, shares, away, strange):
    """The shirt, the shares as bars, and the nearest shirt that was taught."""
    marks = [
        Picture(shirt, (2, 112, 66, 176), shades=16),
        Picture(neighbour, (254, 334, 96, 176), shades=16),
        Text(57, 54, "the question", "mute"),
        Text(336, 84, "nearest taught", "mute", anchor="end"),
    ]
    for k, (name, share) in enumerate(zip(TAUGHT, shares.tolist(), strict=True)):
        y, colour = 160 - 34 * k, "pos" if share == shares.max() else "axis"
        marks.append(Bars([122 + 60 * share], [y + 8], y - 8, max(120 * share, 1), colour))
        marks.append(Text(122, y + 15, f"{name} {share:.3f}", "ink", 12, "start"))
    marks += [
        Text(122, 54, f"sum {shares.sum():.3f}", "mute", 13, "start"),
        Text(170, 28, f"distance {away:.3f}, limit {usual():.3f}:", "ink"),
        Text(170, 10, "WARNING: unlike anything I was taught" if strange else "no warning", "hi", 14, bold=True),
    ]
    return Panel(marks, (0, 340), (0, 180), axes=False, height=180)


# What the warning is tried on: words, colour, light (None = as it comes), and whether the colour was taught.
ROWS = [
    *((name, name, None, True) for name in TAUGHT),
    ("red, in shadow", "red", 0.5, True),
    *((name, name, None, False) for name in NEVER),
]


@lru_cache
def asked():
    """For each row of ROWS some shirts, what they are answered with, and how far they are from all that was taught."""
    rng, found = np.random.default_rng(3), []
    for _, colour, light, _ in ROWS:
        pictures = shirts(colours([colour] * ASKED, rng), rng, light=light)
        seen = mean_colour(pictures)
        found.append((pictures, shop()[2].shares(seen), nearest(seen, shop()[1])))
    return found


@widget(title="When to warn", limit=Slider(0.01, 0.3, 0.005, 0.05, label="warn beyond the distance"))
def warning(limit):
    beyond = [int((away > limit).sum()) for _, _, away in asked()]
    alarms, shadow, caught = sum(beyond[:3]), beyond[3], sum(beyond[4:])
    return Figure(
        [distance_panel(limit, beyond), strangers_panel(limit)],
        alt=f"With the limit {limit:g} there are {alarms} false alarms for {3 * ASKED} shirts of taught colours, and "
        f"{shadow} for {ASKED} red ones in shadow. It warns of {caught} of {len(NEVER) * ASKED} shirts never taught.",
        outputs={
            "false_alarms": f"{alarms} of {3 * ASKED}",
            "red_in_shadow_warned": f"{shadow} of {ASKED}",
            "strangers_warned": f"{caught} of {len(NEVER) * ASKED}",
        },
    )


def distance_panel(limit, beyond):
    """A row of dots for each colour, and the limit as a line through all of them."""
    marks = []
    for i, ((words, _, _, taught), (_, _, away), count) in enumerate(zip(ROWS, asked(), beyond, strict=True)):
        y = len(ROWS) - 1 - i
        colour, shape = ("pos", "circle") if taught else ("neg", "square")
        marks.append(Points(away, np.full(ASKED, y), colour, shape, 3))
        marks.append(Text(0.00033, y, f"{words}: {count}", "ink" if taught else "neg", 12, "start"))
    marks.append(Rule(x=limit, color="hi", dash=False))
    look = {"xlabel": "distance to the nearest taught shirt", "yticks": [], "log": "x", "xticks": [0.01, 0.1, 1]}
    return Panel(marks, (0.0003, 1.3), (-0.7, len(ROWS) - 0.3), title="warnings for 30 of each", height=330, **look)


def strangers_panel(limit):
    """One shirt of each colour that was not taught, with its answer; a frame where no warning comes."""
    few = [(p[0], s[0], away[0] > limit) for p, s, away in asked()[3:]]
    return contact_sheet(
        np.array([picture for picture, _, _ in few]),
        4,
        captions=[f"{TAUGHT[s.argmax()]} {s.max():.2f}" + (" !" if warned else "") for _, s, warned in few],
        framed=["" if warned else "neg" for _, _, warned in few],
        colours=["hi" if warned else "neg" for _, _, warned in few],
        titles=["! = warned. Framed: not warned"],
    )
