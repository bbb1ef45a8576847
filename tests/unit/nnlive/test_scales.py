"""Scales: ends meet ends, nothing leaves the numbers a browser can draw, ticks are round and inside."""

import numpy as np
import pytest

from nnlive.scales import FAR, Scale, powers, rounds


@pytest.mark.parametrize("log", [False, True])
def test_the_ends_of_the_data_are_the_ends_of_the_pixels(log):
    assert Scale(0.1, 100, 300, 20, log)((0.1, 100)) == pytest.approx((300, 20))


def test_a_logarithmic_scale_is_even_in_factors():
    assert Scale(1, 100, 0, 200, True)(10) == pytest.approx(100)


@pytest.mark.parametrize("value", [0, -5, -np.inf])
def test_what_has_no_logarithm_stands_a_decade_below(value):
    assert Scale(1, 100, 0, 200, True)(value) == pytest.approx(-100)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("value", [1e300, -1e300, 1.7e308])
def test_far_away_is_still_a_number_that_can_be_drawn(value, log):
    with np.errstate(over="ignore"):  # as the renderer does
        assert abs(Scale(0.01, 1, 0, 300, log)(value)) <= FAR


def test_the_shape_is_kept():
    assert Scale(0, 1, 0, 10)(np.zeros((2, 3))).shape == (2, 3)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-6, 6, [-6, -4, -2, 0, 2, 4, 6]),
        (0.1 * 3, 0.1 * 8, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),  # 0.30000000000000004 is meant as 0.3
        (-0.3, 2, [0, 0.5, 1, 1.5, 2]),
        (-1e-17, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_ticks_are_round_numbers(low, high, ticks):
    found = rounds(low, high, 5)
    assert found == ticks
    assert not any(np.signbit(tick) for tick in found if tick == 0)


@pytest.mark.parametrize("scale", [1e-12, 1e-3, 1, 7, 1234, 1e9])
@pytest.mark.parametrize("low", [-1, -0.37, 0, 0.5])
def test_ticks_stay_inside_and_are_about_as_many_as_asked(low, scale):
    low, high = low * scale, (low + 1.7) * scale
    ticks = rounds(low, high, 5)
    assert 3 <= len(ticks) <= 9
    assert low - 1e-6 * scale <= ticks[0] < ticks[-1] <= high + 1e-6 * scale


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1, 1000, [1, 10, 100, 1000]),
        (0.5, 20, [1, 10]),
        (1e-8, 1e8, [1e-8, 1e-5, 1e-2, 1e1, 1e4, 1e7]),
        (0.09999999999999999, 1, [0.1, 1]),
    ],
)
def test_powers_of_ten(low, high, ticks):
    assert powers(low, high, 5) == pytest.approx(ticks)


@pytest.mark.parametrize(("low", "high"), [(2, 8), (0.02, 0.09), (5, 50)])
def test_an_axis_without_two_powers_has_ticks_all_the_same(low, high):
    ticks = Scale(low, high, 0, 1, log=True).ticks()
    assert len(ticks) > 2
    assert min(ticks) >= low > 0
