"""The Playground's run: it learns as TensorFlow Playground does, and a redraw never trains."""

import numpy as np
import pytest
from playground_page import ALL, WIDGET, Page

from nnlive.desk import as_state
from nnlive.settings import make_data, make_inputs, make_trainer, read


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"dataset": "spiral", "shape": "8,8,8", "features": ALL, "noise": 20, "batch": 7},
        {"problem": "regression", "reg_dataset": "reg_gauss", "activation": "relu"},
        {"regularization": "L1", "rate": 0.01, "train_percent": 20},
        {"shape": "", "features": "", "optimizer": "adam", "loss": "log_loss"},
    ],
)
def test_it_learns_as_the_playground_does(given):
    page, state = Page(**given), as_state({**WIDGET.settings(), **given})
    X, y, X_test, y_test = make_data(state)
    trainer = make_trainer(state)
    for epoch in range(30):
        assert page.read_outs["epoch"] == str(epoch)
        np.testing.assert_array_equal(page.numbers, trainer.theta)
        assert page.run.judge()[0] == [
            trainer.mean_loss(make_inputs(state, at), label) for at, label in ((X, y), (X_test, y_test))
        ]
        trainer.epoch(make_inputs(state, X), y)
        page.step()
    assert read(page.told["link"]) == (state, [])


def test_what_can_be_pressed_fits_the_network_that_a_press_has_made():
    page = Page()

    def on(label):
        return next(spot["set"] for panel in page.told["spots"] for spot in panel if spot["label"].startswith(label))

    page.restart(**on("x₁²"))
    assert page.form["features"] == "x1,x2,x1_squared"
    page.restart(**on("x₁²"))
    assert page.form["features"] == "x1,x2"
    for units in (3, 4, 5):
        page.restart(**on("Add a neuron to layer 2"))
        assert page.form["shape"] == f"4,{units}"


@pytest.mark.parametrize("depth", range(7))
def test_any_depth(depth):
    page = Page(shape=",".join(["3"] * depth), numbers=True, look="space", node="1:0")
    page.step(2)
    assert len(page.run.trainer.weights) == depth + 1


def test_several_epochs_a_picture():
    page = Page(speed=20)
    page.step(2)
    assert page.read_outs["epoch"] == "40"
    page.step(1, speed=0)
    page.step(20)  # the first pictures after a touch train little
    assert int(page.read_outs["epoch"]) > 61


@pytest.mark.parametrize("given", [{}, {"versus": "ReLU", "look": "space"}, {"problem": "regression"}])
def test_a_run_that_diverges_says_so_and_goes_on(given):
    page = Page(lr=10, activation="relu", regularization="L2", rate=10, numbers=True, node="1:0", **given)
    page.step(40)
    assert "It has diverged" in page.told["alt"]
    assert page.read_outs["training_loss"] == "not a number"
    assert page.form["value"] == 0
    page.restart(lr=0.03, regularization="none", rate=0)
    page.step(5)
    assert float(page.read_outs["training_loss"]) < 1


# --- changes while it runs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"show_test": True},
        {"discretize": True},
        {"look": "space"},
        {"numbers": True},
        {"node": "1:2"},
        {"look_at": "0:4"},
        {"speed": 0},
        {"lr": 3},
        {"px": -1.0},
        {"seed": "0.5"},
        {"by_code": True},
    ],
)
def test_a_redraw_never_trains_and_undo_gives_all_back(given):
    page = Page()
    page.step(5)
    before = page.numbers
    page.live(**given)
    np.testing.assert_array_equal(page.numbers, before)
    assert page.read_outs["epoch"] == "5"
    page.restart(shape="2")
    page.step(3)
    page.undo()
    np.testing.assert_array_equal(page.numbers, before)
    assert (page.read_outs["epoch"], page.form["shape"]) == ("5", "4,2")
    page.step()
    assert page.read_outs["epoch"] != "5"
