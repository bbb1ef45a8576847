"""A network's weights as a file, and back.

Ten lines of numpy run the network in a JSON file of `weights_json`, without this package:

    import json
    import numpy as np

    file = json.load(open("weights.json", encoding="utf-8"))
    x1, x2 = np.array([[0.5, -1.0], [3.0, 4.0]]).T  # two points
    columns = {"x1": x1, "x2": x2, "x1_squared": x1**2, "x2_squared": x2**2}
    columns |= {"x1x2": x1 * x2, "sin_x1": np.sin(x1), "sin_x2": np.sin(x2)}
    f = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}  # and others you use
    a = np.array([columns[name] for name in file["features"]]).T
    for W, b, name in zip(file["weights"], file["biases"], file["activations"]):
        a = f[name](a @ np.array(W) + b)
    print(a)  # the network's answers, a row for each point
"""

import io
import json
from typing import Any

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.listing import same_network
from nnlive.settings import State, make_trainer, read, write

FORMAT = "Neural Networks, Live: weights 1"
KINDS: dict[str, type | tuple[type, ...]] = {
    "settings": str,
    "features": list,
    "sizes": list,
    "activations": list,
    "epochs": int,
    "weights": list,
    "biases": list,
    "dead": list,
}


def weights_json(state: State, trainer: Trainer, own: str = "") -> str:
    """The network as it is now. weights[i] has a row for each input of layer i, and a column for each neuron.

    dead marks links with 1 that L1 has taken out for good. A reader's own activation has the name "own"; `own` is the
    Python that says what it is. ValueError for a run that has diverged.
    """
    same_network(state, trainer)
    finite(trainer)
    parts = {
        "format": FORMAT,
        "settings": write(state),
        "features": list(state.inputs),
        "sizes": list(trainer.sizes),
        "activations": names_of(trainer),
        "epochs": trainer.epochs,
        "weights": [W.tolist() for W in trainer.weights],
        "biases": [b.tolist() for b in trainer.biases],
        "dead": [dead.astype(int).tolist() for dead in trainer.dead],
        **({"own": own} if own else {}),
    }
    lines = [f" {json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in parts.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def weights_npz(trainer: Trainer) -> bytes:
    """The network for np.load: W0, b0 and dead0 are the first layer's, and so on; sizes; activations."""
    finite(trainer)
    parts: dict[str, Any] = {"sizes": np.array(trainer.sizes), "activations": np.array(names_of(trainer))}
    for i, (W, b, dead) in enumerate(zip(trainer.weights, trainer.biases, trainer.dead, strict=True)):
        parts |= {f"W{i}": W, f"b{i}": b, f"dead{i}": dead}
    file = io.BytesIO()
    np.savez(file, **parts)
    return file.getvalue()


def names_of(trainer: Trainer) -> list[str]:
    """Each layer's activation; a reader's own, which has no name, is called "own"."""
    return [name if isinstance(name, str) else "own" for name in trainer.activations]


def finite(trainer: Trainer) -> None:
    """ValueError if the run has diverged."""
    if trainer.diverged:
        raise ValueError("This run has diverged: some weights are no longer numbers. Reset it first.")


def load_state(text: str) -> State:
    """The settings in a file of `weights_json`."""
    return _settings(_parsed(text))


def load_weights(text: str) -> Trainer:
    """The network in a file of `weights_json`, ready to learn on. ValueError says what is wrong with the file."""
    file = _parsed(text)
    state = _settings(file)
    trainer = make_trainer(state)
    if file["sizes"] != list(trainer.sizes):
        raise ValueError(f"sizes: the file says {file['sizes']}, but its settings {list(trainer.sizes)}.")
    if file["features"] != list(state.inputs):
        raise ValueError(f"features: the file says {file['features']}, but its settings {list(state.inputs)}.")
    if "own" in file["activations"]:
        raise ValueError("activations: this network has one of its maker's own, which only its Python can bring back.")
    if file["activations"] != trainer.activations:
        raise ValueError(f"activations: the file says {file['activations']}, its settings {trainer.activations}.")
    for name, parts in (("weights", trainer.weights), ("biases", trainer.biases), ("dead", trainer.dead)):
        if len(file[name]) != len(parts):
            raise ValueError(f"{name}: there are {len(parts)} layers, but {len(file[name])} lists.")
        for i, (values, part) in enumerate(zip(file[name], parts, strict=True)):
            part[...] = _numbers(values, part.shape, f"{name}[{i}]")
    trainer.epochs = max(0, file["epochs"])
    return trainer


def _parsed(text: str) -> dict[str, Any]:
    try:
        file = json.loads(text)
    except ValueError as error:
        raise ValueError(f"This is not a JSON file: {error}.") from None
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise ValueError(f'This is not a file of weights: it would begin with "format": "{FORMAT}".')
    for name, kind in KINDS.items():
        if name not in file:
            raise ValueError(f"The file lacks {name!r}.")
        if not isinstance(file[name], kind):
            raise ValueError(f"{name!r} should be a {'text' if kind is str else 'list' if kind is list else 'number'}.")
    return file


def _settings(file: dict[str, Any]) -> State:
    return read(file["settings"])[0]


def _numbers(values: Any, shape: tuple[int, ...], name: str) -> Array:
    try:
        found = np.array(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: not a table of numbers.") from None
    if found.size == 0:
        found = found.reshape(-1)
    if found.shape != shape and not (found.size == 0 and 0 in shape):
        raise ValueError(f"{name}: the network needs the shape {shape}, the file has {found.shape}.")
    if not np.isfinite(found).all():
        raise ValueError(f"{name}: holds what is not a finite number.")
    return found.reshape(shape)
