"""A small network that is shown drawn animals and answers cat or dog: watched at work, tested by hand, and trained."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Disc, Figure, Line, Panel, Points, Polygon, Raster, Seed, Segments, Slider, Text, widget
from nnlive.diagram import rows
from nnlive.faces import NAMES, SIDE, Face, faces, picture
from nnlive.features import one_hot
from nnlive.network import dense, forward, predict
from nnlive.training import train

SIZES = (400, 8, 6, 2)  # pixels in, two hidden layers, a share for each answer
ROUNDS, EXAMPLES = 20, 300
COLOURS = ("pos", "neg")  # of cat and dog: blue and orange


def lessons_of(X, y, names, rng, epochs):
    """The training, round by round: the network after each pass over the pictures X with the answers y."""
    taught = {"right": y, "swapped": 1 - y, "tossed": rng.integers(0, 2, len(y))}[names]
    net = dense(SIZES, output="softmax", rng=rng)
    goal = one_hot(taught, 2)
    run = train(net, X, goal, loss="cross_entropy", lr=0.05, batch=10, epochs=epochs, rng=rng)
    return taught, (epoch.network for epoch in run)


@lru_cache
def school():
    """The networks after 0, 1, … 20 rounds with 300 pictures."""
    X, y = faces(EXAMPLES, np.random.default_rng(1))
    return tuple(lessons_of(X, y, "right", np.random.default_rng(2), ROUNDS)[1])


def answers(net, X):
    """0 for each picture that the network calls a cat, 1 for each dog."""
    return predict(net, X).argmax(axis=1)


# --- the network as a drawing ---

WIDTH, HEIGHT = 340, 250
COLUMNS = (178, 240, 306)  # where the three layers stand
TILE = (2, 122, 53, 173)  # the picture: left, right, bottom, top
ROWS = (*(rows(n, HEIGHT - 24) for n in SIZES[1:3]), np.array([152.0, 74.0]))  # and at which heights
ANGLE = np.linspace(0, 2 * np.pi, 25)
RADIUS = (11, 11, 19)


def glow(x, y, number, radius):
    """A neuron: the stronger its number, the stronger its colour, blue above 0 and orange below."""
    colour = "pos" if number >= 0 else "neg"
    inside = Polygon(x + radius * np.cos(ANGLE), y + radius * np.sin(ANGLE), colour, min(1.0, abs(number)))
    return [Disc(x, y, radius, rim="axis"), inside]


def loudest(net, x):
    """For each neuron of the first layer the two pixels that count most in its sum: their height, and what they add."""
    added = net.layers[0].W * x[:, None]
    best = np.argsort(-np.abs(added), axis=0, kind="stable")[:2]  # (2, 8)
    _, _, bottom, top = TILE
    heights = top - (best // SIDE + 0.5) * (top - bottom) / SIDE
    return heights.ravel(), np.take_along_axis(added, best, axis=0).ravel()


def wires(net, outputs):
    """Three bundles of lines: where each begins and ends, and what it carries (a number times a weight)."""
    x, first, second = (out[0] for out in outputs[:3])
    heights, added = loudest(net, x)
    bundles = [(np.full(16, TILE[1]), heights, np.full(16, COLUMNS[0]), np.tile(ROWS[0], 2), added)]
    for i, sent in ((0, first), (1, second)):
        carried = net.layers[i + 1].W * sent[:, None]
        ends = np.repeat(ROWS[i], carried.shape[1]), np.tile(ROWS[i + 1], carried.shape[0])
        starts, stops = np.full(carried.size, COLUMNS[i]), np.full(carried.size, COLUMNS[i + 1])
        bundles.append((starts, ends[0], stops, ends[1], carried.ravel()))
    return bundles


def network_panel(net, x, reached=3, along=0.0, truth=None):
    """The picture on its way: `reached` layers have their numbers, dots are `along` (0 to 1) on the way to the next."""
    outputs = forward(net, x[None])
    bundles = wires(net, outputs)
    marks = [Raster(x.reshape(SIDE, SIDE), TILE, smooth=False, frame=True)]
    for i, (x0, y0, x1, y1, carried) in enumerate(bundles):
        marks.append(Segments(x0, y0, x1, y1, carried if i < reached else 0 * carried))
    if reached < 3:
        x0, y0, x1, y1, carried = bundles[reached]
        strong = np.abs(carried) >= np.quantile(np.abs(carried), 0.5)
        at = [(a + along * (b - a))[strong] for a, b in ((x0, x1), (y0, y1))]
        marks.append(Points(*at, "hi", size=3))
    for i in range(3):
        numbers = outputs[i + 1][0] if i < reached else np.zeros(SIZES[i + 1])
        for j, y in enumerate(ROWS[i]):
            shown = numbers[j] * (1, -1)[j] if i == 2 else numbers[j]
            marks += glow(COLUMNS[i], y, shown, RADIUS[i])
    marks += says(outputs[3][0] if reached == 3 else None, truth)
    titles = (
        (62, "400 pixels"),
        (COLUMNS[0] - 5, "8 neurons"),
        (COLUMNS[1] + 3, "6 neurons"),
        (COLUMNS[2] + 6, "answer"),
    )
    marks += [Text(at, HEIGHT - 9, words, "mute", 12) for at, words in titles]
    return Panel(marks, (0, WIDTH), (0, HEIGHT), axes=False, width=WIDTH, height=HEIGHT)


def rounded(percent):
    """A whole number, but never quite 0 or 100: the network leaves a little to each answer."""
    return "< 1" if percent < 1 else "> 99" if percent > 99 else f"{percent:.0f}"


def says(shares, truth):
    """The share that each answer gets, once it is known, and below the picture what it really is."""
    told = [""] * 2 if shares is None else [f" {rounded(100 * share)} %" for share in shares]
    for name, share, y, colour, away in zip(NAMES, told, ROWS[2], COLOURS, (-30, 31), strict=True):
        yield Text(WIDTH - 2, y, name + share, colour, 14, "end", dy=away, bold=True)
    if shares is not None and truth is not None:
        right = int(shares.argmax()) == truth
        words = f"{'right' if right else 'wrong'}: a {NAMES[truth]}"
        yield Text(62, 34, words, "ink" if right else "hi", 15, bold=True)


# --- watched at work ---

SHOWN, ACROSS, CELL = 21, 7, 48


def album_panel(X, said, truth):
    """The pictures so far, blue where it said cat and orange where it said dog; a violet cross on each mistake."""
    marks = [
        Text(0, 176, "it said cat", "pos", 14, "start", bold=True),
        Text(110, 176, "it said dog", "neg", 14, "start", bold=True),
        Text(338, 176, "× wrong", "hi", 14, "end", bold=True),
    ]
    for i in range(SHOWN):
        left, top = 1 + CELL * (i % ACROSS), 160 - (CELL + 4) * (i // ACROSS)
        right, bottom = left + CELL - 4, top - CELL + 4
        if i >= len(X):
            marks.append(Polygon([left, right, right, left], [bottom, bottom, top, top], "grid", 0.5))
            continue
        look = np.round(5 * np.where(X[i] < 0.2, 0, X[i])) / 5  # a thumbnail without specks
        ink = (1, -1)[said[i]] * look.reshape(SIDE, SIDE)
        marks.append(Raster(ink, (left, right, bottom, top), smooth=False, frame=True))
        if said[i] != truth[i]:
            marks.append(Points(right - 8, top - 8, "hi", "cross", 5))
    return Panel(marks, (0, 340), (0, 186), axes=False, height=186)


@widget(
    title="An animal goes in, an answer comes out",
    training=Choice([0, 1, ROUNDS], ROUNDS, label="trained", names=["Not at all", "1 round", "20 rounds"]),
    seed=Seed(2, label="Seed of the animals"),
    pace=30,
)
def watch(training, seed):
    net = school()[training]
    X, y = faces(SHOWN, np.random.default_rng([seed, 7]))
    y, said = y.astype(int), answers(net, X)
    for i in range(SHOWN):
        before = album_panel(X[:i], said[:i], y[:i])
        after = album_panel(X[: i + 1], said[: i + 1], y[: i + 1])
        right = int(np.sum(said[: i + 1] == y[: i + 1]))
        share = rounded(100 * predict(net, X[i : i + 1])[0, said[i]])
        told = {
            "alt": f"Picture {i + 1} of {SHOWN}, a {NAMES[y[i]]}. The network says {NAMES[said[i]]}, with {share} %. "
            f"So far {right} of {i + 1} answers are right.",
            "outputs": {"picture": f"{i + 1} of {SHOWN}", "right": f"{right} of {i + 1}"},
        }
        for reached in range(3):
            for along in np.linspace(0, 1, 7):
                yield Figure([network_panel(net, X[i], reached, along), before], **told).moving()
        done = Figure([network_panel(net, X[i], truth=y[i]), after], **told)
        yield done
        if i < SHOWN - 1:  # time to look
            yield from [done.moving()] * 16


# --- tested by hand ---


def house():
    """Something that is neither: a house with a door and a window."""
    ink = np.zeros((SIDE, SIDE))
    for row in range(8):
        ink[2 + row, 9 - row : 11 + row] = 0.8
    ink[10:18, 4:16] = 0.25
    ink[13:18, 6:9] = 1.0
    ink[12:15, 11:14] = 1.0
    return ink


def seen(what, face):
    """The picture that goes in: the face, the face on its head, an empty page or a house."""
    pages = {"face": picture(face), "empty": np.zeros((SIDE, SIDE)), "house": house()}
    return picture(face)[::-1] if what == "turned" else pages[what]


@widget(
    title="Draw an animal with sliders",
    droop=Slider(0, 1, 0.05, 0.85, label="how far the ears hang"),
    ears=Slider(0.2, 0.7, 0.05, 0.5, label="length of the ears"),
    wide=Slider(0.4, 0.7, 0.02, 0.5, label="width of the head"),
    snout=Slider(0.1, 0.4, 0.02, 0.3, label="size of the snout"),
    what=Choice(
        ["face", "turned", "empty", "house"],
        "face",
        label="show it",
        names=["This face", "Upside down", "An empty page", "A house"],
    ),
)
def build(droop, ears, wide, snout, what):
    x = seen(what, Face(droop=droop, ears=ears, wide=wide, snout=snout)).ravel()
    net = school()[ROUNDS]
    cat, dog = predict(net, x[None])[0]
    return Figure(
        [network_panel(net, x)],
        alt=f"The network gives this picture {100 * cat:.1f} % for cat and {100 * dog:.1f} % for dog.",
        outputs={"cat": f"{100 * cat:.1f} %", "dog": f"{100 * dog:.1f} %"},
    )


# --- trained ---


def shares_panel(epochs, trained, tested):
    """How many answers are right after each round, of the pictures it learns from and of new ones."""
    at = len(trained) - 1
    marks = [
        Line([0, epochs], [50, 50], "axis", 1.5, dash=True),
        Line(range(at + 1), trained, "ink", 2.5, dash=True, label="pictures it learns from"),
        Line(range(at + 1), tested, "hi", 2.5, label="new pictures"),
        Points(at, trained[-1], "ink", "square", 5),
        Points(at, tested[-1], "hi", size=6),
    ]
    look = {"yticks": [0, 25, 50, 75, 100], "height": 216}
    return Panel(marks, (0, epochs), (0, 104), xlabel="rounds of training", ylabel="% right", **look)


@widget(
    title="Train it, then test it on new pictures",
    examples=Choice([10, 40, 300], 300, label="pictures to learn from"),
    names=Choice(
        ["right", "swapped", "tossed"],
        "right",
        label="the names it is told",
        names=["Right", "Swapped", "By coin toss"],
    ),
    seed=Seed(1),
    pace=12,
)
def learn(examples, names, seed):
    rng = np.random.default_rng([seed, 11])
    X, y = faces(examples, rng)
    new_X, new_y = faces(300, np.random.default_rng([seed, 12]))
    epochs = {10: 60, 40: 40, 300: 30}[examples] * (3 if names == "tossed" else 1)
    taught, networks = lessons_of(X, y, names, rng, epochs)
    trained, tested = [], []
    for number, net in enumerate(networks):
        said = answers(net, new_X)
        trained.append(100 * float(np.mean(answers(net, X) == taught)))
        tested.append(100 * float(np.mean(said == new_y)))
        yield Figure(
            [album_panel(new_X[:SHOWN], said[:SHOWN], new_y[:SHOWN]), shares_panel(epochs, trained, tested)],
            alt=f"After {number} rounds {trained[-1]:.0f} % of the {examples} pictures it learns from are answered as "
            f"it was told, and {tested[-1]:.0f} % of 300 new ones are answered rightly.",
            outputs={"round": number, "learned": f"{trained[-1]:.0f} %", "new": f"{tested[-1]:.0f} %"},
        )
