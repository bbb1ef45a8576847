"""Teach a machine with poses of a figure, or with the movements of a phone."""

from functools import cache

import numpy as np

from nnlive import Line, Words, widget
from nnlive.poses import MOVEMENTS, POSES, movement_columns, movements, pose_columns, poses
from nnlive.samples import Samples
from nnlive.takeaway import source_of
from nnlive.teaching import LEARNING, Craft, teach
from nnlive.teachpanels import figure_marks


@cache
def drawn_poses():
    rng = np.random.default_rng(10)
    return [(name.capitalize(), poses(name, 20, rng)) for name in POSES]


@cache
def made_movements():
    rng = np.random.default_rng(11)
    return [(name.capitalize(), movements(name, 20, rng)) for name in MOVEMENTS]


FIGURES = Samples("figure", {"arms": drawn_poses}, "arms", about={"arms": "Four ways to hold the arms"})
MOTIONS = Samples("motion", {"moves": made_movements}, "moves", about={"moves": "Still, shake, circle, knock"})


def drawn_movement(sample, x, y, side):
    """Acceleration along three directions over 1.28 seconds."""
    at = x + side * np.linspace(0, 1, len(sample))
    height = y + side * np.clip(0.5 + sample / 50, 0, 1)
    return [Line(at, height[:, k], colour, 1.5, dash=k == 1) for k, colour in enumerate(("pos", "neg", "hi"))]


POSE = Craft(
    pose_columns, figure_marks, "poses: key points", lambda: source_of([pose_columns], "pose_columns(sample[None])")
)
MOVE = Craft(
    movement_columns,
    drawn_movement,
    "movements: mean and paces",
    lambda: source_of([movement_columns], "movement_columns(sample[None])", "MOMENTS = 64"),
)


@widget(
    title="Teach it with a figure",
    play="Train",
    redraws=True,
    samples=FIGURES,
    look=Words("", label="the figure it is shown", live=True),
    **LEARNING,
)
def figure(**values):
    yield from teach(FIGURES, POSE, values)


@widget(
    title="Teach it with movements",
    play="Train",
    redraws=True,
    samples=MOTIONS,
    look=Words("", label="the movement it feels", live=True),
    **LEARNING,
)
def motion(**values):
    yield from teach(MOTIONS, MOVE, values)
