"""A function with two numbers to set, and one with more: the fare of a ride, and the temperature of a day."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Seed, Slider, widget
from nnlive.features import standardize
from nnlive.network import dense, predict
from nnlive.training import train

# Twelve rides: kilometres, and what was paid in shillings. Drivers round, and the traffic differs.
KM = np.array([1.0, 2, 2.5, 3.5, 4, 5, 6, 7, 8, 9, 10.5, 12])
PAID = np.array([80.0, 90, 110, 115, 140, 150, 175, 180, 220, 225, 270, 290])


def said(number):
    return f"{number:.3g}".replace("-", "−")


def average_miss(guess, true):
    return float(np.mean(np.abs(guess - true)))


@widget(
    title="Guess the fare",
    w=Slider(0, 40, 1, 8, label="w, shillings for each km"),
    b=Slider(0, 150, 5, 30, label="b, shillings to get in"),
)
def fare(w, b):
    guess, ends = w * KM + b, np.array([0, 13])
    miss = average_miss(guess, PAID)
    sticks = [Line([x, x], [y, z], "hi", 1.5) for x, y, z in zip(KM, PAID, guess, strict=True)]
    marks = [
        *sticks,
        Line(ends, w * ends + b, width=2.5, label="the function"),
        Points(KM, PAID, size=5, label="rides"),
    ]
    look = {"xlabel": "kilometres x", "ylabel": "fare y, in shillings", "yticks": [0, 100, 200, 300]}
    return Figure(
        [Panel(marks, (0, 13), (0, 340), **look)],
        alt=f"The line y = {w} x + {b} and twelve rides. It misses their fares by {miss:.1f} shillings on average.",
        outputs={"function": f"y = {w} · x + {b}", "average_miss": f"{miss:.1f} shillings"},
    )


# A made-up day, every half hour: cool at dawn, hot after noon, a shower at half past five.
HOUR = np.linspace(0, 24, 49)
TEMPERATURE = (
    23
    + 5.5 * np.cos((HOUR - 14) * np.pi / 12)
    + 1.8 * np.cos((HOUR - 14) * np.pi / 6)
    - 3 * np.exp(-((HOUR - 17.5) ** 2))
) + np.random.default_rng(5).normal(0, 0.4, 49)
GRID = np.linspace(0, 24, 121)
ROUNDS, EACH = 600, 6


@widget(
    title="The temperature of a day",
    neurons=Choice([0, 1, 3, 8], 3, label="hidden neurons", names=["None: a line", "1", "3", "8"]),
    seed=Seed(1, label="Seed of the random start"),
    pace=30,
)
def day(neurons, seed):
    rng = np.random.default_rng(seed)
    (x, mean, spread), (y, middle, size) = standardize(HOUR[:, None]), standardize(TEMPERATURE[:, None])
    net = dense([1, *[neurons] * (neurons > 0), 1], output="linear", rng=rng)
    for epoch in train(net, x, y, loss="squared", lr=0.1, batch=7, epochs=ROUNDS, rng=rng):
        if epoch.number % EACH:
            continue
        curve = predict(epoch.network, (GRID[:, None] - mean) / spread)[:, 0] * size[0] + middle[0]
        guess = predict(epoch.network, x)[:, 0] * size[0] + middle[0]
        miss = average_miss(guess, TEMPERATURE)
        marks = [
            Points(HOUR, TEMPERATURE, size=3.5, label="measured"),
            Line(GRID, np.clip(curve, 10, 36), "hi", 3, label="the function"),
        ]
        look = {"xlabel": "hour of the day x", "ylabel": "temperature y, in °C", "xticks": [0, 6, 12, 18, 24]}
        yield Figure(
            [Panel(marks, (0, 24), (13, 33), yticks=[15, 20, 25, 30], **look)],
            alt=f"{neurons} hidden neurons after {epoch.number} rounds of training: the function misses the "
            f"temperature by {miss:.1f} degrees on average.",
            outputs={"round": epoch.number, "parameters": net.parameter_count, "average_miss": f"{miss:.1f} °C"},
        )
