"""Logic gates: one neuron with a hard threshold decides, learns from its mistakes, and meets what it cannot learn.

A gate is a table: inputs that are 0 or 1, and the answer wanted for each. The neuron adds up z = w·x + b and fires,
which means it says 1, when z is 0 or more.
"""

from dataclasses import replace

import numpy as np

import nnlive as nn
from nnlive import Choice, Figure, Line, Panel, Points, Polygon, Seed, Segments, Slider, Text, Toggle, diagram, widget
from nnlive.data import GATES, disc_with_margin, three_way
from nnlive.perceptron import novikoff_bound, perceptron_rule, predict
from nnlive.plane import firing_side

CASES, IS_CAT = three_way()
GLIDE = np.linspace(0, 1, 14)[1:-1]  # twelve in-between pictures for each change of the weights
LIMIT = 7  # passes before we stop a neuron that only goes round in circles


def num(value):
    return f"{value:.3g}".replace("-", "−")


def tuple_of(x):
    return "(" + ", ".join(num(v) for v in x) + ")"


def right(X, y, w, b):
    return f"{np.sum(predict(X, w, b) == y)} of {len(y)}"


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


def corners(marks, title, across="x₁", up="x₂"):
    """A panel for the four corners of a gate with two inputs."""
    return Panel(marks, (-0.5, 1.5), (-0.35, 1.35), title, across, up, [0, 1], [0, 1], square=True, width=300)


def plane(X, y, w, b, seen=None, title=""):
    """Two inputs make a plane with a line in it. With one input we draw its sum z: the neuron fires above zero."""
    wrong = predict(X, w, b) != y
    if len(w) == 2:
        return corners([*firing_side(w, b), *answers(*X.T, y, wrong, seen)], title)
    x, z, ends = X[:, 0], X[:, 0] * w[0] + b, np.array([-0.5, 1.5])
    marks = [Polygon([-0.5, 1.5, 1.5, -0.5], [0, 0, 8, 8]), nn.Rule(y=0, color="ink", dash=False)]
    marks += [Segments(x, 0, x, z, z), Line(ends, ends * w[0] + b, "axis"), *answers(x, z, y, wrong, seen)]
    return Panel(marks, (-0.5, 1.5), (-7.6, 7.6), title, "x₁", "sum z", [0, 1], [-5, 0, 5], width=300, height=312)


HEADINGS = {1: ["x₁"], 2: ["x₁", "x₂"], 3: ["fur", "ears", "whisk."]}
WANTED, ZERO, SAYS, UNIT = 146, 225, 318, 14  # pixels: three columns, and how long a bar of 1 is


def table(X, w, b, y=None, seen=None, row=38):
    """One row for each case. `y` are the answers wanted, if there are any; `seen` is the row to look at."""
    z, says, top = X.dot(w) + b, predict(X, w, b), row * len(X) + 16
    middle = row * np.arange(len(X))[::-1] + row / 2
    titles = [(14 + 40 * i, words) for i, words in enumerate(HEADINGS[len(w)])]
    titles += [(ZERO, "sum z"), (SAYS, "neuron")] + [(WANTED, "wanted")] * (y is not None)
    marks = [Text(x, top, words, "mute", 12) for x, words in titles]
    edges = middle[seen or 0] + row / 2 * np.array([-1, -1, 1, 1])
    marks.append(Polygon([0, 340, 340, 0], edges, "hi", 0 if seen is None else 0.14))
    ends = ZERO + UNIT * np.clip(z, -4.5, 4.5)  # a longer bar would run into the next column
    for case, at, end in zip(X, middle, ends, strict=True):
        marks += [Text(14 + 40 * i, at, num(v), "ink" if v else "mute", 15, bold=v > 0) for i, v in enumerate(case)]
        bar = Polygon([ZERO, end, end, ZERO], [at + 3, at + 3, at + 12, at + 12], "neg" if end < ZERO else "pos", 0.9)
        marks += [bar, Text(ZERO, at, terms(case, w, b), "mute", 12, dy=9)]
    marks.append(Segments(ZERO, middle - 1, ZERO, middle + 16))
    if y is not None:
        marks += answers(np.full(len(X), WANTED), middle, y)
    marks += answers(np.full(len(X), SAYS), middle, says, y is not None and says != y)
    return Panel(marks, (0, 340), (0, top + 12), axes=False, height=top + 12)


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
    pace=4,
    gate=Choice(["AND", "OR", "NAND", "NOR", "NOT", "XOR"], "AND"),
    lr=Choice([0.25, 0.5, 1, 2], 1, label="learning rate"),
)
def learn(gate, lr):
    X, y = GATES[gate]
    for w, b, step, mistakes, glides in slowly(X, y, lr, LIMIT):
        words = f"Said {step.prediction}, wanted {y[step.example]:g}" if step.error else "Right: nothing changes"
        panels = [plane(X, y, w, b, step.example, words), mistakes_by_pass(mistakes)]
        picture = report(panels, X, y, w, b, step, mistakes, words)
        yield picture.moving() if glides else picture
    words = "It goes round in circles" if mistakes[-1] else f"A clean pass: {gate} is learned"
    yield report([plane(X, y, w, b, title=words), panels[1]], X, y, w, b, step, mistakes, words)


def mistakes_by_pass(mistakes):
    """One bar for each pass; the pass under way is violet."""
    x, now = np.arange(1, LIMIT + 1), len(mistakes)
    counts = mistakes + [0] * (LIMIT - now)
    numbers = [Text(i + 1, n, str(n) if i < now else "", dy=-10, bold=True) for i, n in enumerate(counts)]
    bars = nn.Bars(x, counts, width=0.6, color=["hi" if i == now else "mute" for i in x])
    return Panel([bars, *numbers], (0.4, LIMIT + 0.6), (0, 4.8), "Mistakes in each pass", "pass", "", x, range(5))


def cat_panels(w, b, case, y=None):
    """The neuron with the inputs of one case, and the table of all cases."""
    z = CASES[case].dot(w) + b
    inside = [[num(v) for v in CASES[case]], [num(z)]]
    names = [["fur", "pointy ears", "whiskers"], ["says cat" if z >= 0 else "says no"]]
    net = diagram.network([w[:, None]], inside, names, numbers=True, radius=22, width=280, height=230)
    bias = Text(250, 115, f"bias {num(b)}", "mute", 13, dy=-36)
    return [replace(net, marks=[*net.marks, bias], xlim=(-30, 310), width=340), table(CASES, w, b, y, case)]


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


@widget(title="The neuron learns the cat", pace=6)
def cat_learns():
    for w, b, step, mistakes, glides in slowly(CASES, IS_CAT):
        words = "Mistake" if step.error else "Right"
        picture = report(cat_panels(w, b, step.example, IS_CAT), CASES, IS_CAT, w, b, step, mistakes, words)
        yield picture.moving() if glides else picture


def right_for(gate, turn, push):
    """How many corners a line gets right that looks towards `turn` degrees, `push` away from the middle."""
    X, y = GATES[gate]
    towards = np.radians(turn)[..., None]
    z = np.cos(towards) * (X[:, 0] - 0.5) + np.sin(towards) * (X[:, 1] - 0.5) - np.asarray(push)[..., None]
    return ((z.round(9) >= 0) == y).sum(axis=-1)


def map_of_lines(gate, turn, push):
    """Every line is a point here, coloured by the corners it gets right. On a curve it touches one corner."""
    turns = np.arange(1, 360, 2)
    every = right_for(gate, *np.meshgrid(turns, np.linspace(0.9875, -0.9875, 80)))
    edges = [Line(turns, np.sqrt(0.5) * np.cos(np.radians(turns - a)), "paper", 3) for a in (45, 135, 225, 315)]
    places = [*((a, p) for a in (45, 135, 225, 315) for p in (0.35, -0.35)), *((180, p) for p in (0.85, 0, -0.85))]
    numbers = [Text(a, p, str(right_for(gate, a, p)), size=15, bold=True) for a, p in places]
    marks = [
        nn.Raster(every / 2 - 1, (0, 360, -1, 1), smooth=False),
        *edges,
        *numbers,
        Points(turn, push, "hi", "ring", 13),
    ]
    title, right_angles = "Corners right, for every line", range(0, 361, 90)
    return every.max(), Panel(marks, (0, 360), (-1, 1), title, "turn", "push", right_angles, [-1, 0, 1], height=312)


@widget(
    title="All straight lines at once",
    gate=Choice(["XOR", "AND"], "XOR"),
    turn=Slider(0, 360, 5, 45, label="turn the line (degrees)"),
    push=Slider(-1, 1, 0.05, -0.35, label="push the line"),
)
def xor(gate, turn, push):
    w = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))]).round(9)
    here, (best, all_lines) = right_for(gate, turn, push), map_of_lines(gate, turn, push)
    b = round(-w.sum() / 2 - push, 9)
    return Figure(
        [plane(*GATES[gate], w, b, title=f"Your line: {here} of 4 right"), all_lines],
        alt=f"Your line gets {here} of the 4 corners of {gate} right. The best of all lines gets {best}.",
        outputs={"right": f"{here} of 4", "best_of_all_lines": f"{best} of 4"},
    )


@widget(
    title="Two neurons, then one more",
    low=Slider(-0.5, 2.5, 0.25, 0.5, label="solid line: x₁ + x₂ ="),
    high=Slider(-0.5, 2.5, 0.25, 1.5, label="dashed line: x₁ + x₂ ="),
    walk=Slider(0, 1, 0.05, 1, label="move the corners"),
)
def two_layers(low, high, walk):
    (X, y), ones = GATES["XOR"], np.ones(2)
    hidden = np.column_stack([predict(X, ones, -low), predict(X, -ones, high)])
    wrong, seen = predict(hidden, ones, -1.5) != y, X + walk * (hidden - X)
    strip = Polygon([low + 3, low - 3, high - 3, high + 3], [-3, 3, 3, -3], opacity=0.15 * (low <= high))
    lines = [Line([low + 3, low - 3], [-3, 3]), Line([high + 3, high - 3], [-3, 3], dash=True)]
    aside = (0, -20, 20, 0)  # (0, 1) and (1, 0) meet on the right: their names stand side by side
    names = [[Text(*at[i], tuple_of(X[i]), "mute", dx=aside[i], dy=-22) for i in range(4)] for at in (X, seen)]
    inputs = [strip, *lines, *answers(*X.T, y, wrong), *names[0]]
    said = [*firing_side(ones, -1.5), *answers(*seen.T, y, wrong), *names[1]]
    return Figure(
        [corners(inputs, "The inputs and two lines"), corners(said, "What the two neurons say", "solid", "dashed")],
        alt=f"Two lines and one more neuron get {4 - wrong.sum()} corners of XOR right.",
        outputs={"right": f"{4 - wrong.sum()} of 4", "places": len({*map(tuple, hidden)})},
    )


# Updates that the seeds 0 to 19 needed, for five margins. A test counts them again.
TRIALS = {
    0.5: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 2, 2, 2, 4, 2, 2],
    0.2: [2, 2, 2, 4, 4, 4, 2, 2, 6, 2, 2, 2, 2, 4, 4, 6, 4, 2, 4, 6],
    0.1: [4, 12, 2, 10, 4, 6, 14, 10, 14, 4, 4, 2, 6, 4, 10, 10, 4, 2, 4, 6],
    0.05: [4, 16, 8, 6, 30, 10, 10, 34, 6, 10, 14, 2, 4, 10, 8, 14, 4, 2, 6, 8],
    0.02: [18, 12, 14, 16, 24, 18, 20, 20, 6, 8, 10, 18, 8, 12, 8, 12, 10, 8, 6, 8],
}


@widget(title="How many mistakes at most?", pace=3, margin=Slider(0.02, 0.5, 0.01, 0.1, label="margin"), seed=Seed(1))
def convergence(margin, seed):
    X, y, normal = disc_with_margin(200, margin, np.random.default_rng(seed))
    bound = int(novikoff_bound(np.column_stack([X, np.ones(200)]), y, np.append(normal, 0)))
    along, deep = 2 * np.array([-normal[1], normal[0]]), margin * normal
    empty = Polygon(*np.array([along + deep, along - deep, -along - deep, -along + deep]).T, "mute", 0.16)
    fixed = [empty, Points(*X[y == 1].T, size=3.5), Points(*X[y == 0].T, "neg", "square", 3.5)]
    for w, b, step, _, glides in slowly(X, y):
        if not (step.error or glides or step.example == 199):
            continue  # only mistakes change anything: skip what is right
        mistake = X[[step.example] if step.error else []]
        marks = [*firing_side(w, b, (0, 0)), *fixed, Points(*mistake.T, "hi", "ring", 9)]
        disc = Panel(marks, (-1.1, 1.1), (-1.1, 1.1), f"{step.updates} updates so far", square=True)
        picture = Figure(
            [disc, trials(margin, step.updates)],
            alt=f"Pass {step.passes}: {step.updates} updates so far; with this margin at most {bound} can come.",
            outputs={"updates": step.updates, "bound": bound, "right": right(X, y, w, b), "pass": step.passes},
        )
        yield picture.moving() if glides else picture


def trials(margin, updates):
    """Grey: what 20 trials needed for each of five margins. Violet: this run. The line: Novikoff's bound."""
    widths = np.geomspace(0.015, 0.6, 30)
    grey = Points(np.repeat(list(TRIALS), 20), np.ravel(list(TRIALS.values())), "mute", size=3.5)
    marks = [Line(widths, 2 / widths**2), Text(0.06, 1200, "never above this line", "mute", anchor="start")]
    marks += [grey, Points(margin, max(updates, 1), "hi", size=8)]
    title = "Updates: the bound and 100 trials"
    return Panel(marks, (0.015, 0.6), (0.8, 1e4), title, "margin", "updates", list(TRIALS), log="xy", height=330)
