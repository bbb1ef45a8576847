"""Numbers from the lesson on activation functions; slopes against central differences."""

import math

import numpy as np
import pytest
from oracles import assert_same_slope, differences

from nnlive.activations import ACTIVATIONS, normal_share, softmax

NAMES = list(ACTIVATIONS)
GRID = np.linspace(-8, 8, 160_001)


def f(name, z):
    return float(ACTIVATIONS[name].f(np.array([z]))[0])


def slope(name, z):
    return float(ACTIVATIONS[name].slope(np.array([z]))[0])


def lowest(name):
    values = ACTIVATIONS[name].f(GRID)
    return GRID[values.argmin()], values.min()


@pytest.mark.parametrize("name", NAMES)
def test_slope_is_the_central_difference(name):
    z = np.linspace(-6, 6, 48)  # no point at a kink
    activation = ACTIVATIONS[name]
    assert_same_slope(activation.slope(z), differences(activation.f, z))


@pytest.mark.parametrize("name", NAMES)
def test_huge_sums_stay_finite_and_in_range(name):
    activation = ACTIVATIONS[name]
    z = np.array([[-1000.0, -40.0, 0.0], [5.0, 40.0, 1000.0]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        values, slopes = activation.f(z), activation.slope(z)
    assert values.shape == slopes.shape == z.shape
    assert np.isfinite(values).all()
    assert np.isfinite(slopes).all()
    assert (values >= activation.low - 1e-12).all()
    assert (values <= activation.high).all()


@pytest.mark.parametrize("name", NAMES)
def test_single_numbers_work_too(name):
    activation = ACTIVATIONS[name]
    assert np.shape(activation.f(0.5)) == np.shape(activation.slope(0.5)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_low_and_high_are_approached(name):
    activation = ACTIVATIONS[name]
    values = activation.f(np.concatenate([GRID, [-1e6, 1e6]]))
    assert values.min() == pytest.approx(activation.low, abs=1e-5) or activation.low == -math.inf
    assert values.max() == pytest.approx(activation.high, abs=1e-5) or activation.high == math.inf


@pytest.mark.parametrize(
    ("name", "z", "expected"),
    [
        ("step", 0, 1),
        ("step", -0.001, 0),
        ("sigmoid", 0, 0.5),
        ("sigmoid", 5, 0.993),
        ("sigmoid", -5, 0.0067),
        ("leaky_relu", -2, -0.02),
        ("elu", -2, -0.865),
        ("selu", -2, -1.520),
        ("softplus", 0, 0.6931),
        ("softsign", 5, 0.833),
    ],
)
def test_values_of_the_table(name, z, expected):
    assert f(name, z) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "z", "expected"),
    [("sigmoid", 0, 0.25), ("sigmoid", 5, 0.0066), ("tanh", 0, 1), ("tanh", 5, 0.00018), ("relu", 0, 0)],
)
def test_slopes_of_the_table(name, z, expected):
    assert slope(name, z) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("name", "where", "value"),
    [("silu", -1.2785, -0.27846), ("gelu", -0.7518, -0.16997), ("mish", -1.1924, -0.3088)],
)
def test_the_curves_that_dip_below_zero(name, where, value):
    assert lowest(name) == pytest.approx((where, value), abs=1e-4)


@pytest.mark.parametrize(("name", "where", "value"), [("silu", 2.399, 1.0998), ("gelu", 1.414, 1.1289)])
def test_steepest_places(name, where, value):
    slopes = ACTIVATIONS[name].slope(GRID)
    assert (GRID[slopes.argmax()], slopes.max()) == pytest.approx((where, value), abs=5e-4)


def test_selu_slope_jumps_at_zero():
    assert slope("selu", -1e-9) / slope("selu", 1e-9) == pytest.approx(1.758 / 1.051, abs=1e-3)


def test_sigmoid_is_a_squeezed_tanh():
    np.testing.assert_allclose(ACTIVATIONS["sigmoid"].f(GRID), (1 + np.tanh(GRID / 2)) / 2, atol=1e-15)


def test_normal_share_keeps_its_digits_in_the_tail():
    assert normal_share(np.array([-10.0]))[0] == pytest.approx(7.619853024160525e-24, rel=1e-12)


def test_softmax_of_the_table():
    np.testing.assert_allclose(softmax(np.array([2.0, 1, 0])), [0.665, 0.245, 0.090], atol=5e-4)
    np.testing.assert_allclose(softmax(np.array([6.0, 3, 0])), [0.950, 0.047, 0.002], atol=5e-4)


def test_softmax_of_scores_a_hundred_or_a_thousand_higher_is_the_same():
    scores = np.array([[2.0, 1, 0], [0.0, 0, 5]])
    np.testing.assert_allclose(softmax(scores + 100), softmax(scores), rtol=1e-12)
    np.testing.assert_allclose(softmax(scores * 0 + [0, 0, 1000]), [[0, 0, 1]] * 2)
