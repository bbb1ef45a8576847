"""What depth buys, and what it costs: folds that double, and the same 24 neurons in one layer or stacked."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Seed, Slider, widget
from nnlive.data import DATASETS, split
from nnlive.descent import Trainer

# --- folding paper ---


def fold(x):
    """Two ReLU neurons: 0 to 1 is folded in the middle, so that both halves lie on each other, stretched to 0…1."""
    return 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)


def pieces(y):
    """How many straight pieces a zigzag has: one more than its turns."""
    return 1 + int(np.sum(np.diff(np.sign(np.diff(y))) != 0))


@widget(title="Fold upon fold", layers=Slider(1, 7, 1, 5, label="hidden layers of 2 neurons"))
def folds(layers):
    x = y = np.linspace(0, 1, 2**layers + 1)  # every turn, and what lies between is straight
    for _ in range(layers):
        y = fold(y)
    count, deep = pieces(y), 2 * layers
    marks = [Line(x, y, "hi", 2)]
    look = {"xlabel": "input x", "xticks": [0, 0.5, 1], "yticks": [0, 1], "height": 250}
    number = np.arange(1, 8)
    grow = [
        Line(number, 2.0**number - 1, "neg", 2, label="one hidden layer"),
        Points(number, 2.0**number - 1, "neg", "square", 4),
        Line(number, 2.0 * number, "pos", 2, label="layers of two"),
        Points(number, 2.0 * number, "pos", size=4),
        Points([layers, layers], [2.0**layers - 1, deep], "hi", "ring", 8),
    ]
    log = {"xlabel": "folds", "log": "y", "yticks": [1, 10, 100], "xticks": number, "height": 250}
    return Figure(
        [
            Panel(marks, (0, 1), (-0.05, 1.05), f"{count} straight pieces", ylabel="output", **look),
            Panel(grow, (0.6, 7.4), (1, 160), "Neurons needed", **log),
        ],
        alt=f"{layers} layers of two ReLU neurons make a zigzag of {count} straight pieces with {deep} neurons. One "
        f"hidden layer needs at least {count - 1}.",
        outputs={"pieces": count, "neurons_in_layers": deep, "in_one_layer": count - 1},
    )


# --- the same number of neurons, in one layer or in many ---

EDGE, SIDE, EPOCHS, EVERY = 6.0, 48, 400, 4
STEPS = np.linspace(-EDGE, EDGE, SIDE)
PLANE = np.column_stack([np.tile(STEPS, SIDE), np.repeat(STEPS[::-1], SIDE)])
SHAPES = {"24": (24,), "12 + 12": (12, 12), "8 + 8 + 8": (8, 8, 8), "4 × 6": (6, 6, 6, 6)}


def spiral(seed):
    rng = np.random.default_rng([seed, 5])
    return split(*DATASETS["spiral"].make(500, 0.0, rng), 0.5, rng)


def start(shape, activation, seed):
    return Trainer(2, shape, activation=activation, start="he", lr=0.03, rng=np.random.default_rng([seed, 2]))


def plane_panel(trainer, X, y):
    answers, blue = trainer.forward(PLANE)[-1].reshape(SIDE, SIDE), y > 0
    marks = [Raster(answers, (-EDGE, EDGE, -EDGE, EDGE))]
    marks += [Points(*X[blue].T, "pos", size=3), Points(*X[~blue].T, "neg", "square", 3)]
    ticks = {"xticks": [-6, 0, 6], "yticks": [-6, 0, 6], "square": True, "width": 320}
    return Panel(marks, (-EDGE, EDGE), (-EDGE, EDGE), "", "x₁", "x₂", **ticks)


def losses_panel(history):
    epochs, known, new = np.array(history).T
    marks = [
        Line(epochs, known, "mute", 1.5, dash=True, label="training"),
        Line(epochs, new, width=2.5, label="test"),
        Points(epochs[-1], new[-1], "hi", size=6),
    ]
    look = {"xticks": [0, 200, 400], "yticks": [0, 0.2, 0.4, 0.6], "height": 320}
    return Panel(marks, (0, EPOCHS), (0, 0.65), "Loss", "epoch", "", **look)


@widget(
    title="The same 24 neurons",
    shape=Choice(list(SHAPES), "8 + 8 + 8", label="hidden layers"),
    activation=Choice(["relu", "tanh", "sigmoid"], "relu", names=["ReLU", "Tanh", "Sigmoid"]),
    seed=Seed(1),
)
def same_neurons(shape, activation, seed):
    (X, y), test = spiral(seed)
    trainer, history = start(SHAPES[shape], activation, seed), []
    for epoch in range(EPOCHS + 1):
        if epoch % EVERY == 0:
            history.append((epoch, trainer.mean_loss(X, y), trainer.mean_loss(*test)))
            loss = history[-1][2]
            yield Figure(
                [plane_panel(trainer, X, y), losses_panel(history)],
                alt=f"24 hidden neurons in layers of {shape} after {epoch} epochs on the spiral: the test loss is "
                f"{loss:.2f}.",
                outputs={"epoch": epoch, "training_loss": history[-1][1], "test_loss": loss},
            )
        trainer.epoch(X, y)
