"""Every widget of every lesson, at its starting values and at each control's ends: it draws, and says what it shows.

A figure refuses numbers that are not finite by itself. The times are printed at the end of the run.
"""

import time
from collections.abc import Iterator
from itertools import islice

import pytest

from coursebuild import paths, still
from nnlive import svg

PICTURES, MOST = 5, 1_000  # of a run at the ends of its controls, and at its starting values
NAMES = sorted(f.parent.relative_to(paths.lessons()).as_posix() for f in paths.lessons().rglob("widgets.py"))
WIDGETS = [f"{name}:{widget}" for name in NAMES for widget in still.load(name).widgets]


def settings(widget) -> Iterator[dict[str, object]]:
    yield {}
    for name, control in widget.controls.items():
        yield from ({name: end} for end in control.ends())


def look(figure) -> None:
    assert len(figure.alt) > 10
    assert all(drawn.layers for drawn in svg.draw(figure))


@pytest.mark.parametrize("reference", WIDGETS)
def test_draws_at_its_start_and_at_the_ends(reference, tell):
    lesson, name = reference.split(":")
    widget = still.load(lesson).widget(name)
    times = []
    for given in settings(widget):
        pictures, began = 0, time.perf_counter()
        for figure in islice(widget.figures(given), PICTURES if given else MOST):
            look(figure)
            pictures += 1
        assert pictures
        times.append((1000 * (time.perf_counter() - began) / pictures, given))
    slowest, given = max(times, key=lambda timed: timed[0])
    tell("milliseconds a picture, at the slowest settings", f"{slowest:8.2f}  {reference}  {given or ''}")
