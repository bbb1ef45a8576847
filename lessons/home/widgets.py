"""The network on the home page: it learns to tell two colours apart while you watch."""

import numpy as np

from nnlive import Choice, Figure, Panel, Points, Raster, Seed, Segments, Text, widget
from nnlive.data import DATASETS
from nnlive.diagram import rows
from nnlive.network import dense, forward
from nnlive.training import train

EDGE = 6.0  # the plane shown: both inputs from −6 to 6
WIDTH, HEIGHT, HALF = 340, 300, 15  # the drawing of the network, and half a neuron's picture, in pixels


def plane(side):
    """side × side points of the plane, row by row from the top left: shape (side², 2)."""
    steps = np.linspace(-EDGE, EDGE, side)
    x1, x2 = np.meshgrid(steps, steps[::-1])
    return np.column_stack([x1.ravel(), x2.ravel()])


COARSE, FINE = plane(18), plane(60)


def network_panel(net):
    """Every neuron as the picture it makes of the plane, joined by its weights."""
    outputs = forward(net, COARSE)
    columns = np.linspace(HALF + 12, WIDTH - HALF - 12, len(outputs))
    marks = []
    for i, layer in enumerate(net.layers):
        above, below = (rows(n, HEIGHT) for n in layer.W.shape)
        y0, y1 = np.repeat(above, len(below)), np.tile(below, len(above))
        marks.append(Segments(columns[i] + HALF, y0, columns[i + 1] - HALF, y1, layer.W.ravel(), curved=True))
    for x, made in zip(columns, outputs, strict=True):
        for y, picture in zip(rows(made.shape[1], HEIGHT), made.T, strict=True):
            square = picture.reshape(18, 18) / max(1, np.abs(picture).max())
            marks.append(Raster(square, (x - HALF, x + HALF, y - HALF, y + HALF), frame=True))
    for name, y in zip(("x₁", "x₂"), rows(2, HEIGHT), strict=True):
        marks.append(Text(columns[0], y, name, "mute", 13, dy=HALF + 11))
    return Panel(marks, (0, WIDTH), (0, HEIGHT), axes=False, width=WIDTH, height=HEIGHT)


def output_panel(net, dots):
    """What the whole network says at every point of the plane, with the data on top."""
    says = forward(net, FINE)[-1].reshape(60, 60)
    limits = (-EDGE, EDGE)
    return Panel(
        [Raster(says, (*limits, *limits)), *dots], limits, limits, xlabel="x₁", ylabel="x₂", square=True, width=300
    )


@widget(
    title="A network learning",
    data=Choice(["circle", "xor", "spiral"], "circle", label="Data", names=["Circle", "Corners", "Spiral"]),
    seed=Seed(4, label="Seed of the random start"),
)
def live(data, seed):
    rng = np.random.default_rng(seed)
    X, y = DATASETS[data].make(240, 0.0, rng)
    net = dense([2, 8, 6, 1], hidden="tanh", output="tanh", rng=rng)
    blue = y > 0
    dots = [
        Points(X[blue, 0], X[blue, 1], color="pos", size=3.5),
        Points(X[~blue, 0], X[~blue, 1], color="neg", shape="square", size=3.5),
    ]
    for epoch in train(net, X, y, loss="squared", lr=0.05, batch=10, epochs=400, rng=rng):
        right = np.mean((forward(epoch.network, X)[-1].ravel() > 0) == blue)
        yield Figure(
            [network_panel(epoch.network), output_panel(epoch.network, dots)],
            alt=f"A network of 2 inputs, 8 and 6 neurons and 1 output after {epoch.number} passes over 240 points: "
            f"it gives {100 * right:.0f} % of them their right colour.",
            outputs={"epoch": epoch.number, "loss": epoch.train_loss, "right": f"{100 * right:.0f} %"},
        )
