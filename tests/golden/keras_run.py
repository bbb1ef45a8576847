"""What Keras itself makes of our generated code: predictions, and predictions after three epochs of its training.

Recorded once with keras 3.15.1 and torch 2.13.0 on a CPU, in a virtual environment outside the repository:
`pip install keras torch==2.13.0`, then `KERAS_BACKEND=torch PYTHONPATH=pysrc python tests/golden/keras_run.py`.
"""

import json
from pathlib import Path

import numpy as np

from nnlive.export import keras, weights_json
from nnlive.settings import make_data, make_inputs, make_trainer, read

FILE = Path(__file__).with_name("keras.json")
EPOCHS = 3
RUNS = {  # batches that divide the data, as Keras has no carry
    "circle, tanh": ("", 100),
    "spiral, ReLU, L2": (
        "dataset=spiral&activation=relu&networkShape=8,8&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true"
        "&regularization=L2&regularizationRate=0.01&learningRate=0.01",
        60,
    ),
    "bumps, an activation each": (
        "problem=regression&regDataset=reg-gauss&networkShape=4,3,3,2&activations=leaky_relu,gelu,mish,softsign"
        "&optimizer=momentum&learningRate=0.03",
        30,
    ),
    "gauss, Adam, log loss": (
        "dataset=gauss&noise=50&optimizer=adam&loss=log_loss&learningRate=0.003&batchSize=25",
        20,
    ),
    "more activations": ("networkShape=3,3,3,3,3&activations=elu,selu,softplus,silu,sigmoid&start=glorot", 40),
}


def trained(address, epochs):
    """State, the network after some epochs, and its data."""
    state, _ = read(address)
    trainer, data = make_trainer(state), make_data(state)
    for _ in range(epochs):
        trainer.epoch(make_inputs(state, data[0]), data[1])
    return state, trainer, data


def points():
    return np.random.default_rng(20).uniform(-6, 6, (20, 2))


def run(code, X, y):
    """What the code predicts for the twenty points, before and after training."""
    names = {"__name__": "generated"}
    exec(compile(code, "generated.py", "exec"), names)
    before = names["predict"](points())
    names["fit"](X, y, EPOCHS)
    return {"predicted": before[:, 0].tolist(), "after": names["predict"](points())[:, 0].tolist()}


def record():
    """One line a run: the weights as they were, and what Keras made of them."""
    lines = []
    for name, (address, epochs) in RUNS.items():
        state, trainer, (X, y, *_) = trained(address, epochs)
        found = {"weights": weights_json(state, trainer), **run(keras(state, trainer), X, y)}
        lines.append(f"{json.dumps(name)}: {json.dumps(found, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(record(), "utf-8")
