"""Animals: drawn silhouettes of cats and dogs, no two alike, for a network that shall tell them apart.

A cat has a round face, pointed ears and a long tail; a dog a long muzzle, a deep chest and mostly hanging ears. But
some dogs have pointed ears, some a short muzzle, some cats let their tail hang. Nothing was photographed.
"""

from collections.abc import Iterator

import numpy as np

from nnlive.arrays import Array, Flags
from nnlive.strokes import drawing, ink, placed, stroke

SIZE = 32  # pixels to a side
NAMES = ("cat", "dog")


def animals(
    dogs: Array | list[int], rng: np.random.Generator, *, size: int = SIZE, left: Flags | bool | None = None
) -> Array:
    """One silhouette for each entry of `dogs`, 0 for a cat and 1 for a dog: (n, size, size), 0 is black and 1 white.

    `left` says which look to the left; None leaves it to chance. The same seed gives the same animals.
    ValueError for other entries.
    """
    dogs = np.asarray(dogs)
    n = len(dogs)
    if n and not np.isin(dogs, (0, 1)).all():
        raise ValueError(f"0 is a cat and 1 a dog; got {sorted(set(dogs.tolist()) - {0, 1})}.")
    chance = rng.random(n) < 0.5
    strokes = np.empty((n, 15, 6))
    for kind, draw in enumerate((_cats, _dogs)):
        strokes[dogs == kind] = draw(int((dogs == kind).sum()), rng)
    strokes = placed(
        strokes,
        shift=rng.uniform(-0.06, 0.06, (n, 2)),
        scale=rng.uniform(0.8, 1.08, n),
        tilt=rng.uniform(-0.12, 0.12, n),
        mirrored=chance if left is None else np.broadcast_to(left, n),
    )
    bright, ground = rng.uniform(0.75, 1, (n, 1, 1)), rng.uniform(0.05, 0.2, (n, 1, 1))
    covered = ink(strokes, size)
    pixels = ground + (bright - ground) * covered
    return np.clip(pixels + rng.normal(0, 0.008, pixels.shape), 0, 1)


def _cats(n: int, rng: np.random.Generator) -> Array:
    def some(low: float, high: float) -> Array:
        return rng.uniform(low, high, n)

    head_x, head_y = some(0.68, 0.74), some(0.55, 0.68)
    ears = some(0.075, 0.11)
    chest, rump = some(0.09, 0.115), some(0.1, 0.13)
    return drawing(
        [
            stroke(0.3, 0.45, rump, 0.59, 0.46, chest),
            stroke(0.6, 0.5, 0.09, head_x, head_y, 0.075),
            stroke(head_x, head_y, some(0.095, 0.115), head_x + 0.015, head_y, 0.085),
            stroke(head_x + 0.05, head_y - 0.03, 0.05, head_x + some(0.075, 0.1), head_y - 0.04, 0.034),
            stroke(head_x - 0.05, head_y + 0.05, 0.042, head_x - 0.06, head_y + 0.06 + ears, 0.006),
            stroke(head_x + 0.03, head_y + 0.05, 0.042, head_x + 0.035, head_y + 0.06 + ears, 0.006),
            *_legs(n, rng, some(0.12, 0.19), 0.03),
            *_tail(0.22, 0.5, some(-0.6, 1.6), some(0.3, 0.44), some(-1.6, 1.6), 0.028),
        ],
        n,
    )


def _dogs(n: int, rng: np.random.Generator) -> Array:
    def some(low: float, high: float) -> Array:
        return rng.uniform(low, high, n)

    head_x, head_y = some(0.67, 0.73), some(0.57, 0.71)
    pointed, muzzle = rng.random(n) < 0.4, some(0.1, 0.2)
    ear = np.where(pointed, some(0.09, 0.14), some(-0.12, -0.06))
    chest, rump = some(0.115, 0.15), some(0.095, 0.125)
    return drawing(
        [
            stroke(0.3, 0.46, rump, 0.58, 0.47, chest),
            stroke(0.58, 0.5, 0.1, head_x, head_y, 0.07),
            stroke(head_x, head_y, some(0.08, 0.095), head_x + 0.02, head_y, 0.075),
            stroke(head_x + 0.05, head_y - 0.01, 0.058, head_x + muzzle, head_y - some(0.03, 0.07), 0.038),
            stroke(head_x - 0.04, head_y + 0.05, 0.042, head_x - 0.065, head_y + 0.05 + ear, 0.012),
            stroke(head_x + 0.015, head_y + 0.05, 0.04, head_x + 0.02, head_y + 0.05 + np.maximum(ear, 0), 0.012),
            *_legs(n, rng, some(0.09, 0.17), 0.038),
            *_tail(0.21, 0.53, some(-0.9, 1.3), some(0.16, 0.34), some(-1.2, 0.6), 0.032),
        ],
        n,
    )


def _legs(n: int, rng: np.random.Generator, ground: Array, thick: float) -> Iterator[Array]:
    """Two hind legs and two forelegs, each somewhere in its stride."""
    for hip in (0.27, 0.33, 0.56, 0.62):
        yield stroke(hip, 0.42, thick + 0.012, hip + rng.uniform(-0.045, 0.045, n), ground, thick - 0.006)


def _tail(x: float, y: float, rise: Array, long: Array, curl: Array, thick: float) -> Iterator[Array]:
    """Five pieces: from level it rises by an angle (radians), and turns on by `curl` along its way."""
    at_x, at_y = np.full_like(rise, x), np.full_like(rise, y)
    for piece in range(5):
        angle = np.pi - rise + curl * piece / 4
        to_x, to_y = at_x + long / 5 * np.cos(angle), at_y + long / 5 * np.sin(angle)
        yield stroke(at_x, at_y, thick - 0.002 * piece, to_x, to_y, thick - 0.002 * (piece + 1))
        at_x, at_y = to_x, to_y
