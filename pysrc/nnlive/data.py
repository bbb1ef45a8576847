"""Data sets: small enough to see every example, honest about the formula they come from.

X has one row per example, y one label per row. Whatever is random comes from the `rng` you pass in, so the
same seed gives the same points.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array

Points = tuple[Array, Array]

_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_TRUTH = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XOR": (0, 1, 1, 0),
    "XNOR": (1, 0, 0, 1),
}
GATES: dict[str, Points] = {gate: (_CORNERS, np.array(truth, dtype=float)) for gate, truth in _TRUTH.items()}
GATES["NOT"] = (np.array([[0.0], [1.0]]), np.array([1.0, 0.0]))
for _X, _y in GATES.values():  # every lesson shares these arrays: copy them to change them
    _X.flags.writeable = _y.flags.writeable = False


def three_way() -> Points:
    """Fur, pointy ears, whiskers: all 8 combinations, X (8, 3), counted up from 000. y is 1 for all three."""
    X = np.array([[n >> 2 & 1, n >> 1 & 1, n & 1] for n in range(8)], dtype=float)
    return X, X.min(axis=1)


def threshold() -> Points:
    """Is x < 10? The 41 numbers 0, 0.5, …, 20 as X (41, 1), y 1 for yes and 0 for no."""
    X = np.linspace(0.0, 20.0, 41)[:, None]
    return X, np.where(X[:, 0] < 10, 1.0, 0.0)


# The TensorFlow Playground's six. `noise` is its slider / 100, 0 to 0.5; labels are −1 and +1, or numbers.


def circle(n: int, noise: float, rng: np.random.Generator) -> Points:
    """A disc (+1, radius up to 2.5) in a ring (−1, radius 3.5 to 5).

    Noise shifts a copy of the point, and the copy decides the label: the point stays, its label may flip.
    """
    inside = n // 2
    radius = np.concatenate([rng.uniform(0, 2.5, inside), rng.uniform(3.5, 5, n - inside)])
    angle = rng.uniform(0, 2 * np.pi, n)
    X = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    seen = X + rng.uniform(-5, 5, (n, 2)) * noise
    return X, np.where(np.hypot(seen[:, 0], seen[:, 1]) < 2.5, 1.0, -1.0)


def xor(n: int, noise: float, rng: np.random.Generator) -> Points:
    """+1 where x1·x2 ≥ 0, else −1; points keep 0.3 away from the axes. Noise as in `circle`."""
    X = rng.uniform(-5, 5, (n, 2))
    X += np.where(X > 0, 0.3, -0.3)
    seen = X + rng.uniform(-5, 5, (n, 2)) * noise
    return X, np.where(seen[:, 0] * seen[:, 1] >= 0, 1.0, -1.0)


def gauss(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Two round clouds, +1 at (2, 2) and −1 at (−2, −2); their variance is 0.5 + 7·noise."""
    y = np.where(np.arange(n) < n // 2, 1.0, -1.0)
    return 2 * y[:, None] + rng.normal(0, np.sqrt(0.5 + 7 * noise), (n, 2)), y


def spiral(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Two arms, +1 and −1, of 1.75 turns and radius up to 5; noise shifts each point by up to ±noise."""
    y = np.where(np.arange(n) < n // 2, 1.0, -1.0)
    along = np.concatenate([np.arange(arm) / arm for arm in (n // 2, n - n // 2) if arm])
    angle = 1.75 * along * 2 * np.pi + np.where(y > 0, 0.0, np.pi)
    X = 5 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return X + rng.uniform(-1, 1, (n, 2)) * noise, y


def reg_plane(n: int, noise: float, rng: np.random.Generator) -> Points:
    """A tilted plane: y = (x1 + x2) / 10 on −6…6. Noise as in `circle`."""
    X = rng.uniform(-6, 6, (n, 2))
    return X, (X + rng.uniform(-6, 6, (n, 2)) * noise).sum(axis=1) / 10


_BUMPS = np.array([[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1]])


def reg_gauss(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Six bumps of height ±1 that fall to 0 at distance 2. Noise as in `circle`."""
    X = rng.uniform(-6, 6, (n, 2))
    seen = X + rng.uniform(-6, 6, (n, 2)) * noise
    away = np.hypot(*(seen[:, None, :] - _BUMPS[:, :2]).transpose(2, 0, 1))
    heights = _BUMPS[:, 2] * np.clip(1 - away / 2, 0, 1)
    return X, heights[np.arange(n), np.abs(heights).argmax(axis=1)]


def moons(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Two half circles that interlock, labels 0 and 1; noise is the standard deviation of the scatter."""
    y = np.where(np.arange(n) < n // 2, 0.0, 1.0)
    angle = np.concatenate([np.linspace(0, np.pi, n // 2), np.linspace(0, np.pi, n - n // 2)])
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    X = np.where(y[:, None] == 0, upper, np.array([1.0, 0.5]) - upper)
    return X + rng.normal(0, noise, (n, 2)), y


def blobs(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Two round clouds, label 0 at (−2, −2) and 1 at (2, 2); noise is their standard deviation."""
    y = np.where(np.arange(n) < n // 2, 0.0, 1.0)
    return 4 * y[:, None] - 2 + rng.normal(0, noise, (n, 2)), y


@dataclass(frozen=True)
class Dataset:
    """A named generator: make(n, noise, rng) -> X (n, 2), y (n,). `regression` if y is a number, not a class."""

    name: str
    label: str
    make: Callable[[int, float, np.random.Generator], Points]
    regression: bool = False


_ALL = (
    Dataset("circle", "Circle", circle),
    Dataset("xor", "Exclusive or", xor),
    Dataset("gauss", "Gaussian", gauss),
    Dataset("spiral", "Spiral", spiral),
    Dataset("reg_plane", "Plane", reg_plane, regression=True),
    Dataset("reg_gauss", "Multi gaussian", reg_gauss, regression=True),
    Dataset("moons", "Moons", moons),
    Dataset("blobs", "Blobs", blobs),
)
DATASETS: dict[str, Dataset] = {dataset.name: dataset for dataset in _ALL}


def disc_with_margin(n: int, margin: float, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Points in the unit disc at least `margin` away from a random line through 0, for 0 ≤ margin < 1.

    Returns X (n, 2), y (n,), and the line's unit normal (2,); y is 1 on the side the normal points to, else 0.
    """
    if not 0 <= margin < 1:
        raise ValueError(f"The margin must be at least 0 and below 1, the radius of the disc; got {margin}.")
    angle = rng.uniform(0, 2 * np.pi)
    normal = np.array([np.cos(angle), np.sin(angle)])
    X = np.empty((0, 2))
    while len(X) < n:
        darts = rng.uniform(-1, 1, (4 * n, 2))
        keep = (np.hypot(*darts.T) <= 1) & (np.abs(darts.dot(normal)) >= margin)
        X = np.concatenate([X, darts[keep]])
    X = X[:n]
    return X, np.where(X.dot(normal) > 0, 1.0, 0.0), normal


def split(X: Array, y: Array, share: float, rng: np.random.Generator) -> tuple[Points, Points]:
    """Shuffles, then cuts: ((X, y) of the first `share` for training, (X, y) of the rest for testing)."""
    order = rng.permutation(len(X))
    train, test = np.split(order, [round(len(X) * share)])
    return (X[train], y[train]), (X[test], y[test])


def _open_packaged(name: str) -> bytes:
    from importlib.resources import files

    return (files("nnlive") / "datasets" / name).read_bytes()


# How a data file is fetched. In the browser the runtime puts its own opener here, which downloads on demand.
OPENER: Callable[[str], bytes] = _open_packaged


def read_file(name: str) -> bytes:
    """The bytes of a file in nnlive/datasets, by whatever OPENER is in place."""
    return OPENER(name)


def digits() -> tuple[Array, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """1,797 handwritten digits: images (1797, 8, 8) with ink from 0 to 16, and labels (1797,), 0 to 9."""
    with np.load(io.BytesIO(read_file("digits.npz"))) as packed:
        return packed["images"].astype(float), packed["labels"].astype(np.int64)
