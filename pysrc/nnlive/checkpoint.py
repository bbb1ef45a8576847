"""A checkpoint: all that training changes in a Trainer, as plain lists and numbers for JSON, to go on from later."""

from typing import Any

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer

_COUNTS = ("epochs", "steps", "waiting", "at")
_PARTS = ("weights", "biases", "dead")


def checkpoint(trainer: Trainer) -> dict[str, Any]:
    """The trainer at this moment, also in the middle of a pass; None stands for what is not finite."""
    return {
        "sizes": list(trainer.sizes),
        **{name: getattr(trainer, name) for name in _COUNTS},
        **{name: [_plain(part) for part in getattr(trainer, name)] for name in _PARTS},
        "memory": _plain(trainer.memory),
        "carry": _plain(trainer.carry),
    }


def restore(trainer: Trainer, saved: dict[str, Any]) -> None:
    """Puts a checkpoint back. ValueError if it comes from a network of other sizes or from another optimizer."""
    if list(saved["sizes"]) != list(trainer.sizes):
        raise ValueError(f"This checkpoint is of a network {saved['sizes']}; this one is {list(trainer.sizes)}.")
    if len(saved["memory"]) != len(trainer.memory):
        raise ValueError("This checkpoint was made with another optimizer.")
    for name in _PARTS:
        for window, values in zip(getattr(trainer, name), saved[name], strict=True):
            window[...] = np.array(values, dtype=float).reshape(window.shape)
    for array, name in ((trainer.memory, "memory"), (trainer.carry, "carry")):
        array[...] = np.array(saved[name], dtype=float).reshape(array.shape)
    for name in _COUNTS:
        setattr(trainer, name, saved[name])


def _plain(values: Array) -> list[Any]:
    plain = values.astype(float).astype(object)
    plain[~np.isfinite(values)] = None
    found: list[Any] = plain.tolist()
    return found
