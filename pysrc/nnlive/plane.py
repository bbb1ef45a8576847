"""The plane of two inputs, cut by a neuron into the side where it fires and the side where it does not."""

import numpy as np

from nnlive.arrays import Array
from nnlive.shapes import Arrow, Line, Mark, Points, Polygon

_FAR = 99.0  # where the line stands when there is none in the picture


def firing_side(w: Array, b: float, centre: tuple[float, float] = (0.5, 0.5), reach: float = 1.6) -> list[Mark]:
    """Three marks: the side where z = x·w + b is 0 or more, the line z = 0, an arrow from it to that side.

    They cover all within `reach` of `centre`. Without weights there is no line: the bias decides for all x alike.
    """
    length = float(np.hypot(*w))
    normal = w / length if length else np.array([1.0, 0.0])
    away = float(w.dot(centre) + b) / length if length else (_FAR if b >= 0 else -_FAR)
    foot = np.array(centre) - away * normal
    along = reach * np.array([-normal[1], normal[0]])
    deep = (reach + abs(away)) * normal
    x, y = np.array([foot + along, foot - along, foot - along + deep, foot + along + deep]).T
    tip = foot + (0.12 * reach * normal if abs(away) < 0.5 * reach else 0)  # no arrow from a line near the rim
    return [Polygon(x, y), Line(x[:2], y[:2]), Arrow(*foot.tolist(), *tip.tolist())]


def answers(x1: Array, x2: Array, y: Array, wrong: Array | bool = False, size: float = 12) -> list[Mark]:
    """Three marks for the points (x1, x2): a blue circle where y is 1, an orange square where it is 0, and a small
    cross where the neuron is wrong."""
    one, crossed = np.asarray(y) == 1, np.broadcast_to(wrong, np.shape(y))
    return [
        Points(x1[one], x2[one], "pos", size=size),
        Points(x1[~one], x2[~one], "neg", "square", size),
        Points(x1[crossed], x2[crossed], "paper", "cross", 0.42 * size),
    ]
