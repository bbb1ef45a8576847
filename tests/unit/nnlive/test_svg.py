"""The renderer: text is text, layers keep their places, a PNG is the picture, a lone SVG is well-formed."""

import struct
import xml.etree.ElementTree as ET
import zlib

import numpy as np
import pytest

from nnlive import svg
from nnlive.figure import Figure, Panel
from nnlive.frame import Look, surround
from nnlive.marks import RENDER
from nnlive.shapes import (
    Arrow,
    Bars,
    Disc,
    FigureError,
    Line,
    Mark,
    Picture,
    Points,
    Polygon,
    Raster,
    Rule,
    Segments,
    Text,
    Tiles,
)

NASTY = "<b>\"x\" & 'y'</b>"
ALL = [
    Line([0, 1], [0, 1], label=NASTY),
    Polygon([0, 1, 1], [0, 0, 1]),
    *(Points([0.5], 0.5, shape=shape, label="p") for shape in ("circle", "square", "triangle", "cross", "ring")),
    Segments([0, 1, 0], 0, 1, 1, [-1, 0, 9], curved=True),
    Arrow(0.2, 0.2, 0.8, 0.8),
    Bars([0, 1], [1, -1], color=["pos", "neg"]),
    Rule(x=0.5),
    Rule(y=0),
    Text(0.5, 0.5, NASTY),
    Disc(0.5, 0.5, text="<"),
]


def figure(*marks, **more):
    return Figure([Panel(list(marks), **more)], alt=NASTY)


def drawn(*marks, **more):
    return svg.draw(figure(*marks, **more))[0]


def parsed(*marks, **more):
    return ET.fromstring(svg.panel_svg(drawn(*marks, **more)))


def decode(data):
    """A small PNG reader: the picture as (rows, cols, 4), every checksum looked at."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size) == (zlib.crc32(kind + body),)
        chunks[kind], at = body, at + size + 12
    cols, rows, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert form in ([8, 6, 0, 0, 0], [8, 3, 0, 0, 0])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(rows, -1)
    assert not lines[:, 0].any()  # no filter
    if form[1] == 6:
        return lines[:, 1:].reshape(rows, cols, 4)
    colours = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    return np.column_stack([colours, np.frombuffer(chunks[b"tRNS"], np.uint8)])[lines[:, 1:]]


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (40, 2)])
def test_a_png_holds_the_same_bytes(shape):
    rgba = np.random.default_rng(1).integers(0, 256, (*shape, 4), dtype=np.uint8)
    assert np.array_equal(decode(svg.png(rgba)), rgba)


@pytest.mark.parametrize("colours", [1, 2, 256, 257])
def test_a_png_of_few_colours_is_smaller_and_the_same(colours):
    rng = np.random.default_rng(1)
    listed = rng.integers(0, 256, (colours, 4), dtype=np.uint8)
    rgba = listed[np.append(np.arange(colours), rng.integers(0, colours, 40 * 40 - colours))].reshape(40, 40, 4)
    assert np.array_equal(decode(svg.png(rgba)), rgba)
    assert (len(svg.png(rgba)) < 40 * 40 + 1400) == (colours <= 256)


def test_every_mark_can_be_drawn_and_is_one_layer():
    assert {type(mark) for mark in ALL} == set(RENDER)
    keys = [int(g.get("data-layer")) for g in parsed(*ALL).iter() if "data-layer" in g.attrib]
    assert keys == list(range(len(ALL) + 1))


@pytest.mark.parametrize(
    "more", [{"title": NASTY}, {"xlabel": NASTY}, {"ylabel": NASTY}, {"marks": [Text(0, 0, NASTY)]}]
)
def test_text_is_text(more):
    texts = [text.text for text in parsed(*more.pop("marks", []), **more).iter() if text.tag == "text"]
    assert NASTY in texts


def test_legends_and_discs_escape_too():
    texts = [text.text for text in parsed(Bars([0], [1], color=["pos"], label=NASTY), Disc(0, 0, text=NASTY)).iter()]
    assert texts.count(NASTY) == 2


def test_a_standalone_picture_is_well_formed():
    root = ET.fromstring(svg.standalone(figure(Raster([[0.5]], (0, 1, 0, 1), frame=True), *ALL)))
    assert root.get("aria-label") == NASTY
    assert {"image", "style"} <= {element.tag.rpartition("}")[2] for element in root.iter()}


@pytest.mark.parametrize(
    "mark", [Line([], []), Polygon([], []), Points([], []), Segments([], [], [], []), Bars([], [])]
)
def test_a_mark_without_points_draws_nothing(mark):
    assert all(path.get("d") in (None, "") for path in ET.fromstring(f"<g>{drawn(mark).layers[1].body}</g>").iter())


def test_pieces_of_one_look_are_one_path_and_the_widest_is_on_top():
    body = drawn(Segments(0, 0, 1, [0.1, 0.2, 0.3, 0.4], [2, -1, 2, 0])).layers[1].body
    paths = ET.fromstring(f"<g>{body}</g>")
    assert [path.get("d").count("M") for path in paths] == [1, 1, 2]
    assert [path.get("stroke-width") for path in paths] == ["1", "3", "5"]
    assert ["stroke-dasharray" in path.attrib for path in paths] == [False, True, False]


def test_tiles_are_framed_rasters_where_they_say():
    values = np.linspace(-1, 1, 18).reshape(2, 3, 3)
    tiles = drawn(Tiles(values, [1, 3], [1, 1], [0.5, 1]), xlim=(0, 4), ylim=(0, 2), axes=False).rasters
    singles = [Raster(values[0], (0.5, 1.5, 0.5, 1.5), frame=True), Raster(values[1], (2, 4, 0, 2), frame=True)]
    for tile, single in zip(tiles, drawn(*singles, xlim=(0, 4), ylim=(0, 2), axes=False).rasters, strict=True):
        assert (tile.box, tile.frame, tile.smooth) == (single.box, single.frame, single.smooth)
        np.testing.assert_array_equal(tile.rgba, single.rgba)


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ([[0.2, 1.0]], [51, 51, 51, 255]),
        ([[[1.0, 0.5, -3.0], [0, 0, 0]]], [255, 128, 0, 255]),
        ([[[1.0, 0.0, 0.0, 0.0], [0, 0, 0, 1]]], [255, 0, 0, 0]),
    ],
)
def test_a_picture_keeps_its_own_colours(values, first):
    (pixels,) = drawn(Picture(values, (0, 1, 0, 1))).rasters
    assert pixels.rgba.shape == (1, 2, 4)
    assert pixels.rgba[0, 0].tolist() == first


def test_few_shades_are_evenly_spaced():
    (pixels,) = drawn(Picture([[0, 0.3, 0.7, 1]], (0, 1, 0, 1), shades=3)).rasters
    assert pixels.rgba[0, :, 0].tolist() == [0, 128, 128, 255]


@pytest.mark.parametrize("mark", [Line([0, 9], [0, 9]), Polygon([0, 9], [0, 9]), Bars([9], [9]), Rule(x=9), Rule(y=-9)])
def test_what_leaves_the_axes_is_clipped(mark):
    assert drawn(mark).layers[1].clip == pytest.approx(surround(Look.of(Panel([mark])))[0].inner)
    assert drawn(mark, axes=False).layers[1].clip is None


@pytest.mark.parametrize(
    "mark", [Line([0, 1], [1e300, -1e300]), Points(0, 1.7e308), Rule(y=1e200), Text(0, -1e99, "x")]
)
def test_numbers_stay_within_what_a_browser_reads(mark):
    body = drawn(mark).layers[1].body
    assert not any(word in body for word in ("nan", "inf", "e+9", "e+1", "e+2", "e+3"))


def test_zero_on_a_logarithmic_axis_is_drawn_below_it():
    shown = drawn(Line([0, 1, 10], [0, 1, 10]), Bars([1], [5]), log="xy", xlim=(1, 10), ylim=(1, 10))
    assert not any(word in layer.body for layer in shown.layers for word in ("nan", "inf"))


@pytest.mark.parametrize(
    ("mark", "reason"),
    [(Line(0, 0, color="red"), "no colour 'red'; there are paper"), (Points(0, 0, shape="star"), "star")],
)
def test_a_wrong_colour_or_shape_is_told(mark, reason):
    with pytest.raises(FigureError, match=reason):
        drawn(mark)


@pytest.mark.parametrize("more", [{"height": 20}, {"height": -5}, {"width": 60, "yticks": [123456, 234567]}])
def test_a_panel_without_room_is_refused(more):
    with pytest.raises(FigureError, match="leaves no room"):
        drawn(**more)


def test_square_units_are_square():
    box, _ = surround(Look.of(Panel([], (-1, 1), (0, 6), square=True)))
    assert np.diff(box.x([0, 1])) == pytest.approx(-np.diff(box.y([0, 1])))


def test_a_raster_stands_where_its_extent_says():
    pixels = drawn(Raster(np.eye(3), (0, 2, 0, 1)), xlim=(0, 2), ylim=(0, 4), axes=False).rasters[0]
    assert pixels.box == pytest.approx((0, 0.75, 1, 0.25))
    assert pixels.rgba.shape == (3, 3, 4)


def test_a_drawing_that_cannot_be_patched_is_not_the_same():
    one, other = (svg.draw(figure(*marks)) for marks in ([Line(0, 0)], [Line(0, 1)]))
    assert svg.same(one, other)
    for more in ([], [Text(0, 0, "")], [Line(0, 0), Line(0, 0)], [Line(0, 0), Raster([[0]], (0, 1, 0, 1))]):
        assert not svg.same(one, svg.draw(figure(*more)))
    assert not svg.same(one, one + one)
    assert not svg.same(one, svg.draw(figure(Line(0, 0), ylim=(0, 10_000))))  # wider ticks: another clip


def test_a_mark_nobody_can_draw_is_not_drawn_silently():
    class Cloud(Mark):
        _arrays = ()

    with pytest.raises(KeyError):
        drawn(Cloud())
