"""Maps: the picture every neuron makes of the plane, all painted by one pass of the network over a grid of points."""

from functools import lru_cache

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.features import FEATURES, columns
from nnlive.settings import State

EDGE = 6.0  # the plane shown: x₁ and x₂ from −6 to 6
SIDE = 100  # points along one side of a large map
SMALL = 20  # and of a neuron's small picture

Node = tuple[int, int]  # (layer, index): layer 0 holds all seven inputs, used or not; the last holds the output


@lru_cache(maxsize=2)
def plane(side: int) -> Array:
    """side × side points of the plane, row by row from the top left: (side², 2)."""
    steps = np.linspace(-EDGE, EDGE, side)
    return np.column_stack([np.tile(steps, side), np.repeat(steps[::-1], side)])


@lru_cache(maxsize=8)
def _inputs(names: tuple[str, ...], side: int) -> Array:
    """The named features of the plane, a row each, as the 32-bit numbers that pictures do with."""
    return np.ascontiguousarray(columns(plane(side), names).T, dtype=np.float32)


class Maps:
    """The pictures of all neurons of one network, `side` points wide and high; `paint` brings them up to date.

    Values are from −1 (orange) to 1 (blue). A neuron that reaches further is shown in parts of its `reach`. Where a
    network has diverged, its maps are blank.
    """

    def __init__(self, state: State, side: int = SIDE) -> None:
        self.side, self.discretize = side, state.discretize
        self._starts = np.cumsum([0, *state.shape]).tolist()
        self._points = _inputs(state.inputs, side)
        self._rows = np.zeros((sum(state.shape) + 1, side * side), dtype=np.float32)
        few = np.linspace(0, side - 1, min(side, SMALL)).round().astype(int)  # with the edges: there neurons reach most
        self._thin = (few[:, None] * side + few).ravel()
        self._features = _inputs(tuple(FEATURES), side)
        self._set_small()

    def paint(self, trainer: Trainer) -> "Maps":
        """Asks the network at every point of the plane."""
        trainer.forward_into(self._points, self._rows)
        self._set_small()
        return self

    def _set_small(self) -> None:
        """Small pictures of all inputs and neurons, and how far each reaches: at least 1, the output exactly 1."""
        rows = np.concatenate([part[:, self._thin] for part in (self._features, self._rows)])
        rows = rows.reshape(len(rows), min(self.side, SMALL), -1)
        np.nan_to_num(rows, copy=False, posinf=0, neginf=0)
        self._reach = np.maximum(1.0, np.abs(rows).max(axis=(1, 2)))
        self._reach[-1] = 1.0
        self._small = self._shown(rows, self._reach[:, None, None])

    def _row(self, node: Node) -> int:
        layer, index = node
        return index if layer == 0 else len(FEATURES) + self._starts[layer - 1] + index

    def _shown(self, values: Array, reach: Array | float) -> Array:
        return np.where(values >= 0, 1.0, -1.0) if self.discretize else np.asarray(values / reach, dtype=float)

    def small(self, node: Node) -> Array:
        """A neuron's small picture, top row first."""
        picture: Array = self._small[self._row(node)]
        return picture

    def large(self, node: Node) -> Array:
        """A neuron's whole map, (side, side), top row first."""
        row = self._row(node) - len(FEATURES)
        values = self._rows[row] if row >= 0 else self._features[row + len(FEATURES)]
        whole = np.nan_to_num(values, posinf=0, neginf=0).reshape(self.side, self.side)
        return self._shown(whole, self.reach(node))

    def reach(self, node: Node) -> float:
        """The output that has the full colour."""
        return float(self._reach[self._row(node)])
