"""Picture features: what of a picture is handed to a network, as one row of numbers.

Small grey squares keep where light and dark are, colours how much of each, edge directions which way outlines run.
Pictures are grey (n, rows, columns) or coloured (n, rows, columns, 3), from 0 to 1, top row first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.tables import choose

DIRECTIONS = 8  # of an edge, from level (0) over upright (4) back to level


def as_grey(pictures: Array) -> Array:
    """Coloured pictures as grey ones, (n, rows, columns); green counts most, as it does for the eye (ITU-R BT.601)."""
    return pictures if pictures.ndim == 3 else pictures.dot([0.299, 0.587, 0.114])


def as_coloured(pictures: Array) -> Array:
    """Grey pictures as coloured ones, (n, rows, columns, 3)."""
    return pictures if pictures.ndim == 4 else np.repeat(pictures[..., None], 3, axis=3)


def blocks(pictures: Array, side: int) -> Array:
    """The mean of each of side × side blocks: (n, side, side) or (n, side, side, 3).

    ValueError if the blocks do not come out even.
    """
    n, rows, columns = pictures.shape[:3]
    if rows % side or columns % side:
        raise ValueError(f"A picture of {rows} × {columns} pixels cannot be cut into {side} × {side} equal blocks.")
    cut = pictures.reshape(n, side, rows // side, side, columns // side, *pictures.shape[3:])
    return np.asarray(cut.mean(axis=(2, 4)))


def grey(pictures: Array, side: int = 16) -> Array:
    """The picture in side × side grey squares: (n, side²)."""
    return blocks(as_grey(pictures), side).reshape(len(pictures), side * side)


def mean_colour(pictures: Array, middle: float = 0.5) -> Array:
    """How red, green and blue the middle is on average: (n, 3). `middle` is the share of the width that counts."""
    pictures = as_coloured(pictures)
    rows, columns = (slice(round(k * (1 - middle) / 2), round(k * (1 + middle) / 2)) for k in pictures.shape[1:3])
    return np.asarray(pictures[:, rows, columns].mean(axis=(1, 2)))


def colour_shares(pictures: Array, bins: int = 8) -> Array:
    """For red, for green and for blue: the share of the pixels that have little of it, more, …, most. (n, 3 · bins)."""
    pictures = as_coloured(pictures)
    n, rows, columns, _ = pictures.shape
    level = np.minimum((pictures * bins).astype(int), bins - 1).reshape(n, rows * columns, 3)
    found = [(level == k).mean(axis=1) for k in range(bins)]  # each (n, 3)
    return np.stack(found, axis=2).reshape(n, 3 * bins)


def slopes(pictures: Array) -> tuple[Array, Array]:
    """How strong the edge at each pixel is, and which of DIRECTIONS it runs in: two arrays (n, rows, columns).

    Light rises across an edge, so the edge runs at a right angle to that. The rim of a picture has no edges.
    """
    light = as_grey(pictures)
    right, up = np.zeros_like(light), np.zeros_like(light)
    right[:, :, 1:-1] = (light[:, :, 2:] - light[:, :, :-2]) / 2
    up[:, 1:-1] = (light[:, :-2] - light[:, 2:]) / 2
    along = np.arctan2(up, right) + np.pi / 2  # an edge and its reverse are one: half a turn is all there is
    return np.hypot(right, up), np.rint(along / np.pi * DIRECTIONS) % DIRECTIONS


def edges(pictures: Array, cells: int = 4) -> Array:
    """In each of cells × cells parts, how much edge runs in each direction: (n, cells² · DIRECTIONS).

    Each picture's numbers have the length 1 as a vector, so that brighter light changes nothing
    (a small relative of Dalal & Triggs 2005).
    """
    strength, direction = slopes(pictures)
    found = [blocks(np.where(direction == k, strength, 0.0), cells) for k in range(DIRECTIONS)]
    rows = np.stack(found, axis=3).reshape(len(pictures), cells * cells * DIRECTIONS)
    return np.asarray(rows / np.maximum(np.sqrt((rows * rows).sum(axis=1, keepdims=True)), 1e-9))


@dataclass(frozen=True)
class PictureFeature:
    """A named way to turn pictures into rows of numbers."""

    name: str
    label: str
    f: Callable[[Array], Array]


_ALL = (
    PictureFeature("grey", "Grey squares", grey),
    PictureFeature("mean_colour", "Mean colour of the middle", mean_colour),
    PictureFeature("colour_shares", "Shares of colours", colour_shares),
    PictureFeature("edges", "Edge directions", edges),
)
PICTURE_FEATURES: dict[str, PictureFeature] = {feature.name: feature for feature in _ALL}


def picture_columns(pictures: Array, names: Sequence[str]) -> Array:
    """The named features of pictures, side by side. ValueError for unknown names."""
    return np.concatenate([choose(PICTURE_FEATURES, name, "picture feature").f(pictures) for name in names], axis=1)
