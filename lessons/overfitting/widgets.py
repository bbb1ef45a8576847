"""A curve through a few shaky measurements: too stiff, about right, or so bendy that it learns the shaking too."""

import numpy as np
from numpy.polynomial import chebyshev

from nnlive import Figure, Line, Panel, Points, Seed, Slider, widget

DAWN, DUSK, SHAKING = 6.0, 18.0, 1.2  # the hours measured, and the thermometer's usual error in degrees
COUNT, HIGHEST = 12, 11  # a curve of degree 11 can go through 12 points exactly
GRID = np.linspace(-1, 1, 241)  # from dawn to dusk


def truth(t):
    """The real temperature from dawn, t = −1, to dusk, t = 1."""
    return 25 + 5 * np.sin(1.9 * t - 0.45) - 1.2 * t**2


def measured(t, rng):
    return truth(t) + rng.normal(0, SHAKING, len(t))


def measurements(seed):
    """Twelve evenly spaced times and what the thermometer said; then 400 other times that no curve is fitted to."""
    rng = np.random.default_rng([seed, 4])
    t, new = np.linspace(-1, 1, COUNT), rng.uniform(-1, 1, 400)
    return (t, measured(t, rng)), (new, measured(new, rng))


def fit(t, y, degree):
    """The curve of this degree with the smallest mean squared error."""
    return chebyshev.chebfit(t, y, degree)


def error(curve, t, y):
    """The usual error in degrees: the root of the mean squared one."""
    return float(np.sqrt(np.mean((chebyshev.chebval(t, curve) - y) ** 2)))


def hours(t):
    return DAWN + (t + 1) / 2 * (DUSK - DAWN)


def curve_panel(t, y, curve):
    marks = [
        Line(hours(GRID), truth(GRID), "mute", 2, dash=True, label="the real temperature"),
        Line(hours(GRID), chebyshev.chebval(GRID, curve).clip(0, 50), "hi", 2.5, label="the curve"),
        Points(hours(t), y, "pos", size=5, label="measured"),
    ]
    look = {"xlabel": "hour of the day", "ylabel": "°C", "xticks": [6, 9, 12, 15, 18], "yticks": [15, 20, 25, 30, 35]}
    return Panel(marks, (DAWN - 0.2, DUSK + 0.2), (13, 36), "", height=300, **look)


def errors_panel(known, new, degree):
    """The error on the points that the curve was fitted to, and on new ones, for every degree."""
    number, low, high = np.arange(len(known)), 0.05, 50
    marks = [
        Line([-0.3, len(known) - 0.7], [SHAKING, SHAKING], "mute", 1.5, dash=True, label="thermometer"),
        Line(number, np.clip(known, low, high), "pos", 2, dash=True, label="fitted points"),
        Line(number, np.clip(new, low, high), "neg", 2.5, label="new points"),
        Points([degree] * 2, np.clip([known[degree], new[degree]], low, high), "hi", size=6),
    ]
    look = {
        "xlabel": "degree",
        "ylabel": "typical error in °C",
        "log": "y",
        "yticks": [0.1, 1, 10],
        "xticks": [0, 3, 6, 9],
    }
    return Panel(marks, (-0.3, len(known) - 0.7), (low, high), "", height=300, **look)


@widget(
    title="How bendy should a curve be?",
    degree=Slider(0, HIGHEST, 1, HIGHEST, label="degree of the curve"),
    seed=Seed(2),
)
def wiggle(degree, seed):
    known, new = measurements(seed)
    curves = [fit(*known, d) for d in range(HIGHEST + 1)]
    at_known, at_new = ([error(curve, *part) for curve in curves] for part in (known, new))
    return Figure(
        [curve_panel(*known, curves[degree]), errors_panel(at_known, at_new, degree)],
        alt=f"A curve of degree {degree} through {COUNT} measurements. Its typical error is "
        f"{at_known[degree]:.2f} °C on them and {at_new[degree]:.2f} °C on new ones.",
        outputs={"error_on_fitted": f"{at_known[degree]:.2f} °C", "error_on_new": f"{at_new[degree]:.2f} °C"},
    )
