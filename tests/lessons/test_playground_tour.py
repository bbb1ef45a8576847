"""The tour of the Playground: it names every control that can be seen, once, and what it promises is so."""

import re
from dataclasses import replace

import pytest
from playground_page import loss_of

from coursebuild import locate, paths, still
from nnlive.controls import Words
from nnlive.desk import CONTROLS
from nnlive.settings import State

PAGE = (paths.lessons() / "playground/index.md").read_text("utf-8")
TOUR = PAGE.partition("## A tour of every control")[2].partition("\n## ")[0]
CIRCLE = State()


def test_it_names_every_control_once():
    fence = next(f for f in locate.of_file(paths.lessons() / "playground/index.md") if f.role == "widget")
    hidden = still.Spec.read(fence.text).hide
    shown = {name: control for name, control in CONTROLS.items() if name not in hidden}
    named = re.findall(r"\*\*([^*]+)\*\*", " ".join(TOUR.split()))
    for name, control in shown.items():
        # The box of points says more in its label, and the code box stands below its switch.
        label = control.label.partition(":")[0] if isinstance(control, Words) else control.label
        if name != "code":
            assert named.count(label) == 1, f"{name}: {label!r}"


def test_few_training_points_leave_the_test_loss_behind():
    noisy = replace(CIRCLE, train_percent=10, noise=50)
    assert loss_of(noisy, 200)[0] > loss_of(replace(noisy, train_percent=50), 200)[0]


def test_large_batches_learn_less_in_an_epoch():
    one, ten, thirty = (loss_of(replace(CIRCLE, batch=size), 50)[0] for size in (1, 10, 30))
    assert one < ten < thirty


@pytest.mark.parametrize(
    ("activation", "low", "high"), [("linear", 0.45, 0.6), ("sigmoid", 0.4, 0.6), ("tanh", 0, 0.05)]
)
def test_activations_on_the_circle(activation, low, high):
    assert low <= loss_of(replace(CIRCLE, activation=activation), 150)[0] <= high


def test_without_a_layer_only_squares_help():
    bare = replace(CIRCLE, shape=())
    assert loss_of(bare, 100)[0] > 0.45
    assert loss_of(replace(bare, features=("x1_squared", "x2_squared")), 100)[0] < 0.1


def test_rates_that_crawl_and_jump():
    assert loss_of(replace(CIRCLE, lr=0.003), 100)[0] > 0.4
    assert loss_of(replace(CIRCLE, lr=3.0), 100)[0] > 0.2


def test_zeros_never_learn_the_circle():
    assert loss_of(replace(CIRCLE, start="zeros"), 300)[0] == pytest.approx(0.5, abs=0.05)


def test_adam_is_ahead_of_plain_on_a_slow_problem():
    slow = State(dataset="spiral", shape=(8, 8), lr=0.01)
    assert loss_of(replace(slow, optimizer="adam"), 200)[0] < loss_of(slow, 200)[0] - 0.1
