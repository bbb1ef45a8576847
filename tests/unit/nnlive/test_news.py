"""What a screen reader hears of the Playground: each change in its own words, and the training since."""

import math

import pytest

from nnlive.desk import CONTROLS
from nnlive.news import SILENT, News, changes

START = {name: control.value for name, control in CONTROLS.items()}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"shape": "4,3"}, "Added a neuron to layer 2: now 4, 3."),
        ({"shape": "3,2"}, "Removed a neuron from layer 1: now 3, 2."),
        ({"shape": "4,2,2"}, "Added a hidden layer: now 4, 2, 2."),
        ({"shape": "4"}, "Removed a hidden layer: now 4."),
        ({"shape": ""}, "Removed a hidden layer: there is none now."),
        ({"shape": "8,8"}, "Hidden layers: now 8, 8."),
        ({"features": "x1,x2,sin_x1"}, "Added the input sin x₁."),
        ({"features": "x1x2"}, "Added the input x₁x₂. Removed the inputs x₁, x₂."),
        ({"features": ""}, "Removed the inputs x₁, x₂."),
        ({"dataset": "xor"}, "Data set Exclusive or."),
        ({"lr": 0.1}, "Learning rate: 0.1."),
        ({"activation": "relu"}, "Activation: ReLU."),
        ({"speed": 0}, "Epochs a picture: max."),
        ({"noise": 20}, "Noise: 20."),
        ({"show_test": True}, "Show test data: on."),
        ({"seed": "0.5"}, "Seed 0.5: other points."),
        ({"node": "1:2"}, "Chosen: neuron 3 of layer 1."),
        ({"node": "1:2", "part": "0"}, "Chosen: neuron 3 of layer 1."),
        ({"part": "0"}, "Another number of this neuron is chosen."),
        ({"px": 1.5, "py": -2.25}, "Point 1.500, −2.250 is chosen."),
        ({"points": "1,2,1\n"}, "Your own points: 1 line."),
        ({"code": "# mine"}, "The learning code has changed."),
        ({"lr": 1, "noise": 5, "batch": 3, "seed": "7"}, "4 settings have changed."),
    ],
)
def test_a_change_in_words(given, said):
    assert changes(START, {**START, **given}) == said


@pytest.mark.parametrize("name", sorted(set(CONTROLS) - SILENT - {"hidden"}))
def test_every_control_has_words(name):
    ends = [value for value in CONTROLS[name].ends() if value != START[name]]
    other = ends[-1] if ends else {"shape": "1", "features": "x1", "node": "1:0"}.get(name, "0")
    assert changes(START, {**START, name: other}).endswith(".")


def test_a_change_then_the_training_since():
    news = News(START, 0.5)
    assert news.tell(0, 0.5) == ""
    assert news.tell(1, 0.45) == "Trained 1 epoch since the last change: loss 0.500 to 0.450."
    news.note(START, {**START, "lr": 0.1}, 7, 0.4)
    assert news.tell(7, 0.4) == "Learning rate: 0.1."
    assert news.tell(1_507, 0.1) == "Trained 1,500 epochs since the last change: loss 0.400 to 0.100."
    assert news.tell(9, math.nan) == "Trained 2 epochs: it has diverged."
    assert news.tell(9, None) == "Trained 2 epochs since the last change."


def test_a_number_that_was_set():
    news = News(START, 0.5)
    news.note(START, START, 3, 0.25, "The output, bias, is now 1.")
    assert news.tell(3, 0.25) == "The output, bias, is now 1."
    news.note(START, START, 4, 0.2)
    assert "1 epoch since" in news.tell(4, 0.2), "no change, no news"


def test_a_change_that_starts_a_new_run_is_told_by_that_run():
    before = News(START, 0.5)
    after = News({**START, "shape": "4,3", "points": "1,2,1", "was": before.was}, 0.5)
    assert after.tell(0, 0.5) == "Added a neuron to layer 2: now 4, 3. The network starts again."
    again = News({**START, "shape": "4,3", "was": after.was}, 0.5)
    assert again.tell(0, 0.5) == "The network starts again."


def test_what_is_carried_along_stays_small():
    assert len(News({**START, "points": "1,2,1\n" * 1000, "code": "#" * 5000}, 0.5).was) < 1200
