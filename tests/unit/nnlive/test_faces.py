"""Drawn faces: of the promised shape, repeatable, and different where a cat and a dog differ."""

import numpy as np
import pytest

from nnlive.faces import SIDE, Face, chance_face, faces, picture


def drawn(**look):
    return picture(Face(**look))


def test_ink_is_between_paper_and_full():
    X, y = faces(50, np.random.default_rng(0))
    assert X.shape == (50, SIDE**2)
    assert X.min() == 0
    assert X.max() <= 1
    assert set(y) == {0, 1}


def test_the_same_seed_gives_the_same_faces():
    X, y = faces(5, np.random.default_rng(3))
    again = faces(5, np.random.default_rng(3))
    assert np.array_equal(X, again[0])
    assert np.array_equal(y, again[1])
    assert not np.array_equal(X, faces(5, np.random.default_rng(4))[0])


def test_no_pictures_have_the_shape_of_none():
    X, y = faces(0, np.random.default_rng(0))
    assert (X.shape, y.shape) == ((0, SIDE**2), (0,))


@pytest.mark.parametrize("droop", [0.0, 1.0])
def test_a_face_that_looks_straight_ahead_is_the_same_in_a_mirror(droop):
    face = drawn(droop=droop)
    assert face == pytest.approx(face[:, ::-1])


def test_ears_stand_up_or_hang_down():
    rows = np.arange(SIDE)[:, None]
    up, down = (np.sum(rows * np.clip(drawn(droop=d) - drawn(droop=1 - d), 0, 1)) for d in (0.0, 1.0))
    assert drawn(droop=0.0)[:6].sum() > drawn(droop=1.0, up=-0.14)[:6].sum()
    assert up < down  # rows count from the top


def test_a_face_can_move_and_lean():
    right, left = (drawn(across=x).sum(axis=0) for x in (0.2, -0.2))
    columns = np.arange(SIDE)
    assert columns @ right / right.sum() - columns @ left / left.sum() == pytest.approx(4, abs=0.1)
    assert not np.allclose(drawn(tilt=0.25), drawn(tilt=-0.25))


def test_most_dogs_have_hanging_ears_but_not_all():
    rng = np.random.default_rng(0)
    upright = {dog: np.mean([chance_face(dog, rng).droop < 0.4 for _ in range(600)]) for dog in (False, True)}
    assert upright[True] == pytest.approx(1 / 6, abs=0.05)
    assert upright[False] == pytest.approx(15 / 16, abs=0.04)
