"""Two hidden neurons bend the plane until a straight line is enough: first set by hand, then by training."""

from functools import lru_cache

import numpy as np

from nnlive import Figure, Line, Panel, Points, Raster, Seed, Slider, widget
from nnlive.network import Layer, Network, dense, forward
from nnlive.training import train

EDGE, INNER = 2.2, 1.25  # how far the plane and the plane inside the network are shown
CORNERS = np.array([[-1.0, -1], [1, 1], [-1, 1], [1, -1]]).repeat(25, axis=0)
COMFORTABLE = CORNERS[:, 0] * CORNERS[:, 1] < 0  # a cold day in thick clothes, a hot day in thin ones


def said(number):
    return f"{number:.3g}".replace("-", "−")


def days(seed):
    """100 days: x₁ how hot it was, x₂ how thick the clothes, and 1 for "I felt comfortable"."""
    scatter = np.random.default_rng([seed, 7]).normal(0, 0.28, (100, 2))
    return CORNERS + scatter, COMFORTABLE.astype(float)


@lru_cache
def lattice():
    """A grid over the plane in two strokes, one up and down and one to and fro."""
    lines, along = np.linspace(-EDGE, EDGE, 10), np.linspace(-EDGE, EDGE, 19)
    there = [along if i % 2 == 0 else along[::-1] for i in range(len(lines))]
    walk = np.column_stack([np.repeat(lines, len(along)), np.concatenate(there)])
    return walk, walk[:, ::-1].copy()


@lru_cache
def square(edge, side):
    """side × side points of a square around 0, row by row from the top left."""
    steps = np.linspace(-edge, edge, side)
    return np.column_stack([np.tile(steps, side), np.repeat(steps[::-1], side)])


def dots(places):
    blue, orange = places[COMFORTABLE], places[~COMFORTABLE]
    return [Points(*blue.T, "pos", size=4), Points(*orange.T, "neg", "square", 4)]


def zero_line(w, b, edge, **look):
    """Where w·x + b is 0, from edge to edge of a square."""
    length = float(np.hypot(*w))
    if length < 1e-9:
        return Line([], [], **look)
    normal = w / length
    foot, along = -b / length * normal, 2 * edge * np.array([-normal[1], normal[0]])
    ends = np.array([foot - along, foot + along])
    return Line(*ends.clip(-4 * edge, 4 * edge).T, **look)


LOOKS = ({"color": "hi", "width": 2.5}, {"color": "hi", "width": 2.5, "dash": True})
TICKS = {"square": True, "width": 320}


def plane_panel(net, X):
    """The plane with what the network answers, and the zero lines of its two hidden neurons."""
    answers = 2 * forward(net, square(EDGE, 40))[-1].reshape(40, 40) - 1
    hidden = net.layers[0]
    lines = [zero_line(hidden.W[:, j], hidden.b[j], EDGE, **LOOKS[j]) for j in (0, 1)]
    marks = [Raster(answers, (-EDGE, EDGE, -EDGE, EDGE)), *dots(X), *lines]
    look = {
        "xlabel": "cold  ·  x₁  ·  hot",
        "ylabel": "thin  ·  x₂  ·  thick",
        "xticks": [-2, 0, 2],
        "yticks": [-2, 0, 2],
    }
    return Panel(marks, (-EDGE, EDGE), (-EDGE, EDGE), "The plane", **look, **TICKS)


def bent_panel(net, X, bend=1.0):
    """Where the hidden layer carries the points and a grid of the plane; bend = 0 leaves them where they are."""
    walks = lattice()
    places = np.concatenate([X, *walks])
    places = (1 - bend) * places / EDGE + bend * forward(net, places)[1]
    points, first, second = np.split(places, np.cumsum([len(X), len(walks[0])]))
    last = net.layers[1]
    sums = square(INNER, 24) @ last.W[:, 0] + last.b[0]
    marks = [
        Raster(np.tanh(bend * sums / 2).reshape(24, 24), (-INNER, INNER, -INNER, INNER)),
        Line(*first.T, "axis", 0.8),
        Line(*second.T, "axis", 0.8),
        *dots(points),
        zero_line(last.W[:, 0], last.b[0], INNER, width=2.5) if bend > 0.5 else Line([], []),
    ]
    look = {"xlabel": "hidden neuron h₁", "ylabel": "hidden neuron h₂", "xticks": [-1, 0, 1], "yticks": [-1, 0, 1]}
    return Panel(marks, (-INNER, INNER), (-INNER, INNER), "What the last neuron sees", **look, **TICKS)


def right(net, X):
    return int(np.sum((forward(net, X)[-1][:, 0] > 0.5) == COMFORTABLE))


def set_by_hand(push1, push2, steep):
    """Both hidden neurons add up heat and clothes; the last one says yes if the first fires and the second does not."""
    hidden = Layer(np.full((2, 2), float(steep)), -steep * np.array([push1, push2]), "tanh")
    return Network((hidden, Layer(np.array([[4.0], [-4.0]]), np.array([-4.0]), "sigmoid")))


@widget(
    title="Bend the plane by hand",
    push1=Slider(-2, 2, 0.1, -1, label="h₁ fires if x₁ + x₂ is above"),
    push2=Slider(-2, 2, 0.1, 0, label="h₂ fires if x₁ + x₂ is above"),
    steep=Slider(0.2, 4, 0.2, 1.4, label="steepness"),
    bend=Slider(0, 1, 0.02, 1, label="bend the plane"),
)
def by_hand(push1, push2, steep, bend):
    net, (X, _) = set_by_hand(push1, push2, steep), days(1)
    count = right(net, X)
    return Figure(
        [plane_panel(net, X), bent_panel(net, X, bend)],
        alt=f"Two parallel lines, x₁ + x₂ = {said(push1)} and {said(push2)}, cut the plane into three strips. The "
        f"second picture shows the plane after the hidden layer, bent {bend:.0%} of the way. {count} of 100 days are "
        f"right.",
        outputs={"right": f"{count} of 100"},
    )


@widget(title="Let training bend the plane", seed=Seed(1))
def learn(seed):
    X, y = days(1)
    net = dense([2, 2, 1], rng=np.random.default_rng(seed))
    for epoch in train(net, X, y, lr=0.5, batch=20, epochs=150, rng=np.random.default_rng([seed, 1])):
        count = right(epoch.network, X)
        yield Figure(
            [plane_panel(epoch.network, X), bent_panel(epoch.network, X)],
            alt=f"After {epoch.number} epochs {count} of 100 days are right. The second picture shows the grid of the "
            f"plane as the two hidden neurons have bent it, with the last neuron's straight line.",
            outputs={"epoch": epoch.number, "loss": epoch.train_loss, "right": f"{count} of 100"},
        )
