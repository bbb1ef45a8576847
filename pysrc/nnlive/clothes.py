"""Clothes: drawn shirts in any colour, each in its own light, with folds, shadow and a wall behind.

Colours are red, green and blue from 0 to 1. COLOURS names some; no two shirts of one name are quite the same.
"""

import numpy as np

from nnlive.arrays import Array
from nnlive.strokes import drawing, placed, relief, stroke
from nnlive.tables import choose

SIZE = 32  # pixels to a side

COLOURS: dict[str, tuple[float, float, float]] = {
    "red": (0.8, 0.12, 0.14),
    "green": (0.13, 0.58, 0.24),
    "black": (0.09, 0.09, 0.1),
    "blue": (0.14, 0.33, 0.8),
    "navy": (0.07, 0.09, 0.24),
    "white": (0.95, 0.95, 0.93),
    "grey": (0.52, 0.53, 0.54),
    "yellow": (0.95, 0.8, 0.15),
    "orange": (0.95, 0.5, 0.1),
    "pink": (0.95, 0.55, 0.7),
    "purple": (0.45, 0.2, 0.6),
    "brown": (0.4, 0.25, 0.14),
    "dark green": (0.05, 0.21, 0.12),
}


def colours(names: list[str], rng: np.random.Generator) -> Array:
    """The colours of these names, each a little off, as dye comes out: (n, 3). ValueError for unknown ones."""
    plain = np.array([choose(COLOURS, name, "colour") for name in names]).reshape(-1, 3)
    faded = plain * rng.uniform(0.82, 1.08, (len(plain), 1)) + rng.uniform(-0.05, 0.05, (len(plain), 3))
    return np.clip(faded, 0.02, 1)


def shirts(dye: Array, rng: np.random.Generator, *, size: int = SIZE, light: Array | float | None = None) -> Array:
    """A shirt in each of these colours (n, 3): (n, size, size, 3), from 0 to 1.

    `light` is how bright the light is, 1 in the sun and 0.3 in deep shadow; None lets it vary about 0.9.
    The same seed gives the same shirts.
    """
    n = len(dye)
    varied = rng.uniform(0.72, 1.06, n)
    shine = np.broadcast_to(varied if light is None else np.asarray(light, dtype=float), n)[:, None, None]
    strokes, spot = _strokes(n, rng)
    ink, ridge = relief(strokes, size, body=strokes.shape[1])
    neck, _ = relief(spot, size)
    cloth = (ink * (1 - neck))[..., None]
    wall = np.array([0.72, 0.68, 0.62]) * rng.uniform(0.75, 1.15, (n, 1))
    shade = shine * (0.7 + 0.3 * np.sqrt(ridge)) * _folds(n, size, rng)
    pixels = wall[:, None, None] * shine[..., None] * (1 - cloth) + dye[:, None, None] * shade[..., None] * cloth
    return np.asarray(np.clip(pixels * rng.normal(1, 0.01, (*pixels.shape[:3], 1)), 0, 1))


def _strokes(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """The cloth, and the opening for the neck."""

    def about(value: float, spread: float) -> Array:
        return value + rng.uniform(-spread, spread, n)

    hip, long, hem = about(0.155, 0.025), about(0.16, 0.05), 0.09
    out, low = about(0.245, 0.03), about(0.5, 0.07)
    cloth = [
        *(stroke(0.5 + side * 0.14, 0.7, 0.09, 0.5 + side * hip, long, hem) for side in (-1, 1)),
        stroke(0.5, 0.68, 0.12, 0.5, 0.3, 0.12),
        stroke(0.5 - hip, long, hem, 0.5 + hip, long, hem),
        *(stroke(0.5 + side * 0.17, 0.72, 0.08, 0.5 + side * (0.1 + out), low, 0.072) for side in (-1, 1)),
    ]
    look = {
        "shift": rng.uniform(-0.04, 0.04, (n, 2)),
        "scale": about(1.08, 0.09),
        "tilt": about(0, 0.12),
        "mirrored": np.zeros(n, bool),
    }
    neck = stroke(0.46, 0.83, about(0.085, 0.015), 0.54, 0.83, 0.085)
    return placed(drawing(cloth, n), **look), placed(drawing([neck], n), **look)


def _folds(n: int, size: int, rng: np.random.Generator) -> Array:
    """Light from one side, and soft waves in the cloth."""
    across, down = np.meshgrid(np.linspace(-1, 1, size), np.linspace(-1, 1, size))
    side, lean, phase = (rng.uniform(low, high, (n, 1, 1)) for low, high in ((-0.12, 0.12), (-2, 2), (0, 6.3)))
    return 1 + side * across + 0.06 * np.sin(7 * across + lean * down + phase)
