"""A crowd learns as each of its networks would alone."""

import numpy as np
import pytest

from nnlive.crowd import Crowd
from nnlive.data import split, xor
from nnlive.descent import Trainer


def trainers(shape, activation="relu", count=3):
    draws = [np.random.default_rng(seed) for seed in range(count)]
    return [Trainer(2, shape, rng=rng, activation=activation, lr=0.03) for rng in draws]


@pytest.mark.parametrize("activation", ["relu", "tanh"])
@pytest.mark.parametrize("shape", [[], [3], [4, 2]])
def test_each_learns_as_it_would_alone(shape, activation):
    alone = trainers(shape, activation)
    crowd = Crowd.of(alone, activation)
    (X, y), test = split(*xor(100, 0.2, np.random.default_rng(5)), 0.5, np.random.default_rng(6))
    for _ in range(10):
        crowd.epoch(X, y, 0.03)
        for one in alone:
            one.epoch(X, y)
    np.testing.assert_allclose(crowd.losses(*test), [one.mean_loss(*test) for one in alone], rtol=1e-9)
    np.testing.assert_allclose(crowd.weights[0], [one.weights[0] for one in alone], rtol=1e-9)


def test_it_does_not_touch_the_networks_it_came_from():
    alone = trainers([2])
    before = alone[0].theta.copy()
    crowd = Crowd.of(alone)
    crowd.epoch(np.ones((10, 2)), np.ones(10), 0.1)
    np.testing.assert_array_equal(alone[0].theta, before)
    assert len(crowd) == 3


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="layer of 3 neurons is followed by one for 2"):
        Crowd([np.ones((1, 2, 3)), np.ones((1, 2, 1))], [np.ones((1, 1, 3)), np.ones((1, 1, 1))])
    with pytest.raises(ValueError, match="7 points do not fill batches of 10"):
        Crowd.of(trainers([2])).epoch(np.ones((7, 2)), np.ones(7), 0.1)
