"""Picture sets: classes of pictures that a program draws, as many as you like, for machines to be taught with."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlive.animals import NAMES, animals
from nnlive.arrays import Array
from nnlive.clothes import COLOURS, colours, shirts
from nnlive.hands import hands


@dataclass(frozen=True)
class PictureSet:
    """A named generator: make(labels, rng) -> pictures (n, 32, 32) or (n, 32, 32, 3).

    A label is a place in `classes`.
    """

    name: str
    label: str
    classes: tuple[str, ...]
    make: Callable[[Array, np.random.Generator], Array]


def _shirts(labels: Array, rng: np.random.Generator) -> Array:
    names = list(COLOURS)
    return shirts(colours([names[label] for label in np.asarray(labels).tolist()], rng), rng)


_ALL = (
    PictureSet("animals", "Cats and dogs", NAMES, animals),
    PictureSet("hands", "Hands", tuple(f"{n} finger{'s' * (n != 1)}" for n in range(6)), hands),
    PictureSet("clothes", "Clothes by colour", tuple(COLOURS), _shirts),
)
PICTURE_SETS: dict[str, PictureSet] = {pictures.name: pictures for pictures in _ALL}
