"""What Keras itself makes of the same model, start and data as `nnlive.sequential`: losses, weights, answers.

Recorded once with keras 3.15.1 and torch 2.13.0 on a CPU, in a virtual environment outside the repository:
`pip install keras torch==2.13.0`, then `KERAS_BACKEND=torch PYTHONPATH=pysrc python tests/golden/keras_sequential.py`.
"""

import json
from pathlib import Path

import numpy as np

from nnlive import sequential
from nnlive.data import moons
from nnlive.preparation import to_categorical

FILE = Path(__file__).with_name("keras_sequential.json")
COUNT = 90  # 72 to learn from and 18 to validate with: batches of 32, 32 and 8
# Layers (units, activation); optimizer, its options; loss; metrics; epochs.
RUNS = {
    "logistic": ([(1, "sigmoid")], "SGD", {}, "binary_crossentropy", ["accuracy"], 5),
    "moons, SGD": (
        [(6, "relu"), (1, "sigmoid")],
        "SGD",
        {"learning_rate": 0.1},
        "binary_crossentropy",
        ["accuracy"],
        20,
    ),
    "moons, Adam": ([(6, "tanh"), (4, "relu"), (1, "sigmoid")], "Adam", {}, "binary_crossentropy", ["accuracy"], 5),
    "moons, momentum": (
        [(5, "tanh"), (1, "sigmoid")],
        "SGD",
        {"learning_rate": 0.05, "momentum": 0.9},
        "mse",
        ["accuracy", "mae"],
        5,
    ),
    "three classes": (
        [(5, "relu"), (3, "softmax")],
        "Adam",
        {"learning_rate": 0.01},
        "sparse_categorical_crossentropy",
        ["accuracy"],
        5,
    ),
    "one-hot": ([(5, "relu"), (3, "softmax")], "SGD", {}, "categorical_crossentropy", ["accuracy"], 5),
    "two numbers": ([(4, "tanh"), (2, None)], "SGD", {}, "mean_squared_error", ["mae"], 5),
    "two yes or no": ([(4, "tanh"), (2, "sigmoid")], "Adam", {}, "binary_crossentropy", ["accuracy"], 5),
}


def data(name):
    """Examples and labels, shuffled: moons, their thirds as three classes, or two numbers for each."""
    rng = np.random.default_rng(5)
    X, y = moons(COUNT, 0.2, rng)
    order = rng.permutation(COUNT)
    X, y = X[order].astype("float32"), y[order]
    thirds = np.digitize(X[:, 0], [0, 1])
    labels = {
        "three classes": thirds,
        "one-hot": to_categorical(thirds),
        "two numbers": np.column_stack([X.sum(axis=1), X[:, 0] - y]),
        "two yes or no": np.column_stack([y, thirds > 0]),
    }
    return X, labels.get(name, y).astype("float32")


def start(name):
    """The weights that both begin with, in 32 bits; biases not 0, so that what is in the wrong place is noticed."""
    model = built(sequential, name)
    rng = np.random.default_rng(len(name))
    return [(part + rng.normal(0, 0.1, part.shape)).astype("float32") for part in model.get_weights()]


def built(library, name):
    """The model, in `nnlive.sequential` or in Keras."""
    layers, optimizer, options, loss, metrics, _ = RUNS[name]
    dense = library.Dense if library is sequential else library.layers.Dense
    made = getattr(library if library is sequential else library.optimizers, optimizer)(**options)
    model = library.Sequential()
    model.add(library.Input((2,)))
    for units, activation in layers:
        model.add(dense(units, activation=activation))
    model.compile(optimizer=made, loss=loss, metrics=metrics)
    return model


def trained(library, name):
    """The model after its epochs, and what `fit` gave back."""
    model, (X, y) = built(library, name), data(name)
    model.set_weights(start(name))
    told = model.fit(X, y, epochs=RUNS[name][-1], validation_split=0.2, shuffle=False, verbose=0)
    return model, told


def run(library, name):
    """All that is compared."""
    model, told = trained(library, name)
    X, y = data(name)
    quiet = {} if library is sequential else {"verbose": 0}
    return {
        "history": told.history,
        "epoch": told.epoch,
        "weights": [np.asarray(part).tolist() for part in model.get_weights()],
        "evaluate": model.evaluate(X, y, **quiet),
        "predict": np.asarray(model.predict(X[:8], **quiet)).tolist(),
        "parameters": model.count_params(),
    }


def defaults(keras):
    """What Keras does when it is not told otherwise."""
    dense, sgd, adam = keras.layers.Dense(1), keras.optimizers.SGD(), keras.optimizers.Adam()
    return {
        "kernel": type(dense.kernel_initializer).__name__,
        "bias": type(dense.bias_initializer).__name__,
        "activation": dense.activation.__name__,
        "sgd": [float(sgd.learning_rate), sgd.momentum],
        "adam": [float(adam.learning_rate), adam.beta_1, adam.beta_2, adam.epsilon],
        "smallest": keras.config.epsilon(),
    }


if __name__ == "__main__":
    import keras

    found = {"defaults": defaults(keras), **{name: run(keras, name) for name in RUNS}}
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in found.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
