"""The numbers that the third exercise quotes."""

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive.settings import State, make_data, make_inputs, make_trainer

LESSON = still.load("spiral")
GIVEN = {"dataset": "spiral", "noise": 80, "seed": "0.3", "activation": "relu"}


def learned(draw, epochs=500, **given):
    state = State(**{**GIVEN, "draw": draw, **given})
    X, y, X_test, y_test = make_data(state)
    trainer, inputs = make_trainer(state), make_inputs(state, X_test)
    lowest = 9.0
    for _ in range(epochs):
        trainer.epoch(make_inputs(state, X), y)
        lowest = min(lowest, trainer.mean_loss(inputs, y_test))
    return trainer.mean_loss(inputs, y_test), lowest


def smooth(**settings):
    return LESSON.widget("smooth").still(settings).outputs


def test_as_given_it_hardly_learns():
    last = [learned(draw, lr=0.1, shape=(3, 2))[0] for draw in range(8)]
    assert min(last) > 0.44
    assert max(last) < 0.52


def test_one_layer_of_eight_never_gets_there_and_two_mostly_do():
    assert all(learned(draw, lr=0.1, shape=(8,))[1] > 0.42 for draw in range(4))
    assert sum(learned(draw, lr=0.1, shape=(8, 8))[1] <= 0.4 for draw in range(4)) >= 3


@pytest.mark.parametrize(("rate", "test", "rough"), [(0.01, 0.293, 0.38), (0.03, 0.365, 0.29), (0.1, 0.5, 0.0)])
def test_a_penalty_smooths_and_too_much_of_it_blanks(rate, test, rough):
    outputs = smooth(rate=rate)
    assert outputs["test_loss_with"] == pytest.approx(test, abs=0.002)
    assert outputs["roughness_with"] == pytest.approx(rough, abs=0.006)
    assert outputs["test_loss_without"] == pytest.approx(0.347, abs=0.002)
    assert outputs["roughness_without"] == pytest.approx(0.42, abs=0.01)


def test_training_losses_with_and_without():
    outputs = smooth()
    assert (round(outputs["training_loss_with"], 2), round(outputs["training_loss_without"], 2)) == (0.20, 0.22)


def test_without_other_inputs_and_with_waves():
    assert smooth(inputs="two")["test_loss_without"] == pytest.approx(0.493, abs=0.002)
    waves = smooth(inputs="waves")
    assert waves["training_loss_without"] == pytest.approx(0.23, abs=0.01)
    assert waves["test_loss_without"] == pytest.approx(0.47, abs=0.01)


def test_the_best_calm_run():
    features = ("x1", "x2", "x1_squared", "x2_squared", "x1x2", "sin_x1", "sin_x2")
    calm = {"activation": "tanh", "shape": (8, 8), "features": features, "regularization": "L2", "rate": 0.01}
    assert learned(0, 1169, lr=0.01, **calm)[0] == pytest.approx(0.262, abs=0.002)


def test_the_noise_floor():
    assert ran("spiral", 1)[1].split() == ["0.19", "0.15"]
    for noise, floor in (("0.5", "0.04"), ("0.2", "0.02")):
        changes = [("spiral(500, 0.8, rng)", f"spiral(500, {noise}, rng)"), ("gap <= 0.8", f"gap <= {noise}")]
        assert ran("spiral", 1, *changes)[1].split()[0] == floor


def test_one_neuron_with_the_right_input():
    assert ran("spiral", 2)[0] == pytest.approx(0.226, abs=6e-4)


def test_the_arms_are_as_far_apart_as_told():
    # From one arm to the other the radius grows by half a turn: 5 / 1.75 / 2.
    half_a_turn, radians = 5 / 1.75 / 2, 1.75 * 2 * np.pi / 5
    assert half_a_turn == pytest.approx(1.4, abs=0.05)
    assert radians == pytest.approx(2.2, abs=0.005)
