"""A History: the losses of a run, thinned so that its curve costs the same after ten epochs and after a million."""

from collections.abc import Sequence
from math import floor, isfinite, log10
from typing import NamedTuple

import numpy as np

from nnlive.arrays import Array
from nnlive.figure import Panel
from nnlive.shapes import Line, Mark, Points

BUCKETS = 75  # each keeps four points at most


class Moment(NamedTuple):
    """The losses after an epoch."""

    epoch: int
    training: float
    test: float


class History:
    """Losses by epoch: all of a short run, and of a long one the first, the last and the peaks and valleys between.

    Epochs are kept in buckets of equal length. A bucket keeps its lowest and highest training and test loss; when
    there are too many buckets, they become twice as long.
    """

    def __init__(self) -> None:
        self._buckets: dict[int, list[Moment]] = {}
        self._length = 1
        self._ends: list[Moment] = []

    def add(self, epoch: int, training: float, test: float) -> None:
        """Notes an epoch's losses; what is not finite cannot be drawn and is left out.

        Without test points, give the training loss twice and draw with `test` = False.
        """
        if not (isfinite(training) and isfinite(test)):
            return
        moment = Moment(epoch, training, test)
        self._ends = [*self._ends[:1], moment]
        self._put(moment)
        if len(self._buckets) > BUCKETS:
            old = [moment for bucket in self._buckets.values() for moment in bucket]
            self._length, self._buckets = 2 * self._length, {}
            for moment in old:
                self._put(moment)

    def _put(self, moment: Moment) -> None:
        bucket = self._buckets.setdefault(moment.epoch // self._length, [])
        bucket.append(moment)
        if len(bucket) > 4:
            bucket[:] = _extremes(bucket)

    def moments(self) -> list[Moment]:
        """What is kept, by epoch."""
        kept = {moment for bucket in self._buckets.values() for moment in bucket}
        return sorted(kept.union(self._ends))

    def copy(self) -> "History":
        """The same history, which may go on differently."""
        twin = History()
        twin._length, twin._ends = self._length, list(self._ends)
        twin._buckets = {number: list(bucket) for number, bucket in self._buckets.items()}
        return twin


def _extremes(bucket: Sequence[Moment]) -> list[Moment]:
    return sorted({pick(bucket, key=lambda m: m[loss]) for pick in (min, max) for loss in (1, 2)})


def loss_panel(history: History, other: History | None = None, *, test: bool = True, height: int = 180) -> Panel:
    """Training and test loss over the epochs; the test loss of another run in violet. `test` = False leaves it out."""
    own, theirs = _table(history), _table(other)
    highest, log = _limits(np.concatenate([own[:, 1:].ravel(), theirs[:, 2]]))
    curve = own if test else own[:0]
    end = own[-1:, (0, 2 if test else 1)]
    marks: list[Mark] = [
        Line(own[:, 0], own[:, 1], "mute", 1.5, dash=True, label="training"),
        Line(curve[:, 0], curve[:, 2], "ink", 2, label="test" if test else ""),
        Line(theirs[:, 0], theirs[:, 2], "hi", 2, dash=True, label="other run, test" if other else ""),
        Points(end[:, 0], end[:, 1], "ink", size=3.5),
    ]
    last = max([10.0, *own[-1:, 0], *theirs[-1:, 0]])
    return Panel(
        marks, (0, _above(last)), highest, xlabel="epoch", ylabel="loss", log="y" if log else "", height=height
    )


def _table(history: History | None) -> Array:
    return np.array(history.moments() if history else [], dtype=float).reshape(-1, 3)


def _limits(losses: Array) -> tuple[tuple[float, float], bool]:
    """Where the loss axis begins and ends, and whether it counts in powers of ten: if it spans more than one."""
    highest = float(losses.max(initial=0.0)) or 0.1
    above_zero = losses[losses > 0]
    lowest = max(float(above_zero.min(initial=highest)), 1e-8, highest / 1e12)
    if highest > 10 * lowest:
        return (10.0 ** floor(log10(lowest)), _above(highest)), True
    return (0.0, _above(highest)), False


def _above(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5, 7 times a power of ten that is not below the value."""
    power = 10.0 ** floor(log10(value))
    steps = (step * power for step in (1, 1.5, 2, 3, 5, 7))
    return next((step for step in steps if step >= value * (1 - 1e-9)), 10 * power) if value < 1e300 else value
