"""The perceptron against the lesson's table of gates, the cat, and Novikoff's bound."""

import numpy as np
import pytest

from nnlive.data import GATES, disc_with_margin, three_way
from nnlive.perceptron import novikoff_bound, perceptron_rule, predict


def learn(points, **options):
    return list(perceptron_rule(*points, **options))


def errors_per_pass(steps):
    return [sum(step.error != 0 for step in steps if step.passes == n) for n in range(1, steps[-1].passes + 1)]


@pytest.mark.parametrize(
    ("gate", "updates", "weights", "errors"),
    [
        ("AND", 11, [-3, 2, 1], [2, 3, 3, 2, 1, 0]),
        ("OR", 5, [-1, 1, 1], [2, 2, 1, 0]),
        ("NAND", 10, [2, -2, -1], [1, 3, 3, 2, 1, 0]),
        ("NOR", 4, [0, -1, -1], [1, 2, 1, 0]),
        ("NOT", 2, [0, -1], [1, 1, 0]),
    ],
)
def test_gates(gate, updates, weights, errors):
    steps = learn(GATES[gate])
    assert errors_per_pass(steps) == errors
    assert (steps[-1].updates, [steps[-1].b, *steps[-1].w]) == (updates, weights)
    np.testing.assert_array_equal(predict(GATES[gate][0], steps[-1].w, steps[-1].b), GATES[gate][1])


def test_xor_goes_round_in_circles():
    steps = learn(GATES["XOR"], max_passes=30)
    assert errors_per_pass(steps) == [3, 3] + [4] * 28
    ends = [[s.b, *s.w] for s in steps if s.example == 3]
    assert ends[1:] == [[0, -1, 0]] * 29


def test_the_cat_takes_seven_passes():
    last = learn(three_way())[-1]
    assert (last.passes, last.updates, last.b, list(last.w)) == (7, 14, -4, [2, 1, 1])


def test_the_learning_rate_only_rescales_weights_that_start_at_zero():
    small, big = learn(GATES["AND"], lr=0.5), learn(GATES["AND"], lr=1)
    assert [s.error for s in small] == [s.error for s in big]
    np.testing.assert_allclose(small[-1].w * 2, big[-1].w)


def test_a_solved_start_needs_one_clean_pass():
    steps = learn(GATES["AND"], w=np.array([1.0, 1.0]), b=-1.5)
    assert (len(steps), steps[-1].updates) == (4, 0)


@pytest.mark.parametrize("margin", [0.5, 0.2, 0.1, 0.05])
def test_updates_stay_below_the_bound(margin):
    for seed in range(20):
        X, y, normal = disc_with_margin(200, margin, np.random.default_rng(seed))
        with_bias = np.column_stack([X, np.ones(len(X))])
        bound = novikoff_bound(with_bias, y, np.append(normal, 0.0))
        assert learn((X, y), max_passes=1000)[-1].updates <= bound


def test_the_bound_of_the_unit_disc():
    X, y, normal = disc_with_margin(5000, 0.2, np.random.default_rng(1))
    assert novikoff_bound(X, y, normal) == pytest.approx(25, abs=0.5)


def test_a_plane_that_does_not_separate_has_no_bound():
    with pytest.raises(ValueError, match="does not separate"):
        novikoff_bound(*GATES["XOR"], np.array([1.0, 1.0]))


def test_labels_must_be_zero_and_one():
    with pytest.raises(ValueError, match="labels 0 and 1"):
        learn((GATES["AND"][0], np.array([-1.0, -1, -1, 1])))


def test_shapes_are_named():
    with pytest.raises(ValueError, match=r"got X \(4, 2\) and y \(4, 1\)"):
        learn((GATES["AND"][0], GATES["AND"][1][:, None]))
