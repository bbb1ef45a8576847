"""How many neurons does a circle need? Every hidden neuron casts its vote, and the sum of the votes is the answer."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Seed, Slider, Text, widget
from nnlive.data import DATASETS, split
from nnlive.descent import Trainer
from nnlive.shapes import Tiles

EDGE, SIDE = 6.0, 48
STEPS = np.linspace(-EDGE, EDGE, SIDE)
PLANE = np.column_stack([np.tile(STEPS, SIDE), np.repeat(STEPS[::-1], SIDE)])
EPOCHS, EVERY = 200, 2


def data(kind, seed):
    """250 points to learn from and 250 to test with, as (X, y), (X, y)."""
    rng = np.random.default_rng([seed, 3])
    return split(*DATASETS[kind].make(500, 0.0, rng), 0.5, rng)


def start(neurons, activation, seed):
    shape = (neurons,) if neurons else ()
    return Trainer(2, shape, activation=activation, rng=np.random.default_rng([seed, neurons]))


def judge(trainer, test):
    loss, answers = trainer.judge(*test)
    return loss, float(np.mean((answers > 0) == (test[1] > 0)))


def dots(X, y):
    blue = y > 0
    return [Points(*X[blue].T, "pos", size=3), Points(*X[~blue].T, "neg", "square", 3)]


def outlines(trainer):
    """The zero line of each hidden neuron, for as far as the plane goes."""
    if len(trainer.weights) == 1:
        return []
    W, b = trainer.weights[0], trainer.biases[0]
    lengths = np.maximum(np.hypot(*W), 1e-9)
    normals = (W / lengths).T
    feet, along = -(b / lengths)[:, None] * normals, 9 * np.column_stack([-normals[:, 1], normals[:, 0]])
    far = np.abs(b / lengths) < 12
    ends = zip(feet[far] - along[far], feet[far] + along[far], strict=True)
    return [Line([a[0], c[0]], [a[1], c[1]], "hi", 1.5) for a, c in ends]


def answer_panel(trainer, marks):
    answers = trainer.forward(PLANE)[-1].reshape(SIDE, SIDE)
    ticks = {"xticks": [-6, 0, 6], "yticks": [-6, 0, 6], "square": True, "width": 320}
    inside = [Raster(answers, (-EDGE, EDGE, -EDGE, EDGE)), *marks, *outlines(trainer)]
    return Panel(inside, (-EDGE, EDGE), (-EDGE, EDGE), "What the network answers", "x₁", "x₂", **ticks)


def places(count):
    """Where the small pictures stand and half their size, in pixels: up to three in a row, else in rows of four."""
    columns, half, pitch = (3, 50, 112) if count <= 3 else (4, 36, 84)
    number, across = np.arange(count), min(count, columns)
    x = 170 + pitch * (number % columns - (across - 1) / 2)
    y = (172 if count <= columns else 222) - 112 * (number // columns)
    return x, y, half


def votes_panel(trainer):
    """What each hidden neuron adds to the last sum, over the whole plane: its output times its weight."""
    if len(trainer.weights) == 1:
        words = Text(170, 160, "No hidden neurons: x₁ and x₂ go straight to the output.", "mute", 12)
        return Panel([words], (0, 340), (0, 310), axes=False, height=310)
    weights = trainer.weights[1][:, 0]
    votes = (trainer.forward(PLANE)[0] * weights).T.reshape(-1, SIDE, SIDE)
    small, reach = votes[:, ::3, ::3], max(1.0, float(np.abs(votes).max()))
    x, y, half = places(len(weights))
    marks = [Tiles(small / reach, x, y, half), Text(170, 290, "The vote of each hidden neuron", "ink", 14, bold=True)]
    for i in range(len(weights)):
        text = f"weight {weights[i]:.2f}".replace("-", "−")
        marks.append(Text(x[i], y[i], text, "pos" if weights[i] > 0 else "neg", 12, dy=half + 10))
    marks += [Text(170, 28, "All votes and a bias are added up.", "mute", 12)]
    marks += [Text(170, 10, "The tanh of that is the answer.", "mute", 12)]
    return Panel(marks, (0, 340), (0, 310), axes=False, height=310)


@widget(
    title="How many neurons?",
    neurons=Slider(0, 8, 1, 3, label="hidden neurons"),
    activation=Choice(["tanh", "relu", "linear"], "tanh", names=["Tanh", "ReLU", "Linear"]),
    kind=Choice(["circle", "xor"], "circle", label="data", names=["Circle", "Corners"]),
    seed=Seed(2),
)
def how_many(neurons, activation, kind, seed):
    (X, y), test = data(kind, seed)
    trainer, marks = start(neurons, activation, seed), dots(X, y)
    for epoch in range(EPOCHS + 1):
        if epoch % EVERY == 0:
            loss, share = judge(trainer, test)
            yield Figure(
                [answer_panel(trainer, marks), votes_panel(trainer)],
                alt=f"After {epoch} epochs the network with {neurons} hidden neurons gives {share:.0%} of the test "
                f"points their colour. Violet lines show where each hidden neuron is zero.",
                outputs={"epoch": epoch, "test_loss": loss, "right": f"{share:.0%}"},
            )
        trainer.epoch(X, y)
