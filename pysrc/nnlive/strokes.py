"""Strokes: pictures drawn from thick lines that taper, many pictures at a time.

A stroke has six numbers: where it begins and how thick it is there, where it ends and how thick it is there. A disc is
a stroke without length, a pointed ear one that ends in nothing. A picture is a square from (0, 0), bottom left, to
(1, 1); strokes for n pictures have the shape (n, k, 6), and the pixels that come out (n, size, size), top row first.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlive.arrays import Array, Flags

Pixels = np.ndarray[tuple[Any, ...], np.dtype[np.float32]]

AT_ONCE = 64  # so many pictures are drawn together: their pixels stay near the processor


def stroke(x0: Any, y0: Any, r0: Any, x1: Any, y1: Any, r1: Any) -> Array:
    """A stroke from (x0, y0) with the radius r0 to (x1, y1) with r1: (6,). Rows of n numbers give n strokes, (n, 6)."""
    return np.stack(np.broadcast_arrays(x0, y0, r0, x1, y1, r1), axis=-1).astype(float)


def drawing(strokes: list[Array], n: int) -> Array:
    """Strokes side by side, each (6,) or (n, 6), as n pictures: (n, k, 6)."""
    return np.stack([np.broadcast_to(one, (n, 6)) for one in strokes], axis=1)


def placed(strokes: Array, *, shift: Array, scale: Array, tilt: Array, mirrored: Flags) -> Array:
    """The pictures turned by `tilt` (radians, against the clock) and scaled about their middle, then shifted (n, 2).

    What is `mirrored` is mirrored first, left to right.
    """
    across, up = strokes[..., [0, 3]] - 0.5, strokes[..., [1, 4]] - 0.5
    across = np.where(np.asarray(mirrored)[:, None, None], -across, across)
    turn, grow = np.asarray(tilt)[:, None, None], np.asarray(scale)[:, None, None]
    moved = np.empty_like(strokes)
    moved[..., [0, 3]] = 0.5 + grow * (np.cos(turn) * across - np.sin(turn) * up) + shift[:, 0, None, None]
    moved[..., [1, 4]] = 0.5 + grow * (np.sin(turn) * across + np.cos(turn) * up) + shift[:, 1, None, None]
    moved[..., [2, 5]] = grow * strokes[..., [2, 5]]
    return moved


def ink(strokes: Array, size: int) -> Array:
    """How much of each pixel is covered by any stroke, 0 to 1."""
    pixels = np.zeros((len(strokes), size, size), np.float32)
    for part, painted in _parts(strokes, pixels):
        for away, _ in _each(part, size):
            np.maximum(painted, _covered(away, size), out=painted)
    return pixels.astype(float)


def relief(strokes: Array, size: int, body: int = 0) -> tuple[Array, Array]:
    """(ink, light): each stroke is a round ridge, 1 along its middle and 0 at its rim, and later ones lie on top.

    The first `body` strokes melt into one.
    """
    pixels = np.zeros((2, len(strokes), size, size), np.float32)
    for (part, painted), (_, light) in zip(_parts(strokes, pixels[0]), _parts(strokes, pixels[1]), strict=True):
        for i, (away, radius) in enumerate(_each(part, size)):
            covered = _covered(away, size)
            ridge = np.clip(-away / np.maximum(radius, np.float32(1e-6)), 0, 1)
            ridge = np.sqrt(ridge * (2 - ridge))
            if i < body:
                np.maximum(light, ridge, out=light)
            else:
                light += covered * (ridge - light)
            np.maximum(painted, covered, out=painted)
    return pixels[0].astype(float), pixels[1].astype(float)


def _parts(strokes: Array, pixels: Pixels) -> Iterator[tuple[Pixels, Pixels]]:
    """The strokes and the pixels of a few pictures at a time."""
    for i in range(0, len(strokes), AT_ONCE):
        yield strokes[i : i + AT_ONCE].astype(np.float32), pixels[i : i + AT_ONCE]


def _each(strokes: Pixels, size: int) -> Iterator[tuple[Pixels, Pixels]]:
    """For each stroke how far every pixel lies outside it (negative inside), and how thick it is there."""
    middle = ((np.arange(size) + 0.5) / size).astype(np.float32)
    for one in range(strokes.shape[1]):
        x0, y0, r0, x1, y1, r1 = (column[:, None, None] for column in strokes[:, one].T)
        x, y = middle[None, None, :] - x0, middle[None, ::-1, None] - y0
        dx, dy = x1 - x0, y1 - y0
        length = np.maximum(dx * dx + dy * dy, np.float32(1e-9))
        along = x * (dx / length) + y * (dy / length)
        np.clip(along, 0, 1, out=along)
        away = x - along * dx
        rise = y - along * dy
        away *= away
        rise *= rise
        away += rise
        np.sqrt(away, out=away)
        along *= r1 - r0
        along += r0
        away -= along
        yield away, along


def _covered(away: Pixels, size: int) -> Pixels:
    """The share of a pixel that is covered, from how far its middle lies outside."""
    share: Pixels = np.clip(np.float32(0.5) - away * np.float32(size), 0, 1)
    return share
