"""One neuron, twelve mangoes, two numbers to find: what an answer costs, and the landscape of all costs."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Line, Panel, Points, Polygon, Rule, Slider, Text, widget
from nnlive.activations import sigmoid
from nnlive.losses import LOSSES

# How soft each mango is, 0 for an average one, and whether it was ripe. The softest are not always ripe.
SOFT = np.linspace(-2.2, 2.2, 12)
RIPE = np.array([0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1.0])
YES = RIPE == 1
GRID = np.linspace(-2.6, 2.6, 66)
MANGOES = [Points(SOFT[YES], RIPE[YES], "pos", size=6, label="ripe"),
           Points(SOFT[~YES], RIPE[~YES], "neg", "square", 6, label="not ripe")]  # fmt: skip
ACROSS = {"xlabel": "how soft x", "xticks": [-2, -1, 0, 1, 2], "height": 240}


def said(number):
    return f"{number:.3g}".replace("-", "−")


def prices(w, b):
    """The log loss of each mango; one row for each (w, b) if these are arrays."""
    p = sigmoid(np.multiply.outer(w, SOFT) + np.asarray(b)[..., None])
    return LOSSES["log_loss"].value(p[..., None], RIPE[:, None])


def mistakes(w, b):
    """1 for each mango whose answer is on the wrong side of ½."""
    z = np.multiply.outer(w, SOFT) + np.asarray(b)[..., None]
    return ((z > 0) != YES).astype(float)


def slopes(w, b):
    """How the mean log loss changes with w and with b: error times input, and error, averaged."""
    error = sigmoid(w * SOFT + b) - RIPE
    return float(np.mean(error * SOFT)), float(np.mean(error))


def count_right(w, b):
    return f"{12 - int(mistakes(w, b).sum())} of 12"


def answers_panel(w, b):
    """The neuron's answer for every softness, and a violet stick from each mango to the answer it gets."""
    p = sigmoid(w * SOFT + b)
    sticks = [Line([x, x], [y, answer], "hi", 1.5) for x, y, answer in zip(SOFT, RIPE, p, strict=True)]
    marks = [Rule(y=0.5), *sticks, Line(GRID, sigmoid(w * GRID + b), width=2.5), *MANGOES]
    return Panel(marks, (-2.6, 2.6), (-0.08, 1.08), ylabel="answer p", yticks=[0, 0.5, 1], **ACROSS)


@widget(
    title="Twelve mangoes, two sliders",
    w=Slider(-3, 6, 0.1, -1, label="weight w"),
    b=Slider(-4, 4, 0.1, 2, label="bias b"),
)
def by_hand(w, b):
    each = prices(w, b)
    loss = float(each.mean())
    height = min(loss, 5.2)  # the words stay in the picture
    marks = [
        Bars(SOFT, each, width=0.26, color=["pos" if yes else "neg" for yes in YES]),
        Rule(y=height, color="hi"),
        Text(2.5, height, f"mean: {loss:.3f}", "hi", 14, "end", dy=-12, bold=True),
    ]
    return Figure(
        [
            answers_panel(w, b),
            Panel(marks, (-2.6, 2.6), (0, 6), ylabel="what each answer costs", yticks=[0, 1, 2, 3, 4, 5], **ACROSS),
        ],
        alt=f"With w = {said(w)} and b = {said(b)} the twelve answers cost {loss:.3f} on average; "
        f"the worst costs {each.max():.2f}. {count_right(w, b)} are right.",
        outputs={"loss": loss, "right": count_right(w, b)},
    )


# --- the landscape: a place for every pair of w and b, as high as the loss is there ---

LOW, HIGH = np.array([-1.5, -3.5]), np.array([4.5, 3.5])  # of w and b
CEILING = 3.0
MEASURES = {"log loss": prices, "mistakes": mistakes}


def place(w, b, height):
    """Where a point of the landscape is drawn, in pixels. What lies outside is drawn at its rim."""
    across, back = np.clip((w - LOW[0]) / 6, 0, 1), np.clip((b - LOW[1]) / 7, 0, 1)
    return 22 + 222 * across + 60 * back, 34 + 125 * back + 55 * np.clip(height, 0, CEILING)


def height_of(measure, w, b):
    """The mean cost. Mistakes are drawn three times as high, so that their terraces can be seen."""
    return MEASURES[measure](w, b).mean(axis=-1) * (3 if measure == "mistakes" else 1)


@lru_cache
def hills(measure):
    """The landscape as slices, one for each b, from the back to the front. Each hides what lies behind it."""
    w, marks = np.linspace(LOW[0], HIGH[0], 121 if measure == "mistakes" else 31), []
    for b in np.linspace(HIGH[1], LOW[1], 29):
        x, y = place(w, b, height_of(measure, w, np.full(len(w), b)))
        foot = place(w[0], b, 0)[1]
        marks += [Polygon([*x, x[-1], x[0]], [*y, foot, foot], "shade", 1), Line(x, y, "mute", 1)]
    return (*marks, *compass())


def compass():
    """The two directions of the floor, with their ends in numbers."""
    front, right = place(LOW[0], LOW[1], 0), np.transpose([place(HIGH[0], b, 0) for b in (LOW[1], HIGH[1])])
    yield Line([front[0], *right[0]], [front[1], *right[1]], "ink", 1.5)
    yield from (Text(x, 20, words, "mute", 12) for x, words in ((26, "−1.5"), (133, "weight w"), (240, "4.5")))
    yield from (Text(right[0][i], right[1][i], ("−3.5", "3.5")[i], "mute", 12, "start", dx=6) for i in (0, 1))
    yield Text(right[0].mean(), right[1].mean(), "bias b", "mute", 12, "start", dx=8)


def landscape_panel(measure, w, b, path=()):
    """The landscape with a violet ball where w and b are now, and the way it came."""
    x, y = place(w, b, height_of(measure, w, b))
    way = np.array(path) if len(path) else np.array([[w, b]])
    trail = place(*way.T, height_of(measure, *way.T))
    title = "Height: log loss" if measure == "log loss" else "Height: number of mistakes"
    marks = [*hills(measure), Line(*trail, "hi", 2.5), Points(*trail, "hi", size=3), Points(x, y, "hi", size=8)]
    words = Text(8, 326, title, "ink", 14, "start", bold=True)
    return Panel([*marks, words], (0, 340), (0, 340), axes=False, height=340)


@widget(
    title="The landscape of all weights",
    w=Slider(-1.5, 4.5, 0.1, -1, label="weight w"),
    b=Slider(-3.5, 3.5, 0.1, 2, label="bias b"),
    measure=Choice(list(MEASURES), "log loss", label="height", names=["Log loss", "Mistakes"]),
)
def landscape(w, b, measure):
    here = float(MEASURES[measure](w, b).mean())
    uphill = slopes(w, b) if measure == "log loss" else (0.0, 0.0)  # a terrace is flat wherever one can stand
    cost = f"{here:.3f}" if measure == "log loss" else f"{round(12 * here)} of 12"
    return Figure(
        [landscape_panel(measure, w, b), answers_panel(w, b)],
        alt=f"The {measure} at w = {said(w)}, b = {said(b)}: {cost}. "
        f"There the ground has the slope {said(uphill[0])} along w and {said(uphill[1])} along b.",
        outputs={"height": cost, "slope_along_w": uphill[0], "slope_along_b": uphill[1]},
    )


GLIDE = np.linspace(0, 1, 7)[1:]  # each step is shown in six pictures


@widget(
    title="Downhill, step by step",
    w=Slider(-1.5, 4.5, 0.1, -1, label="w at the start"),
    b=Slider(-3.5, 3.5, 0.1, 2, label="b at the start"),
    lr=Choice([0.1, 0.5, 1, 2, 5, 20], 1, label="learning rate", live=True),
)
def descent(w, b, lr):
    way = [(w, b)]
    for step in range(41):
        slope_w, slope_b = slopes(w, b)
        changed = yield descent_figure(step, w, b, way)
        lr = changed["lr"] if changed else lr
        new_w, new_b = w - lr * slope_w, b - lr * slope_b  # against the slope: downhill
        for t in GLIDE[: 0 if step == 40 else -1]:
            between = w + t * (new_w - w), b + t * (new_b - b)
            yield descent_figure(step, *between, [*way, between]).moving()
        w, b = new_w, new_b
        way.append((w, b))


def descent_figure(step, w, b, way):
    loss, steep = float(prices(w, b).mean()), " and ".join(f"{slope:.3f}" for slope in slopes(w, b)).replace("-", "−")
    return Figure(
        [landscape_panel("log loss", w, b, way), answers_panel(w, b)],
        alt=f"After {step} steps the ball is at w = {said(w)}, b = {said(b)}, where the loss is {loss:.3f}.",
        outputs={"step": step, "loss": loss, "w": w, "b": b, "slopes": steep},
    )
