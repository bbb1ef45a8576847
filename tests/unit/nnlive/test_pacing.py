"""Pacing with a clock of its own: how much is trained before the next picture."""

import pytest

from nnlive.pacing import DRAWN, HURRIED, LEAST, PAGE, PERIOD, QUICK, Pacing


class Clock:
    """Seconds that pass only when something takes them."""

    now = 0.0

    def __call__(self):
        return self.now


class Runner:
    """Learns an epoch in so many parts, each of so many seconds."""

    def __init__(self, clock, seconds, parts=1):
        self.clock, self.seconds, self.parts = clock, seconds, parts
        self.left = self.done = 0
        self.short = parts == 1

    @property
    def unfinished(self):
        return self.left > 0 or self.done % self.parts > 0

    def advance(self):
        self.clock.now += self.seconds
        self.done += 1
        ended = self.done % self.parts == 0
        self.left = max(0, self.left - ended)
        return ended


def paced(seconds, parts=1, picture=0.0):
    """A runner, and the pacing after pictures that took so long."""
    clock = Clock()
    pacing = Pacing(clock)
    for _ in range(50):
        pacing.train([], 1)
        clock.now += picture
        pacing.made()
    return Runner(clock, seconds, parts), pacing


def test_as_many_epochs_as_were_asked_for():
    runner, pacing = paced(0.001)
    pacing.train([runner], 20)
    assert (runner.done, runner.unfinished) == (20, False)


def test_as_many_as_fit():
    runner, pacing = paced(0.001)
    pacing.train([runner], 0)
    assert runner.done == pytest.approx(1000 * (PERIOD - PAGE), abs=1)


@pytest.mark.parametrize(("picture", "seconds"), [(0.005, PERIOD - PAGE - 0.005 * DRAWN), (1.0, LEAST)])
def test_slow_pictures_leave_less_time(picture, seconds):
    assert paced(0.001, picture=picture)[1].budget == pytest.approx(seconds, abs=1e-6)


def test_a_touch_makes_the_next_pictures_soon():
    runner, pacing = paced(0.001)
    pacing.hurry()
    assert pacing.budget == 0, "the picture that answers the touch"
    pacing.train([runner], 0)
    for _ in range(HURRIED - 1):
        began = runner.clock.now
        pacing.train([runner], 0)
        assert runner.clock.now - began == pytest.approx(QUICK, abs=0.0011)
    assert pacing.budget == pytest.approx(PERIOD - PAGE)


def test_a_long_epoch_is_drawn_in_its_middle_and_goes_on():
    runner, pacing = paced(0.01, parts=7)
    pictures = 0
    while not pictures or runner.unfinished:
        began = runner.clock.now
        pacing.train([runner], 2)
        assert runner.clock.now - began <= PERIOD
        pictures += 1
    assert (runner.done, pictures) == (14, 5)


def test_a_long_epoch_that_ends_late_completes_the_picture():
    runner, pacing = paced(0.01, parts=2)
    pacing.train([runner], 0)
    assert not runner.unfinished


def test_two_runs_share_the_time():
    runner, pacing = paced(0.001)
    other = Runner(runner.clock, 0.001)
    pacing.train([runner, other], 0)
    assert runner.done == pytest.approx(other.done, abs=1)
    assert runner.clock.now <= PERIOD


def test_the_first_picture_which_code_still_cold_makes_says_nothing():
    clock = Clock()
    pacing = Pacing(clock)
    clock.now += 1.0
    pacing.made()
    assert pacing.budget == pytest.approx(PERIOD - PAGE)
