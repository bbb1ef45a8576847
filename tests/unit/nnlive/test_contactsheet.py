import numpy as np
import pytest

from nnlive import Line, Picture, Text
from nnlive.contactsheet import contact_sheet

PICTURES = np.linspace(0, 1, 5 * 4 * 4).reshape(5, 4, 4)


def marks(kind, **settings):
    return [mark for mark in contact_sheet(PICTURES, 3, **settings).marks if isinstance(mark, kind)]


def test_pictures_stand_in_rows_and_inside_the_panel():
    panel = contact_sheet(PICTURES, 3, captions=["a"] * 5, titles=["first", "second"])
    places = np.array([mark.extent for mark in panel.marks if isinstance(mark, Picture)])
    assert (places[:3, 3] == places[0, 3]).all()
    assert (places[3:, 3] < places[:2, 2] - 30).all()  # captions and a title stand between the rows
    np.testing.assert_allclose(places[:, 1] - places[:, 0], places[:, 3] - places[:, 2])
    assert places[:, [0, 2]].min() >= 0
    assert places[:, 1].max() <= panel.width
    assert places[:, 3].max() <= panel.height


def test_captions_and_frames_belong_to_their_pictures():
    texts = marks(Text, captions=["a", "", "c", "d", "e"], colours=["neg", "", "mute", "ink", "pos"])
    assert [(t.text, t.color, t.bold) for t in texts] == [
        ("a", "neg", True), ("c", "mute", False), ("d", "ink", False), ("e", "pos", True)
    ]  # fmt: skip
    frames = marks(Line, framed=["", "neg", "", "hi", ""])
    assert [(line.color, line.dash) for line in frames] == [("neg", True), ("hi", False)]
    assert frames[0].x.min() == pytest.approx(marks(Picture)[1].extent[0])
