"""Poses and movements: features that do not change where they should not."""

import numpy as np
import pytest

from nnlive import poses


@pytest.mark.parametrize("name", poses.POSES)
def test_a_pose_is_eleven_points_in_the_square(name):
    made = poses.poses(name, 50, np.random.default_rng(0))
    assert made.shape == (50, 11, 2)
    assert made.dtype == np.float32
    assert ((made >= 0.02) & (made <= 0.98)).all()


def test_where_a_figure_stands_and_how_large_it_is_does_not_matter():
    figure = poses.poses("arms wide", 1, np.random.default_rng(0)).astype(float)
    assert poses.pose_columns(0.5 * figure + [0.3, 0.1]) == pytest.approx(poses.pose_columns(figure))


def test_a_figure_with_all_points_in_one_place_has_finite_features():
    assert np.isfinite(poses.pose_columns(np.full((1, 11, 2), 0.5))).all()


@pytest.mark.parametrize("name", poses.MOVEMENTS)
def test_a_movement_feels_gravity(name):
    made = poses.movements(name, 40, np.random.default_rng(0))
    assert made.shape == (40, poses.MOMENTS, 3)
    mean = np.sqrt((made.mean(axis=1) ** 2).sum(axis=1))
    assert mean.mean() == pytest.approx(poses.GRAVITY, rel=0.15)


def test_when_a_movement_began_does_not_matter():
    made = poses.movements("circle", 1, np.random.default_rng(3)).astype(float)
    assert poses.movement_columns(np.roll(made, 17, axis=1)) == pytest.approx(poses.movement_columns(made))


def test_a_steady_pace_has_its_own_column():
    t = np.arange(poses.MOMENTS) / poses.MOMENTS
    felt = np.zeros((1, poses.MOMENTS, 3))
    felt[0, :, 1] = 5 * np.sin(2 * np.pi * 4 * t)
    assert poses.movement_columns(felt)[0, 3:].reshape(3, 16)[1].argmax() == 3
