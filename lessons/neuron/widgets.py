"""One neuron: set by hand, learning, with every activation function, sure and wrong, and in front of pictures."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Choice, Figure, Line, Panel, Points, Raster, Rule, Seed, Slider, Text, Toggle, diagram, widget
from nnlive.activations import ACTIVATIONS, sigmoid, sigmoid_slope
from nnlive.data import digits, split, threshold
from nnlive.features import holes
from nnlive.losses import LOSSES
from nnlive.numerals import text_of

X, IS_SMALL = threshold()  # 0, 0.5, ..., 20, and 1 where the number is below 10
X, YES = X[:, 0], IS_SMALL == 1
GRID, WIDE = np.linspace(0, 20, 161), np.linspace(-7, 7, 141)
Z = np.sort([*np.linspace(-5, 5, 101), -1e-9, 1e-9])  # two more beside 0, so that jumps are drawn upright
NAMES = {name: activation.label for name, activation in ACTIVATIONS.items()}
pictures = lru_cache(digits)  # read once: images (1797, 8, 8) with ink from 0 to 16, and what each of them is


def said(number):
    return text_of(number) if 0 < abs(number) < 0.0001 else f"{number:.3g}".replace("-", "−")


def count_right(output):
    return int(np.sum((output > 0.5) == YES))


def answer_panel(curve, at_points, boundary, *more):
    """The neuron's answer for every x, and the 41 numbers with their true answers (1 above, 0 below)."""
    wrong, fence, words = (at_points > 0.5) != YES, Points([], []), Text(0, 0, "")
    if boundary is not None and 0 <= boundary <= 20:
        fence = Points(boundary, 0.5, "hi", "ring", 6)
        side = {"dx": -10, "anchor": "end"} if boundary > 11 else {"dx": 10, "anchor": "start"}
        words = Text(boundary, 0.57, f"½ at x = {said(boundary)}", "hi", **side)
    marks = [
        Raster([0.3 * (2 * curve - 1)], (0, 20, -0.12, 1.12)),
        Rule(y=0.5),
        Line(GRID, curve, width=2.5),
        Points(X[YES], IS_SMALL[YES], "pos", label="below 10"),
        Points(X[~YES], IS_SMALL[~YES], "neg", "square", label="10 or more"),
        Points(X[wrong], IS_SMALL[wrong], "hi", "ring", 7),
        *(fence, words, *more),
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
    output, right = float(f(w * x + b)), count_right(f(w * X + b))
    here = [Line([x, x], [-0.12, output], "hi", 1.5), Points(x, output, "hi", size=7)]
    answers = answer_panel(f(w * GRID + b), f(w * X + b), -b / w if w else None, *here)
    alt = f"With w = {said(w)} and b = {said(b)} the input {said(x)} gives the sum {said(w * x + b)} and the output"
    alt += f" {output:.3f}. The neuron answers {right} of the 41 numbers rightly."
    outputs = {"z": said(w * x + b), "output": output, "right": f"{right} of 41"}
    return Figure([diagram.neuron(ACTIVATIONS[activation], w, b, x), answers], alt, outputs)


def descend(x, y, w, b, lr):
    """One epoch of gradient descent on the log loss: the correction of w is error times input."""
    error = sigmoid(w * x + b) - y
    return w - lr * np.mean(error * x), b - lr * np.mean(error)


def loss_panel(epochs, losses, since):
    """The loss so far. Epoch 0 has no place on a logarithmic axis: it stands at the left end."""
    at, side = (since or 0.5), ({"dx": -6, "anchor": "end"} if since > 60 else {"dx": 6, "anchor": "start"})
    marks = [Line(np.maximum(epochs, 0.5), losses, width=2.5), Line([at, at], [0.01, 20], "hi", 1.5, True)]
    marks.append(Text(at, 10, f"all right since {since:,}" if since else "", "hi", **side))
    size = {"yticks": [0.01, 0.1, 1, 10], "xticks": [1, 10, 100, 1000, 10_000], "log": "xy"}
    return Panel(marks, (0.5, 20_000), (0.01, 20), ylabel="log loss", xlabel="epoch", **size)


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
        epochs.append(epoch)
        losses.append(float(LOSSES["log_loss"].value(p[:, None], IS_SMALL[:, None]).mean()))
        answers = answer_panel(sigmoid(w * grid + b), p, mean - spread * b / w if w else None)
        right = f"{count_right(p)} of 41"
        alt = f"After {epoch} epochs {right} numbers are answered rightly; the loss is {losses[-1]:.3f}."
        outputs = {"epoch": epoch, "loss": losses[-1], "w": float(w), "b": float(b), "right": right}
        changed = yield Figure([answers, loss_panel(epochs, losses, since)], alt, outputs)
        if changed:
            lr, skip = changed["lr"], changed["skip"]
        for _ in range(min(skip, 1 + epoch // 10)):  # the first epochs change most: show each of them
            w, b = descend(x, IS_SMALL, w, b, lr)
            epoch += 1
            since = (since or epoch) if count_right(sigmoid(w * x + b)) == 41 else 0


def mean_error(name, b):
    """The mean of ½ (p − y)² over the 41 numbers, for every bias in `b`; the weight is −1."""
    return np.mean(0.5 * (ACTIVATIONS[name].f(np.subtract.outer(b, X)) - IS_SMALL) ** 2, axis=-1)


@widget(title="What a nudge of b tells", b=Slider(1, 19, 0.1, 4.2, label="bias b"))
def nudge(b):
    biases, around, marks, slopes = np.linspace(0, 20, 401), np.array([-2.5, 2.5]), [], {}
    for name, colour, shape in (("step", "mute", "square"), ("sigmoid", "ink", "circle")):
        # The chain rule: the error of each answer times the slope of its activation.
        f, slope = ACTIVATIONS[name].f, ACTIVATIONS[name].slope
        slopes[name], here = float(np.mean((f(b - X) - IS_SMALL) * slope(b - X))), float(mean_error(name, b))
        marks.append(Line(biases, mean_error(name, biases), colour, 2, label=name))
        marks.append(Line(b + around, here + slopes[name] * around, "hi", 3))
        marks.append(Points(b, here, "hi", shape, 6))
    alt = f"At b = {said(b)} the step's error is flat, slope 0; the sigmoid's has the slope {slopes['sigmoid']:.3f}."
    outputs = {f"slope_of_{name}": slope for name, slope in slopes.items()}
    return Figure([Panel(marks, (0, 20), (0, 0.27), xlabel="bias b", ylabel="mean error")], alt, outputs)


def tangent(name, z, colour="hi"):
    """A piece of the straight line that touches the curve at z, 3 long whatever its slope."""
    slope = float(ACTIVATIONS[name].slope(z))
    reach = np.array([-1.5, 1.5]) / np.hypot(1, slope)
    return Line(z + reach, float(ACTIVATIONS[name].f(z)) + slope * reach, colour, 3)


def dot(x, y, low, high, *look):  # a point, unless it lies outside the panel
    return Points(x, y, *look) if low <= y <= high else Points([], [], *look)


@widget(
    title="Two activation functions compared",
    first=Choice(list(NAMES), "sigmoid", label="function", names=list(NAMES.values())),
    second=Choice(["none", *NAMES], "relu", label="compare with", names=["Nothing", *NAMES.values()]),
    z=Slider(-5, 5, 0.1, 1, label="sum z"),
)
def compare(first, second, z):
    one, other = ACTIVATIONS[first], ACTIVATIONS.get(second)
    value, slope = float(one.f(z)), float(one.slope(z))
    curves, slopes = [Rule(x=0, color="axis", dash=False)], [Rule(x=0, color="axis", dash=False)]
    curves.append(Line(Z, one.f(Z), "ink", 2.5, label=one.label))
    slopes.append(Line(Z, one.slope(Z), "ink", 2.5, label=one.label))
    if other:
        curves.append(Line(Z, other.f(Z), "mute", 2, True, label=other.label))
        slopes.append(Line(Z, other.slope(Z), "mute", 2, True, label=other.label))
    curves += [tangent(first, z), dot(z, value, -2, 4, "hi", "circle", 6)]
    slopes += [Line([z, z], [0, slope], "hi", 3), Points(z, slope, "hi", size=6)]
    panels = [
        Panel(curves, (-5, 5), (-2, 4), ylabel="output f(z)", xlabel="sum z", square=True),
        Panel(slopes, (-5, 5), (-0.3, 1.8), ylabel="slope of f at z", xlabel="sum z", height=270),
    ]
    ends = f"{said(one.low)} to {said(one.high)}".replace("inf", "∞")
    alt = f"{one.label} at z = {said(z)}: the output is {value:.3f}, the slope {slope:.3f}."
    return Figure(panels, alt, {"output": value, "slope": slope, "range": ends, "formula": one.formula})


@widget(title="Eight activation functions", z=Slider(-3, 3, 0.1, 1, label="sum z, for all of them"))
def gallery(z):
    panels, told, some = [], [], Z[np.abs(Z) <= 3]
    for name in ("step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu"):
        f, slope = ACTIVATIONS[name].f, ACTIVATIONS[name].slope
        lines = [Line(some, slope(some), "hi", 2, True), Line(some, f(some), "ink", 2.5)]
        dots = [Points(z, float(slope(z)), "hi", "square", 4), dot(z, float(f(z)), -1.2, 3, "ink", "circle", 5)]
        words = f"slope {slope(z):.2f}".replace("-", "−")
        marks = [*lines, *dots, Text(-2.8, 2.6, words, "hi", 12, "start")]
        look = {"title": NAMES[name], "width": 156, "height": 160, "xticks": [-3, 0, 3], "yticks": [-1, 0, 1, 2]}
        panels.append(Panel(marks, (-3, 3), (-1.2, 3), **look))
        told.append(f"{NAMES[name]} {slope(z):.2f}")
    return Figure(panels, f"Eight curves and their slopes. At z = {said(z)} the slopes are: {', '.join(told)}.")


@widget(title="Very wrong and very sure", start=Slider(0.5, 3, 0.5, 2, label="w and b at the start"))
def saturation(start):
    squared = logged = 2.0 * start  # the sum z = w x + b of each neuron, with x = 1
    curve, history = Line(WIDE, sigmoid(WIDE), "axis", 2), []
    for step in range(301):
        p, q, slope = float(sigmoid(squared)), float(sigmoid(logged)), float(sigmoid_slope(squared))
        outputs = {"step": step, "by_squared_error": p, "slope_there": slope, "by_log_loss": q}
        history.append((p, q))
        paths = [Line(range(step + 1), [old[0] for old in history], "ink", 2.5, True, label="squared error")]
        paths += [Line(range(step + 1), [old[1] for old in history], "hi", 2.5, label="log loss")]
        paths += [Points(step, p, "ink", "square", 6), Points(step, q, "hi", size=6)]
        dots = [curve, tangent("sigmoid", squared, "ink"), tangent("sigmoid", logged)]
        dots += [Points(squared, p, "ink", "square", 6), Points(logged, q, "hi", size=6)]
        panels = [
            Panel(paths, (0, 300), (-0.05, 1.05), xlabel="step", ylabel="output (it should be 0)"),
            Panel(dots, (-7, 7), (-0.05, 1.05), xlabel="sum z", ylabel="where each stands on the sigmoid"),
        ]
        alt = f"After {step} steps the output is {p:.3f} with squared error, {q:.3f} with log loss; it should be 0."
        yield Figure(panels, alt, outputs)
        # The correction goes to w and to b alike, so z moves by twice as much; the learning rate is 0.15.
        squared -= 2 * 0.15 * p * slope
        logged -= 2 * 0.15 * q


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
    alt = f"{NAMES[activation]}, slope {said(each)} in every layer: over {layers} layers {said(left[layers])} is left."
    panel = Panel(marks, (-0.6, 12.8), (1e-12, 30), xlabel="layers, counted back from the output", **look)
    return Figure([panel], alt, {"each_slope": said(each), "product": said(left[layers])})


@lru_cache
def shares_with_hole(ink):
    images, labels = pictures()
    found = holes(images, ink).any(axis=(1, 2))
    return [100 * float(found[labels == digit].mean()) for digit in range(10)]


def stamp(values, left, bottom, size):
    return Raster(values, (left, left + size, bottom, bottom + size), smooth=False, frame=True)


@widget(
    title="Has it a hole?",
    digit=Choice(list(range(10)), 6),
    number=Slider(1, 50, 1, 26, label="which one"),
    ink=Slider(1, 12, 1, 5, label="ink is more than"),
)
def hole(digit, number, ink):
    images, labels = pictures()
    image, share = images[labels == digit][number - 1], shares_with_hole(ink)
    rows, columns = np.nonzero(holes(image[None], ink)[0])
    answer = "a hole" if len(rows) else "no hole"
    marks = [stamp(image / 16, 4, 40, 156), stamp(0.7 * (image > ink), 180, 40, 156)]
    marks.append(Points(180 + 19.5 * (columns + 0.5), 196 - 19.5 * (rows + 0.5), "hi", "square", 9))
    marks += [Text(82, 212, "the picture", "mute"), Text(258, 212, f"ink above {ink}", "mute")]
    marks.append(Text(258, 20, answer, "hi", 16, bold=True))
    bars = [Bars(range(10), share, 0, 0.75, ["hi" if n == digit else "pos" for n in range(10)])]
    bars += [Text(n, s, f"{s:.0f}", "mute", 12, dy=-9) for n, s in enumerate(share)]
    look = {"xticks": range(10), "yticks": [0, 50, 100], "height": 226}
    panels = [Panel(marks, (0, 340), (0, 226), axes=False, height=226)]
    panels.append(Panel(bars, (-0.6, 9.6), (0, 112), xlabel="digit", ylabel="% with a hole", **look))
    alt = f"This {digit} has {answer}. Of all {digit}s, {share[digit]:.0f} % have one."
    return Figure(panels, alt, {"answer": answer, "of_all_like_it": f"{share[digit]:.0f} %"})


def two_digits(pair, seed):
    """(X, y) to learn from and (X, y) held out; y is 1 for the second digit of the pair."""
    images, labels = pictures()
    first, second = (labels == int(digit) for digit in pair.split(" or "))
    X, y = images[first | second].reshape(-1, 64) / 16, 1.0 * second[first | second]
    return split(X, y, 0.75, np.random.default_rng(seed))


def look_panel(pair, x, w, b, p, target):
    """Pixels times weights are 64 votes, and their sum decides. Below, the answer on its way between the two digits."""
    low, high = pair.split(" or ")
    marks = [stamp(v.reshape(8, 8), left, 112, 100) for v, left in ((x, 2), (1.5 * w, 120), (2 * w * x, 238))]
    heads = {52: "pixels x", 170: "weights w", 288: "votes w · x"}
    marks += [Text(at, 225, words, "mute") for at, words in heads.items()]
    marks += [Text(111, 162, "×", bold=True), Text(229, 162, "=", bold=True)]
    marks.append(Text(170, 88, f"all votes + b = {said(w.dot(x) + b)}   →   output {p:.3f}", bold=True))
    marks += [Line([44, 296], [46, 46], "axis", 3), Text(14, 46, low, "neg", 16), Text(326, 46, high, "pos", 16)]
    marks.append(Points(44 + 252 * target, 46, *(("pos", "circle") if target else ("neg", "square")), 11))
    marks.append(Points(44 + 252 * p, 46, "hi", size=7))
    marks.append(Text(170, 16, f"it is a {high if target else low}: error {said(p - target)}", "hi"))
    return Panel(marks, (0, 340), (0, 236), axes=False, height=236)


@widget(title="Two digits told apart", pace=20, pair=Choice(["6 or 7", "4 or 9", "3 or 8"], "6 or 7"), seed=Seed(1))
def six_or_seven(pair, seed):
    (X, y), (held_X, held_y) = two_digits(pair, seed)
    by_hole = 100 * np.mean(holes(16 * held_X.reshape(-1, 8, 8), 5).any(axis=(1, 2)) == (held_y == 1))
    rule, w, b, shares = max(by_hole, 100 - by_hole), np.zeros(64), 0.0, []
    for x, target in zip(X, y, strict=True):
        p, right = float(sigmoid(w.dot(x) + b)), int(np.sum((held_X.dot(w) + b > 0) == (held_y == 1)))
        shares.append(100 * right / len(held_y))
        seen = len(shares)
        marks = [Rule(y=rule), Text(280, rule, "by the hole alone", "mute", 12, "end", dy=10)]
        marks += [Line(range(1, seen + 1), shares, width=2.5), Points(seen, shares[-1], "hi", size=6)]
        look = {"log": "x", "xticks": [1, 10, 100], "yticks": [0, 50, 100], "height": 236}
        curve = Panel(marks, (1, 300), (0, 105), xlabel="digits seen", ylabel="% of held-out digits right", **look)
        alt = f"After {seen - 1} digits {right} of {len(held_y)} held-out digits are answered rightly."
        outputs = {"digits_seen": seen - 1, "held_out_right": f"{right} of {len(held_y)}"}
        yield Figure([look_panel(pair, x, w, b, p, target), curve], alt, outputs)
        error = p - target
        w = w - 0.1 * error * x
        b = b - 0.1 * error
