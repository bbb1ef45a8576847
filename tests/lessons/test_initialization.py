"""The numbers that the second exercise quotes, from the lesson's own crowd."""

from functools import lru_cache

import numpy as np
import pytest
from goal_runs import tasks
from lesson_cells import ran

from coursebuild import still

LESSON = still.load("initialization")
NAMES = LESSON.names


@lru_cache(maxsize=16)
def losses(shape, count):
    crowd, (X, y, X_test, y_test) = NAMES["crowd"](shape, "random", 0, count), NAMES["data"]()
    for _ in range(500):
        crowd.epoch(X, y, lr=0.01)
    return crowd.losses(X_test, y_test)


def good(shape, count=120):
    return int(np.sum(losses(shape, count) <= 0.2))


def shown(widget, **settings):
    return LESSON.widget(widget).still(settings).outputs


def test_a_narrow_second_layer_is_no_insurance():
    assert [good(shape) for shape in ("3", "3,2", "5", "5,2", "6")] == [73, 67, 116, 93, 119]
    assert [int(np.sum(losses(shape, 120)[:21] <= 0.2)) for shape in ("3", "3,2", "6")] == [11, 8, 21]


def test_a_second_layer_of_copies_and_one_with_a_neuron_that_sleeps():
    X, y = NAMES["data"]()[:2]
    crowd = NAMES["crowd"]("3,2", "random", 0, 21)
    for _ in range(500):
        crowd.epoch(X, y, lr=0.01)
    first, second = crowd.weights[1][3].T
    assert first @ second / np.linalg.norm(first) / np.linalg.norm(second) > 0.99
    asleep = [draw for draw in range(21) if (hidden(crowd, X, draw).max(axis=0) == 0).any()]
    assert asleep == [16]


def hidden(crowd, X, draw):
    """What the second layer of one network of the crowd says at each point."""
    for W, b in zip(crowd.weights[:2], crowd.biases[:2], strict=True):
        X = np.maximum(0, X @ W[draw] + b[draw])
    return X


def test_the_rows_of_dots_are_what_was_measured():
    shapes = {"3 neurons": "3", "all 21 starts": "3", "3 and then 2": "3,2", "6 neurons": "6", "8 and then 4": "8,4"}
    for _, told in tasks("initialization"):
        for name, row in told.compare.measured.items():
            measured = losses(next(shape for words, shape in shapes.items() if name.endswith(words)), 120)[:21]
            np.testing.assert_allclose(row, measured, atol=6e-4, err_msg=name)


def test_three_endings_and_nothing_between():
    ends = losses("3", 120)[:21]
    near = [np.sum((ends > low) & (ends < high)) for low, high in ((0.155, 0.18), (0.228, 0.23), (0.325, 0.345))]
    assert near == [11, 3, 7]
    assert np.ptp(losses("6", 120)[:21]) == pytest.approx(0.02, abs=0.005)
    assert np.ptp(losses("8,4", 120)[:21]) == pytest.approx(0.03, abs=0.005)
    assert np.ptp(ends) == pytest.approx(0.18, abs=0.005)
    assert good("8,4", 120) >= 115


@pytest.mark.parametrize(
    ("settings", "reached"),
    [({}, 4), ({"first": 12}, 9), ({"shape": "6"}, 12), ({"shape": "8,4"}, 12), ({"begin": "large"}, 0)],
)
def test_twelve_starts(settings, reached):
    assert shown("starts", **settings)["reach_the_goal"] == f"{reached} of 12"


@pytest.mark.parametrize(("begin", "loss"), [("zero", 0.405), ("same", 0.411)])
def test_equal_weights_make_twelve_equal_networks(begin, loss):
    outputs = shown("starts", begin=begin)
    assert outputs["best"] == pytest.approx(outputs["worst"], abs=1e-12)
    assert outputs["best"] == pytest.approx(loss, abs=6e-4)
    assert shown("starts", begin=begin, shape="6")["best"] > 0.4


def test_too_large_weights_can_be_worse_than_knowing_nothing():
    assert shown("starts", begin="large")["worst"] > 1


@pytest.mark.parametrize(("begin", "kinds"), [("random", 3), ("zero", 1), ("same", 1)])
def test_equal_neurons_stay_equal(begin, kinds):
    assert shown("twins", begin=begin)["different_neurons"] == kinds


def test_the_columns_of_the_cell():
    value, _ = ran("initialization", 1)
    assert np.ptp(value, axis=1).max() == 0
    other, _ = ran("initialization", 1, ("W[:] = 0.3", "W[0, 0] = 0.3"))
    assert len(np.unique(other, axis=1).T) == 3
