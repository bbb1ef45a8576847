"""Faces: small pictures of cats and dogs, drawn by a few numbers that chance decides.

No photograph is behind them. Each face is a head, two ears, a snout and two eyes; a network gets to see only the
20 × 20 pixels. Some dogs have upright ears and some cats folded ones, as in life.
"""

from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array

SIDE = 20  # pixels of a picture, across and down
NAMES = ("cat", "dog")

_FINE = 3  # each pixel is the mean of 3 × 3 finer ones, so that edges are soft
_STEPS = (np.arange(SIDE * _FINE) + 0.5) / (SIDE * _FINE) * 2 - 1
_X, _Y = np.meshgrid(_STEPS, -_STEPS)  # both from −1 to 1, y upwards


@dataclass(frozen=True)
class Face:
    """What a face looks like. Lengths are in half pictures: the page goes from −1 to 1.

    droop: 0 for ears that stand up, 1 for ears that hang down; ears: how long they are; wide: half the head's width;
    snout: how large it is; across and up: where the head is; tilt: how far it leans, in radians.
    """

    droop: float = 0.0
    ears: float = 0.4
    wide: float = 0.62
    snout: float = 0.2
    across: float = 0.0
    up: float = 0.0
    tilt: float = 0.0


def picture(face: Face) -> Array:
    """The face as 20 × 20 numbers, top row first: 0 for paper, 1 for full ink."""
    x, y = _placed(face)
    side, tall = np.abs(x), 1.12 - 0.9 * face.wide
    ink = np.zeros_like(x)
    ears = _ear(side, y, face, tall)
    head = np.hypot(x / face.wide, y / tall)
    ink[ears] = 0.8
    ink[head < 1] = 0.25
    ink[(head < 1) & (head > 0.86)] = 0.8
    if face.droop > 0.4:  # hanging ears lie on the cheeks
        ink[ears] = 0.8
    below = -0.5 * tall + 0.1 * face.snout
    snout = np.hypot(x, (y - below) / 0.85)
    ink[snout < face.snout] = 0.0
    ink[(snout < face.snout) & (snout > face.snout - 0.09) & (head > 0.86)] = 0.8  # its rim, where it sticks out
    ink[np.hypot(side - 0.46 * face.wide, (y - 0.2 * tall) / 1.2) < 0.1] = 1.0
    ink[np.hypot(x / 1.3, y - below - 0.45 * face.snout) < 0.3 * face.snout + 0.03] = 1.0
    return np.asarray(ink.reshape(SIDE, _FINE, SIDE, _FINE).mean(axis=(1, 3)))


def _placed(face: Face) -> tuple[Array, Array]:
    """The page's places as the head sees them: moved to its middle and turned upright."""
    x, y = _X - face.across, _Y - face.up + 0.14 - 0.14 * face.droop
    cos, sin = np.cos(face.tilt), np.sin(face.tilt)
    return cos * x + sin * y, cos * y - sin * x


def _ear(side: Array, y: Array, face: Face, tall: float) -> Array:
    """Where the ears are: strokes from the head's upper sides, thinner towards their tips the more they stand up."""
    angle = np.radians(72 - 158 * face.droop)
    root_x, root_y = (0.58 + 0.34 * face.droop) * face.wide, 0.62 * tall
    across, up = np.cos(angle), np.sin(angle)
    along = np.clip(((side - root_x) * across + (y - root_y) * up) / face.ears, 0, 1)
    away = np.hypot(side - root_x - along * face.ears * across, y - root_y - along * face.ears * up)
    thick = 0.24 - 0.1 * face.droop
    return np.asarray(away < thick - along * (thick - 0.18 * face.droop))


def chance_face(dog: bool, rng: np.random.Generator) -> Face:
    """Any cat or dog. One cat in sixteen has folded ears, one dog in six has upright ones."""
    if dog:
        droop = rng.normal(0.15, 0.1) if rng.random() < 1 / 6 else rng.normal(0.85, 0.15)
        ears, wide, snout = rng.normal(0.5, 0.08), rng.normal(0.5, 0.04), rng.normal(0.31, 0.05)
    else:
        droop = rng.normal(0.6, 0.1) if rng.random() < 1 / 16 else rng.normal(0.08, 0.06)
        ears, wide, snout = rng.normal(0.42, 0.06), rng.normal(0.6, 0.04), rng.normal(0.21, 0.04)
    across, up = rng.uniform(-0.15, 0.15, 2)
    return Face(
        droop=float(np.clip(droop, 0, 1)),
        ears=float(np.clip(ears, 0.2, 0.7)),
        wide=float(np.clip(wide, 0.4, 0.7)),
        snout=float(np.clip(snout, 0.1, 0.4)),
        across=float(across),
        up=float(up),
        tilt=float(rng.uniform(-0.25, 0.25)),
    )


def faces(n: int, rng: np.random.Generator, noise: float = 0.08) -> tuple[Array, Array]:
    """n pictures of cats and dogs, about half of each: X (n, 400), and y (n,), 0 for a cat and 1 for a dog.

    noise is the standard deviation of specks that are added to every pixel, as on a bad camera.
    """
    y = (rng.random(n) < 0.5).astype(float)
    X = np.array([picture(chance_face(dog > 0, rng)).ravel() for dog in y]).reshape(n, SIDE**2)
    return np.clip(X + rng.normal(0, noise, X.shape), 0, 1), y
