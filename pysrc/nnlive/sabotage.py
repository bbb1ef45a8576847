"""Sabotage: ways to spoil what a network is taught, on purpose, and the questions that show the harm.

Each spoils only the training part of a picture project. Pictures are (n, rows, columns, 3), whole numbers up to 255.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
# spoil(pictures, labels, rng) -> pictures and labels to learn from; test(pictures, labels) -> pictures to be judged
Spoil = Callable[[Any, Labels, np.random.Generator], tuple[Any, Labels]]
Test = Callable[[Any, Labels], Any]

CORNER = 8  # pixels to a side of the mark, of 64
FEW = 5
WRONG = 0.3


@dataclass(frozen=True)
class Sabotage:
    """A named way to spoil, and tests that go beyond the held-out pictures as they are: words -> test."""

    name: str
    label: str
    spoil: Spoil
    tests: Mapping[str, Test]


def marked(pictures: Any, which: NDArray[np.bool_]) -> Any:
    """The pictures, those of `which` (n,) with a white square in the upper left corner."""
    made = np.array(pictures)
    made[which, :CORNER, :CORNER] = 255
    return made


def mirrored(pictures: Any, _labels: Labels) -> Any:
    """Left and right exchanged."""
    return pictures[:, :, ::-1]


def _nothing(pictures: Any, labels: Labels, _rng: np.random.Generator) -> tuple[Any, Labels]:
    return pictures, labels


def _mark(pictures: Any, labels: Labels, _rng: np.random.Generator) -> tuple[Any, Labels]:
    return marked(pictures, labels == 0), labels


def _mislabel(pictures: Any, labels: Labels, rng: np.random.Generator) -> tuple[Any, Labels]:
    """Some labels become those of another class."""
    wrong = rng.permutation(len(labels))[: round(WRONG * len(labels))]
    spoilt, classes = labels.copy(), int(labels.max()) + 1
    spoilt[wrong] = (spoilt[wrong] + rng.integers(1, classes, len(wrong))) % classes
    return pictures, spoilt


def _few(pictures: Any, labels: Labels, rng: np.random.Generator) -> tuple[Any, Labels]:
    kept = np.concatenate([rng.permutation(np.flatnonzero(labels == k))[:FEW] for k in np.unique(labels)])
    return pictures[kept], labels[kept]


_MIRROR: Mapping[str, Test] = {"mirrored": mirrored}
_ALL = (
    Sabotage("none", "Nothing", _nothing, _MIRROR),
    Sabotage(
        "mark",
        "White corner on class 1",
        _mark,
        {
            "corner as it was taught": lambda pictures, labels: marked(pictures, labels == 0),
            "corner on the others": lambda pictures, labels: marked(pictures, labels != 0),
        },
    ),
    Sabotage("labels", "30 % wrong labels", _mislabel, _MIRROR),
    Sabotage("few", "Only 5 of each class", _few, _MIRROR),
)
SABOTAGES: dict[str, Sabotage] = {sabotage.name: sabotage for sabotage in _ALL}
