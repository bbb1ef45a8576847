"""The Session against a small model of the page: after any patch the page shows exactly the new picture."""

import json
import re

import numpy as np
import pytest

from nnlive import svg
from nnlive.figure import Figure, Panel
from nnlive.live import Session
from nnlive.shapes import Line, Points, Raster, Text

LESSON = """
import numpy as np
from nnlive import Choice, Figure, Line, Panel, Slider, widget

LOG = []


def picture(n, **outputs):
    return Figure([Panel([Line([0, 1], [0, n])], ylim=(-9, 9))], f"picture {n}", outputs)


@widget(a=Slider(0, 9, 1, 1))
def still(a):
    return picture(12 / a)


@widget(a=Slider(0, 9, 1, 1), by=Slider(1, 9, 1, 1, live=True))
def run(a, by):
    try:
        for n in range(a, 4):
            told = yield picture(n, by=by)
            LOG.append(told)
            by = told["by"] if told else by
    finally:
        LOG.append("closed")


@widget(by=Slider(1, 9, 1, 1, live=True))
def glides(by):
    while True:
        for part in range(3):
            yield picture(part, by=by).moving()
        told = yield picture(9, by=by)
        by = told["by"] if told else by


@widget(n=Slider(0, 9, 1, 0))
def breaks(n):
    yield picture(0)
    if n == 0:
        raise FloatingPointError("the loss is no number after epoch 1")
    if n == 1:
        yield "no figure"
    if n == 2:
        raise SystemExit(3)
    if n == 3:
        yield picture(float("nan"))
    if n == 4:
        raise KeyboardInterrupt  # what the page's interrupt is to Python
    yield picture(1)


@widget(size=Choice([2, 3], 2))
def numpys(size):
    width = np.int64(300)
    panel = Panel([], width=width, height=np.int64(200))
    return Figure([panel], "words", {"f": np.float32(0.5), "i": np.int64(3), "b": np.bool_(False)}, np.bool_(False))
"""


class Page:
    """What picture.ts does: keeps the layers of every panel, changes those that a patch names."""

    def __init__(self):
        self.session = Session()
        told = json.loads(self.session.add_lesson("x", LESSON, "x/widgets.py"))
        assert told == {}
        self.log = self.session.lessons["x"].widget("run").function.__globals__["LOG"]
        self.panels, self.rasters = [], []

    def draw(self, name, view="v", **settings):
        return self.show(self.session.draw(view, f"x:{name}", json.dumps(settings)))

    def step(self, view="v", **changed):
        return self.show(self.session.step(view, json.dumps(changed)))

    def show(self, answer):
        told = json.loads(answer, parse_constant=pytest.fail)  # a page cannot read NaN
        if "panels" in told:
            self.apply(told, self.session.pixels())
        return told

    def apply(self, patch, pixels):
        if patch["panels"]:
            self.panels = [_layers(panel["svg"]) for panel in patch["panels"]]
        for panel, layer, body in patch["layers"]:
            opening, _, closing = self.panels[panel][layer]
            self.panels[panel][layer] = opening, body, closing
        self.rasters = [
            pixels[r["start"] : r["start"] + 4 * r["rows"] * r["cols"]].reshape(r["rows"], r["cols"], 4)
            for r in patch["rasters"]
        ]


def _layers(text):
    """Every layer as (opening tag, body, closing tag)."""
    pieces = text.partition(">")[2].removesuffix("</svg>").replace("<svg data-l", "<g data-l").split("<g data-layer=")
    return [
        (opening, body[: -len("</svg>" if "viewBox" in opening else "</g>")], "viewBox" in opening)
        for opening, _, body in (piece.partition(">") for piece in pieces[1:])
    ]


def bodies(panels):
    return [[body for _, body, _ in layers] for layers in panels]


def answers(*told):
    return [one.get("alt", one) for one in told]


@pytest.fixture
def model():
    return Page()


def figures():
    """Pictures that share a shape, and pictures that do not."""
    rng = np.random.default_rng(3)
    for n in range(12):
        x, y = rng.normal(size=(2, 5))
        marks = [Line(x, y, label="a<b"), Text(0, 0, f"<{n}> & 'n'"), Points(x, y)]
        rasters = [Raster(rng.uniform(-1, 1, (2 + k, 3)), (0, 1, 0, 1 + k)) for k in range(n // 2 % 3)]
        panel = Panel([*rasters, *marks[: 1 + n // 4]], (-3, 3), (-3, 3 if n % 5 else 1000), f"<{n}>")
        yield Figure([panel] * (1 + n // 9), f"picture {n}")


def test_a_patched_page_shows_exactly_the_new_picture(model):
    view = None
    for figure in figures():
        if view is None:
            model.draw("still")
            view = model.session.views["v"]
        patch = model.session._show(view, figure, with_spots=True)
        model.apply(json.loads(json.dumps(patch)), model.session.pixels())
        drawn = svg.draw(figure)
        assert bodies(model.panels) == [[layer.body for layer in panel.layers] for panel in drawn]
        shown = [pixels.rgba for panel in drawn for pixels in panel.rasters]
        assert len(shown) == len(model.rasters)
        assert all(map(np.array_equal, model.rasters, shown))


def test_a_patch_is_small(model):
    first, second, third = model.draw("run"), model.step(), model.draw("run")
    assert (len(first["panels"]), first["layers"]) == (1, [])
    assert second["panels"] is None
    assert [layer[:2] for layer in second["layers"]] == [[0, 1]]
    assert (third["panels"], len(third["layers"])) == (None, 1)


def test_a_run_goes_to_its_end(model):
    told = answers(model.draw("run"), model.step(), model.step(), model.step(), model.step())
    assert told == ["picture 1", "picture 2", "picture 3", {"done": True}, {"done": True}]


def test_a_run_comes_back_in_a_new_session_to_where_it_was(model):
    model.draw("glides", by=2)
    for moved in ({}, {"by": 5}, {}, {}, {}, {}):
        there = model.step(**moved)
    other = Page()
    other.draw("glides", by=2)
    asks = json.dumps([["step", {}, 1], ["step", {"by": 5}, 1], ["step", {}, 4]])
    assert other.show(other.session.replay("v", asks))["outputs"] == there["outputs"] == [["by", "5"]]
    assert bodies(other.panels) == bodies(model.panels)
    assert other.step()["frame"] == model.step()["frame"]


def test_what_the_reader_stops_is_told_and_the_view_works_again(model):
    told = model.draw("breaks", n=4)
    assert told["alt"] == "picture 0"
    stopped = model.step()["error"]
    assert (stopped["message"], stopped["stopped"]) == ("Stopped, in line 49 of x/widgets.py.", True)
    assert model.draw("breaks", n=9)["alt"] == "picture 0"


def test_a_still_is_done_at_once(model):
    assert answers(model.draw("still", a="6"), model.step()) == ["picture 2.0", {"done": True}]


def test_frame_numbers_grow_over_draws_and_errors_of_the_run(model):
    frames = [model.draw("run")["frame"], model.step()["frame"], model.draw("breaks")["frame"]]
    assert "error" in model.step()
    assert [*frames, model.draw("run", a=2)["frame"]] == [1, 2, 3, 4]


def test_live_settings_reach_the_run_through_yield(model):
    assert model.draw("run")["outputs"] == [["by", "1"]]
    assert model.step(by="5", a=1)["outputs"] == [["by", "5"]]
    model.step(by=5)
    assert model.log == [{"a": 1, "by": 5}, None]  # told once, when it moved


def test_what_moves_during_a_movement_is_told_after_it(model):
    model.draw("glides")
    told = [model.step(by=by)["outputs"][0][1] for by in (7, 7, 7, 7, 7)]
    assert told == ["1", "1", "1", "7", "7"]


def test_a_wrong_live_setting_changes_nothing(model):
    model.draw("run")
    assert model.step(by=99)["error"]["message"] == "By: 99 is outside 1 to 9."
    assert model.step(by=2)["outputs"] == [["by", "2"]]


def test_stop_closes_the_run(model):
    model.draw("run")
    held = model.session.views["v"].run  # so that it is not closed by being forgotten
    assert json.loads(model.session.stop("v")) == {}
    assert model.log == ["closed"]
    assert held.gi_frame is None
    assert json.loads(model.session.stop("v")) == {}
    assert "error" in model.step()


def test_drawing_closes_the_run_that_was_open(model):
    model.draw("run")
    model.draw("run", view="other")
    held = model.session.views["v"].run
    assert model.log == []
    model.draw("still")
    assert (model.log, held.gi_frame) == (["closed"], None)
    assert answers(model.step(view="other")) == ["picture 2"]


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "The loss is no number after epoch 1."),
        (1, "Breaks gave str, not a Figure."),
        (2, r"It asked Python to end, in line 45 of x/widgets.py: `exit\(\)`"),
        (3, r"Line: y\[1\] is nan, not a finite number."),
    ],
)
def test_a_run_that_breaks_says_so_and_the_view_works_again(model, n, words):
    model.draw("breaks", n=n)
    error = model.step()["error"]
    assert set(error) == {"message", "traceback"}
    assert re.match(words, error["message"])
    assert answers(model.draw("breaks", n=9), model.step()) == ["picture 0", "picture 1"]


def test_a_still_that_breaks_works_again(model):
    assert model.draw("still", a=0)["error"]["message"].startswith("It divided by zero, in line 14 of x/widgets.py")
    assert model.draw("still", a=4)["alt"] == "picture 3.0"


@pytest.mark.parametrize(
    ("reference", "settings", "words"),
    [
        ("x:stil", "{}", "did you mean 'still'"),
        ("y:still", "{}", "'y'"),
        ("still", "{}", "not of the form lesson:widget"),
        ("x:still", '{"b": 1}', "no control 'b'"),
        ("x:still", '{"a": true}', "A: True is not a number"),
        ("x:still", '{"a": NaN}', "nan is outside"),
        ("x:still", "[]", "no table of values"),
        ("x:still", "{", "does not fit"),
    ],
)
def test_every_call_answers(model, reference, settings, words):
    assert words in json.loads(model.session.draw("v", reference, settings))["error"]["message"]
    assert model.draw("still")["alt"] == "picture 12.0"


@pytest.mark.parametrize("source", ["1 / 0", "def", "raise SystemExit", "import numpy.nothing"])
def test_a_lesson_that_cannot_be_loaded_is_told(model, source):
    assert json.loads(model.session.add_lesson("y", source, "y/widgets.py"))["error"]["message"]
    assert model.draw("still")["alt"] == "picture 12.0"


def test_numpy_numbers_anywhere_make_json(model):
    told = model.draw("numpys", size="3")
    assert told["outputs"] == [["f", "0.500"], ["i", "3"], ["b", "False"]]
    assert (told["panels"][0]["width"], told["panels"][0]["height"], told["between"]) == (300, 200, False)


def test_the_pixels_are_those_of_the_last_answer(model):
    model.draw("still")
    assert model.session.pixels().dtype == np.uint8
    assert model.session.pixels().size == 0
