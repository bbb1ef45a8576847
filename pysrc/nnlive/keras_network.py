"""A network of the lessons as Keras code: the same layers with the same weights, for who goes on with Keras."""

import numpy as np

from nnlive.keras_model import OWN
from nnlive.literals import arrays
from nnlive.network import Network


def to_keras(net: Network) -> str:
    """A Python file for Keras 3 that builds `net` as it is now: its layers, and every weight with all digits.

    In the file, `model` is the keras.Sequential and `predict(X)` takes X (n, inputs) and gives (n, outputs), as
    `nnlive.network.predict` does; Keras computes with 32-bit numbers, so answers agree to about 1e-6. ValueError for a
    network with weights that are not finite, as after a training that diverged.
    """
    if not all(np.isfinite(layer.W).all() and np.isfinite(layer.b).all() for layer in net.layers):
        raise ValueError("This network has weights that are not finite: its training has diverged.")
    names = [layer.activation for layer in net.layers]
    own = [OWN[name] for name in dict.fromkeys(names) if name in OWN]
    return "\n\n\n".join([_head(net), *own, "\n\n".join([_weights(net), _model(net)]), _PREDICT]) + "\n"


def _head(net: Network) -> str:
    shape = "-".join(map(str, net.sizes))
    return f'''
"""A network {shape} from "Neural Networks, Live", for Keras 3.

It needs Keras and a backend for it: pip install keras torch
"""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")  # or "tensorflow", or "jax"

import keras
import numpy as np
'''.strip()


def _weights(net: Network) -> str:
    return (
        "# W[i] has a row for each input of layer i, a column for each neuron\n"
        f"{arrays('W', [layer.W for layer in net.layers])}\n{arrays('b', [layer.b for layer in net.layers])}"
    )


def _model(net: Network) -> str:
    layers = "".join(
        f"        keras.layers.Dense({len(layer.b)}, activation={_activation(layer.activation)}),\n"
        for layer in net.layers
    )
    return (
        f"model = keras.Sequential(\n    [\n        keras.Input(({net.sizes[0]},)),\n{layers}    ]\n)\n"
        "model.set_weights([array for layer in zip(W, b) for array in layer])"
    )


def _activation(name: str) -> str:
    """Keras knows most by the names used here; the others are functions above the model."""
    return name if name in OWN else f'"{name}"'


_PREDICT = '''
def predict(X):
    """The network's answers for X, a row for each example."""
    return model.predict(np.asarray(X), verbose=0)
'''.strip()
