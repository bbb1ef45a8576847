"""Logic gates: one neuron with a hard threshold decides, learns from its mistakes, and meets what it cannot learn.

A gate is a table: inputs that are 0 or 1, and the answer wanted for each. The neuron adds up z = w·x + b and fires,
which means it says 1, when z is 0 or more.
"""

from dataclasses import replace

import numpy as np

import nnlive as nn
from nnlive import Choice, Figure, Line, Panel, Points, Polygon, Seed, Slider, Text, Toggle, diagram, widget
from nnlive.data import GATES, disc_with_margin, three_way
from nnlive.perceptron import novikoff_bound, perceptron_rule, predict

GATE_NAMES = ["AND", "OR", "NAND", "NOR", "NOT", "XOR"]
MIDDLE = np.array([0.5, 0.5])
GLIDE = np.linspace(0, 1, 14)[1:-1]  # twelve in-between pictures for each change of the weights
LIMIT = 7  # passes before we stop a neuron that only goes round in circles


def num(value):
    return f"{value:.3g}".replace("-", "−")


def corner(x):
    return "(" + ", ".join(f"{v:g}" for v in x) + ")"


def right(X, y, w, b):
    return f"{np.sum(predict(X, w, b) == y)} of {len(y)}"


# The plane of inputs


def firing_side(w, b, centre=MIDDLE, reach=1.6):
    """The side where z is 0 or more, the line z = 0 at its edge, and an arrow towards the firing side."""
    length = np.hypot(*w)
    normal = w / length if length else np.array([1.0, 0.0])
    # Without weights there is no line: the bias alone decides, for all inputs alike.
    away = (w.dot(centre) + b) / length if length else (99 if b >= 0 else -99)
    foot = centre - away * normal
    along = reach * np.array([-normal[1], normal[0]])
    deep = (reach + abs(away)) * normal
    x, y = np.array([foot + along, foot - along, foot - along + deep, foot + along + deep]).T
    start, tip = (foot, foot + 0.12 * reach * normal) if abs(away) < 0.5 * reach else (centre, centre)
    return [Polygon(x, y), Line(x[:2], y[:2]), nn.Arrow(*start, *tip)]


def answers(x1, x2, answer, wrong=False, seen=None):
    """A blue circle is a 1, an orange square a 0; a cross marks a mistake, a ring the one we look at."""
    one, wrong = answer == 1, np.broadcast_to(wrong, len(answer))
    ring = [] if seen is None else [seen]
    return [
        Points(x1[one], x2[one], "pos", size=12),
        Points(x1[~one], x2[~one], "neg", "square", 12),
        Points(x1[wrong], x2[wrong], "paper", "cross", 5),
        Points(x1[ring], x2[ring], "hi", "ring", 19),
    ]


def plane(X, y, w, b, seen=None, title=""):
    """Two inputs make a plane with a line in it. One input makes an axis: there we draw the sum above it."""
    wrong = predict(X, w, b) != y
    if len(w) == 1:
        return sum_over_axis(X[:, 0], y, w[0], b, wrong, seen, title)
    marks = [*firing_side(w, b), *answers(X[:, 0], X[:, 1], y, wrong, seen)]
    return Panel(marks, (-0.5, 1.5), (-0.5, 1.5), title, "x₁", "x₂", [0, 1], [0, 1], square=True, width=300)


def sum_over_axis(x, y, w, b, wrong, seen, title):
    """The sum z = w x + b is a straight line over x; the neuron fires where it is not below zero."""
    ends = np.array([-0.5, 1.5])
    marks = [
        Polygon([-0.5, 1.5, 1.5, -0.5], [0, 0, 8, 8]),
        nn.Rule(y=0, color="ink", dash=False),
        Line(ends, w * ends + b, "axis"),
        *answers(x, w * x + b, y, wrong, seen),
    ]
    return Panel(marks, (-0.5, 1.5), (-8, 8), title, "x₁", "sum z", [0, 1], [-6, -3, 0, 3, 6], width=300, height=352)


# The table of cases: for each the sum, as a bar from the threshold, and what the neuron says

HEADINGS = {1: ["x₁"], 2: ["x₁", "x₂"], 3: ["fur", "ears", "whisk."]}
WANTED, ZERO, SAYS, UNIT = 146, 224, 316, 12  # pixels: three columns, and how long a bar of 1 is


def table(X, w, b, y=None, seen=None, row=38):
    """One row for each case. `y` are the answers wanted, if there are any; `seen` is the row to look at."""
    says, top = predict(X, w, b), row * len(X) + 16
    middle = row * np.arange(len(X))[::-1] + row / 2
    titles = [*enumerate(HEADINGS[len(w)]), ((ZERO - 14) / 44, "sum z"), ((SAYS - 14) / 44, "neuron")]
    marks = [Text(14 + 44 * i, top, words, "mute", 12) for i, words in titles]
    marks += [block(0, 340, middle[0 if seen is None else seen], row, "hi", 0.14 * (seen is not None))]
    for i, case in enumerate(X):
        marks += case_row(case, w, b, middle[i], row)
    if y is not None:
        marks += [Text(WANTED, top, "wanted", "mute", 12), *answers(np.full(len(y), WANTED), middle, y)[:2]]
    marks += [Line([ZERO, ZERO], [2, top - 14], "axis", 1.5)]
    marks += answers(np.full(len(X), SAYS), middle, says, False if y is None else says != y)[:3]
    return Panel(marks, (0, 340), (0, top + 12), axes=False, height=top + 12)


def case_row(case, w, b, at, row):
    """The inputs, the sum as a bar (one that would be too long stops at 4.5), and the sum in numbers."""
    z = case.dot(w) + b
    inputs = [Text(14 + 44 * i, at, f"{v:g}", "ink" if v else "mute", 15, bold=bool(v)) for i, v in enumerate(case)]
    bar = block(
        ZERO, ZERO + UNIT * np.clip(z, -4.5, 4.5), at + 0.12 * row, 0.22 * row, "pos" if z >= 0 else "neg", 0.85
    )
    parts = [*w[case > 0], b]  # inputs that are 0 add nothing
    terms = num(parts[0]) + "".join(f" {'−' if p < 0 else '+'} {num(abs(p))}" for p in parts[1:])
    return [*inputs, bar, Text(ZERO, at - 0.24 * row, f"{terms} = {num(z)}" if parts[1:] else terms, "mute", 12)]


def block(left, right, middle, height, color, opacity):
    y = middle + height / 2 * np.array([-1, -1, 1, 1])
    return Polygon([left, right, right, left], y, color, opacity)


@widget(
    title="One neuron, one gate, your hands",
    gate=Choice(GATE_NAMES, "AND", label="gate"),
    w1=Slider(-3, 3, 0.5, 2, label="weight w₁"),
    w2=Slider(-3, 3, 0.5, 1, label="weight w₂ (NOT has none)"),
    b=Slider(-4, 4, 0.5, -1.5, label="bias b"),
)
def by_hand(gate, w1, w2, b):
    X, y = GATES[gate]
    w = np.array([w1, w2])[: X.shape[1]]
    score = right(X, y, w, b)
    return Figure(
        [plane(X, y, w, b, title="It fires on the shaded side"), table(X, w, b, y, row=300 / len(X))],
        alt=f"A neuron with the weights {corner(w)} and the bias {b:g} gives the answer of {gate} for {score} cases.",
        outputs={"right": score},
    )


# Learning: look at one case after another, change the weights after a mistake


def slowly(X, y, lr=1.0, limit=100):
    """The perceptron rule for the eye. Gives w, b, the step, mistakes in each pass, and whether the weights glide."""
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for step in perceptron_rule(X, y, lr, max_passes=limit):
        mistakes += [0] * (step.passes - len(mistakes))
        mistakes[-1] += abs(step.error)
        yield w, b, step, mistakes, False
        if step.error:
            for t in GLIDE:
                yield w + t * (step.w - w), b + t * (step.b - b), step, mistakes, True
            w, b = step.w, step.b
            yield w, b, step, mistakes, False


@widget(
    title="The neuron learns a gate",
    pace=4,
    gate=Choice(GATE_NAMES, "AND", label="gate"),
    lr=Choice([0.25, 0.5, 1, 2], 1, label="learning rate"),
)
def learn(gate, lr):
    X, y = GATES[gate]
    for w, b, step, mistakes, glides in slowly(X, y, lr, LIMIT):
        words = f"Said {step.prediction}, wanted {y[step.example]:g}" if step.error else "Right: nothing changes"
        picture = gate_picture(gate, w, b, mistakes, step, words)
        yield picture.moving() if glides else picture
    words = "It goes round in circles" if mistakes[-1] else f"A clean pass: {gate} is learned"
    yield gate_picture(gate, w, b, mistakes, step, words, seen=None)


def gate_picture(gate, w, b, mistakes, step, words, **ring):
    X, y = GATES[gate]
    weights = {f"w{i}": num(v) for i, v in enumerate(w, 1)}
    score = right(X, y, w, b)
    return Figure(
        [plane(X, y, w, b, **{"seen": step.example, "title": words, **ring}), mistakes_by_pass(mistakes)],
        alt=f"{gate}, pass {step.passes}. {words}. Weights {corner(w)}, bias {b:.3g}: {score} right. "
        f"Mistakes in each pass: {', '.join(map(str, mistakes))}.",
        outputs={"pass": step.passes, "updates": step.updates, **weights, "b": num(b), "right": score},
    )


def mistakes_by_pass(mistakes):
    """One bar for each pass; the pass under way is violet."""
    x, now = np.arange(1, LIMIT + 1), len(mistakes)
    counts = mistakes + [0] * (LIMIT - now)
    numbers = [Text(i + 1, n, str(n) if i < now else "", dy=-10, bold=True) for i, n in enumerate(counts)]
    bars = nn.Bars(x, counts, width=0.6, color=["hi" if i == now else "mute" for i in x])
    return Panel([bars, *numbers], (0.4, LIMIT + 0.6), (0, 4.8), "Mistakes in each pass", "pass", "", x, range(5))


# The cat: three inputs

CASES, IS_CAT = three_way()


def cat_panels(w, b, case, y=None):
    """The neuron with the inputs of one case, and the table of all cases."""
    z = CASES[case].dot(w) + b
    inside = [[f"{v:g}" for v in CASES[case]], [num(z)]]
    names = [["fur", "pointy ears", "whiskers"], ["cat" if z >= 0 else "no cat"]]
    net = diagram.network([w[:, None]], inside, names, numbers=True, radius=22, width=280, height=250)
    bias = Text(250, 125, f"bias {num(b)}", "mute", 13, dy=-36)
    return [replace(net, marks=[*net.marks, bias], xlim=(-30, 280), width=310), table(CASES, w, b, y, case)]


@widget(
    title="Is it a cat?",
    fur=Toggle(True, label="fur"),
    ears=Toggle(True, label="pointy ears"),
    whiskers=Toggle(False, label="whiskers"),
    bias=Slider(-3.5, 0.5, 0.5, -2.5, label="bias"),
)
def cat(fur, ears, whiskers, bias):
    w, case = np.ones(3), 4 * fur + 2 * ears + whiskers
    z, yes = CASES[case].sum() + bias, int(predict(CASES, w, bias).sum())
    return Figure(
        cat_panels(w, bias, case),
        alt=f"With the bias {bias:g} the neuron says cat in {yes} of 8 cases; for {corner(CASES[case])} z is {z:g}.",
        outputs={"z": num(z), "says_cat": f"{yes} of 8"},
    )


@widget(title="The neuron learns the cat", pace=6)
def cat_learns():
    for w, b, step, mistakes, glides in slowly(CASES, IS_CAT):
        score, counts = right(CASES, IS_CAT, w, b), " ".join(map(str, mistakes))
        picture = Figure(
            cat_panels(w, b, step.example, IS_CAT),
            alt=f"Pass {step.passes}: weights {corner(w)}, bias {b:.3g}, {score} right; mistakes by pass: {counts}.",
            outputs={"pass": step.passes, "updates": step.updates, "right": score, "mistakes_by_pass": counts},
        )
        yield picture.moving() if glides else picture


# XOR: why one line is not enough, and why two are


def right_for(gate, turn, push):
    """How many corners a line gets right that faces `turn` degrees and is pushed away from the middle."""
    X, y = GATES[gate]
    facing = np.radians(turn)[..., None]
    z = np.cos(facing) * (X[:, 0] - 0.5) + np.sin(facing) * (X[:, 1] - 0.5) - np.asarray(push)[..., None]
    return ((z.round(9) >= 0) == y).sum(axis=-1)


@widget(
    title="All straight lines at once",
    gate=Choice(["XOR", "AND"], "XOR", label="gate"),
    turn=Slider(0, 360, 5, 45, label="turn the line (degrees)"),
    push=Slider(-1, 1, 0.05, -0.35, label="push the line"),
)
def xor(gate, turn, push):
    w = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))]).round(9)
    b = round(-w.dot(MIDDLE) - push, 9)
    here = int(right_for(gate, turn, push))
    every = right_for(gate, *np.meshgrid(np.arange(0, 361, 2.5), np.linspace(1, -1, 81)))
    pockets = [(a, p) for a in (45, 135, 225, 315) for p in (0.35, -0.35)]
    numbers = [Text(a, p, str(right_for(gate, a, p)), size=15, bold=True) for a, p in pockets]
    marks = [nn.Raster(every / 2 - 1, (0, 360, -1, 1), smooth=False), *numbers, Points(turn, push, "hi", "ring", 13)]
    title, ticks = "Corners right, for every line", [0, 90, 180, 270, 360]
    tried = Panel(marks, (0, 360), (-1, 1), title, "turn", "push", ticks, [-1, 0, 1], height=352)
    return Figure(
        [plane(*GATES[gate], w, b, title=f"Your line: {here} of 4 right"), tried],
        alt=f"Your line gets {here} of the 4 corners of {gate} right. The best of all lines gets {every.max()}.",
        outputs={"right": f"{here} of 4", "best_of_all_lines": f"{every.max()} of 4"},
    )


@widget(
    title="Two neurons, then one more",
    low=Slider(-0.5, 2.5, 0.25, 0.5, label="first line: fires from x₁ + x₂ ="),
    high=Slider(-0.5, 2.5, 0.25, 1.5, label="second line: fires up to x₁ + x₂ ="),
)
def two_layers(low, high):
    X, y = GATES["XOR"]
    hidden = np.column_stack([predict(X, np.array([1, 1]), -low), predict(X, np.array([-1, -1]), high)])
    both = np.array([1.0, 1.0])
    score = right(hidden, y, both, -1.5)
    wrong = predict(hidden, both, -1.5) != y
    strip = Polygon([low + 3, low - 3, high - 3, high + 3], [-3, 3, 3, -3], opacity=0.15 * (low <= high))
    lines = [Line([s + 3, s - 3], [-3, 3], dash=dash) for s, dash in ((low, False), (high, True))]
    seen = [*firing_side(both, -1.5), *answers(*hidden.T, y, wrong)]
    ends = (-0.5, 1.5), (-0.5, 1.5)
    return Figure(
        [
            Panel(
                [strip, *lines, *answers(*X.T, y, wrong)],
                *ends,
                "What goes in",
                "x₁",
                "x₂",
                [0, 1],
                [0, 1],
                square=True,
                width=300,
            ),
            Panel(seen, *ends, "What the two neurons see", "first", "second", [0, 1], [0, 1], square=True, width=300),
        ],
        alt=f"Two lines and one more neuron get {score} corners of XOR right.",
        outputs={"right": score, "places_in_the_second_picture": len(np.unique(hidden, axis=0))},
    )


# The convergence theorem as something to try. Updates needed by the seeds 0 to 19 for five margins (a test counts again)

TRIALS = {
    0.5: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 2, 2, 2, 4, 2, 2],
    0.2: [2, 2, 2, 4, 4, 4, 2, 2, 6, 2, 2, 2, 2, 4, 4, 6, 4, 2, 4, 6],
    0.1: [4, 12, 2, 10, 4, 6, 14, 10, 14, 4, 4, 2, 6, 4, 10, 10, 4, 2, 4, 6],
    0.05: [4, 16, 8, 6, 30, 10, 10, 34, 6, 10, 14, 2, 4, 10, 8, 14, 4, 2, 6, 8],
    0.02: [18, 12, 14, 16, 24, 18, 20, 20, 6, 8, 10, 18, 8, 12, 8, 12, 10, 8, 6, 8],
}


@widget(
    title="How many mistakes at most?",
    pace=3,
    margin=Slider(0.02, 0.5, 0.01, 0.1, label="margin: half the width of the empty strip"),
    seed=Seed(1),
)
def convergence(margin, seed):
    X, y, normal = disc_with_margin(200, margin, np.random.default_rng(seed))
    bound = novikoff_bound(np.column_stack([X, np.ones(200)]), y, np.append(normal, 0))
    dots = [Points(*X[y == 1].T, "pos", size=3), Points(*X[y == 0].T, "neg", "square", 3)]
    for w, b, step, _, glides in slowly(X, y):
        if not (step.error or glides or step.example == 199):
            continue  # only mistakes change anything: skip what is right
        ring = Points(*X[step.example], "hi", "ring", 9)
        marks = [*firing_side(w, b, np.zeros(2)), *dots, ring]
        picture = Figure(
            [
                Panel(marks, (-1.1, 1.1), (-1.1, 1.1), "200 points and the line", square=True),
                trials(margin, step.updates),
            ],
            alt=f"Pass {step.passes}: {step.updates} updates so far; with this margin there can be no more than {bound:.0f}.",
            outputs={"pass": step.passes, "updates": step.updates, "bound": int(bound), "right": right(X, y, w, b)},
        )
        yield picture.moving() if glides else picture


def trials(margin, updates):
    """Grey: what 20 trials needed for each of five margins. Violet: this run. The line: Novikoff's bound."""
    widths = np.geomspace(0.015, 0.6, 30)
    grey = Points(np.repeat(list(TRIALS), 20), np.ravel(list(TRIALS.values())), "axis", size=3)
    now = Points(margin, max(updates, 1), "hi", size=7)
    words = Text(0.05, 2000, "never above this line", "mute", 12, anchor="start")
    return Panel(
        [Line(widths, 2 / widths**2), words, grey, now],
        (0.015, 0.6),
        (0.8, 10_000),
        "Updates: the bound and the truth",
        "margin",
        xticks=list(TRIALS),
        log="xy",
    )
