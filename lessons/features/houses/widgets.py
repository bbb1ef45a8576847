"""Houses and their prices: a stretched valley, a surprising weight, and words that become numbers."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Line, Panel, Points, Polygon, Rule, Slider, Text, widget
from nnlive.features import one_hot
from nnlive.houses import houses

STEPS = 60


@lru_cache
def table():
    return houses()


def said(number, digits=3):
    return f"{number:.{digits}g}".replace("-", "−")


# --- two weights: for the size and for the bedrooms ---


@lru_cache
def valley_of(scaled):
    """The valley of the loss: how much it bends with the two weights (2, 2), and its lowest place (2,).

    All columns are moved to a mean of 0, so no bias is needed. The price counts in thousands of dollars.
    """
    columns = table()
    X = np.column_stack([columns["size"], columns["bedrooms"]])
    X = (X - X.mean(axis=0)) / (X.std(axis=0) if scaled else 1)
    y = (columns["price"] - columns["price"].mean()) / 1000
    bend = X.T.dot(X) / len(X)
    return bend, np.linalg.solve(bend, X.T.dot(y) / len(X))


def height_above(scaled, at):
    """The loss above the lowest there is, ½ (p − y)² on average, for weights at (…, 2)."""
    bend, best = valley_of(scaled)
    away = np.asarray(at) - best
    return 0.5 * (away * away.dot(bend)).sum(axis=-1)


def descend(scaled, lr, steps=STEPS):
    """The weights at the start, which are 0, and after every step downhill: (steps + 1, 2)."""
    bend, best = valley_of(scaled)
    way = [np.zeros(2)]
    for _ in range(steps):
        way.append(way[-1] - lr * bend.dot(way[-1] - best))
    return np.array(way)


VIEWS = {False: ((-36.0, 36.0), (-48.0, 24.0)), True: ((-20.0, 110.0), (-90.0, 40.0))}


@lru_cache
def rings(scaled):
    """Closed lines of equal loss."""
    bend, best = valley_of(scaled)
    sizes, ways = np.linalg.eigh(bend)
    angle = np.linspace(0, 2 * np.pi, 73 if scaled else 181)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    lines = []
    for level in (20, 100, 300, 900, 2700, 8100, 24_300, 72_900):
        x, y = (best + (circle * np.sqrt(2 * level / sizes)).dot(ways.T)).T
        lines.append(Line(*_inside(x, y, *VIEWS[scaled]), "axis", 1))
    return (*lines, Points(*best, "ink", "cross", 5))


def _inside(x, y, xlim, ylim):
    return np.clip(x, *xlim), np.clip(y, *ylim)


def map_panel(scaled, way, title):
    xlim, ylim = VIEWS[scaled]
    x, y = _inside(*way.T, xlim, ylim)
    marks = [*rings(scaled), Line(x, y, "hi", 1.5), Points(x, y, "hi", size=2.5), Points(x[-1], y[-1], "hi", size=6)]
    ticks = [-30, 0, 30] if not scaled else [0, 50, 100]
    look = {"xticks": ticks, "yticks": [-40, -20, 0, 20] if not scaled else [-80, -40, 0, 40], "square": True}
    return Panel(marks, xlim, ylim, title, "weight of the size", "weight of the bedrooms", **look)


def progress_panel(ways):
    """How much of the way down is left, in percent."""
    marks = []
    for scaled, way in ways.items():
        left = 100 * height_above(scaled, way) / height_above(scaled, np.zeros(2))
        look = ("hi", 2.5, False) if scaled else ("ink", 2.5, True)
        marks.append(
            Line(range(len(left)), np.clip(left, 1e-4, 1000), *look, label="scaled" if scaled else "as measured")
        )
    ticks = [0.001, 0.1, 10, 1000]
    return Panel(
        marks, (0, STEPS), (1e-4, 1000), "What is left of the way down", "step", "%", log="y", yticks=ticks, height=250
    )


def share(percent):
    return "under 0.001 %" if percent < 0.001 else f"{percent:,.3g} %" if percent < 1000 else f"{percent:.1e} %"


@widget(
    title="The same houses, measured and scaled",
    pace=12,
    raw=Choice([0.0001, 0.0005, 0.0008, 0.001], 0.0008, label="learning rate, as measured"),
    lr=Choice([0.1, 0.5, 1, 1.5], 0.5, label="learning rate, scaled"),
)
def valley(raw, lr):
    whole = {False: descend(False, raw), True: descend(True, lr)}
    for step in range(STEPS + 1):
        ways = {scaled: way[: step + 1] for scaled, way in whole.items()}
        left = {s: 100 * height_above(s, way[-1]) / height_above(s, np.zeros(2)) for s, way in ways.items()}
        yield Figure(
            [
                map_panel(False, ways[False], "As measured: m² and bedrooms"),
                map_panel(True, ways[True], "Scaled"),
                progress_panel(ways),
            ],
            alt=f"After {step} steps {share(left[False])} of the way down is left with the numbers as measured, "
            f"{share(left[True])} with scaled ones.",
            outputs={"step": step, "left_as_measured": share(left[False]), "left_scaled": share(left[True])},
        )


# --- bedrooms: more for all houses, less among equals ---

SHOWN = slice(None, None, 12)  # every twelfth house is drawn: the lines are those of all


def line_through(x, y):
    """The best straight line: (slope, height at 0)."""
    slope = np.cov(x, y, bias=True)[0, 1] / x.var()
    return float(slope), float(y.mean() - slope * x.mean())


def about(size):
    """Which houses have that size, give or take 10 m²."""
    return np.abs(table()["size"] - size) <= 10


def spread(bedrooms):
    """Bedrooms are whole numbers: the points are moved a little, so that they do not hide each other."""
    return bedrooms + 0.28 * np.sin(2.4 * np.arange(len(bedrooms)))


def bedrooms_panel(size):
    columns, near = table(), about(size)
    price, rooms = columns["price"] / 1000, columns["bedrooms"]
    ends = np.array([0.6, 5.4])
    slopes = [line_through(rooms, price), line_through(rooms[near], price[near])]
    x, some = spread(rooms), np.flatnonzero(near)[::4]
    marks = [
        Points(x[SHOWN], price[SHOWN], "axis", size=2.5),
        Points(x[some], price[some], "hi", "square", 3),
        Line(ends, slopes[0][1] + slopes[0][0] * ends, "ink", 2.5, dash=True, label="all houses"),
        Line(ends, slopes[1][1] + slopes[1][0] * ends, "hi", 3, label=f"about {size} m²"),
    ]
    look = {"xticks": [1, 2, 3, 4, 5], "yticks": [0, 200, 400], "xlabel": "bedrooms", "ylabel": "price in $1,000s"}
    return Panel(_within(marks, (0.4, 5.6), (0, 480)), (0.4, 5.6), (0, 480), **look), slopes


def sizes_panel(size):
    columns, near = table(), about(size)
    price = columns["price"] / 1000
    some = np.flatnonzero(near)[::4]
    marks = [
        Polygon([size - 10, size + 10, size + 10, size - 10], [0, 0, 480, 480], "hi", 0.15),
        Points(columns["size"][SHOWN], price[SHOWN], "axis", size=2.5),
        Points(columns["size"][some], price[some], "hi", "square", 3),
    ]
    look = {"xticks": [50, 100, 150, 200, 250], "yticks": [0, 200, 400], "xlabel": "size in m²"}
    return Panel(_within(marks, (30, 280), (0, 480)), (30, 280), (0, 480), ylabel="price in $1,000s", **look)


def _within(marks, xlim, ylim):
    """Points that lie outside the panel are left out."""
    kept = []
    for mark in marks:
        if isinstance(mark, Points):
            inside = (mark.x > xlim[0]) & (mark.x < xlim[1]) & (mark.y > ylim[0]) & (mark.y < ylim[1])
            mark = Points(mark.x[inside], mark.y[inside], mark.color, mark.shape, mark.size)
        kept.append(mark)
    return kept


def dollars(thousands):
    """An amount to the nearest hundred."""
    dollars = 100 * round(10 * thousands)
    return f"{'−' if dollars < 0 else '+'}${abs(dollars):,}"


@widget(title="What is one more bedroom worth?", size=Slider(80, 220, 10, 160, label="size of the house in m²"))
def bedrooms(size):
    panel, (every, equal) = bedrooms_panel(size)
    told = [dollars(slope[0]) for slope in (every, equal)]
    return Figure(
        [sizes_panel(size), panel],
        alt=f"Among all houses one more bedroom goes with {told[0]}; among those of about {size} m² with {told[1]}.",
        outputs={"all_houses": told[0], "of_this_size": told[1], "houses": int(about(size).sum())},
    )


# --- kinds of garage: seven words ---

ORDERS = {"alphabet": "By the alphabet", "count": "By how many there are", "length": "By the length of the word"}


def numbered(order):
    """The kinds of garage in an order: the one with the number 1 first."""
    kinds, counts = np.unique(table()["garage"], return_counts=True)
    keys = {"alphabet": np.arange(len(kinds)), "count": -counts, "length": np.array([len(kind) for kind in kinds])}
    return kinds[np.argsort(keys[order], kind="stable")].tolist()


def explained(answer):
    """R²: which part of the differences between prices the answers explain."""
    price = table()["price"]
    return 1 - float(np.mean((answer - price) ** 2) / price.var())


@lru_cache
def by_numbers(order):
    """What a line through the numbers 1 to 7 answers: for each kind, and how much that explains."""
    columns, kinds = table(), numbered(order)
    code = np.array([kinds.index(kind) + 1 for kind in columns["garage"].tolist()], dtype=float)
    slope, start = line_through(code, columns["price"])
    return start + slope * np.arange(1, 8), explained(start + slope * code)


@lru_cache
def by_one_hot(order):
    """The same with seven inputs, of which one is 1: the weights of the best line, and how much that explains."""
    columns, kinds = table(), numbered(order)
    X = one_hot([kinds.index(kind) for kind in columns["garage"].tolist()], 7)
    weights = np.linalg.solve(X.T.dot(X), X.T.dot(columns["price"]))
    return weights, explained(X.dot(weights))


@widget(
    title="Seven words for a garage",
    order=Choice(list(ORDERS), "alphabet", label="which kind gets which number", names=list(ORDERS.values())),
)
def garage(order):
    line, line_share = by_numbers(order)
    own, own_share = by_one_hot(order)
    return Figure(
        [names_panel(order), answers_panel(order, line, own)],
        alt=f"Numbered {ORDERS[order].lower()}, a line explains {100 * line_share:.0f} % of the differences in price; "
        f"one-hot inputs explain {100 * own_share:.0f} %.",
        outputs={"explained_by_a_number": f"{100 * line_share:.0f} %", "by_one_hot": f"{100 * own_share:.0f} %"},
    )


def names_panel(order):
    """Each word with its number, and with its row of zeros and a single one."""
    marks = [Text(x, 262, word, "mute", 12, anchor) for x, word, anchor in COLUMNS]
    for i, kind in enumerate(numbered(order)):
        y = 232 - 33 * i
        marks += [Text(8, y, kind, "ink", 14, "start"), Text(132, y, str(i + 1), "pos", 15, bold=True)]
        for j in range(7):
            left, on = 176 + 22 * j, i == j
            square = [left, left + 19, left + 19, left], [y - 11, y - 11, y + 11, y + 11]
            marks.append(Polygon(*square, "hi" if on else "grid", 1))
            marks.append(Text(left + 9.5, y, "1" if on else "0", "paper" if on else "mute", 13, bold=on))
    return Panel(marks, (0, 340), (0, 280), axes=False)


COLUMNS = ((8, "garage", "start"), (132, "a number", "middle"), (252, "one-hot: seven inputs", "middle"))


def answers_panel(order, line, own):
    """The mean price of each kind, what the line through the numbers says, and what one-hot says."""
    places, kinds = np.arange(1, 8), table()["garage"]
    means = [table()["price"][kinds == kind].mean() / 1000 for kind in numbered(order)]
    marks = [
        Rule(y=float(table()["price"].mean()) / 1000, color="axis"),
        Bars(places, own / 1000, 0, 0.62, "grid", label="one-hot"),
        Line(places, line / 1000, "pos", 3, label="line"),
        Points(places, means, "hi", size=5, label="mean"),
    ]
    return Panel(
        marks, (0.4, 7.6), (0, 290), xlabel="number", ylabel="price in $1,000s", xticks=places, yticks=[0, 100, 200]
    )
