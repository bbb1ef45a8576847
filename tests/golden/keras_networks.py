"""What Keras itself answers when it runs the code that `to_keras` writes.

Recorded once with keras 3.15.1 and jax 0.10.2 on a CPU, in a virtual environment outside the repository:
`pip install keras jax`, then `KERAS_BACKEND=jax PYTHONPATH=pysrc python tests/golden/keras_networks.py`.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from nnlive.activations import ACTIVATIONS
from nnlive.keras_network import to_keras
from nnlive.network import Network, dense

FILE = Path(__file__).with_name("keras_networks.json")
NETWORKS = {
    "one neuron": ((2, 1), "tanh", "step"),
    "XOR": ((2, 4, 1), "tanh", "sigmoid"),
    "three kinds": ((3, 8, 8, 8, 3), "relu", "softmax"),
    "digits": ((64, 10, 10), "leaky_relu", "softmax"),
    **{f"hidden {name}": ((2, 3, 1), name, "linear") for name in ACTIVATIONS},
}


def network(name):
    """A network whose biases are not all 0: what is in the wrong place shall be noticed."""
    sizes, hidden, output = NETWORKS[name]
    rng = np.random.default_rng(len(name))
    layers = dense(sizes, hidden, output, rng=rng, start="he").layers
    return Network(tuple(replace(layer, b=rng.normal(size=layer.b.shape)) for layer in layers))


def examples(net):
    """Eight rows, within ±2; none so near a step that 32 bits would decide."""
    return np.random.default_rng(8).uniform(-2, 2, (8, net.sizes[0]))


def answers(name):
    """What the written code predicts."""
    net = network(name)
    names = {"__name__": "written"}
    exec(compile(to_keras(net), "written.py", "exec"), names)
    return names["predict"](examples(net)).astype(float).round(7).tolist()


if __name__ == "__main__":
    lines = [f"{json.dumps(name)}: {json.dumps(answers(name))}" for name in NETWORKS]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
