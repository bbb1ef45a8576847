"""Replays a run that was recorded in the TensorFlow Playground, from its data and its start weights.

python tests/reference.py RUN.json

Prints a JSON list of [epoch, training loss, test loss] for the epochs the file asks for in `at`. A loss that is not
a finite number is printed as null, as JavaScript writes it.
"""

import json
import math
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from nnlive.descent import Trainer
from nnlive.features import columns
from nnlive.settings import FEATURE_KEYS

Loss = float | None


def replay(run: dict[str, Any]) -> list[tuple[int, Loss, Loss]]:
    """[(epoch, training loss, test loss)] for every epoch in the run's `at`, in the order of `at`."""
    trainer = begin(run)
    train, test = (points(run, run[part]) for part in ("train", "test"))
    found = {}
    for epoch in range(max(run["at"], default=-1) + 1):
        if epoch:
            trainer.epoch(*train)
        if epoch in run["at"]:
            found[epoch] = finite(trainer.mean_loss(*train)), finite(trainer.mean_loss(*test))
    return [(epoch, *found[epoch]) for epoch in run["at"]]


def begin(run: dict[str, Any]) -> Trainer:
    """A trainer with the run's settings and start weights. What the address leaves out has its default."""
    given = dict(part.partition("=")[::2] for part in run["hash"].lstrip("#").split("&"))
    count = len(run["train"])
    inputs, *shape, _ = run["shape"]
    trainer = Trainer(
        inputs,
        shape,
        activation=given.get("activation") or "tanh",
        problem=given.get("problem") or "classification",
        batch=batch(float(given.get("batchSize") or 10), count),
        lr=float(given.get("learningRate") or 0.03),
        regularization=given.get("regularization") or "none",
        rate=float(given.get("regularizationRate") or 0),
        rng=np.random.default_rng(0),
    )
    start = run["init"]
    for i in range(len(trainer.weights)):
        units = len(trainer.biases[i])
        trainer.weights[i][:] = np.array(start["W"][i], dtype=float).reshape(units, -1).T
        trainer.biases[i][:] = start["b"][i]
        if "dead" in start:
            trainer.dead[i][:] = np.array(start["dead"][i], dtype=bool).reshape(units, -1).T
    return trainer


def batch(size: float, count: int) -> int:
    """After how many examples the Playground updates: when `i % size` is 0, which also sizes like 2.5 can reach."""
    reached = abs(Fraction(size).numerator)
    return reached if 0 < reached <= count else count + 1  # never, within an epoch


def points(run: dict[str, Any], rows: list[list[float]]) -> tuple[np.ndarray, np.ndarray]:
    """The run's inputs, (n, inputs), and labels (n,)."""
    table = np.array(rows, dtype=float).reshape(-1, 3)
    return columns(table[:, :2], [FEATURE_KEYS[name] for name in run["inputs"]]), table[:, 2]


def finite(loss: float) -> Loss:
    return loss if math.isfinite(loss) else None


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(json.dumps(replay(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main()
