"""One neuron: set by hand, learning, with every activation function, sure and wrong, and in front of pictures."""

from functools import lru_cache

import numpy as np

from nnlive import Arrow, Bars, Choice, Disc, Figure, Line, Panel, Points, Polygon, Raster, Rule
from nnlive import Seed, Segments, Slider, Text, Toggle, widget
from nnlive.activations import ACTIVATIONS, sigmoid, sigmoid_slope
from nnlive.data import digits, split, threshold

X, IS_SMALL = threshold()  # 0, 0.5, ..., 20, and 1 where the number is below 10
X = X[:, 0]
GRID = np.linspace(0, 20, 161)
Z = np.linspace(-5, 5, 101)
WIDE = np.linspace(-7, 7, 141)
NAMES = {name: activation.label for name, activation in ACTIVATIONS.items()}


def said(number):
    return f"{number:.3g}".replace("-", "−")


# ---- 1 and 2: is x below 10?


def count_right(output):
    return int(np.sum((output > 0.5) == (IS_SMALL == 1)))


def answer_panel(curve, at_points, boundary, *more):
    """The neuron's answer for every x, and the 41 numbers with their true answers (1 above, 0 below)."""
    yes, wrong = IS_SMALL == 1, (at_points > 0.5) != (IS_SMALL == 1)
    fence, words = Points([], []), Text(0, 0, "")
    if boundary is not None and 0 <= boundary <= 20:
        fence = Points(boundary, 0.5, "hi", "ring", 6)
        left = boundary > 11  # then there is more room on the left for the words
        where = dict(dx=-10, anchor="end") if left else dict(dx=10, anchor="start")
        words = Text(boundary, 0.57, f"½ at x = {said(boundary)}", "hi", **where)
    marks = [
        Raster([0.3 * (2 * curve - 1)], (0, 20, -0.12, 1.12)),
        Rule(y=0.5),
        Line(GRID, curve, width=2.5),
        Points(X[yes], IS_SMALL[yes], "pos", label="below 10"),
        Points(X[~yes], IS_SMALL[~yes], "neg", "square", label="10 or more"),
        Points(X[wrong], IS_SMALL[wrong], "hi", "ring", 7),
        fence,
        words,
        *more,
    ]
    return Panel(marks, (0, 20), (-0.12, 1.12), ylabel="output", xlabel="input x", yticks=[0, 0.5, 1])


def neuron_panel(name, w, b, x):
    """The neuron as a drawing: inputs, weighted sum, a small picture of the activation function, output."""
    f, z = ACTIVATIONS[name].f, w * x + b
    bends = np.linspace(-6, 6, 61)
    left, low = 194, 92  # corner of the activation's box, 76 wide and 76 high
    across = left + 38 + bends * 6
    output = float(f(z))
    marks = [
        Segments([36, 36], [180, 60], [122, 122], [130, 130], [w / 2, b / 10]),
        Arrow(146, 130, left - 2, 130, "axis"),
        Arrow(left + 76, 130, 288, 130, "axis"),
        Polygon([left, left + 76, left + 76, left], [low, low, low + 76, low + 76], "grid", 0.8),
        Line(across, low + 10 + 56 * f(bends), "ink", 2),
        Points(left + 38 + 6 * np.clip(z, -6, 6), low + 10 + 56 * f(np.clip(z, -6, 6)), "hi", size=6),
        Disc(36, 180, 23, text=said(x), rim="hi"),
        Disc(36, 60, 23, text="1"),
        Disc(122, 130, 26, text=said(z)),
        Disc(313, 130, 25, text=f"{output:.3f}", rim="pos" if output > 0.5 else "neg"),
        Text(80, 180, f"w = {said(w)}", "pos" if w >= 0 else "neg", anchor="start", bold=True),
        Text(80, 72, f"b = {said(b)}", "pos" if b >= 0 else "neg", anchor="start", bold=True),
        Text(36, 214, "input x", "mute", 12),
        Text(122, 92, "sum z", "mute", 12),
        Text(left + 38, 180, "activation", "mute", 12),
        Text(313, 92, "output", "mute", 12),
        Text(170, 14, f"z = {said(w)} · {said(x)} + {said(b)} = {said(z)}".replace("+ −", "− "), bold=True),
    ]
    return Panel(marks, (0, 340), (0, 226), axes=False, width=340, height=226)


@widget(
    title="Is x below 10?",
    w=Slider(-5, 5, 0.1, -1, label="weight w"),
    b=Slider(-60, 60, 0.5, 10, label="bias b"),
    x=Slider(0, 20, 0.5, 7, label="input x"),
    activation=Choice(["sigmoid", "step"], "sigmoid", label="activation", names=["Sigmoid", "Step"]),
)
def by_hand(w, b, x, activation):
    f = ACTIVATIONS[activation].f
    output, right = float(f(w * x + b)), count_right(f(w * X + b))
    boundary = -b / w if w else None
    here = [Line([x, x], [-0.12, output], "hi", 1.5), Points(x, output, "hi", size=7)]
    return Figure(
        [neuron_panel(activation, w, b, x), answer_panel(f(w * GRID + b), f(w * X + b), boundary, *here)],
        alt=f"With w = {said(w)} and b = {said(b)} the input {said(x)} gives the sum {said(w * x + b)} and the output"
        f" {output:.3f}; {right} of the 41 numbers are on the right side of one half.",
        outputs={"z": said(w * x + b), "output": output, "right": f"{right} of 41"},
    )


def descend(x, y, w, b, lr):
    """One epoch of gradient descent on the log loss: each correction is error times input."""
    error = sigmoid(w * x + b) - y
    return w - lr * np.mean(error * x), b - lr * np.mean(error)


def log_loss(p):
    return float(-np.mean(np.log(np.clip(np.where(IS_SMALL == 1, p, 1 - p), 1e-15, 1))))


def loss_panel(epochs, losses, since):
    """The loss so far. The start, epoch 0, has no place on a logarithmic axis: it stands at its left end."""
    ring, words = Points([], []), Text(1, 1, "")
    if since:
        ring = Points(since, np.interp(since, epochs, losses), "hi", "ring", 6)
        side = dict(dx=6, anchor="end") if since > 60 else dict(dx=10, anchor="start")
        words = Text(since, ring.y[0], f"all right since {since:,}", "hi", dy=-18, **side)
    marks = [Line(np.maximum(epochs, 0.5), losses, width=2.5), ring, words]
    axes = dict(xticks=[1, 10, 100, 1000, 10_000], yticks=[0.01, 0.1, 1, 10], log="xy")
    return Panel(marks, (0.5, 20_000), (0.01, 20), ylabel="loss", xlabel="epoch", **axes)


@widget(
    title="The same neuron learns w and b",
    lr=Choice([0.01, 0.1, 1], 0.1, label="learning rate", live=True),
    scaled=Toggle(False, label="scale x first"),
    skip=Slider(1, 100, 1, 50, label="epochs per picture, at most", live=True),
)
def learned(lr, scaled, skip):
    mean, spread = (X.mean(), X.std()) if scaled else (0, 1)
    x, grid = (X - mean) / spread, (GRID - mean) / spread
    w, b, epoch, since, epochs, losses = 0.0, 0.0, 0, 0, [], []
    for _ in range(440):
        p = sigmoid(w * x + b)
        right, boundary = count_right(p), mean - spread * b / w if w else None
        epochs.append(epoch)
        losses.append(log_loss(p))
        changed = yield Figure(
            [answer_panel(sigmoid(w * grid + b), p, boundary), loss_panel(epochs, losses, since)],
            alt=f"After {epoch} epochs {right} of the 41 numbers are answered rightly; the loss is {losses[-1]:.3f}.",
            outputs={"epoch": epoch, "loss": losses[-1], "w": float(w), "b": float(b), "right": f"{right} of 41"},
        )
        lr, skip = (changed["lr"], changed["skip"]) if changed else (lr, skip)
        for _ in range(min(skip, 1 + epoch // 10)):  # the first epochs change most: show each of them
            w, b = descend(x, IS_SMALL, w, b, lr)
            epoch += 1
            since = (since or epoch) if count_right(w * x + b + 0.5) == 41 else 0


# ---- 3: what a small nudge tells

BIASES = np.linspace(0, 20, 401)


def mean_squared(name, b):
    """½ (p − y)² on average over the 41 numbers, for every bias in `b`; the weight is −1."""
    p = ACTIVATIONS[name].f(np.subtract.outer(b, X))
    return np.mean(0.5 * (p - IS_SMALL) ** 2, axis=-1)


def squared_slope(name, b):
    """How that error changes with b: the error of each answer times the slope of the activation function."""
    z = b - X
    return float(np.mean((ACTIVATIONS[name].f(z) - IS_SMALL) * ACTIVATIONS[name].slope(z)))


@lru_cache
def error_curves():
    return [
        Line(BIASES, mean_squared("step", BIASES), "neg", 2, label="step"),
        Line(BIASES, mean_squared("sigmoid", BIASES), "ink", 2.5, label="sigmoid"),
    ]


@widget(title="What a nudge of b tells", b=Slider(1, 19, 0.1, 6, label="bias b"))
def nudge(b):
    marks, reach = [*error_curves()], np.array([-2, 2])
    error = {name: float(mean_squared(name, b)) for name in ("step", "sigmoid")}
    slope = {name: squared_slope(name, b) for name in error}
    for name, shape in (("step", "square"), ("sigmoid", "circle")):
        marks.append(Line(b + reach, error[name] + slope[name] * reach, "hi", 3))
        marks.append(Points(b, error[name], "hi", shape, 6))
    return Figure(
        [Panel(marks, (0, 20), (0, 0.27), xlabel="bias b", ylabel="mean squared error", height=250)],
        alt=f"At b = {said(b)} the error curve of the step is flat, slope 0; that of the sigmoid has the slope"
        f" {slope['sigmoid']:.3f}, so it says which way is down.",
        outputs={"slope_of_step": slope["step"], "slope_of_sigmoid": slope["sigmoid"]},
    )


# ---- 4: activation functions side by side


def limit(value):
    return said(value).replace("inf", "∞")


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
    curves, slopes = [Rule(x=0, color="axis", dash=False)], [Rule(x=0, color="axis", dash=False)]
    if other:
        curves.append(Line(Z, other.f(Z), "mute", 2, True, label=other.label))
        slopes.append(Line(Z, other.slope(Z), "mute", 2, True, label=other.label))
    value, slope = float(one.f(z)), float(one.slope(z))
    curves += [Line(Z, one.f(Z), "ink", 2.5, label=one.label), tangent(first, z), Points(z, value, "hi", size=6)]
    slopes += [Line(Z, one.slope(Z), "ink", 2.5, label=one.label), Line([z, z], [0, slope], "hi", 4)]
    slopes.append(Points(z, slope, "hi", size=6))
    size = dict(square=True, xlabel="sum z")
    return Figure(
        [
            Panel(curves, (-5, 5), (-2, 4), ylabel="output f(z)", **size),
            Panel(slopes, (-5, 5), (-0.3, 1.3), ylabel="slope f′(z)", xlabel="sum z", height=281),
        ],
        alt=f"{one.label} at z = {said(z)}: output {value:.3f}, slope {slope:.3f}.",
        outputs={"output": value, "slope": slope, "range": f"{limit(one.low)} to {limit(one.high)}", "f": one.formula},
    )


COMMON = ("step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu")


@lru_cache
def small_curves(name):
    activation = ACTIVATIONS[name]
    return [
        Rule(x=0, color="grid", dash=False),
        Line(Z, activation.slope(Z), "hi", 2, True),
        Line(Z, activation.f(Z), "ink", 2.5),
    ]


@widget(title="Eight activation functions", z=Slider(-3, 3, 0.1, 1, label="sum z, for all of them"))
def gallery(z):
    panels, slopes = [], {name: float(ACTIVATIONS[name].slope(z)) for name in COMMON}
    for name in COMMON:
        value = float(ACTIVATIONS[name].f(z))
        dots = [Points(z, slopes[name], "hi", "square", 4), Points(z, value, "ink", size=5)]
        words = Text(-2.8, 2.6, f"slope {slopes[name]:.2f}", "hi", 12, "start")
        look = dict(title=NAMES[name], width=160, height=160, xticks=[-3, 0, 3], yticks=[-1, 0, 1, 2, 3])
        panels.append(Panel([*small_curves(name), *dots, words], (-3, 3), (-1.2, 3), **look))
    told = ", ".join(f"{NAMES[name]} {slope:.2f}" for name, slope in slopes.items())
    return Figure(panels, alt=f"Eight curves, each with its slope. The slopes at z = {said(z)}: {told}.")


# ---- 5 and 6: where the slope is nearly zero


@widget(title="Very wrong and very sure", start=Slider(0.5, 3, 0.5, 2, label="w and b at the start"))
def saturation(start):
    squared = logged = 2.0 * start  # the sum z = w x + b, with x = 1
    curve, history = Line(WIDE, sigmoid(WIDE), "axis", 2), []
    for step in range(301):
        p, q = float(sigmoid(squared)), float(sigmoid(logged))
        slope = float(sigmoid_slope(squared))
        history.append((p, q))
        so_far, steps = np.array(history), np.arange(step + 1)
        paths = [
            Line(steps, so_far[:, 0], "ink", 2.5, True, label="squared error"),
            Line(steps, so_far[:, 1], "hi", 2.5, label="log loss"),
            Points(step, p, "ink", "square", 5),
            Points(step, q, "hi", size=6),
        ]
        dots = [curve, tangent("sigmoid", squared, "ink"), Points(squared, p, "ink", "square", 6)]
        dots += [tangent("sigmoid", logged, "hi"), Points(logged, q, "hi", size=6)]
        yield Figure(
            [
                Panel(paths, (0, 300), (-0.05, 1.05), xlabel="step", ylabel="output (it should be 0)"),
                Panel(dots, (-7, 7), (-0.05, 1.05), xlabel="sum z", ylabel="where it stands on the sigmoid"),
            ],
            alt=f"After {step} steps the output is {p:.3f} with squared error and {q:.3f} with log loss; it should be 0.",
            outputs={"step": step, "squared_error": p, "its_slope": slope, "log_loss": q},
        )
        # The correction goes to w and to b alike, so z moves by twice as much; the learning rate is 0.15.
        squared -= 2 * 0.15 * p * slope
        logged -= 2 * 0.15 * q


@widget(
    title="Slopes multiplied through layers",
    layers=Slider(1, 10, 1, 5, label="layers"),
    activation=Choice(["sigmoid", "tanh", "relu"], "sigmoid", label="function", names=["Sigmoid", "Tanh", "ReLU"]),
    at=Choice(["best", "2"], "best", label="slope in each layer", names=["the steepest", "at z = 2"]),
)
def vanishing(layers, activation, at):
    slope = ACTIVATIONS[activation].slope
    each = float(slope(Z).max() if at == "best" else slope(2.0))
    count = np.arange(11)
    left = each**count
    colours = ["hi" if n == layers else "pos" if n < layers else "grid" for n in count]
    marks = [Bars(count, left, 1e-12, 0.7, colours), Text(layers, left[layers], said(left[layers]), "hi", dy=-11)]
    return Figure(
        [Panel(marks, (-0.6, 10.9), (1e-12, 10), log="y", xlabel="layers passed, from the output back",
               ylabel="share of the correction left", xticks=count, yticks=[1e-12, 1e-9, 1e-6, 1e-3, 1])],
        alt=f"{NAMES[activation]} with the slope {said(each)} in every layer: {said(left[layers])} of the correction"
        f" is left after {layers} layers.",
        outputs={"slope_of_each": each, "left": float(left[layers])},
    )


# ---- 7 and 8: a neuron looks at pictures

pictures = lru_cache(digits)  # (1797, 8, 8) with ink from 0 to 16, and what each one is


def holes(images, ink):
    """True where paper is enclosed by ink (more than `ink`): flood from the rim, and see what stays dry."""
    paper = np.pad(images <= ink, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    wet, before = np.zeros_like(paper), None
    wet[:, 0] = True
    while not np.array_equal(wet, before):
        before = wet.copy()
        wet[:, 1:] |= before[:, :-1]
        wet[:, :-1] |= before[:, 1:]
        wet[:, :, 1:] |= before[:, :, :-1]
        wet[:, :, :-1] |= before[:, :, 1:]
        wet &= paper
    return (paper & ~wet)[:, 1:-1, 1:-1]


@lru_cache
def shares_with_hole(ink):
    images, labels = pictures()
    found = holes(images, ink).any(axis=(1, 2))
    return [100 * float(found[labels == digit].mean()) for digit in range(10)]


def stamp(values, left, bottom, size):
    return Raster(values, (left, left + size, bottom, bottom + size), smooth=False, frame=True)


@widget(
    title="Has it a hole?",
    digit=Choice(list(range(10)), 6, label="digit"),
    number=Slider(1, 50, 1, 1, label="which one"),
    ink=Slider(1, 12, 1, 5, label="ink is more than"),
)
def hole(digit, number, ink):
    images, labels = pictures()
    image = images[labels == digit][number - 1]
    rows, columns = np.nonzero(holes(image[None], ink)[0])
    answer, share = "a hole" if len(rows) else "no hole", shares_with_hole(ink)
    marks = [
        stamp(image / 16, 4, 40, 156),
        stamp(np.where(image > ink, 1.0, 0.0), 180, 40, 156),
        Points(180 + 19.5 * (columns + 0.5), 196 - 19.5 * (rows + 0.5), "hi", "square", 9),
        Text(82, 212, "the picture", "mute"),
        Text(258, 212, f"ink is more than {ink}", "mute"),
        Text(170, 16, f"{answer}: {'yes' if len(rows) else 'no'}", "hi", 16, bold=True),
    ]
    colours = ["hi" if other == digit else "pos" for other in range(10)]
    bars = [Bars(range(10), share, 0, 0.75, colours)]
    bars += [Text(n, s, f"{s:.0f}", "mute", 12, dy=-9) for n, s in enumerate(share)]
    return Figure(
        [
            Panel(marks, (0, 340), (0, 226), axes=False, height=226),
            Panel(bars, (-0.6, 9.6), (0, 112), xlabel="digit", ylabel="% that have a hole", xticks=range(10),
                  yticks=[0, 50, 100], height=226),
        ],
        alt=f"This {digit} has {answer}. Of all {digit}s {share[digit]:.0f} % have one.",
        outputs={"answer": answer, "share_of_this_digit": f"{share[digit]:.0f} %"},
    )


@lru_cache
def two_digits(pair, seed):
    """((X, y) to learn from, (X, y) held out); y is 1 for the second digit of the pair."""
    images, labels = pictures()
    first, second = (int(digit) for digit in pair.split(" or "))
    chosen = (labels == first) | (labels == second)
    X, y = images[chosen].reshape(-1, 64) / 16, np.where(labels[chosen] == second, 1.0, 0.0)
    return split(X, y, 0.75, np.random.default_rng(seed))


def look_panel(pair, x, w, b, p, target):
    """The digit, times the weights, gives 64 votes; their sum decides. Below, the answer between the two digits."""
    low, high = pair.split(" or ")
    marks = [stamp(v.reshape(8, 8), left, 112, 100) for v, left in ((x, 2), (w, 120), (2 * w * x, 238))]
    for words, at in (("pixels x", 52), ("weights w", 170), ("votes w · x", 288)):
        marks.append(Text(at, 224, words, "mute"))
    marks += [Text(111, 162, "×", bold=True), Text(229, 162, "=", bold=True)]
    marks.append(Text(170, 88, f"all votes + b = {said(w.dot(x) + b)}   →   output {p:.3f}", bold=True))
    marks += [Line([30, 310], [44, 44], "axis", 3), Text(12, 44, low, "neg", 16), Text(328, 44, high, "pos", 16)]
    marks.append(Points(30 + 280 * target, 44, "pos" if target else "neg", "circle" if target else "square", 11))
    marks.append(Points(30 + 280 * p, 44, "hi", size=7))
    marks.append(Text(170, 14, f"it is a {high if target else low}: error {said(p - target)}", "hi"))
    return Panel(marks, (0, 340), (0, 236), axes=False, height=236)


@widget(
    title="One neuron tells two digits apart",
    pace=20,
    pair=Choice(["6 or 7", "4 or 9", "3 or 8"], "6 or 7", label="digits"),
    seed=Seed(1),
)
def six_or_seven(pair, seed):
    (X, y), (held_X, held_y) = two_digits(pair, seed)
    has_hole = holes(16 * held_X.reshape(-1, 8, 8), 5).any(axis=(1, 2))
    by_hole = 100 * max(np.mean(has_hole == (held_y == 1)), np.mean(has_hole != (held_y == 1)))
    w, b, right = np.zeros(64), 0.0, []
    for x, target in zip(X, y, strict=True):
        p, correct = float(sigmoid(w.dot(x) + b)), int(np.sum((held_X.dot(w) + b > 0) == (held_y == 1)))
        right.append(100 * correct / len(held_y))
        marks = [
            Rule(y=by_hole),
            Text(1.1, by_hole, "by the hole alone", "mute", 12, "start", dy=-9),
            Line(np.arange(1, len(right) + 1), right, "ink", 2.5),
            Points(len(right), right[-1], "hi", size=6),
        ]
        size = dict(log="x", xlabel="digits seen", ylabel="% of held-out digits right", height=236)
        yield Figure(
            [
                look_panel(pair, x, w, b, p, target),
                Panel(marks, (1, 300), (0, 105), xticks=[1, 10, 100], yticks=[0, 50, 100], **size),
            ],
            alt=f"After {len(right) - 1} digits {correct} of {len(held_y)} held-out digits are answered rightly.",
            outputs={"seen": len(right) - 1, "held_out_right": f"{correct} of {len(held_y)}"},
        )
        error = p - target
        w = w - 0.1 * error * x
        b = b - 0.1 * error
