"""A tree of questions about houses, and how deep it should ask."""

from functools import lru_cache

import numpy as np

from nnlive import Figure, Line, Panel, Points, Polygon, Rule, Slider, Text, widget
from nnlive.houses import houses
from nnlive.trees import Sorted, ask, grow, leaves

INPUTS = {
    "size": "m²",
    "lot": "m²",
    "bedrooms": "",
    "rooms": "",
    "baths": "",
    "cars": "",
    "year": "",
    "north": "°",
    "east": "°",
}
DEEPEST, LEAST = 10, 5


@lru_cache
def table(seed=1):
    """(X, y) to learn from, three quarters of the houses, and (X, y) held out; y is the price as log₁₀."""
    columns = houses()
    X = np.column_stack([columns[name] for name in INPUTS])
    y, order = np.log10(columns["price"]), np.random.default_rng(seed).permutation(len(X))
    train, held = order[: 3 * len(X) // 4], order[3 * len(X) // 4 :]
    return (X[train], y[train]), (X[held], y[held])


def typical_error(answer, y):
    """By how many percent the price is missed: half of the houses by less, half by more."""
    return 100 * float(np.median(np.abs(10 ** (answer - y) - 1)))


@lru_cache
def prepared():
    return Sorted(table()[0][0])


@lru_cache
def tree_of(depth):
    return grow(prepared(), table()[0][1], depth, LEAST)


@lru_cache
def errors(depth):
    """Typical errors of the tree on training and on held-out houses."""
    return [typical_error(ask(tree_of(depth), X)[:, 0], y) for X, y in table()]


def question(tree, node):
    """A question in words, such as "year > 1984?"."""
    name, cut = list(INPUTS)[tree.column[node]], tree.cut[node]
    digits = f"{cut:.3f}" if INPUTS[name] == "°" else f"{cut:.0f}" if INPUTS[name] or name == "year" else f"{cut:.1f}"
    return name, f"> {digits.replace('-', '−')}{' ' + INPUTS[name] if INPUTS[name] == 'm²' else INPUTS[name]}?"


def thousands(logarithm):
    return f"{10**logarithm / 1000:.0f}"


def place(row, at):
    """Where a box of the tree stands, in pixels."""
    return 340 * (at + 0.5) / 2**row, 262 - 78 * row


def tree_panel(depth, house):
    """The first three rows of questions and the answers below; violet is the way of one held-out house."""
    X = table()[1][0]
    rows = min(depth, 3)
    shown = tree_of(rows)
    way = leaves(shown, X[house : house + 1])[0]
    marks = [Text(8, 308, "no ←", "mute", 12, "start"), Text(332, 308, "→ yes", "mute", 12, "end")]
    for row in range(rows):
        for at in range(2**row):
            on = way >> (rows - row) == at
            x, y0 = place(row, at)
            for child in (2 * at, 2 * at + 1):
                taken = on and way >> (rows - row - 1) == child
                ends = np.transpose([(x, y0), place(row + 1, child)])
                marks.append(Line(*ends, "hi" if taken else "axis", 3 if taken else 1.2))
    for row in range(rows):
        for at in range(2**row):
            on = way >> (rows - row) == at
            name, words = question(shown, 2**row - 1 + at)
            marks += box(*place(row, at), 41 if row == 2 else 58, 19, on)
            x, y0 = place(row, at)
            marks += [Text(x, y0 + 8, name, "ink", 12.5, bold=True), Text(x, y0 - 8, words, "ink", 12)]
    for at in range(2**rows):
        x, y0 = place(rows, at)
        marks += box(x, y0, 19, 13, at == way)
        marks.append(Text(x, y0, thousands(shown.value[at, 0]), "ink", 13, bold=True))
    words = (
        "answers: price in $1,000s"
        if depth == rows
        else f"the first {rows} of {depth} questions, mean price in $1,000s"
    )
    marks.append(Text(170, place(rows, 0)[1] - 28, words, "mute", 12))
    return Panel(marks, (0, 340), (-18 + 78 * (3 - rows), 318), axes=False, height=336 - 78 * (3 - rows))


def box(x, y, half, up, on):
    corners = [x - half, x + half, x + half, x - half], [y - up, y - up, y + up, y + up]
    rim = Line([*corners[0], corners[0][0]], [*corners[1], corners[1][0]], "hi" if on else "axis", 2.5 if on else 1.2)
    return [Polygon(*corners, "paper", 1), Polygon(*corners, "hi" if on else "shade", 0.15 if on else 1), rim]


def depth_panel(depth):
    """Typical error for every depth: on the houses learned from, and on those held out."""
    known, new = np.transpose([errors(d) for d in range(DEEPEST + 1)])
    places = range(DEEPEST + 1)
    marks = [
        Rule(x=depth, color="hi"),
        Line(places, known, "ink", 2, dash=True, label="houses learned from"),
        Line(places, new, "hi", 2.5, label="new houses"),
        Points([depth, depth], [known[depth], new[depth]], "hi", size=5),
    ]
    look = {"xticks": [0, 2, 4, 6, 8, 10], "yticks": [0, 10, 20], "height": 240}
    return Panel(
        marks, (0, DEEPEST), (0, 29), xlabel="questions one after another", ylabel="typical error in %", **look
    )


@widget(
    title="What does this house cost?",
    depth=Slider(1, DEEPEST, 1, 3, label="questions one after another"),
    house=Slider(0, 100, 1, 7, label="which new house"),
)
def questions(depth, house):
    _, (X, y) = table()
    answer = float(ask(tree_of(depth), X[house : house + 1])[0, 0])
    known, new = errors(depth)
    name, words = question(tree_of(depth), 0)
    return Figure(
        [tree_panel(depth, house), depth_panel(depth)],
        alt=f"A tree that first asks: {name} {words} With {depth} questions one after another it misses "
        f"known prices by {known:.1f} %, those of new houses by {new:.1f} %. This house: ${thousands(answer)},000.",
        outputs={"tree_says": f"${thousands(answer)},000", "was_sold_for": f"${thousands(y[house])},000",
                 "typical_error": f"{new:.1f} %"},
    )  # fmt: skip
