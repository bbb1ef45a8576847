"""The golden run: forty epochs whose losses must be the same in CPython and in Pyodide, to nine digits.

`python tests/golden/golden_run.py` prints the losses as the JSON kept in training.json.
"""

import json

import numpy as np

from nnlive.data import circle
from nnlive.network import dense
from nnlive.training import train


def run() -> list[float]:
    rng = np.random.default_rng(7)
    X, y = circle(200, 0.1, rng)
    net = dense([2, 4, 2, 1], hidden="tanh", output="sigmoid", rng=rng)
    epochs = train(net, X, (y + 1) / 2, loss="log_loss", lr=0.1, batch=10, epochs=40, rng=rng)
    return [epoch.train_loss for epoch in epochs]


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
