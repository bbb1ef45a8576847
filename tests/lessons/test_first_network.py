"""The numbers that the first exercise quotes, from the Playground's own training of its 21 starts."""

from functools import lru_cache

import numpy as np
import pytest
from goal_runs import tasks
from lesson_cells import ran

from nnlive.crowd import Crowd
from nnlive.settings import State, make_data, make_trainer

DATA = make_data(State(dataset="xor", noise=35, seed="0.6"))


@lru_cache(maxsize=16)
def learned(*shape, activation="relu", starts=21, epochs=500):
    """The test losses after 500 epochs, and the lowest on the way, of each start."""
    states = [State(shape=shape, activation=activation, seed="0.6", draw=draw) for draw in range(starts)]
    crowd, (X, y, X_test, y_test) = Crowd.of([make_trainer(state) for state in states], activation), DATA
    lowest = crowd.losses(X_test, y_test)
    for _ in range(epochs):
        crowd.epoch(X, y, lr=0.01)
        lowest = np.minimum(lowest, crowd.losses(X_test, y_test))
    return crowd.losses(X_test, y_test).round(3), lowest.round(3)


def reach(limit, *shape):
    return int(np.sum(learned(*shape)[1] <= limit))


@pytest.mark.parametrize("shape", [(1,), (8, 8)])
def test_linear_neurons_learn_nothing(shape):
    last, _ = learned(*shape, activation="linear", starts=2)
    assert last == pytest.approx(0.503, abs=0.0011)


def test_two_neurons_are_not_enough():
    assert (reach(0.35, 2), reach(0.2, 2)) == (16, 0)
    assert (learned(2)[0].min(), learned(2)[0].max()) == (0.229, 0.428)


def test_three_neurons_can_but_often_do_not():
    assert (reach(0.2, 3), reach(0.177, 3)) == (11, 11)
    assert learned(3)[0].min() == 0.16
    assert reach(0.35, 3) == 21


def trained(units, draw):
    """A network with one layer of ReLU neurons, after 500 epochs from this start."""
    trainer, (X, y, _, _) = make_trainer(State(shape=(units,), activation="relu", seed="0.6", lr=0.01, draw=draw)), DATA
    for _ in range(500):
        trainer.epoch(X, y)
    return trainer


def copies(W, output):
    """Whether two columns of W point the same way."""
    directions = W / np.linalg.norm(W, axis=0)
    return np.triu(directions.T.dot(directions), 1).max() > 0.975


def test_bad_runs_of_three_have_copies_or_an_idle_neuron():
    bad = [draw for draw in range(21) if learned(3)[1][draw] > 0.2]
    ends = [trained(3, draw).weights for draw in bad]
    assert [copies(*layers) for layers in ends].count(True) == 9
    (idle,) = [output for W, output in ends if not copies(W, output)]
    assert np.abs(idle).min() < 0.1


CORNERS = np.array([(-4, -4), (-4, 4), (4, -4), (4, 4)], float)  # the first and the last are blue


def test_what_two_neurons_end_with():
    ends = [trained(2, draw).forward(CORNERS)[-1].ravel() for draw in range(21)]
    stripe = [np.abs(end).min() > 0.8 and end[0] > 0 < end[3] for end in ends]
    half = [int(np.sum(np.abs(end) < 0.1)) == 2 for end in ends]
    one = [int(np.sum(end > 0.8)) == 1 and (end > 0).sum() == 1 for end in ends]
    assert all(sum(kinds) == 1 for kinds in zip(stripe, half, one, strict=True))
    assert max(learned(2)[0][stripe]) < min(learned(2)[0][~np.array(stripe)])


def test_spare_neurons_in_the_first_layer_help_most():
    assert [reach(0.177, *shape) for shape in ((4,), (6,), (8,), (3, 3, 2))] == [16, 21, 21, 15]
    assert reach(0.177, 2) == 0


def test_one_neuron_in_front_cannot_be_made_good():
    assert learned(1, 8, 8)[1].min() == 0.229


def test_the_noise_floor():
    assert ran("first-network", 1)[0] == pytest.approx(0.113, abs=0.001)
    assert ran("first-network", 2)[0] == 0.159
    easiest, hardest = (float(line.split()[1]) for line in ran("first-network", 3)[1].splitlines())
    assert (round(easiest, 2), round(hardest, 2)) == (0.10, 0.22)


def test_the_perfect_model_on_the_points_of_the_playground():
    _, _, X, y = DATA
    sure = np.clip(X / 1.75, -1, 1)
    assert np.mean((sure.prod(axis=1) - y) ** 2 / 2) == pytest.approx(0.154, abs=5e-4)
    assert learned(8)[1].min() < 0.159  # so a reader can meet a number below the floor


def test_the_tasks_of_the_course():
    assert [len(told.goals) for _, told in tasks("first-network")] == [2, 2, 2, 4]
