"""The numbers that the third exercise quotes."""

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive.settings import State, make_data, make_inputs, make_trainer

LESSON = still.load("spiral")
ALL = ("x1", "x2", "x1_squared", "x2_squared", "x1x2", "sin_x1", "sin_x2")
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
    last, lowest = zip(*(learned(draw, lr=0.1, shape=(8,)) for draw in range(8)), strict=True)
    assert min(lowest) > 0.42
    assert [round(min(last), 2), round(max(last), 2)] == [0.43, 0.49]
    last, lowest = zip(*(learned(draw, lr=0.1, shape=(8, 8)) for draw in range(8)), strict=True)
    assert sum(low <= 0.4 for low in lowest) == 7
    assert [round(min(last), 2), round(max(last), 2)] == [0.36, 0.47]


def test_a_smaller_rate_is_not_there_yet():
    assert min(learned(draw, lr=0.03, shape=(8, 8))[0] for draw in range(8)) > 0.4


def test_one_layer_of_eight_with_all_inputs_is_a_fair_deal():
    wide, deep = (
        [learned(draw, 300, lr=0.03, shape=shape, activation="tanh", features=ALL)[0] for draw in range(3)]
        for shape in ((8,), (8, 8))
    )
    assert wide == pytest.approx([0.38, 0.41, 0.44], abs=0.006)
    assert deep == pytest.approx([0.35, 0.44, 0.41], abs=0.006)


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
    calm = {"activation": "tanh", "shape": (8, 8), "features": ALL, "regularization": "L2", "rate": 0.01}
    assert learned(0, 1169, lr=0.01, **calm)[0] == pytest.approx(0.262, abs=0.002)


def test_the_noise_floor():
    assert ran("spiral", 1)[1].split() == ["0.19", "0.15"]
    assert round(LESSON.names["FLOOR"], 2) == 0.19
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
