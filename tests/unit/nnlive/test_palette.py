"""Colours: both schemes name the same ones; heat is orange, clear, blue."""

import numpy as np
import pytest

from nnlive import palette

ORANGE, BLUE = (236, 116, 12), (18, 116, 200)


def test_both_schemes_have_the_same_colours():
    assert list(palette.LIGHT) == list(palette.DARK)
    for name in palette.LIGHT:
        assert palette.css().count(f"--nn-{name}:") == 2


def luminance(colour):
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4) @ (
        0.2126,
        0.7152,
        0.0722,
    )


@pytest.mark.parametrize("scheme", [palette.LIGHT, palette.DARK])
@pytest.mark.parametrize("name", ["ink", "mute", "neg-ink", "pos-ink", "hi-ink"])
def test_what_is_read_has_the_contrast_of_wcag(scheme, name):
    dark, light = sorted((luminance(scheme[name]), luminance(scheme["paper"])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_heat_is_orange_below_zero_clear_at_zero_blue_above():
    low, zero, high = palette.heat(np.array([-1.0, 0.0, 1.0])).tolist()
    assert (tuple(low[:3]), tuple(high[:3])) == (ORANGE, BLUE)
    assert zero[3] == 0 < low[3] == high[3]


@pytest.mark.parametrize("value", [0.001, 0.0039, 0.3, 0.999, 1, 2, 1e308])
def test_heat_is_as_strong_on_both_sides(value):
    below, above = palette.heat(np.array([-value, value]))
    assert below[3] == above[3]


def test_heat_clamps_and_keeps_the_shape():
    heat = palette.heat(np.array([[-1e300, -1, 1, 1e300]]))
    assert heat.shape == (1, 4, 4)
    assert heat.dtype == np.uint8
    assert (heat[0, 0] == heat[0, 1]).all()
    assert (heat[0, 2] == heat[0, 3]).all()


def test_few_shades_leave_no_speckles_and_keep_outlines():
    ground = np.full((12, 12), 0.12) + np.random.default_rng(1).normal(0, 0.008, (12, 12))
    ground[:, 6:] += 0.8
    shown = palette.plain(ground, 6)[..., 0]
    assert np.unique(shown[:, :6]).size == np.unique(shown[:, 6:]).size == 1
    assert shown[0, 6] - shown[0, 5] > 150


def test_few_shades_keep_the_hue():
    navy = np.full((3, 3, 3), (0.07, 0.09, 0.24))
    red, green, blue = palette.plain(navy, 8)[1, 1, :3].tolist()
    assert red < green < blue
    assert palette.plain(np.full((3, 3, 3), 0.95), 8)[0, 0, :3].tolist() == [255, 255, 255]
