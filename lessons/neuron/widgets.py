"""One neuron that says whether a number is below 10: set by hand, nudged, and learning by itself."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Rule, Slider, Text, Toggle, diagram, widget
from nnlive.activations import ACTIVATIONS, sigmoid
from nnlive.data import threshold
from nnlive.losses import LOSSES

X, IS_SMALL = threshold()  # 0, 0.5, ..., 20, and 1 where the number is below 10
X, YES = X[:, 0], IS_SMALL == 1
GRID = np.linspace(0, 20, 121)
HALF = Rule(y=0.5)
NUMBERS = [
    Points(X[YES], IS_SMALL[YES], "pos", label="below 10"),
    Points(X[~YES], IS_SMALL[~YES], "neg", "square", label="10 or more"),
]


def said(number):
    return f"{number:.3g}".replace("-", "−")


def count_right(output):
    return int(np.sum((output > 0.5) == YES))


def crossing(at):
    """A small violet square where the answer is ½, with its place in words; nothing if that is outside the picture."""
    if at is None or not 0 <= at <= 20:
        return [Points([], []), Text(0, 0, "")]
    side = {"dx": -10, "anchor": "end"} if at > 11 else {"dx": 10, "anchor": "start"}
    return [Points(at, 0.5, "hi", "square", 5), Text(at, 0.57, f"½ at x = {said(at)}", "hi", **side)]


def answer_panel(curve, at_points, boundary, *more):
    """The neuron's answer for every x, and the 41 numbers with their right answers (1 above, 0 below)."""
    wrong = (at_points > 0.5) != YES
    marks = [
        Raster([0.3 * (2 * curve - 1)], (0, 20, -0.12, 1.12)),
        HALF,
        Line(GRID, curve, width=2.5),
        *NUMBERS,
        Points(X[wrong], IS_SMALL[wrong], "hi", "ring", 7),
        *crossing(boundary),
        *more,
    ]
    return Panel(marks, (0, 20), (-0.12, 1.12), ylabel="output", xlabel="input x", yticks=[0, 0.5, 1])


@widget(
    title="Is x below 10?",
    w=Slider(-5, 5, 0.1, -1, label="weight w"),
    b=Slider(-60, 60, 0.5, 10, label="bias b"),
    x=Slider(0, 20, 0.5, 7, label="input x"),
    activation=Choice(["sigmoid", "step"], "sigmoid", names=["Sigmoid", "Step"]),
)
def by_hand(w, b, x, activation):
    f = ACTIVATIONS[activation].f
    z = w * x + b
    output, right = float(f(z)), count_right(f(w * X + b))
    here = [Line([x, x], [-0.12, output], "hi", 1.5), Points(x, output, "hi", size=7)]
    boundary = -b / w if w else None
    return Figure(
        [
            diagram.neuron(ACTIVATIONS[activation], w, b, x),
            answer_panel(f(w * GRID + b), f(w * X + b), boundary, *here),
        ],
        alt=f"With w = {said(w)} and b = {said(b)} the input {said(x)} gives the sum {said(z)} and the output "
        f"{output:.3f}. The neuron answers {right} of the 41 numbers rightly.",
        outputs={"z": said(z), "output": output, "right": f"{right} of 41"},
    )


def mean_error(name, b):
    """The mean of ½ (p − y)² over the 41 numbers, for every bias in `b`; the weight is −1."""
    p = ACTIVATIONS[name].f(np.subtract.outer(b, X))
    return np.mean(0.5 * (p - IS_SMALL) ** 2, axis=-1)


def slope_of_error(name, b):
    """How much the mean error changes with b. The chain rule: each error times the slope of its activation."""
    p, slope = ACTIVATIONS[name].f(b - X), ACTIVATIONS[name].slope(b - X)
    return float(np.mean((p - IS_SMALL) * slope))


BIASES = np.sort([*np.linspace(0, 20, 41), *np.linspace(0.5, 20, 40) - 1e-6])  # the staircase jumps between these pairs
CURVES = {name: Line(BIASES, mean_error(name, BIASES), width=2) for name in ("step", "sigmoid")}


def nudge_panel(name, b, slope):
    """The error for every bias, and how steep it is right at b."""
    around, here = np.array([-3.5, 3.5]), float(mean_error(name, b))
    marks = [CURVES[name], Line(b + around, here + slope * around, "hi", 3), Points(b, here, "hi", size=6)]
    look = {"xlabel": "bias b", "ylabel": "mean squared error", "yticks": [0, 0.1, 0.2], "height": 240}
    return Panel(marks, (0, 20), (0, 0.27), f"With a {name}: slope {said(round(slope, 3))}", **look)


@widget(title="What a nudge of b tells", b=Slider(1, 19, 0.1, 4.2, label="bias b"))
def nudge(b):
    slopes = {name: slope_of_error(name, b) for name in CURVES}
    return Figure(
        [nudge_panel(name, b, slope) for name, slope in slopes.items()],
        alt=f"At b = {said(b)} the step's error is flat, slope 0; the sigmoid's has the slope {slopes['sigmoid']:.3f}.",
        outputs={f"slope_of_{name}": slope for name, slope in slopes.items()},
    )


def descend(x, y, w, b, lr):
    """One epoch of gradient descent on the log loss: the correction of w is error times input."""
    error = sigmoid(w * x + b) - y
    return w - lr * np.mean(error * x), b - lr * np.mean(error)


def loss_panel(epochs, losses, since):
    """The loss so far. Epoch 0 has no place on a logarithmic axis: it stands at the left end."""
    at, words = ([since, since], f"all right since {since:,}") if since else ([], "")
    side = {"dx": -6, "anchor": "end"} if since > 60 else {"dx": 6, "anchor": "start"}
    marks = [
        Line(np.maximum(epochs, 0.5), losses, width=2.5),
        Line(at, [0.01, 20][: len(at)], "hi", 1.5, dash=True),
        Text(since or 1, 0.017, words, "hi", **side),
    ]
    size = {"yticks": [0.01, 0.1, 1, 10], "xticks": [1, 10, 100, 1000, 10_000], "log": "xy"}
    return Panel(marks, (0.5, 22_000), (0.01, 20), ylabel="log loss", xlabel="epoch", **size)


@widget(
    title="The same neuron learns w and b",
    lr=Choice([0.01, 0.1, 1], 0.1, label="learning rate", live=True),
    scaled=Toggle(False, label="scale x first"),
    skip=Slider(1, 100, 1, 50, label="epochs per picture, at most", live=True),
)
def learned(lr, scaled, skip):
    mean, spread = (X.mean(), X.std()) if scaled else (0, 1)
    x, grid = (X - mean) / spread, (GRID - mean) / spread
    w, b, epoch, since = 0.0, 0.0, 0, 0  # `since`: the epoch from which all were right
    epochs, losses = [], []
    for _ in range(440):
        p = sigmoid(w * x + b)
        epochs.append(epoch)
        losses.append(float(LOSSES["log_loss"].value(p[:, None], IS_SMALL[:, None]).mean()))
        right, boundary = f"{count_right(p)} of 41", mean - spread * b / w if w else None
        changed = yield Figure(
            [answer_panel(sigmoid(w * grid + b), p, boundary), loss_panel(epochs, losses, since)],
            alt=f"After {epoch} epochs {right} numbers are answered rightly; the loss is {losses[-1]:.3f}.",
            outputs={"epoch": epoch, "loss": losses[-1], "w": float(w), "b": float(b), "right": right},
        )
        if changed:
            lr, skip = changed["lr"], changed["skip"]
        for _ in range(min(skip, 1 + epoch // 10)):  # the first epochs change most: show each of them
            w, b = descend(x, IS_SMALL, w, b, lr)
            epoch += 1
            since = (since or epoch) if count_right(sigmoid(w * x + b)) == 41 else 0
