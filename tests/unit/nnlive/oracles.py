"""Independent answers to hold the package against: slopes by central differences, Playground's recorded runs."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
EPS = 1e-5


def differences(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    """(f(x + ε) − f(x − ε)) / 2ε for an f that works value by value."""
    return (f(x + EPS) - f(x - EPS)) / (2 * EPS)


def differences_of_sum(f: Callable[[np.ndarray], float], x: np.ndarray) -> np.ndarray:
    """The same for a single number f(x), moving one entry of x at a time."""
    slopes = np.empty_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = EPS
        slopes[index] = (f(x + step) - f(x - step)) / (2 * EPS)
    return slopes


def assert_same_slope(found: np.ndarray, expected: np.ndarray, tolerance: float = 1e-7) -> None:
    """The two agree to a relative `tolerance`, measured over the whole array."""
    assert found.shape == expected.shape
    size = np.linalg.norm(found) + np.linalg.norm(expected)
    assert np.linalg.norm(found - expected) <= tolerance * max(size, 1e-3)


def playground_run(name: str) -> dict:
    """A run recorded in the TensorFlow Playground itself."""
    return json.loads((GOLDEN / f"playground/{name}.json").read_text())
