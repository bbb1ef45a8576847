"""A model's file: what `Sequential.save` writes and `load_model` reads, in numpy's own npz format.

It holds numbers and names only, nothing that runs: a file from a stranger can do no harm.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnlive.arrays import Array
from nnlive.network import Network
from nnlive.parts import BY_NAME, SGD, Adam

FORMAT = "Neural Networks, Live: model 1"


@dataclass(frozen=True, eq=False)
class Saved:
    """What a file holds. `optimizer` is None for a model that was not compiled."""

    weights: list[Array]
    activations: list[str]
    loss: str
    metrics: list[str]
    optimizer: SGD | Adam | None
    memory: Array
    steps: int


def write(
    file: str | Path, net: Network, how: dict[str, Any], optimizer: SGD | Adam | None, memory: Array, steps: int
) -> None:
    """Writes the network, and if it was compiled how it learns: loss, metrics, optimizer with its memory."""
    about = {"format": FORMAT, "activations": [layer.activation for layer in net.layers], "steps": steps, **how}
    if optimizer is not None:
        about |= {"optimizer": type(optimizer).__name__.lower(), "options": asdict(optimizer)}
    arrays: dict[str, Any] = {"about": np.array(json.dumps(about)), "memory": memory}
    for i, layer in enumerate(net.layers):
        arrays |= {f"W{i}": layer.W, f"b{i}": layer.b}
    np.savez(_named(file), **arrays)


def read(file: str | Path) -> Saved:
    """What such a file holds. ValueError for a file of another kind."""
    with np.load(_named(file), allow_pickle=False) as parts:
        about = json.loads(str(parts["about"])) if "about" in parts else {}
        if about.get("format") != FORMAT:
            raise ValueError(f"{file} was not written by `save`: it is not a model of this course.")
        weights = [parts[f"{name}{i}"] for i in range(len(about["activations"])) for name in "Wb"]
        memory = parts["memory"]
    made = BY_NAME[about["optimizer"]](**about["options"]) if "optimizer" in about else None
    loss, metrics = about.get("loss", ""), about.get("metrics", [])
    return Saved(weights, about["activations"], loss, metrics, made, memory, about["steps"])


def _named(file: str | Path) -> Path:
    """numpy would add .npz by itself, and the file would not be found under the name that was given."""
    path = Path(file)
    if path.suffix != ".npz":
        raise ValueError(f'Give the file a name that ends in .npz, such as "model.npz"; got "{path.name}".')
    return path
