"""The network on the home page: it learns to tell two colours apart while you watch."""

import numpy as np

from nnlive import Choice, Figure, Panel, Points, Raster, Seed, widget
from nnlive.data import DATASETS
from nnlive.network import dense, predict
from nnlive.training import train

EDGE = 6.0
SIDE = 48
GRID = np.linspace(-EDGE, EDGE, SIDE)
PLANE = np.array([(x1, x2) for x2 in GRID[::-1] for x1 in GRID])


@widget(
    title="A network learning",
    data=Choice(["circle", "xor", "spiral"], "circle", label="data", names=["Circle", "Corners", "Spiral"]),
    seed=Seed(1),
)
def live(data, seed):
    rng = np.random.default_rng(seed)
    X, y = DATASETS[data].make(240, 0.05, rng)
    net = dense([2, 8, 8, 1], hidden="tanh", output="tanh", rng=rng)
    blue = y > 0
    dots = [
        Points(X[blue, 0], X[blue, 1], color="pos"),
        Points(X[~blue, 0], X[~blue, 1], color="neg", shape="square"),
    ]
    for epoch in train(net, X, y, loss="squared", lr=0.1, batch=10, epochs=300, rng=rng):
        believed = predict(epoch.network, PLANE).reshape(SIDE, SIDE)
        right = np.mean((predict(epoch.network, X).ravel() > 0) == blue)
        yield Figure(
            [
                Panel(
                    [Raster(believed, (-EDGE, EDGE, -EDGE, EDGE)), *dots],
                    xlim=(-EDGE, EDGE),
                    ylim=(-EDGE, EDGE),
                    xlabel="x₁",
                    ylabel="x₂",
                )
            ],
            alt=f"After {epoch.number} passes over the data the network colours {right:.0%} of the points right.",
            outputs={"epoch": epoch.number, "loss": epoch.train_loss, "right": f"{right:.0%}"},
        )
