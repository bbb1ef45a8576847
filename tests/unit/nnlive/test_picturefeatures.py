"""Features of pictures against pictures whose features are known."""

import numpy as np
import pytest

from nnlive.picturefeatures import (
    DIRECTIONS,
    PICTURE_FEATURES,
    as_coloured,
    as_grey,
    blocks,
    colour_shares,
    edges,
    grey,
    mean_colour,
    picture_columns,
    slopes,
)


def ramp(angle, size=32):
    """Light that rises towards `angle` (radians, against the clock)."""
    at = np.linspace(-1, 1, size)
    return (0.5 + 0.2 * (np.cos(angle) * at[None, :] - np.sin(angle) * at[:, None]))[None]


@pytest.fixture
def noise():
    return np.random.default_rng(3).random((5, 32, 32, 3))


def test_blocks_are_means():
    pictures = np.arange(16.0).reshape(1, 4, 4)
    assert blocks(pictures, 2).tolist() == [[[2.5, 4.5], [10.5, 12.5]]]
    assert blocks(pictures, 4).tolist() == pictures.tolist()


def test_uneven_blocks_are_refused():
    with pytest.raises(ValueError, match="30 × 32 pixels cannot be cut into 4 × 4"):
        blocks(np.zeros((1, 30, 32)), 4)


def test_grey_and_back(noise):
    assert as_grey(as_coloured(as_grey(noise))) == pytest.approx(as_grey(noise))
    assert as_grey(np.ones((1, 2, 2, 3))) == pytest.approx(np.ones((1, 2, 2)))


@pytest.mark.parametrize(("name", "count"), [("grey", 256), ("mean_colour", 3), ("colour_shares", 24), ("edges", 128)])
def test_how_many_numbers(noise, name, count):
    assert PICTURE_FEATURES[name].f(noise).shape == (5, count)
    assert PICTURE_FEATURES[name].f(as_grey(noise)).shape == (5, count)
    assert PICTURE_FEATURES[name].f(noise[:0]).shape == (0, count)


def test_columns_stand_side_by_side(noise):
    both = picture_columns(noise, ["mean_colour", "grey"])
    np.testing.assert_array_equal(both, np.hstack([mean_colour(noise), grey(noise)]))
    with pytest.raises(ValueError, match=r"no picture feature called 'gray'\. Did you mean 'grey'"):
        picture_columns(noise, ["gray"])


def test_only_the_middle_gives_the_mean_colour():
    picture = np.zeros((1, 32, 32, 3))
    picture[:, 8:24, 8:24] = (0.2, 0.4, 0.6)
    assert mean_colour(picture)[0] == pytest.approx([0.2, 0.4, 0.6])
    assert mean_colour(picture, middle=1.0)[0] == pytest.approx([0.05, 0.1, 0.15])


def test_colour_shares_count_pixels():
    picture = np.zeros((1, 4, 4, 3))
    picture[:, :1, :, 0] = 1.0
    shares = colour_shares(picture).reshape(3, 8)
    assert shares[0].tolist() == [0.75, 0, 0, 0, 0, 0, 0, 0.25]
    assert shares.sum(axis=1).tolist() == [1, 1, 1]


@pytest.mark.parametrize("direction", range(DIRECTIONS))
def test_an_edge_runs_across_the_rising_light(direction):
    angle = direction * np.pi / DIRECTIONS
    for towards in (angle - np.pi / 2, angle + np.pi / 2):
        strength, found = slopes(ramp(towards))
        inside = (0, slice(1, -1), slice(1, -1))
        assert (found[inside] == direction).all()
        assert strength[inside] == pytest.approx(0.4 / 31)
        cells = edges(ramp(towards)).reshape(4, 4, DIRECTIONS)
        assert (cells[1:3, 1:3].argmax(axis=2) == direction).all()


def test_brighter_light_changes_no_edges(noise):
    np.testing.assert_allclose(edges(noise), edges(0.5 * noise + 0.2))


def test_a_blank_picture_has_no_edges():
    assert not edges(np.full((1, 32, 32), 0.7)).any()
