"""Data sets against their definitions."""

import numpy as np
import pytest

from nnlive import data
from nnlive.data import DATASETS, GATES, disc_with_margin, moons, split, three_way, threshold


def make(name, n=500, noise=0.0, seed=3):
    return DATASETS[name].make(n, noise, np.random.default_rng(seed))


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("n", [1, 2, 7, 500])
def test_shapes_and_seeds(name, n):
    X, y = make(name, n, 0.3)
    assert (X.shape, y.shape) == ((n, 2), (n,))
    again, _ = make(name, n, 0.3)
    np.testing.assert_array_equal(X, again)
    assert not np.array_equal(X, make(name, n, 0.3, seed=4)[0])


@pytest.mark.parametrize("name", ["circle", "xor", "reg_plane", "reg_gauss"])
def test_noise_flips_labels_and_leaves_points(name):
    (X, y), (noisy_X, noisy_y) = make(name), make(name, noise=0.5)
    np.testing.assert_array_equal(X, noisy_X)
    assert not np.array_equal(y, noisy_y)


def test_circle():
    X, y = make("circle")
    radius = np.hypot(*X.T)
    assert (y == np.where(radius < 2.5, 1, -1)).all()
    assert (y == 1).sum() == 250
    assert 2.4 < radius[y == 1].max() <= 2.5
    assert 3.5 <= radius[y == -1].min() < radius.max() <= 5


def test_xor():
    X, y = make("xor")
    assert (y == np.sign(X[:, 0] * X[:, 1])).all()
    assert 0.3 <= np.abs(X).min() < np.abs(X).max() <= 5.3


def test_xor_noise_35_disagrees_in_a_ninth_of_the_labels():
    X, y = make("xor", 50_000, 0.35)
    assert np.mean(y != np.sign(X[:, 0] * X[:, 1])) == pytest.approx(0.113, abs=0.005)


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.5, 4.0)])
def test_gauss(noise, variance):
    X, y = make("gauss", 20_000, noise)
    np.testing.assert_allclose([X[y == 1].mean(axis=0), X[y == -1].mean(axis=0)], [[2, 2], [-2, -2]], atol=0.1)
    np.testing.assert_allclose(X[y == 1].var(axis=0), variance, rtol=0.05)


def test_spiral():
    X, y = make("spiral")
    i = np.arange(250)
    turn = 1.75 * 2 * np.pi * i / 250
    np.testing.assert_allclose(X[:250], (5 * i / 250 * [np.sin(turn), np.cos(turn)]).T, atol=1e-12)
    np.testing.assert_allclose(X[250:], -X[:250], atol=1e-12)
    assert (y == np.repeat([1, -1], 250)).all()


def test_spiral_noise_shifts_points_by_at_most_itself():
    shift = np.abs(make("spiral", noise=0.4)[0] - make("spiral")[0])
    assert 0.35 < shift.max() <= 0.4


def test_reg_plane():
    X, y = make("reg_plane")
    np.testing.assert_allclose(y, X.sum(axis=1) / 10)
    assert np.abs(X).max() <= 6


def test_reg_gauss():
    X, y = make("reg_gauss")
    signs = {(-4, 2.5): 1, (0, 2.5): -1, (4, 2.5): 1, (-4, -2.5): -1, (0, -2.5): 1, (4, -2.5): -1}
    bumps = [sign * np.maximum(0, 1 - np.hypot(*(X - centre).T) / 2) for centre, sign in signs.items()]
    np.testing.assert_allclose(np.abs(y), np.max(np.abs(bumps), axis=0))
    assert -1 <= y.min() < -0.5 < 0.5 < y.max() <= 1


def test_moons_and_blobs():
    upper, lower = np.split(moons(200, 0, np.random.default_rng(0))[0], 2)
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1)
    X, y = make("blobs", 10_000, 0.7)
    np.testing.assert_allclose(X[y == 1].mean(axis=0), 2, atol=0.05)
    assert X[y == 0].std(axis=0) == pytest.approx(0.7, abs=0.03)


def test_regression_is_marked():
    assert [name for name, dataset in DATASETS.items() if dataset.regression] == ["reg_plane", "reg_gauss"]


def test_gates_are_truth_tables():
    for gate, rule in {"AND": all, "OR": any, "XOR": lambda row: sum(row) == 1}.items():
        X, y = GATES[gate]
        assert [bool(rule(row)) for row in X] == list(y)
    for gate, opposite in (("NAND", "AND"), ("NOR", "OR"), ("XNOR", "XOR")):
        np.testing.assert_array_equal(GATES[gate][1], 1 - GATES[opposite][1])


def test_small_sets():
    X, y = three_way()
    assert (X.shape, X.tolist()[3], y.tolist()) == ((8, 3), [0, 1, 1], [0] * 7 + [1])
    X, y = threshold()
    assert (X.shape, X[0, 0], X[-1, 0], y.sum()) == ((41, 1), 0, 20, 20)
    assert (y == (X[:, 0] < 10)).all()


@pytest.mark.parametrize("margin", [0.0, 0.2, 0.9])
def test_disc_with_margin(margin):
    X, y, normal = disc_with_margin(300, margin, np.random.default_rng(5))
    assert np.linalg.norm(normal) == pytest.approx(1)
    assert X.shape == (300, 2)
    assert np.hypot(*X.T).max() <= 1
    assert ((2 * y - 1) * X.dot(normal)).min() >= margin


def test_a_margin_as_wide_as_the_disc_is_refused():
    with pytest.raises(ValueError, match="margin"):
        disc_with_margin(10, 1.0, np.random.default_rng(0))


def test_split_shuffles_and_loses_nothing():
    X, y = np.arange(20.0).reshape(10, 2), np.arange(10.0)
    train, test = split(X, y, 0.7, np.random.default_rng(0))
    assert (len(train[0]), len(test[0])) == (7, 3)
    np.testing.assert_array_equal(train[0][:, 0], 2 * train[1])
    together = np.concatenate([train[1], test[1]])
    assert sorted(together) == list(y)
    assert together.tolist() != list(y)


def test_digits():
    images, labels = data.digits()
    assert (images.shape, images.dtype, labels.shape) == ((1797, 8, 8), float, (1797,))
    assert (images.min(), images.max()) == (0, 16)
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert images[0, 0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert len(data.read_file("digits.npz")) < 60_000


def test_the_opener_can_be_replaced(monkeypatch):
    monkeypatch.setattr(data, "OPENER", lambda name: f"fetched {name}".encode())
    assert data.read_file("digits.npz") == b"fetched digits.npz"
