import numpy as np
import pytest

from nnlive import Line, Picture, Text
from nnlive.contactsheet import contact_sheet

PICTURES = np.linspace(0, 1, 5 * 4 * 4).reshape(5, 4, 4)


def marks(kind, **settings):
    return [mark for mark in contact_sheet(PICTURES, 3, **settings).marks if isinstance(mark, kind)]


def test_each_row_is_one_strip_inside_the_panel():
    panel = contact_sheet(PICTURES, 3, captions=["a"] * 5, titles=["first", "second"])
    first, second = (mark for mark in panel.marks if isinstance(mark, Picture))
    left, right, bottom, top = first.extent
    assert (left, right, bottom > 0, top < panel.height) == (2, panel.width - 2, True, True)
    assert second.extent[3] < bottom - 30  # captions and a title stand between the rows
    assert second.extent[1] - 2 == pytest.approx((right - 2) * 10 / 16)  # two pictures of 4 pixels and a gap of 2
    np.testing.assert_array_equal(first.values[:, 6:10, 0], PICTURES[1])
    np.testing.assert_array_equal(first.values[:, 4:6], 0)
    assert (second.values[:, [0, 9], 3] == 1).all()


def test_coloured_pictures_keep_their_colours():
    coloured = np.random.default_rng(0).random((2, 4, 4, 3))
    (strip,) = (mark for mark in contact_sheet(coloured, 2).marks if isinstance(mark, Picture))
    np.testing.assert_array_equal(strip.values[:, 6:, :3], coloured[1])


def test_captions_and_frames_belong_to_their_pictures():
    texts = marks(Text, captions=["a", "", "c", "d", "e"], colours=["neg", "", "mute", "ink", "pos"])
    assert [(t.text, t.color, t.bold) for t in texts] == [
        ("a", "neg", True), ("c", "mute", False), ("d", "ink", False), ("e", "pos", True)
    ]  # fmt: skip
    frames = marks(Line, framed=["", "neg", "", "hi", ""])
    assert [(line.color, line.dash) for line in frames] == [("neg", True), ("hi", False)]
    assert frames[0].x.min() == pytest.approx(2 + 336 * 6 / 16)
