"""Figures refuse what cannot be shown, in words that name the mark and the place."""

import numpy as np
import pytest

from nnlive.figure import Figure, Panel
from nnlive.shapes import (
    Arrow,
    Bars,
    Disc,
    FigureError,
    Line,
    Picture,
    Points,
    Polygon,
    Raster,
    Rule,
    Segments,
    Text,
    Tiles,
)

NAN, INF = float("nan"), float("inf")
SQUARE = (0, 1, 0, 1)


def refused(reason, make, *values, **more):
    with pytest.raises(FigureError, match=reason):
        make(*values, **more)


@pytest.mark.parametrize(
    ("make", "values", "reason"),
    [
        (Line, ([0, 1], [0, NAN]), r"Line: y\[1\] is nan"),
        (Polygon, ([0, INF, 1], [0, 1, 0]), r"Polygon: x\[1\] is inf"),
        (Points, (0, -INF), "Points: y is -inf"),
        (Segments, ([0], [0], [1], [1], [NAN]), r"Segments: weight\[0\] is nan"),
        (Arrow, (0, 0, 1, np.float32("nan")), "Arrow: y1 is nan"),
        (Bars, ([0], [NAN]), r"Bars: y\[0\] is nan"),
        (Rule, (NAN,), "Rule: x is nan"),
        (Text, (0, NAN, "words"), "Text: y is nan"),
        (Disc, (NAN, 0), "Disc: x is nan"),
        (Raster, ([[0, 0], [0, NAN]], SQUARE), r"Raster: values\[1, 1\] is nan"),
        (Raster, ([[0]], (0, 1, 0, INF)), r"Raster: extent\[3\] is inf"),
        (Panel, ([], (0, NAN)), r"Panel: xlim\[1\] is nan"),
    ],
)
def test_a_number_that_is_not_finite_is_named(make, values, reason):
    refused(reason, make, *values)


@pytest.mark.parametrize(
    ("make", "values", "more"),
    [
        (Line, (0, 0), {"width": NAN}),
        (Points, (0, 0), {"size": NAN}),
        (Bars, (0, 0), {"base": np.float64("inf")}),
        (Text, (0, 0, ""), {"dx": NAN}),
        (Panel, ([],), {"xticks": [0, NAN]}),
    ],
)
def test_sizes_and_places_are_finite_too(make, values, more):
    refused(f"{make.__name__}: {next(iter(more))}.* (nan|inf), not a finite number", make, *values, **more)


def test_a_row_and_one_number_go_together():
    x, y, weight = (Segments([0, 1, 2], 0, [1, 2, 3], [4], 0.5).columns[i] for i in (0, 1, 4))
    assert x.shape == y.shape == weight.shape == (3,)
    assert Segments([], [], [], []).columns[4].shape == Points([], 1).columns[1].shape == (0,)


@pytest.mark.parametrize(
    ("make", "values", "reason"),
    [
        (Line, ([0, 1, 2], [0, 1]), r"x \(3,\), y \(2,\)"),
        (Points, ([], [1, 2]), r"x \(0,\), y \(2,\)"),
        (Line, (np.zeros((3, 1)), [1, 2, 3]), r"x \(3, 1\)"),
        (Text, ([0, 1], 0, "twice"), r"Text: wanted one number.*x \(2,\)"),
        (Line, ("ab", 0), "Line: x is not made of numbers"),
        (Line, ([[1], [2, 3]], 0), "Line: x is not made of numbers"),
        (Bars, ([0, 1], [1, 1], 0, 1, ["pos"]), "1 colours for 2 bars"),
        (Raster, ([1, 2], SQUARE), r"rows and columns, got shape \(2,\)"),
        (Raster, (np.zeros((0, 3)), SQUARE), r"got shape \(0, 3\)"),
        (Raster, ([[0]], (1, 0, 0, 1)), "left, right, bottom, top"),
        (Picture, (np.zeros((2, 2, 2)), SQUARE), r"with 3 or 4, got \(2, 2, 2\)"),
        (Picture, ([[0]], (1, 0, 0, 1)), "left, right, bottom, top"),
        (Picture, ([[0]], SQUARE, False, False, 1), "1 shades"),
        (Tiles, ([[[0]]], [0, 1], 0, 1), "wanted 2 pictures"),
        (Tiles, ([[[0]]], 0, 0, 0), "above 0"),
        (Rule, (), "give x or y"),
        (Rule, (0, 0), "give x or y"),
    ],
)
def test_shapes_that_do_not_fit_are_told(make, values, reason):
    refused(reason, make, *values)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"xlim": (1, 1)}, "must rise"),
        ({"ylim": (1, 0)}, "must rise"),
        ({"xlim": (0, 1), "log": "x"}, "must start above 0"),
        ({"ylim": (-1, 1), "log": "xy", "xlim": (1, 2)}, "ylim starts at -1"),
        ({"width": 59}, "not 60 to 360"),
        ({"width": 361}, "not 60 to 360"),
        ({"width": NAN}, "not 60 to 360"),
        ({"marks": Line(0, 0)}, "marks must be a list of Mark"),
        ({"marks": ["Line"]}, "marks must be a list of Mark"),
    ],
)
def test_a_panel_that_cannot_be_drawn_is_refused(more, reason):
    refused(reason, Panel, **{"marks": [], **more})


def test_marks_from_a_generator_are_kept():
    panel = Panel(Line(0, y) for y in range(3))
    assert len(list(panel.marks)) == len(list(panel.marks)) == 3


@pytest.mark.parametrize("alt", ["", " \n"])
def test_a_figure_without_words_is_refused(alt):
    refused("alt is empty", Figure, [Panel([])], alt)


def test_a_panel_alone_is_not_a_list():
    refused("panels must be a list of Panel", Figure, Panel([]), "words")


@pytest.mark.parametrize(
    "value", [NAN, INF, np.float64("nan"), np.float32("inf"), np.array(NAN), None, [1], np.array([1.0]), 1j]
)
def test_a_read_out_is_a_text_or_a_finite_number(value):
    refused(r"outputs\['loss'\]", Figure, [Panel([])], "words", {"loss": value})


def test_a_read_out_has_a_python_name():
    refused("'my loss' must be a Python name", Figure, [Panel([])], "words", {"my loss": 1})


def test_numpy_read_outs_become_pythons():
    given = {"i": np.int64(3), "f": np.float32(0.5), "b": np.bool_(True), "a": np.array(2.0), "s": np.str_("x"), "n": 7}
    outputs = Figure([Panel([])], "words", given).outputs
    assert [type(value) for value in outputs.values()] == [int, float, bool, float, str, int]


def test_moving_is_the_same_figure_in_between():
    figure = Figure([Panel([])], "words", {"n": 1})
    assert figure.moving().between
    assert not figure.between
    assert figure.moving().outputs == figure.outputs


def test_jupyter_gets_a_picture():
    assert Figure([Panel([Line([0, 1], [0, 1])])], "words")._repr_svg_().startswith("<svg ")
