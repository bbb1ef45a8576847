"""Decision trees: a chain of yes-or-no questions, each about one column. They are grown from the top, and every
question is the one that makes the two halves as alike in themselves as possible."""

from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.network import as_columns

Whole = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
CUTS = 63  # places where a column may be cut: at most so many, with about as many examples between any two


@dataclass(frozen=True, eq=False)
class Tree:
    """`depth` rows of questions. Question i asks whether column[i] is above cut[i]; no leads to question 2i + 1, yes to
    2i + 2. Below the last row are the answers, value (2^depth, outputs). A branch that ends early asks for more than
    infinity, so that everybody goes on with no."""

    column: Whole
    cut: Array
    value: Array
    depth: int

    @property
    def parameter_count(self) -> int:
        """Two numbers for a question, the column and the cut, and those of the answers that can be reached."""
        asked = int(np.isfinite(self.cut).sum())
        return 2 * asked + (asked + 1) * int(self.value.shape[1])


class Sorted:
    """The columns of X (n, inputs), each cut into at most 64 bins: what a tree needs to know of the examples."""

    def __init__(self, X: Array) -> None:
        self.cuts = [_cuts(column) for column in X.T]
        self.bins = np.column_stack([np.searchsorted(c, x) for c, x in zip(self.cuts, X.T, strict=True)])
        self.width = max(len(cuts) for cuts in self.cuts) + 1
        # A place for every bin of every column, so that one count serves all columns at once.
        self.places = self.bins + self.width * np.arange(X.shape[1])


def _cuts(column: Array) -> Array:
    """Places between neighbouring values: all of them, or at the quantiles where there are many."""
    values = np.unique(column)
    middles = (values[1:] + values[:-1]) / 2
    if len(middles) <= CUTS:
        return middles
    wanted = np.quantile(column, np.linspace(0, 1, CUTS + 2)[1:-1])
    return np.unique(middles[np.searchsorted(middles, wanted).clip(0, len(middles) - 1)])


def grow(X: Array | Sorted, y: Array, depth: int, least: int = 5) -> Tree:
    """The tree for labels y, (n,) or (n, outputs), with at most `depth` questions one after another.

    Each half of a question has `least` examples or more. Where y is 0 or 1, or one-hot, the answers are shares.
    """
    known = X if isinstance(X, Sorted) else Sorted(X)
    y = as_columns(y, (len(y), 1)) if y.ndim == 1 else y
    column, cut = np.zeros(2**depth - 1, dtype=np.int64), np.full(2**depth - 1, np.inf)
    at = np.zeros(len(y), dtype=np.int64)  # where every example stands, counted within the row
    for row in range(depth):
        first, count = 2**row - 1, 2**row
        best, place, worth = _questions(known, y, at, count, least)
        column[first : first + count] = best
        for node in np.flatnonzero(worth):
            cut[first + node] = known.cuts[best[node]][place[node]]
        right = worth[at] & (known.bins[np.arange(len(y)), best[at]] > place[at])
        at = 2 * at + right
    return Tree(column, cut, _means(y, at, 2**depth), depth)


def _questions(known: Sorted, y: Array, at: Whole, count: int, least: int) -> tuple[Whole, Whole, Whole]:
    """The best question of each of `count` places: its column, which of the cuts, and whether it is worth asking."""
    columns, width = len(known.cuts), known.width
    place = (at[:, None] * (columns * width) + known.places).ravel()
    shape = (count, columns, width)
    number = np.bincount(place, minlength=count * columns * width).reshape(shape)
    below = number.cumsum(axis=2)
    above = below[:, :, -1:] - below
    gain = np.zeros(shape)
    for label in y.T:  # the squares that a cut saves: S²/n of both halves, less that of the whole
        sums = np.bincount(place, np.repeat(label, columns), count * columns * width).reshape(shape).cumsum(axis=2)
        whole = sums[:, :, -1:]
        gain += sums**2 / np.maximum(below, 1) + (whole - sums) ** 2 / np.maximum(above, 1)
        gain -= whole**2 / np.maximum(below[:, :, -1:], 1)
    gain[(below < least) | (above < least)] = 0
    flat = gain.reshape(count, -1)
    best = flat.argmax(axis=1)
    return best // width, best % width, flat.max(axis=1) > 1e-9


def _means(y: Array, at: Whole, count: int) -> Array:
    """The mean label of the examples at each of `count` places."""
    number = np.maximum(np.bincount(at, minlength=count), 1)
    return np.column_stack([np.bincount(at, label, count) / number for label in y.T])


def leaves(tree: Tree, X: Array) -> Whole:
    """Which of the answers each row of X comes to: (n,)."""
    at = np.zeros(len(X), dtype=np.int64)
    rows = np.arange(len(X))
    for _ in range(tree.depth):
        at = 2 * at + 1 + (X[rows, tree.column[at]] > tree.cut[at])
    return np.asarray(at - (2**tree.depth - 1), dtype=np.int64)


def ask(tree: Tree, X: Array) -> Array:
    """The tree's answers for X (n, inputs): (n, outputs)."""
    answer: Array = tree.value[leaves(tree, X)]
    return answer
