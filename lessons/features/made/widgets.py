"""Made features: a column that someone has thought of, in place of a hidden layer."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Seed, widget
from nnlive.data import DATASETS, split
from nnlive.features import columns, standardize
from nnlive.network import dense, predict
from nnlive.training import train

EPOCHS, SIDE = 60, 44
MADE = {
    "plain": ("x1", "x2"),
    "squares": ("x1_squared", "x2_squared"),
    "product": ("x1x2",),
}
WORDS = {"plain": "x₁ and x₂", "squares": "x₁² and x₂²", "product": "x₁x₂ alone"}
STEPS = np.linspace(-6, 6, SIDE)
PLANE = np.column_stack([np.tile(STEPS, SIDE), np.repeat(STEPS[::-1], SIDE)])


def learners(data, made, neurons, seed):
    """The two networks while they learn: one sees made features and has no hidden layer, the other x₁ and x₂.

    Yields for each its network, answers on the plane, and how many of the 200 held-out points it gets right.
    """
    rng = np.random.default_rng(seed)
    X, y = DATASETS[data].make(400, 0.0, rng)
    (X, y), (held_X, held_y) = split(X, (y + 1) / 2, 0.5, rng)
    runs = []
    for names, hidden in ((MADE[made], []), (MADE["plain"], [neurons])):
        inputs, mean, std = standardize(columns(X, names))
        start = "glorot" if hidden else "zeros"
        net = dense([len(names), *hidden, 1], rng=np.random.default_rng(seed), start=start)
        epochs = train(net, inputs, y, lr=0.5, batch=10, epochs=EPOCHS, rng=np.random.default_rng(1))
        runs.append((names, mean, std, epochs))
    for both in zip(*(run[3] for run in runs), strict=True):
        seen = []
        for (names, mean, std, _), epoch in zip(runs, both, strict=True):
            plane, held = (predict(epoch.network, (columns(at, names) - mean) / std)[:, 0] for at in (PLANE, held_X))
            seen.append((epoch.network, plane.reshape(SIDE, SIDE), int(np.sum((held > 0.5) == held_y))))
        yield (X, y), seen


def plane_panel(points, answers, title):
    X, y = points
    marks = [
        Raster(2 * answers - 1, (-6, 6, -6, 6)),
        Points(*X[y == 1].T, "pos", size=2.6),
        Points(*X[y == 0].T, "neg", "square", 2.6),
    ]
    look = {"xticks": [-6, 0, 6], "yticks": [-6, 0, 6], "square": True, "width": 250}
    return Panel(marks, (-6, 6), (-6, 6), title, "x₁", "x₂", **look)


def shares_panel(shares, names):
    marks = []
    for row, name, (color, dash) in zip(np.transpose(shares), names, (("hi", False), ("ink", True)), strict=True):
        marks.append(Line(range(len(row)), row, color, 2.5, dash, name))
    return Panel(marks, (0, EPOCHS), (0, 104), "Held-out points that are right", "epoch", "%", height=220)


@widget(
    title="A feature instead of a layer",
    pace=15,
    data=Choice(["circle", "xor"], "circle", names=["Circle", "Exclusive or"]),
    made=Choice(list(MADE), "squares", label="inputs without a hidden layer", names=list(WORDS.values())),
    neurons=Choice([1, 2, 4, 8], 4, label="hidden neurons of the other"),
    seed=Seed(2),
)
def instead(data, made, neurons, seed):
    shares = []
    for epoch, (points, seen) in enumerate(learners(data, made, neurons, seed)):
        counts, right = [run[0].parameter_count for run in seen], [run[2] for run in seen]
        shares.append([count / 2 for count in right])
        titles = [f"{WORDS[made]}, no layer", f"x₁ and x₂, {neurons} hidden"]
        yield Figure(
            [
                *(plane_panel(points, run[1], title) for run, title in zip(seen, titles, strict=True)),
                shares_panel(shares, ["made features", "hidden layer"]),
            ],
            alt=f"After {epoch} epochs the neuron that sees {WORDS[made]} gets {right[0]} of 200 held-out points "
            f"right, with {counts[0]} numbers; the network with {neurons} hidden neurons {right[1]}, with {counts[1]}.",
            outputs={"epoch": epoch, "right_by_features": right[0], "right_by_layer": right[1],
                     "numbers": f"{counts[0]} and {counts[1]}"},
        )  # fmt: skip
