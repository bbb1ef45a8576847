"""The shapes of activation functions: eight at once, two compared, and what a flat shape does to learning."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Line, Panel, Points, Rule, Slider, Text, widget
from nnlive.activations import ACTIVATIONS, sigmoid, sigmoid_slope
from nnlive.numerals import text_of

NAMES = {name: activation.label for name, activation in ACTIVATIONS.items()}
EIGHT = ("step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu")
BESIDE_0 = [-1e-9, 1e-9]  # so that jumps are drawn upright
Z, FEWER = np.sort([*np.linspace(-5, 5, 101), *BESIDE_0]), np.sort([*np.linspace(-3, 3, 31), *BESIDE_0])
CORNERS, STRAIGHT = np.array([-3, *BESIDE_0, 3]), ("step", "linear", "relu", "leaky_relu")  # drawn by four points
WIDE = np.linspace(-7, 7, 141)


def said(number):
    return text_of(number) if 0 < abs(number) < 0.0001 else f"{number:.3g}".replace("-", "−")


def dot(x, y, low, high, *look):
    """A point, unless it lies outside the panel."""
    return Points(x, y, *look) if low <= y <= high else Points([], [], *look)


@lru_cache
def curves(name):
    """The slope of a function (dashed) and the function itself."""
    activation, z = ACTIVATIONS[name], CORNERS if name in STRAIGHT else FEWER
    return Line(z, activation.slope(z), "hi", 2, dash=True), Line(z, activation.f(z), "ink", 2.5)


def small_panel(name, z):
    value, slope = float(ACTIVATIONS[name].f(z)), float(ACTIVATIONS[name].slope(z))
    marks = [
        *curves(name),
        Points(z, slope, "hi", "square", 4),
        dot(z, value, -1.2, 3, "ink", "circle", 5),
        Text(-2.8, 2.6, f"slope {slope:.2f}".replace("-", "−"), "hi", 12, "start"),
    ]
    look = {"title": NAMES[name], "width": 156, "height": 160, "xticks": [-3, 0, 3], "yticks": [-1, 0, 1, 2]}
    return Panel(marks, (-3, 3), (-1.2, 3), **look)


@widget(title="Eight activation functions", z=Slider(-3, 3, 0.1, 1, label="sum z, for all of them"))
def gallery(z):
    told = ", ".join(f"{NAMES[name]} {ACTIVATIONS[name].slope(z):.2f}" for name in EIGHT)
    return Figure(
        [small_panel(name, z) for name in EIGHT],
        alt=f"Eight curves and their slopes. At z = {said(z)} the slopes are: {told}.",
    )


def tangent(name, z, colour="hi"):
    """A piece of the straight line that touches the curve at z, 3 long whatever its slope."""
    slope = float(ACTIVATIONS[name].slope(z))
    reach = np.array([-1.5, 1.5]) / np.hypot(1, slope)
    return Line(z + reach, float(ACTIVATIONS[name].f(z)) + slope * reach, colour, 3)


@widget(
    title="Two activation functions compared",
    first=Choice(list(NAMES), "sigmoid", label="function", names=list(NAMES.values())),
    second=Choice(["none", *NAMES], "relu", label="compare with", names=["Nothing", *NAMES.values()]),
    z=Slider(-5, 5, 0.1, 1, label="sum z"),
)
def compare(first, second, z):
    one, other = ACTIVATIONS[first], ACTIVATIONS.get(second)
    value, slope = float(one.f(z)), float(one.slope(z))
    upright = Rule(x=0, color="axis", dash=False)
    upper = [upright, Line(Z, one.f(Z), "ink", 2.5, label=one.label)]
    lower = [upright, Line(Z, one.slope(Z), "ink", 2.5, label=one.label)]
    if other:
        upper.append(Line(Z, other.f(Z), "mute", 2, dash=True, label=other.label))
        lower.append(Line(Z, other.slope(Z), "mute", 2, dash=True, label=other.label))
    upper += [tangent(first, z), dot(z, value, -2, 4, "hi", "circle", 6)]
    lower += [Line([z, z], [0, slope], "hi", 3), Points(z, slope, "hi", size=6)]
    ends = f"{said(one.low)} to {said(one.high)}".replace("inf", "∞")
    return Figure(
        [
            Panel(upper, (-5, 5), (-2, 4), ylabel="output f(z)", xlabel="sum z", square=True),
            Panel(lower, (-5, 5), (-0.3, 1.8), ylabel="slope of f at z", xlabel="sum z", height=270),
        ],
        alt=f"{one.label} at z = {said(z)}: the output is {value:.3f}, the slope {slope:.3f}.",
        outputs={"output": value, "slope": slope, "range": ends, "formula": one.formula},
    )


def paths_panel(p, q):
    """The outputs of the two neurons so far: `p` with the squared error, `q` with the log loss."""
    step = len(p) - 1
    marks = [
        Line(range(step + 1), p, "ink", 2.5, dash=True, label="squared error"),
        Line(range(step + 1), q, "hi", 2.5, label="log loss"),
        Points(step, p[-1], "ink", "square", 6),
        Points(step, q[-1], "hi", size=6),
    ]
    return Panel(marks, (0, 300), (-0.05, 1.05), xlabel="step", ylabel="output (it should be 0)")


SIGMOID = Line(WIDE, sigmoid(WIDE), "axis", 2)


def places_panel(z_squared, z_log):
    """Where the two neurons stand on the sigmoid, and how steep it is there."""
    marks = [
        SIGMOID,
        tangent("sigmoid", z_squared, "ink"),
        tangent("sigmoid", z_log),
        Points(z_squared, float(sigmoid(z_squared)), "ink", "square", 6),
        Points(z_log, float(sigmoid(z_log)), "hi", size=6),
    ]
    return Panel(marks, (-7, 7), (-0.05, 1.05), xlabel="sum z", ylabel="where each stands on the sigmoid")


@widget(title="Very wrong and very sure", start=Slider(0.5, 3, 0.5, 2, label="w and b at the start"))
def saturation(start):
    z_squared = z_log = 2.0 * start  # the sum z = w x + b of each neuron, with x = 1
    p, q = [], []
    for step in range(301):
        p.append(float(sigmoid(z_squared)))
        q.append(float(sigmoid(z_log)))
        slope = float(sigmoid_slope(z_squared))
        yield Figure(
            [paths_panel(p, q), places_panel(z_squared, z_log)],
            alt=f"After {step} steps the output is {p[-1]:.3f} with squared error, {q[-1]:.3f} with log loss; "
            "it should be 0.",
            outputs={"step": step, "by_squared_error": p[-1], "slope_there": slope, "by_log_loss": q[-1]},
        )
        # The correction goes to w and to b alike, so z moves by twice as much; the learning rate is 0.15.
        z_squared -= 2 * 0.15 * p[-1] * slope
        z_log -= 2 * 0.15 * q[-1]


@widget(
    title="Slopes multiplied through layers",
    layers=Slider(1, 10, 1, 5, label="layers"),
    activation=Choice(["sigmoid", "tanh", "relu"], "sigmoid", label="function", names=["Sigmoid", "Tanh", "ReLU"]),
    at=Choice(["best", "2"], "best", label="slope in every layer", names=["the steepest", "at z = 2"]),
)
def vanishing(layers, activation, at):
    slope, count = ACTIVATIONS[activation].slope, np.arange(11)
    each = float(slope(Z).max() if at == "best" else slope(2.0))
    left = each**count
    colours = ["hi" if n == layers else "pos" if n < layers else "grid" for n in count]
    words = Text(layers, left[layers], said(left[layers]), "hi", 14, "start", dx=-9, dy=-12, bold=True)
    marks = [Bars(count, left, 1e-12, 0.75, colours), words]
    look = {"log": "y", "xticks": count, "yticks": [1e-12, 1e-9, 1e-6, 1e-3, 1], "ylabel": "product of the slopes"}
    return Figure(
        [Panel(marks, (-0.6, 12.8), (1e-12, 30), xlabel="layers, counted back from the output", **look)],
        alt=f"{NAMES[activation]}, slope {said(each)} in a layer: {said(left[layers])} is left over {layers} layers.",
        outputs={"each_slope": said(each), "product": said(left[layers])},
    )
