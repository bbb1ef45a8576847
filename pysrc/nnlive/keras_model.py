"""The network as Keras code: the same layers with the same weights, and training as close as Keras comes to it."""

import numpy as np

from nnlive.descent import Trainer
from nnlive.formulas import features
from nnlive.listing import Listing, counted, describe
from nnlive.literals import arrays, number
from nnlive.saved import finite
from nnlive.settings import State, training_count

# What Keras calls differently, or lacks.
LEAKY = '''
def leaky_relu(z):
    """z if z > 0 else 0.01 z; Keras's own has 0.2 below zero."""
    return keras.activations.leaky_relu(z, negative_slope=0.01)
'''.strip()
STEP = '''
def step(z):
    """1 if z ≥ 0 else 0, which Keras does not have."""
    return keras.ops.cast(z >= 0, "float32")
'''.strip()
OWN = {"leaky_relu": LEAKY, "step": STEP}

LOSSES = {
    "squared": '''
def half_squared_error(y, p):
    """½(p − y)²; Keras's own "mean_squared_error" lacks the ½, so its slopes are twice as large."""
    return 0.5 * keras.ops.mean(keras.ops.square(p - y), axis=-1)
'''.strip(),
    "log_loss": '''
def log_loss(y, p):
    """Log loss of labels −1 and +1: as probabilities, label and output are moved to 0 … 1."""
    return keras.losses.binary_crossentropy((1 + y) / 2, (1 + p) / 2)
'''.strip(),
}
LOSS_NAMES = {"squared": "half_squared_error", "log_loss": "log_loss"}
OPTIMIZERS = {
    "sgd": "SGD(learning_rate={lr})",
    "momentum": "SGD(learning_rate={lr}, momentum=0.9)",
    "adam": "Adam(learning_rate={lr})",
    "own": "SGD(learning_rate={lr})",  # which is said where `fit` tells how it differs
}


def keras(state: State, trainer: Trainer, own: str = "", code: str = "") -> str:
    """A Python file for Keras 3 that builds the network as it is now, ready to predict and to train on.

    own: as for `Listing`; code: a reader's own learning code, if the network learns by it. ValueError for a run that
    has diverged, and for an activation of a reader's own: Keras cannot look into a numpy function for its slope.
    """
    if not all(isinstance(name, str) for name in trainer.activations):
        raise ValueError(
            "Keras learns only through functions made of its own operations, and your activation is made of numpy's. "
            "The weights as JSON or npz, the script and the notebook have it."
        )
    listing = Listing(state, trainer, training_count(state), own=own)
    finite(trainer)
    owns = [OWN[name] for name in dict.fromkeys(listing.names) if name in OWN]
    parts = [_head(trainer), columns(listing), *owns, LOSSES[trainer.loss]]
    return (
        "\n\n\n".join([*parts, "\n\n".join([_weights(trainer), _model(listing), _training(listing, bool(code))])])
        + "\n"
    )


def _head(trainer: Trainer) -> str:
    return f'''
"""A network from the Playground of "Neural Networks, Live", for Keras 3.

{describe(trainer)}
It needs Keras and a backend for it: pip install keras torch
"""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")  # or "tensorflow", or "jax"

import keras
import numpy as np
'''.strip()


def columns(listing: Listing) -> str:
    """The features; Keras needs one at least, so a network without any gets zeros."""
    text = features(listing.state.inputs)
    if listing.state.inputs:
        return text
    return text.replace("np.empty((len(points), 0))  # nothing", "np.zeros((len(points), 1))  # nothing to see")


def _weights(trainer: Trainer) -> str:
    weights = list(trainer.weights)
    if not trainer.sizes[0]:
        weights[0] = np.zeros((1, weights[0].shape[1]))
    return (
        f"# After {counted(trainer.epochs, 'epoch')}: "
        "W[i] has a row for each input of layer i, a column for each neuron\n"
        f"{arrays('W', weights)}\n{arrays('b', trainer.biases)}"
    )


def _model(listing: Listing) -> str:
    trainer = listing.trainer
    penalty, use = _penalty(listing)
    layers = []
    for units, name in zip(trainer.sizes[1:], listing.names, strict=True):
        activation = name if name in OWN else f'"{name}"'
        layers.append(f"        keras.layers.Dense({units}, activation={activation}{use}),\n")
    return (
        f"{penalty}model = keras.Sequential(\n    [\n"
        f"        keras.Input((len(W[0]),)),\n{''.join(layers)}    ]\n)\n"
        "model.set_weights([array for layer in zip(W, b) for array in layer])"
    )


def _penalty(listing: Listing) -> tuple[str, str]:
    """The line that makes the penalty, and how a layer uses it. Keras means w² by L2, not half of it."""
    if not listing.penalty:
        return "", ""
    half = " / 2)  # R is ½w², Keras's w²" if listing.penalty == "L2" else ")"
    made = f"penalty = keras.regularizers.{listing.penalty}({number(listing.trainer.rate)}{half}\n"
    return made, ", kernel_regularizer=penalty"


def _training(listing: Listing, own_code: bool) -> str:
    trainer = listing.trainer
    optimizer = OPTIMIZERS[listing.optimizer].format(lr=number(trainer.lr))
    differs = "\n".join(f"# - {line}" for line in differences(listing, own_code))
    return f'''
model.compile(
    optimizer=keras.optimizers.{optimizer},
    loss={LOSS_NAMES[trainer.loss]},
)


def predict(points):
    """The network's answers for points (n, 2): shape (n, 1)."""
    return model.predict(features(points), verbose=0)


# Training goes on with fit(points, labels, epochs). It differs from the Playground in this:
{differs}
def fit(points, labels, epochs):
    """Keras's record of the training; shuffle=False keeps the order of the examples."""
    X, y = features(points), np.reshape(labels, (-1, 1))
    return model.fit(X, y, batch_size={trainer.batch}, epochs=epochs, shuffle=False, verbose=0)


if __name__ == "__main__":
    model.summary()
    print(predict(np.array([[0.0, 0.0], [3.0, 3.0]])))
'''.strip()


def differences(listing: Listing, own_code: bool = False) -> list[str]:
    """What Keras does differently with this network, a sentence each."""
    trainer, penalty = listing.trainer, listing.penalty
    found = ["The learning code of your own is not in it: Keras learns in its own way."] * own_code
    if listing.optimizer == "own":
        found.append("The learning rule of your own is not in it: Keras goes on by plain gradient descent.")
    found.append("Keras computes with 32-bit numbers, the Playground with 64.")
    found.append("The loss it reports is a mean over the epoch, while the weights move.")
    if listing.carries:
        found.append("A short last batch is applied at once; in the Playground it waits for the next epoch.")
    if penalty:
        found.append(f"The {penalty} penalty is counted in the loss that Keras reports.")
    if penalty == "L1":
        found.append("A weight that the L1 penalty takes across 0 goes on; in the Playground it dies.")
    if any(bool(dead.any()) for dead in trainer.dead):
        found.append("Links that are dead in the Playground learn again.")
    if penalty and listing.optimizer not in ("sgd", "own"):
        found.append(f"The penalty's slope goes through {listing.optimizer}; in the Playground it is apart.")
    if listing.optimizer not in ("sgd", "own"):
        found.append("The optimizer starts without its memory of earlier steps.")
    if trainer.loss == "log_loss":
        found.append("Keras keeps probabilities 1e-7 away from 0 and 1.")
    return found
