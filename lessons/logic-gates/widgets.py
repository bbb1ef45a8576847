"""Logic gates: one neuron with a hard threshold decides and learns from its mistakes.

A gate is a table: inputs that are 0 or 1, and the answer wanted for each. The neuron adds up z = w·x + b and fires,
which means it says 1, when z is 0 or more.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnlive import (
    Bars,
    Choice,
    Figure,
    Line,
    Panel,
    Points,
    Polygon,
    Rule,
    Segments,
    Slider,
    Text,
    Toggle,
    diagram,
    widget,
)
from nnlive.data import GATES, three_way
from nnlive.perceptron import perceptron_rule, predict
from nnlive.plane import answers, firing_side

CASES, IS_CAT = three_way()
GLIDE = np.linspace(0, 1, 14)[1:-1]  # twelve in-between pictures for each change of the weights
LIMIT = 7  # passes before we stop a neuron that only goes round in circles


def num(value):
    return f"{value:.3g}".replace("-", "−")


def tuple_of(x):
    return "(" + ", ".join(num(v) for v in x) + ")"


def right(X, y, w, b):
    return f"{np.sum(predict(X, w, b) == y)} of {len(y)}"


# --- the picture of a neuron with one or two inputs ---


def ring(x, y, near):
    """The ring around the case that the neuron is asked. It closes in while `near` goes from 0 to 1."""
    return Points(x, y, "hi", "ring", 19 + 24 * (1 - near) ** 2)


def plane(X, y, w, b, seen=None, title="", near=1):
    """Two inputs make a plane with a line in it. With one input we draw its sum z: the neuron fires above zero."""
    wrong = predict(X, w, b) != y
    if len(w) == 2:
        marks = [*firing_side(w, b), *answers(*X.T, y, wrong)]
        marks += [] if seen is None else [ring(*X[seen], near)]
        return Panel(marks, (-0.5, 1.5), (-0.35, 1.35), title, "x₁", "x₂", [0, 1], [0, 1], square=True, width=300)
    x, z, ends = X[:, 0], X[:, 0] * w[0] + b, np.array([-0.5, 1.5])
    marks = [Polygon([-0.5, 1.5, 1.5, -0.5], [0, 0, 8, 8]), Rule(y=0, color="ink", dash=False)]
    marks += [Segments(x, 0, x, z, z), Line(ends, ends * w[0] + b, "axis"), *answers(x, z, y, wrong)]
    marks += [] if seen is None else [ring(x[seen], z[seen], near)]
    return Panel(marks, (-0.5, 1.5), (-7.6, 7.6), title, "x₁", "sum z", [0, 1], [-5, 0, 5], width=300, height=312)


# --- the table of all cases, with their sums as bars ---

HEADINGS = {1: ["x₁"], 2: ["x₁", "x₂"], 3: ["fur", "ears", "whisk."]}
WANTED, ZERO, SAYS, UNIT = 146, 225, 318, 14  # pixels: three columns, and how long a bar of 1 is


def middles(count, row):
    """The middle of each row in pixels, from the top."""
    return row * np.arange(count)[::-1] + row / 2


@lru_cache
def written(cases, wanted, row):
    """What stays the same in a table: its headings, the inputs, the answers wanted."""
    middle, top = middles(len(cases), row), row * len(cases) + 16
    titles = [(14 + 40 * i, words) for i, words in enumerate(HEADINGS[len(cases[0])])]
    titles += [(ZERO, "sum z"), (SAYS, "neuron")] + [(WANTED, "wanted")] * bool(wanted)
    marks = [Text(x, top, words, "mute", 12) for x, words in titles]
    for case, at in zip(cases, middle, strict=True):
        marks += [Text(14 + 40 * i, at, num(v), "ink" if v else "mute", 15, bold=v > 0) for i, v in enumerate(case)]
    marks.append(Segments(ZERO, middle - 1, ZERO, middle + 16))
    return marks + (answers(np.full(len(cases), WANTED), middle, wanted)[:2] if wanted else [])


def bars(z, middle):
    """The sums as two combs of bars: blue ones to the right of zero, orange ones to the left."""
    ends = ZERO + UNIT * np.clip(z, -4.5, 4.5)  # a longer bar would run into the next column
    y = np.add.outer(middle, [3, 3, 12, 12]).ravel()
    zero = np.full(len(z), ZERO)
    for end, colour in ((np.maximum(ends, ZERO), "pos"), (np.minimum(ends, ZERO), "neg")):
        yield Polygon(np.column_stack([zero, end, end, zero]).ravel(), y, colour, 0.9)


def table(X, w, b, y=None, seen=None, row=38, near=1):
    """One row for each case. `y` are the answers wanted, if there are any; `seen` is the row to look at."""
    z, says, middle = X.dot(w) + b, predict(X, w, b), middles(len(X), row)
    edges = middle[seen or 0] + row / 2 * np.array([-1, -1, 1, 1])
    marks = [
        Polygon([0, 340, 340, 0], edges, "hi", 0 if seen is None else 0.16 * near),
        *written(tuple(map(tuple, X.tolist())), () if y is None else tuple(y.tolist()), row),
        *bars(z, middle),
        *(Text(ZERO, at, terms(case, w, b), "mute", 12, dy=9) for case, at in zip(X, middle, strict=True)),
        *answers(np.full(len(X), SAYS), middle, says, y is not None and says != y),
    ]
    height = row * len(X) + 28
    return Panel(marks, (0, 340), (0, height), axes=False, height=height)


def terms(case, w, b):
    """The sum in numbers, such as "1 + 2 − 3 = 0". Inputs that are 0 add nothing."""
    first, *more = [*w[case > 0], b]
    text = num(first) + "".join(f" {'−' if v < 0 else '+'} {num(abs(v))}" for v in more)
    return f"{text} = {num(case.dot(w) + b)}" if more else text


@widget(
    title="One neuron, one gate, your hands",
    gate=Choice(["AND", "OR", "NAND", "NOR", "NOT", "XOR"], "AND"),
    w1=Slider(-3, 3, 0.5, 2, label="weight w₁"),
    w2=Slider(-3, 3, 0.5, 1, label="weight w₂ (NOT has none)"),
    b=Slider(-4, 4, 0.5, -1.5, label="bias b"),
)
def by_hand(gate, w1, w2, b):
    X, y = GATES[gate]
    w = np.array([w1, w2])[: X.shape[1]]
    score = right(X, y, w, b)
    return Figure(
        [plane(X, y, w, b, title="It fires on the shaded side"), table(X, w, b, y, row=62)],
        alt=f"A neuron with the weights {tuple_of(w)} and the bias {num(b)} answers like {gate} in {score} cases.",
        outputs={"right": score},
    )


# --- learning ---


def slowly(X, y, show, closing, lr=1.0, limit=100):
    """The perceptron rule for the eye. We close in on an example in `closing` pictures; after a mistake the weights
    glide. `show` makes each picture. Returns the last step and the mistakes in each pass."""
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for step in perceptron_rule(X, y, lr, max_passes=limit):
        mistakes += [0] * (step.passes - len(mistakes))
        mistakes[-1] += abs(step.error)
        asked = replace(step, updates=step.updates - abs(step.error))  # not yet corrected
        for near in np.arange(closing) / closing:
            yield show(w, b, asked, mistakes, near).moving()
        yield show(w, b, asked, mistakes)
        if step.error:
            for t in GLIDE:  # meanwhile the ring swells, for the first change turns no line
                swollen = 1 - 0.5 * np.sin(np.pi * t * t)
                yield show(w + t * (step.w - w), b + t * (step.b - b), step, mistakes, swollen).moving()
            w, b = step.w, step.b
            yield show(w, b, step, mistakes)
    return step, mistakes


def report(panels, X, y, w, b, step, mistakes, words):
    score, weights = right(X, y, w, b), {f"w{i}": num(v) for i, v in enumerate(w, 1)}
    return Figure(
        panels,
        alt=f"Pass {step.passes}. {words}. Weights {tuple_of(w)}, bias {num(b)}: {score} right. "
        f"Mistakes in each pass: {', '.join(map(str, mistakes))}.",
        outputs={"pass": step.passes, "updates": step.updates, **weights, "b": num(b), "right": score},
    )


@widget(
    title="The neuron learns a gate",
    gate=Choice(["AND", "OR", "NAND", "NOR", "NOT", "XOR"], "AND"),
    lr=Choice([0.25, 0.5, 1, 2], 1, label="learning rate"),
)
def learn(gate, lr):
    X, y = GATES[gate]

    def show(w, b, step, mistakes, near=1):
        words = f"Said {step.prediction}, wanted {y[step.example]:g}" if step.error else "Right: nothing changes"
        panels = [plane(X, y, w, b, step.example, words, near), mistakes_by_pass(mistakes)]
        return report(panels, X, y, w, b, step, mistakes, words)

    step, mistakes = yield from slowly(X, y, show, 17, lr, LIMIT)
    words = "It goes round in circles" if mistakes[-1] else f"A clean pass: {gate} is learned"
    panels = [plane(X, y, step.w, step.b, title=words), mistakes_by_pass(mistakes)]
    yield report(panels, X, y, step.w, step.b, step, mistakes, words)


def mistakes_by_pass(mistakes):
    """One bar for each pass; the pass under way is violet."""
    x, now = np.arange(1, LIMIT + 1), len(mistakes)
    counts = mistakes + [0] * (LIMIT - now)
    numbers = [Text(i + 1, n, str(n) if i < now else "", dy=-10, bold=True) for i, n in enumerate(counts)]
    columns = Bars(x, counts, width=0.6, color=["hi" if i == now else "mute" for i in x])
    return Panel([columns, *numbers], (0.4, LIMIT + 0.6), (0, 4.8), "Mistakes in each pass", "pass", "", x, range(5))


def cat_panels(w, b, case, y=None, near=1):
    """The neuron with the inputs of one case, and the table of all cases."""
    z = CASES[case].dot(w) + b
    inside = [[num(v) for v in CASES[case]], [num(z)]]
    names = [["fur", "pointy ears", "whiskers"], ["says cat" if z >= 0 else "says no"]]
    net = diagram.network([w[:, None]], inside, names, numbers=True, radius=22, width=280, height=230)
    bias = Text(250, 115, f"bias {num(b)}", "mute", 13, dy=-36)
    net = replace(net, marks=[*net.marks, bias], xlim=(-30, 310), width=340)
    return [net, table(CASES, w, b, y, case, near=near)]


@widget(
    title="Is it a cat?",
    fur=Toggle(True, label="fur"),
    ears=Toggle(True, label="pointy ears"),
    whiskers=Toggle(False, label="whiskers"),
    bias=Slider(-3.5, 0.5, 0.5, -2.5, label="bias"),
)
def cat(fur, ears, whiskers, bias):
    w, case = np.ones(3), 4 * fur + 2 * ears + whiskers
    z, yes = num(CASES[case].sum() + bias), int(predict(CASES, w, bias).sum())
    return Figure(
        cat_panels(w, bias, case),
        alt=f"With the bias {num(bias)} the neuron says cat in {yes} of 8 cases. For {tuple_of(CASES[case])} z is {z}.",
        outputs={"z": z, "says_cat": f"{yes} of 8"},
    )


@widget(title="The neuron learns the cat")
def cat_learns():
    def show(w, b, step, mistakes, near=1):
        words = "Mistake" if step.error else "Right"
        panels = cat_panels(w, b, step.example, IS_CAT, near)
        return report(panels, CASES, IS_CAT, w, b, step, mistakes, words)

    yield from slowly(CASES, IS_CAT, show, 8)
