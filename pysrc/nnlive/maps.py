"""Maps: the picture every neuron makes of the plane, all painted by one pass of the network over a grid of points."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
        self._input_pictures, self._input_reach = self._small(self._features)
        self._look()

    def paint(self, trainer: Trainer) -> "Maps":
        """Asks the network at every point of the plane."""
        trainer.forward_into(self._points, self._rows)
        self._look()
        return self

    def _look(self) -> None:
        """`neurons`: the small pictures of all hidden neurons and of the output, (neurons, rows, columns)."""
        self.neurons, self._reach = self._small(self._rows, outputs=1)

    def _small(self, rows: NDArray[np.floating[Any]], outputs: int = 0) -> tuple[Array, Array]:
        """Small pictures of whole maps, and how far each reaches: at least 1, the outputs at the end exactly 1."""
        small = rows.take(self._thin, axis=1).reshape(len(rows), min(self.side, SMALL), -1)
        np.nan_to_num(small, copy=False, posinf=0, neginf=0)
        reach = np.maximum(1.0, np.abs(small).max(axis=(1, 2)))
        reach[len(reach) - outputs :] = 1.0
        return self._shown(small, reach[:, None, None]), reach

    def _number(self, node: Node) -> int:
        """Which of all hidden neurons a neuron is, counted layer by layer."""
        return int(self._starts[node[0] - 1] + node[1])

    def _shown(self, values: NDArray[np.floating[Any]], reach: Array | float) -> Array:
        return np.where(values >= 0, 1.0, -1.0) if self.discretize else np.asarray(values / reach, dtype=float)

    def small(self, node: Node) -> Array:
        """A neuron's small picture, top row first."""
        picture: Array = self.neurons[self._number(node)] if node[0] else self._input_pictures[node[1]]
        return picture

    def large(self, node: Node) -> Array:
        """A neuron's whole map, (side, side), top row first."""
        values = self._rows[self._number(node)] if node[0] else self._features[node[1]]
        whole = np.nan_to_num(values, posinf=0, neginf=0).reshape(self.side, self.side)
        return self._shown(whole, self.reach(node))

    def reach(self, node: Node) -> float:
        """The output that has the full colour."""
        return float(self._reach[self._number(node)] if node[0] else self._input_reach[node[1]])
