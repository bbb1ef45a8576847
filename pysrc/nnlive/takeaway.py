"""A taught classifier as a file, and back; and as code that runs it without this package.

The npz file has `mean` and `std` of the features, `W0`, `b0`, `W1`, … of the layers, the `names` of the classes and
the `recipe`: which features are computed from a sample.
"""

import inspect
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nnlive.arrays import Array
from nnlive.classifier import Classifier
from nnlive.keras_network import to_keras
from nnlive.network import Layer, Network
from nnlive.notebook import Cell
from nnlive.notebook import to_json as as_notebook

TITLE = """
# A network taught in *Neural Networks, Live*

Its numbers, the code that runs it, and one sample to try it on.
"""
FORMAT = "Neural Networks, Live: classifier 1"


def _parts(model: Classifier, names: Sequence[str], recipe: str) -> dict[str, Any]:
    parts: dict[str, Any] = {"mean": model.mean, "std": model.std}
    for i, layer in enumerate(model.network.layers):
        parts |= {f"W{i}": layer.W, f"b{i}": layer.b}
    activations = [layer.activation for layer in model.network.layers]
    return parts | {"activations": activations, "names": list(names), "recipe": recipe, "format": FORMAT}


def to_npz(model: Classifier, names: Sequence[str], recipe: str) -> bytes:
    """The file's bytes, for np.load."""
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {name: np.asarray(part) for name, part in _parts(model, names, recipe).items()}
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def to_json(model: Classifier, names: Sequence[str], recipe: str) -> str:
    """The same as JSON text, arrays as nested lists."""
    plain = {
        name: part.tolist() if isinstance(part, np.ndarray) else part
        for name, part in _parts(model, names, recipe).items()
    }
    return (
        "{\n"
        + ",\n".join(f" {json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in plain.items())
        + "\n}\n"
    )


def from_npz(data: bytes) -> tuple[Classifier, list[str], str]:
    """(classifier, names of its classes, recipe of its features). ValueError for bytes that are no such file."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            if str(file["format"]) != FORMAT:
                raise ValueError("another format")
            layers = tuple(
                Layer(file[f"W{i}"], file[f"b{i}"], str(name)) for i, name in enumerate(file["activations"].tolist())
            )
            names = [str(name) for name in file["names"].tolist()]
            return Classifier(Network(layers), file["mean"], file["std"]), names, str(file["recipe"])
    except Exception as error:  # np.load raises many kinds for a file that is none of its own
        raise ValueError("This is no classifier that was saved here.") from error


RUN = '''
import numpy as np

with np.load("model.npz") as opened:
    file = dict(opened)
layers = len(file["activations"])


def shares(x):
    """How sure the network is of each class, for a row of features."""
    a = (x - file["mean"]) / file["std"]
    for i in range(layers - 1):
        a = np.tanh(a @ file[f"W{i}"] + file[f"b{i}"])
    z = a @ file[f"W{layers - 1}"] + file[f"b{layers - 1}"]
    e = np.exp(z - z.max())
    return e / e.sum()
'''.strip()


def notebook(model: Classifier, names: Sequence[str], code: str, example: Array) -> str:
    """A notebook that holds the network itself, the features' code and the ten lines that run them.

    `example` is one row of features, so that its last cell has something to run.
    """
    arrays = {"mean": model.mean, "std": model.std}
    for i, layer in enumerate(model.network.layers):
        arrays |= {f"W{i}": layer.W, f"b{i}": layer.b}
    numbers = [f'file["{name}"] = np.array({array.tolist()})' for name, array in arrays.items()]
    activations = [layer.activation for layer in model.network.layers]
    file = [
        "import numpy as np",
        "",
        "file = {}",
        *numbers,
        f'file["activations"] = {activations}',
        f"names = {list(names)}",
    ]
    cells = [
        Cell("what", TITLE, is_code=False),
        Cell("numbers", "\n".join(file)),
        Cell("run", RUN[RUN.index("layers") :]),
        Cell("how", "How a sample becomes a row of features:", is_code=False),
        Cell("features", code),
        Cell("example", f"example = np.array({np.round(example, 6).tolist()})\n{_ASK}"),
    ]
    return as_notebook(cells)


_ASK = """
for name, share in zip(names, shares(example)):
    print(name, round(float(share), 3))
""".strip()


def keras(model: Classifier) -> str:
    """The network as Keras 3 code. Its first layer also scales the features, so it takes them as they are."""
    first, *rest = model.network.layers
    W = first.W / model.std[:, None]
    scaled = replace(first, W=W, b=first.b - (model.mean / model.std) @ first.W)
    return to_keras(Network((scaled, *rest)))


def source_of(functions: Sequence[Callable[..., Any]], row: str, before: str = "", after: str = "") -> str:
    """Functions as Python text, between lines for the constants they use; the last one makes a row of one sample.

    `row` is an expression of `sample`, which gives the features in any shape.
    """
    head = ["import numpy as np", "", "Array = np.ndarray", *([before] if before else [])]
    parts = ["\n".join(head), *(inspect.getsource(function).rstrip() for function in functions)]
    about = '"""The features of one sample, as shares() takes them."""'
    last = f"def row(sample: Array) -> Array:\n    {about}\n    return np.ravel({row})"
    return "\n\n\n".join([*parts, *([after] if after else []), last])
