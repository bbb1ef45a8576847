"""Drawn pictures: shapes, seeds, and what tells their classes apart, measured on the pixels."""

import numpy as np
import pytest

from nnlive.animals import animals
from nnlive.clothes import COLOURS, colours, shirts
from nnlive.hands import hands
from nnlive.picturefeatures import mean_colour
from nnlive.picturesets import PICTURE_SETS
from nnlive.strokes import drawing, ink, placed, relief, stroke


def seeded(seed=1):
    return np.random.default_rng(seed)


def mirrored(pictures):
    return pictures[:, :, ::-1]


# --- strokes ---


def one(*six):
    return drawing([stroke(*six)], 1)


def test_a_disc_covers_its_area():
    covered = ink(one(0.5, 0.5, 0.3, 0.5, 0.5, 0.3), 64)[0]
    assert covered.mean() == pytest.approx(np.pi * 0.3**2, rel=0.01)
    assert (covered.min(), covered.max()) == (0, 1)


def test_a_tapering_stroke_is_thick_where_it_begins_and_up_is_up():
    covered = ink(one(0.5, 0.1, 0.2, 0.5, 0.9, 0.02), 32)[0]
    assert covered[28].sum() > 3 * covered[4].sum() > 0


def test_ink_and_relief_agree_on_what_is_covered():
    strokes = drawing([stroke(0.2, 0.2, 0.1, 0.8, 0.7, 0.05), stroke(0.3, 0.8, 0.1, 0.3, 0.3, 0.1)], 3)
    np.testing.assert_array_equal(ink(strokes, 24), relief(strokes, 24)[0])


def test_relief_is_light_along_the_middle_and_later_strokes_lie_on_top():
    _, light = relief(one(0.5, 0.5, 0.3, 0.5, 0.5, 0.3), 33)
    assert light[0, 16, 16] == pytest.approx(1, abs=0.01)
    assert light[0, 16, 7] < 0.5
    crossed = drawing([stroke(0.5, 0.5, 0.3, 0.5, 0.5, 0.3), stroke(0.5, 0.5, 0.1, 0.5, 0.5, 0.1)], 1)
    rim = (0, 16, 13)  # of the small disc, well inside the large one
    assert relief(crossed, 33)[1][rim] < 0.7 < relief(crossed, 33, body=2)[1][rim]


def test_placing_turns_scales_mirrors_and_shifts():
    still = {"shift": np.zeros((1, 2)), "scale": np.ones(1), "tilt": np.zeros(1), "mirrored": np.zeros(1, bool)}
    a = one(0.7, 0.5, 0.1, 0.9, 0.5, 0.05)
    np.testing.assert_allclose(placed(a, **still), a)
    for change, wanted in (
        ({"tilt": np.array([np.pi / 2])}, (0.5, 0.7, 0.1, 0.5, 0.9, 0.05)),
        ({"scale": np.array([2.0])}, (0.9, 0.5, 0.2, 1.3, 0.5, 0.1)),
        ({"mirrored": np.ones(1, bool)}, (0.3, 0.5, 0.1, 0.1, 0.5, 0.05)),
        ({"shift": np.array([[0.1, -0.2]])}, (0.8, 0.3, 0.1, 1.0, 0.3, 0.05)),
    ):
        np.testing.assert_allclose(placed(a, **(still | change)), one(*wanted), atol=1e-12)


# --- all sets ---


@pytest.mark.parametrize("name", PICTURE_SETS)
@pytest.mark.parametrize("n", [0, 1, 130])
def test_shapes_seeds_and_range(name, n):
    chosen = PICTURE_SETS[name]
    labels = np.arange(n) % len(chosen.classes)
    made = chosen.make(labels, seeded())
    assert made.shape[:3] == (n, 32, 32)
    np.testing.assert_array_equal(made, chosen.make(labels, seeded()))
    if n:
        assert 0 <= made.min() < made.max() <= 1
        assert not np.array_equal(made, chosen.make(labels, seeded(2)))


# --- hands ---


def test_more_fingers_reach_higher():
    made = hands(np.repeat(np.arange(6), 60), seeded()).reshape(6, 60, 32, 32)
    bright = made > made.min(axis=(2, 3), keepdims=True) + 0.25
    assert (np.diff(bright.mean(axis=(1, 2, 3))) > 0).all()
    highest = bright.any(axis=3).argmax(axis=2).mean(axis=1)  # row of the topmost bright pixel
    assert highest[0] > highest[1] + 5


def test_left_hands_are_mirrored_right_ones():
    fingers = [5] * 400
    left, right = (hands(fingers, seeded(), left=side).mean(axis=0) for side in (True, False))
    np.testing.assert_allclose(left, right[:, ::-1], atol=0.12)
    assert np.abs(left - right).max() > 0.3


def test_six_fingers_are_refused():
    with pytest.raises(ValueError, match=r"0 to 5 fingers; got \[6\]"):
        hands([1, 6], seeded())


# --- animals ---


def test_animals_look_where_they_are_told():
    for kind in (0, 1):
        left, right = (animals([kind] * 400, seeded(), left=side).mean(axis=0) for side in (True, False))
        np.testing.assert_allclose(left, right[:, ::-1], atol=0.12)
        upper = right[:14]  # the head is higher than the back
        assert upper[:, 18:].sum() > upper[:, :14].sum()


def test_each_animal_keeps_its_place():
    kinds = np.array([0, 1, 1, 0, 1])
    many = np.tile(kinds, 150)
    mixed = animals(many, seeded(), left=False)
    cats, dogs = (mixed[many == kind].mean(axis=0) for kind in (0, 1))
    only_cats = animals([0] * 600, seeded(2), left=False).mean(axis=0)
    assert np.abs(cats - only_cats).max() < 0.1 < np.abs(dogs - only_cats).max()


def test_a_third_kind_is_refused():
    with pytest.raises(ValueError, match=r"0 is a cat and 1 a dog; got \[2\]"):
        animals([0, 2], seeded())


# --- clothes ---


def test_a_shirt_has_its_colour_in_the_middle():
    dye = np.array([COLOURS[name] for name in COLOURS])
    seen = mean_colour(shirts(dye, seeded(), light=1.0))
    assert (np.corrcoef(seen.ravel(), dye.ravel())[0, 1]) > 0.98


def test_shadow_darkens_everything():
    dye = np.array([COLOURS["red"]] * 20)
    sun, shade = (shirts(dye, seeded(), light=light).mean() for light in (1.0, 0.4))
    assert 0.35 < shade / sun < 0.45


def test_dye_varies_and_unknown_colours_are_named():
    dye = colours(["red"] * 200, seeded())
    assert np.abs(dye.mean(axis=0) - COLOURS["red"]).max() < 0.06
    assert 0.02 < dye.std(axis=0).max() < 0.1
    with pytest.raises(ValueError, match=r"no colour called 'purpel'\. Did you mean 'purple'"):
        colours(["purpel"], seeded())
