"""A network of 64 inputs, 16 hidden neurons and 10 answers learns to read handwritten digits, all of it in sight."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Disc, Figure, Line, Panel, Points, Raster, Seed, Segments, Slider, Text, widget
from nnlive.data import digits, split
from nnlive.network import Layer, Network, dense, forward
from nnlive.shapes import Tiles
from nnlive.training import update

HIDDEN, BATCH, RATE = 16, 16, 0.05
UPDATES = 2550  # 30 passes over the 1,348 digits to learn from, in 85 batches each
HEIGHT = 372


@lru_cache(maxsize=4)
def examples(seed):
    """(X, labels) to learn from and (X, labels) held out; X has 64 pixels a row, from 0 to 1."""
    images, labels = digits()
    return split(images.reshape(-1, 64) / 16, labels, 0.75, np.random.default_rng(seed))


def batches(count, rng):
    """The numbers of the examples of one batch after another, in a new order each pass."""
    while True:
        order = rng.permutation(count)
        yield from np.split(order, range(BATCH, count, BATCH))


def start(seed):
    """An untrained network. The weights of the hidden neurons are so small that their pictures are nearly blank."""
    first, last = dense([64, HIDDEN, 10], "relu", "softmax", rng=np.random.default_rng(seed), start="he").layers
    return Network((Layer(0.25 * first.W, first.b, first.activation), last))


def learning(seed):
    """The network after 0, 1, 2, … updates."""
    X, labels = examples(seed)[0]
    wanted = np.eye(10)[labels]
    net = start(seed)
    yield net
    for batch in batches(len(X), np.random.default_rng([seed, 1])):
        net = update(net, X[batch], wanted[batch], "cross_entropy", RATE)
        yield net


@lru_cache(maxsize=4)
def trained(seed):
    for count, net in enumerate(learning(seed)):
        if count == UPDATES:
            return net


def guesses(net, X):
    return forward(net, X)[-1].argmax(axis=1)


def share_right(net, part):
    return float(np.mean(guesses(net, part[0]) == part[1]))


def chosen(seed, digit, number):
    """The pixels of one of the held-out digits, (64,)."""
    X, labels = examples(seed)[1]
    own = X[labels == digit]
    return own[(number - 1) % len(own)]


# --- the way of one digit through the network, in pixels ---

ROWS = HEIGHT - 40 - 42 * np.arange(8)
TILE_X, TILE_Y = np.tile([126.0, 168.0], 8), np.column_stack([ROWS, ROWS - 21]).ravel()
HALF, OUT_X = 16, 268
OUT_Y = HEIGHT - 36 - 34.0 * np.arange(10)
FIXED = [
    Text(49, 244, "64 pixels", "mute", 12),
    Text(147, HEIGHT - 10, "16 hidden neurons", "mute", 12),
    Text(290, HEIGHT - 10, "10 answers", "mute", 12),
    *(Disc(OUT_X, y, 13, text=str(digit)) for digit, y in enumerate(OUT_Y)),
]


def weights_as_pictures(net):
    """Square roots that keep the sign, so that small weights can be seen beside large ones."""
    W = net.layers[0].W
    return (np.sign(W) * np.sqrt(np.abs(W) / max(0.7, float(np.abs(W).max())))).T.reshape(-1, 8, 8)


def frames(h):
    """A violet frame round each neuron that fires, the wider the stronger; a thin grey one round the others."""
    for x, y, strength in zip(TILE_X, TILE_Y, h / max(1.0, h.max()), strict=True):
        far = HALF + 1.5
        edge = x + far * np.array([-1, 1, 1, -1, -1]), y + far * np.array([-1, -1, 1, 1, -1])
        yield Line(*edge, *(("hi", 1 + 3.5 * strength) if strength > 0.02 else ("grid", 1)))


def paths(net, h):
    """The strongest of the 160 ways from a firing neuron to an answer: output times weight."""
    parts = h[:, None] * net.layers[1].W
    j, k = np.unravel_index(np.argsort(-np.abs(parts), axis=None)[:28], parts.shape)
    weight = 2.4 * parts[j, k] / max(1.0, float(np.abs(parts).max()))
    first = TILE_X[j] < 140
    yield Segments(TILE_X[j[first]] + HALF + 3, TILE_Y[j[first]], 188, TILE_Y[j[first]], weight[first])
    yield Segments(188, TILE_Y[j], OUT_X - 14, OUT_Y[k], weight, curved=True)


def path_panel(net, x, digit):
    """One digit: its pixels, the hidden neurons as pictures of their weights, and the ten answers as bars."""
    _, hidden, answers = forward(net, x[None])
    h, p = hidden[0], answers[0]
    marks = [
        Raster(x.reshape(8, 8), (4, 94, 140, 230), smooth=False, frame=True),
        *paths(net, h),
        Tiles(weights_as_pictures(net), TILE_X, TILE_Y, HALF),
        *frames(h),
        *FIXED,
    ]
    for k in np.flatnonzero(p > 0.005):
        colour = "pos" if k == digit else "neg"
        marks.append(Line([OUT_X + 18, OUT_X + 18 + 48 * p[k]], [OUT_Y[k], OUT_Y[k]], colour, 9))
    said = int(p.argmax())
    verdict = f"says {said}: right" if said == digit else f"says {said}, is {digit}"
    marks += [
        Points(OUT_X, OUT_Y[said], "hi", "ring", 16),
        Text(4, 122, verdict, "pos" if said == digit else "neg", 13, "start", bold=True),
        Text(4, 102, f"{100 * p[said]:.0f} % sure", "mute", 12, "start"),
    ]
    return Panel(marks, (0, 340), (0, HEIGHT), axes=False, height=HEIGHT)


def curve_panel(history):
    """How many digits are right, those it learns from and those it has never seen."""
    updates, known, new = np.array(history).T
    marks = [
        Line(updates + 1, 100 * known, "mute", 1.5, dash=True, label="learned from"),
        Line(updates + 1, 100 * new, width=2.5, label="never seen"),
        Points(updates[-1] + 1, 100 * new[-1], "hi", size=6),
    ]
    look = {"log": "x", "xticks": [1, 10, 100, 1000], "yticks": [0, 25, 50, 75, 100], "height": HEIGHT}
    return Panel(marks, (1, UPDATES + 1), (0, 104), "Digits read rightly", "updates", "%", **look)


PICTURES = np.unique(np.geomspace(1, UPDATES + 1, 100).round().astype(int)) - 1


@widget(title="A network learns to read", digit=Choice(list(range(10)), 3, label="show a"), seed=Seed(1))
def learn(digit, seed):
    (X, labels), new = examples(seed)
    known = X[: len(new[1])], labels[: len(new[1])]  # as many as are held out: that is enough for a curve
    x, history = chosen(seed, digit, 1), []
    for count, net in enumerate(learning(seed)):
        if count not in PICTURES:
            continue
        history.append((count, share_right(net, known), share_right(net, new)))
        share, said = history[-1][2], guesses(net, x[None])[0]
        yield Figure(
            [path_panel(net, x, digit), curve_panel(history)],
            alt=f"After {count} updates the network reads {share:.1%} of the digits it has never seen. This {digit} it "
            f"takes for a {said}. The weights of the 16 hidden neurons are shown as pictures of 8 × 8 pixels.",
            outputs={
                "updates": count,
                "passes": f"{count * BATCH / len(X):.1f}",
                "never_seen_right": f"{share:.1%}",
            },
        )
        if count == UPDATES:
            return


# --- looking into the trained network ---


GRID = {"width": 340, "height": HEIGHT, "yticks": ()}


def team_panel(net, part, digit):
    """How strongly each hidden neuron fires for each digit, on average."""
    X, labels = part
    h = forward(net, X)[1]
    means = np.array([h[labels == k].mean(axis=0) for k in range(10)])
    marks = [
        Raster(means / means.max(), (0.5, 16.5, -0.5, 9.5), smooth=False, frame=True),
        Tiles(weights_as_pictures(net), np.arange(1, 17), 10.35, 0.44),
        Line([0.5, 16.5, 16.5, 0.5, 0.5], 9 - digit + np.array([-0.5, -0.5, 0.5, 0.5, -0.5]), "hi", 2.5),
    ]
    marks += [Text(-0.1, 9 - k, str(k), "hi" if k == digit else "mute", 13, bold=k == digit) for k in range(10)]
    return Panel(
        marks,
        (-0.8, 16.6),
        (-0.5, 11.1),
        "Who fires for which digit",
        "hidden neuron",
        xticks=[1, 4, 8, 12, 16],
        **GRID,
    )


@widget(
    title="Inside the trained network",
    digit=Choice(list(range(10)), 3),
    number=Slider(1, 50, 1, 1, label="which one"),
)
def look(digit, number):
    net, new, x = trained(1), examples(1)[1], chosen(1, digit, number)
    h, p = (layer[0] for layer in forward(net, x[None])[1:])
    said, firing = int(p.argmax()), int(np.sum(h > 0.02 * max(1.0, h.max())))
    share = share_right(net, new)
    return Figure(
        [path_panel(net, x, digit), team_panel(net, new, digit)],
        alt=f"For this {digit}, {firing} of 16 hidden neurons fire, and the network says {said}, {p[said]:.0%} sure. "
        f"Of {len(new[1])} digits it has never seen it reads {share:.1%}.",
        outputs={"it_says": said, "sure": f"{p[said]:.0%}", "neurons_firing": f"{firing} of 16"},
    )
