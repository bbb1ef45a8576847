"""Pacing: how long runs may train between two pictures, so that pictures come often and controls answer soon.

The more time a picture takes, the less is left for training. A widget sees only what it takes to make a figure: drawing
it takes about half as long again.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Protocol

PERIOD = 1 / 30  # seconds from one picture to the next
PAGE = 0.005  # of them for putting a picture onto the page
DRAWN = 1.6  # how much longer than making a figure it takes to make and draw it
LEAST = 0.008  # of training, however slow the pictures are
QUICK = 0.004  # of training before a picture soon after a reader's touch; the one that answers it waits for none
HURRIED = 10  # so many pictures after a touch come as quickly: more touches may follow


class Learner(Protocol):
    """What can be trained a little at a time."""

    left: int  # epochs to train before the picture that was asked for is complete

    @property
    def short(self) -> bool:
        """Whether one `advance` is a whole epoch."""

    @property
    def unfinished(self) -> bool:
        """Whether a picture now would show the middle of an epoch, or too few of them."""

    def advance(self) -> bool:
        """Learns a little; says whether an epoch has ended with it. `left` is then one less."""


class Pacing:
    """Trains for as long as the last pictures leave time for. `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self._made = 0.0
        self._cold = True
        self._trained = clock()
        self._hurried = 0

    @property
    def budget(self) -> float:
        """Seconds of training until the next picture."""
        if self._hurried:
            return 0.0 if self._hurried == HURRIED else QUICK
        return max(LEAST, PERIOD - PAGE - DRAWN * self._made)

    def hurry(self) -> None:
        """A reader has touched a control."""
        self._hurried = HURRIED

    def made(self) -> None:
        """The picture is made. One that took long by chance counts little, and the first, of cold code, not at all."""
        if not self._cold:
            self._made += (self._clock() - self._trained - self._made) / 4
        self._cold = False

    def train(self, learners: Sequence[Learner], epochs: int) -> None:
        """Trains all until the next picture: so many epochs, fewer if these are long; with 0, as many as fit.

        After fewer the picture is not complete, and the next call goes on.
        """
        if not any(learner.left for learner in learners):
            for learner in learners:
                learner.left = epochs or 1
        for learner in learners:
            if epochs:
                self._some(learner)
            else:
                self._many(learner, self.budget / len(learners))
        self._hurried = max(0, self._hurried - 1)
        self._trained = self._clock()

    def _some(self, learner: Learner) -> None:
        until = self._clock() + (PERIOD if learner.short else self.budget)
        while learner.unfinished:
            learner.advance()
            if self._clock() > until:
                break

    def _many(self, learner: Learner, budget: float) -> None:
        """A long epoch that ends in the second half is not followed by another: complete pictures are worth more."""
        began = self._clock()
        used = part = 0.0
        while used + part / 2 <= budget:
            ended = learner.advance()
            now = self._clock() - began
            used, part = now, now - used
            if ended and not learner.short and used > budget / 2:
                break
