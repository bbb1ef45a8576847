"""Backpropagation with every number in sight: two inputs, two hidden neurons, one answer, nine numbers to learn."""

from types import SimpleNamespace

import numpy as np

from nnlive import Choice, Disc, Figure, Panel, Points, Polygon, Segments, Slider, Text, widget
from nnlive.activations import sigmoid

ROUNDS = 4
TRAVEL = np.linspace(0, 1, 26)[1:-1]  # the numbers on their way from neuron to neuron, in 24 pictures


def said(number):
    """A number with at most three decimals."""
    return f"{round(float(number), 3) + 0.0:.3f}".rstrip("0").rstrip(".").replace("-", "−")


def factor(number):
    """A number as a factor: negative ones in brackets."""
    return f"({said(number)})" if number < 0 else said(number)


def start():
    """The nine numbers: W[i, j] leads from input i to hidden neuron j, v[j] from there to the answer."""
    W = np.array([[0.5, -0.3], [-0.4, 0.8]])
    return SimpleNamespace(W=W, b=np.array([0.0, 0.1]), v=np.array([-1.5, 0.5]), c=0.0)


def one_round(net, x, y, lr):
    """Forward, error, backward, update: everything that one example makes the network compute."""
    z = x @ net.W + net.b
    h = np.tanh(z)
    s = float(h @ net.v + net.c)
    p = float(sigmoid(s))
    loss = float(-np.log(p if y else 1 - p))
    delta = p - y  # how the loss changes with the sum s
    deltas = delta * net.v * (1 - h**2)  # and with the sums z: back through a weight and a slope
    slopes = SimpleNamespace(W=np.outer(x, deltas), b=deltas, v=delta * h, c=delta)
    new = SimpleNamespace(**{name: old - lr * getattr(slopes, name) for name, old in vars(net).items()})
    return SimpleNamespace(net=net, x=x, y=y, lr=lr, z=z, h=h, s=s, p=p, loss=loss, delta=delta,
                           deltas=deltas, slopes=slopes, new=new)  # fmt: skip


# --- the calculation in words, one function for each stage ---


def begin(r):
    return [f"A mango with x₁ = {said(r.x[0])} and x₂ = {said(r.x[1])}.", f"The answer wanted: y = {r.y}."]


def hidden(r):
    for j in (0, 1):
        terms = " + ".join(f"{said(r.x[i])} · {factor(r.net.W[i, j])}" for i in (0, 1))
        yield f"z{'₁₂'[j]} = {terms} + {factor(r.net.b[j])} = {said(r.z[j])}"
        yield f"h{'₁₂'[j]} = tanh({said(r.z[j])}) = {said(r.h[j])}"


def answer(r):
    terms = " + ".join(f"{said(h)} · {factor(v)}" for h, v in zip(r.h, r.net.v, strict=True))
    return [f"z = {terms} + {factor(r.net.c)} = {said(r.s)}", f"p = sigmoid({said(r.s)}) = {said(r.p)}"]


def error(r):
    cost = f"−ln {said(r.p)}" if r.y else f"−ln (1 − {said(r.p)})"
    return [f"loss = {cost} = {said(r.loss)}", f"δ = p − y = {said(r.p)} − {r.y} = {said(r.delta)}"]


def last_slopes(r):
    for j in (0, 1):
        yield f"δ · h{'₁₂'[j]} = {said(r.delta)} · {factor(r.h[j])} = {said(r.slopes.v[j])}"
    yield f"bias: δ itself = {said(r.delta)}"


def blame(r):
    for j in (0, 1):
        slope = f"(1 − {said(abs(r.h[j]))}²)"
        yield f"δ{'₁₂'[j]} = {said(r.delta)} · {factor(r.net.v[j])} · {slope} = {said(r.deltas[j])}"


def first_slopes(r):
    for j in (0, 1):
        name, delta = f"δ{'₁₂'[j]}", said(r.deltas[j])
        one, two = (f"{name} · x{'₁₂'[i]} = {said(r.slopes.W[i, j])}" for i in (0, 1))
        yield f"{one},  {two},  bias {delta}"


def update(r):
    old, slope = r.net.v[0], r.slopes.v[0]
    return ["each: now − learning rate · slope", f"h₁→p: {said(old)} − {r.lr:g} · {factor(slope)} = {said(r.new.v[0])}"]


# Title, words, and how the numbers travel: along which links (0 = first layer) and which way.
STAGES = (
    ("Nine numbers, one mango", begin, None),
    ("1. Forward: the hidden neurons", hidden, (0, 1)),
    ("2. Forward: the answer", answer, (1, 1)),
    ("3. The error", error, None),
    ("4. Backward: slopes of the last weights", last_slopes, (1, -1)),
    ("5. Backward: the error of each hidden neuron", blame, (1, -1)),
    ("6. Backward: slopes of the first weights", first_slopes, (0, -1)),
    ("7. The update", update, None),
)
FORWARD_H, FORWARD_P, ERROR, LAST, BLAME, FIRST, UPDATE = range(1, 8)

# --- the drawing ---

X, Y = (32, 172, 306), ((250, 130), (250, 130), (190,))  # pixels: the columns, and their neurons' heights


def ends(layer):
    """The links of a layer: where each begins and ends."""
    left, right = Y[layer], Y[layer + 1]
    return np.repeat(left, len(right)), np.tile(right, len(left))


def neuron(column, row, text, name, now):
    x, y = X[column], Y[column][row]
    return [Disc(x, y, 27, text=text, rim="hi" if now else "ink"), Text(x, y, name, "mute", 12, dy=-36)]


def neurons(r, stage):
    """The five neurons with what they pass on, and the errors δ below them, as far as they are known."""
    marks = []
    for i in (0, 1):
        h = said(r.h[i]) if stage >= FORWARD_H else ""
        marks += neuron(0, i, said(r.x[i]), f"x{'₁₂'[i]}", stage == 0)
        marks += neuron(1, i, h, f"h{'₁₂'[i]}", stage in (FORWARD_H, BLAME))
        if stage >= BLAME:
            marks.append(Text(X[1], Y[1][i], f"δ{'₁₂'[i]} {said(r.deltas[i])}", "hi", 13, dy=38, bold=True))
    marks += neuron(2, 0, said(r.p) if stage >= FORWARD_P else "", "p", stage in (FORWARD_P, ERROR))
    if stage >= ERROR:
        marks.append(Text(X[2], Y[2][0], f"δ {said(r.delta)}", "hi", 13, dy=38, bold=True))
    return marks


def links(layer, weights):
    """Lines with their weights. A number stands right of its line: above one that falls, below one that rises."""
    y0, y1 = ends(layer)
    yield Segments(X[layer], y0, X[layer + 1], y1, weights.ravel())
    for a, b, w in zip(y0, y1, weights.ravel(), strict=True):
        along, side = (0.52, {"dy": -9}) if a == b else (0.32, {"dx": 7, "dy": 6 if b > a else -6, "anchor": "start"})
        x, y = X[layer] + along * (X[layer + 1] - X[layer]), a + along * (b - a)
        yield Text(x, y, said(w), "pos" if w > 0 else "neg", 13, bold=True, **side)


def network_panel(r, stage, known, way=None):
    """The network, the numbers on their way, and the calculation below."""
    title, words, travels = STAGES[stage]
    marks = [*links(0, r.net.W), *links(1, r.net.v[:, None]), *neurons(r, known)]
    if way is not None:
        layer, direction = travels
        y0, y1 = ends(layer)
        t = way if direction > 0 else 1 - way
        marks.append(Points(X[layer] + t * (X[layer + 1] - X[layer]), y0 + t * (y1 - y0), "hi", size=6))
    marks.append(Text(6, 304, title, "ink", 14, "start", bold=True))
    marks += [Text(6, 66 - 18 * i, line, "ink", 13, "start") for i, line in enumerate(words(r))]
    return Panel(marks, (0, 340), (0, 318), axes=False, height=318)


ROWS = ("x₁ → h₁", "x₂ → h₁", "bias of h₁", "x₁ → h₂", "x₂ → h₂", "bias of h₂", "h₁ → p", "h₂ → p", "bias of p")
COLUMNS = ((8, "", "start"), (160, "now", "end"), (246, "slope", "end"), (332, "new", "end"))


def nine(net):
    """The nine numbers in the order of the table."""
    return [*net.W[:, 0], net.b[0], *net.W[:, 1], net.b[1], *net.v, net.c]


def table_panel(r, stage):
    """All nine numbers: what they are now, how steep the loss is along each, and what they become."""
    fresh = {LAST: range(6, 9), FIRST: range(6), UPDATE: range(9)}.get(stage, ())
    marks = [Text(x, 286, words, "mute", 13, anchor) for x, words, anchor in COLUMNS]
    if fresh:
        top, low = 274 - 28 * fresh[0], 274 - 28 * (fresh[-1] + 1)
        marks.append(Polygon([0, 340, 340, 0], [low, low, top, top], "hi", 0.1))
    for i, row in enumerate(zip(ROWS, nine(r.net), nine(r.slopes), nine(r.new), strict=True)):
        known = (True, True, stage >= (LAST if i >= 6 else FIRST), stage >= UPDATE)
        for j, (x, _, anchor) in enumerate(COLUMNS):
            text = (row[j] if j == 0 else said(row[j])) if known[j] else ""
            colour = "hi" if i in fresh and j == (3 if stage == UPDATE else 2) else "ink"
            marks.append(Text(x, 260 - 28 * i, text, colour, 13, anchor, bold=colour == "hi"))
    return Panel(marks, (0, 340), (0, 318), axes=False, height=318)


@widget(
    title="Backpropagation, number by number",
    pace=0.5,
    x1=Slider(-2, 2, 0.5, 2, label="input x₁"),
    x2=Slider(-2, 2, 0.5, 1, label="input x₂"),
    y=Choice([0, 1], 1, label="answer wanted y"),
    lr=Choice([0.05, 0.2, 0.5, 1], 0.2, label="learning rate"),
)
def by_numbers(x1, x2, y, lr):
    net, x = start(), np.array([x1, x2], float)
    for number in range(1, ROUNDS + 1):
        r = one_round(net, x, y, lr)
        for stage, (title, words, travels) in enumerate(STAGES):
            if number > 1 and stage == 0:
                continue  # the mango is the same one
            figure = picture(r, stage, number, title, words)
            for way in TRAVEL if travels else ():
                yield picture(r, stage, number, title, words, way).moving()
            yield figure
        net = r.new


def picture(r, stage, number, title, words, way=None):
    known = stage if way is None else stage - 1  # while numbers travel, what they make is not there yet
    return Figure(
        [network_panel(r, stage, known, way), table_panel(r, known)],
        alt=f"Round {number}. {title}. {' '.join(words(r))}",
        outputs={"round": number, "p": r.p if known >= FORWARD_P else "?", "loss": r.loss if known >= ERROR else "?"},
    )
