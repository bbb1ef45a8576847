"""Trainers on one small data set, for the tests of the Playground's descent."""

import numpy as np

from nnlive.data import circle
from nnlive.descent import Trainer
from nnlive.features import FEATURES, columns

X, Y = circle(47, 0.1, np.random.default_rng(5))
X7 = columns(X, list(FEATURES))


def trainer(shape=(4, 2), inputs=2, seed=1, **options):
    return Trainer(inputs, shape, rng=np.random.default_rng(seed), **options)


def learn(net, X=X, y=Y, epochs=1):
    for _ in range(epochs):
        net.epoch(X, y)
    return net
