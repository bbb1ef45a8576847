"""Hands: drawn hands that hold up 0 to 5 fingers, grey, each with its own size, tilt and light.

Nothing was photographed: palm, wrist and fingers are strokes. One finger is the index, two are index and middle
finger, three and four add the next, five add the thumb. Folded fingers lie over the palm, as in a fist.
"""

import numpy as np

from nnlive.arrays import Array, Flags
from nnlive.strokes import drawing, placed, relief, stroke

SIZE = 32  # pixels to a side

# Index, middle, ring, little finger: where each begins, how long it is, how far it leans from upright (in radians).
_KNUCKLES = ((0.385, 0.525), (0.468, 0.55), (0.551, 0.535), (0.627, 0.49))
_LENGTHS = (0.26, 0.3, 0.27, 0.21)
_LEANS = (0.2, 0.05, -0.09, -0.28)


def hands(
    fingers: Array | list[int], rng: np.random.Generator, *, size: int = SIZE, left: Flags | bool | None = None
) -> Array:
    """One hand for each entry of `fingers`, 0 to 5: (n, size, size), 0 is black and 1 white.

    `left` says which are left hands; None leaves it to chance. The same seed gives the same hands.
    ValueError for a number of fingers that no hand has.
    """
    fingers = np.asarray(fingers)
    n = len(fingers)
    if n and not (np.isin(fingers, range(6))).all():
        raise ValueError(f"A hand holds up 0 to 5 fingers; got {sorted(set(fingers.tolist()) - set(range(6)))}.")
    chance = rng.random(n) < 0.5
    ink, light = relief(_strokes(fingers, rng, chance if left is None else np.broadcast_to(left, n)), size, body=3)
    skin, wall = rng.uniform(0.66, 1, (n, 1, 1)), rng.uniform(0.08, 0.26, (n, 1, 1))
    across = np.linspace(-1, 1, size) * rng.uniform(-0.06, 0.06, (n, 1, 1))
    pixels = wall * (1 - ink) + skin * (0.5 + 0.5 * light) * ink
    return np.clip(pixels + across + rng.normal(0, 0.008, pixels.shape), 0, 1)


def _strokes(fingers: Array, rng: np.random.Generator, left: Flags) -> Array:
    n = len(fingers)

    def about(value: float, spread: float) -> Array:
        return value + rng.uniform(-spread, spread, n)

    strokes = [
        stroke(about(0.5, 0.03), -0.3, 0.1, 0.5, 0.2, 0.095),  # the wrist
        stroke(0.48, 0.26, 0.11, 0.505, 0.4, 0.125),
        stroke(0.425, 0.45, 0.08, 0.59, 0.43, 0.075),  # the palm below the knuckles
    ]
    spread = about(1, 0.45)
    for i, ((x, y), length, lean) in enumerate(zip(_KNUCKLES, _LENGTHS, _LEANS, strict=True)):
        up = fingers > i
        turn, long = spread * lean + about(0, 0.05), length * about(1, 0.08)
        # A folded finger is short, points down and is seen from its thick end.
        to_x = np.where(up, x - np.sin(turn) * long, x + about(0, 0.006))
        to_y = np.where(up, y + np.cos(turn) * long, y - 0.11)
        strokes.append(stroke(x, y, np.where(up, 0.045, 0.05), to_x, to_y, np.where(up, 0.037, 0.042)))
    out, up = about(0, 0.03), fingers == 5
    elbow = np.where(up, 0.3, 0.4)
    strokes += [  # the thumb stands off or lies across the palm
        stroke(0.42, 0.26, 0.06, elbow, 0.35, 0.05),
        stroke(elbow, 0.35, 0.05, np.where(up, 0.2, 0.53) + out, np.where(up, 0.47, 0.37), 0.04),
    ]
    return placed(
        drawing(strokes, n),
        shift=rng.uniform(-0.05, 0.05, (n, 2)) - [0, 0.02],
        scale=about(1.14, 0.12),
        tilt=about(0, 0.22),
        mirrored=left,
    )
