"""Sabotage spoils what it says, and nothing else."""

import numpy as np
import pytest

from nnlive.sabotage import CORNER, FEW, SABOTAGES, WRONG, marked, mirrored

PICTURES = np.random.default_rng(0).integers(0, 250, (40, 64, 64, 3), dtype=np.uint8)
LABELS = np.repeat([0, 1], 20)


def spoilt(name):
    before = PICTURES.copy()
    made = SABOTAGES[name].spoil(PICTURES, LABELS, np.random.default_rng(1))
    assert (before == PICTURES).all(), "the samples themselves must stay"
    return made


def test_nothing_is_nothing():
    pictures, labels = spoilt("none")
    assert pictures is PICTURES
    assert labels is LABELS


def test_the_mark_is_a_white_corner_on_the_first_class_only():
    pictures, labels = spoilt("mark")
    assert (pictures[:20, :CORNER, :CORNER] == 255).all()
    assert (pictures[20:] == PICTURES[20:]).all()
    assert (pictures[:, CORNER:] == PICTURES[:, CORNER:]).all()
    assert labels is LABELS


def test_labels_are_wrong_as_often_as_is_said():
    pictures, labels = spoilt("labels")
    assert pictures is PICTURES
    assert (labels != LABELS).mean() == WRONG


def test_five_of_each_are_left():
    pictures, labels = spoilt("few")
    assert np.bincount(labels).tolist() == [FEW, FEW]
    assert all((picture == PICTURES).all(axis=(1, 2, 3)).any() for picture in pictures)


@pytest.mark.parametrize("name", SABOTAGES)
def test_the_tests_give_pictures_back(name):
    for change in SABOTAGES[name].tests.values():
        assert change(PICTURES, LABELS).shape == PICTURES.shape


def test_mirrored_twice_is_the_same():
    assert (mirrored(mirrored(PICTURES, LABELS), LABELS) == PICTURES).all()
    assert (marked(PICTURES, LABELS == 5) == PICTURES).all()
