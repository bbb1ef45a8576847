"""A widget as HTML before any script runs: its picture, its values, its Python."""

import base64
import re
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pytest

from coursebuild import still
from nnlive import Figure, Panel, Raster, markup, svg

VOID = {"img", "input", "br"}


class Tree(HTMLParser):
    """Every start tag with its attributes; fails when a tag is closed that is not the open one."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.text = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def one(self, tag, **wanted):
        found = [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]
        assert len(found) == 1
        return found[0]


def rendered(course, text):
    course("page.md", "")
    return Tree(still.render(text))


def test_the_page_is_whole_before_any_script(course):
    page = rendered(course, "x:still  # a comment\nn: 4\n")
    element = page.one("nn-widget")
    assert (element["name"], element["data-state"], element["data-frame"]) == ("x:still", "idle", "0")
    assert page.one("input", name="n")["value"] == "4"
    assert page.one("output")["name"] == "how_high"
    assert "how high" in page.text
    assert [attrs["aria-label"] for _, attrs in page.tags if attrs.get("role") == "img"] == ["up to <8>"]


@pytest.mark.parametrize(("still_", "alt"), [("start", "up to <0>"), (1, "up to <1>"), ("end", "up to <2>")])
def test_the_picture_that_is_printed_can_be_chosen(course, still_, alt):
    page = rendered(course, f"x:run\nstill: {still_}\nautoplay: true")
    assert alt in [attrs.get("aria-label") for _, attrs in page.tags]
    assert "data-autoplay" in page.one("nn-widget")


def test_hidden_controls_keep_their_values(course):
    hidden = [tag for tag in rendered(course, "x:still\ngate: OR\nhide: [gate]").tags if "hidden" in tag[1]]
    page = rendered(course, "x:still\ngate: OR\nhide: [gate]")
    assert hidden
    assert [attrs["value"] for tag, attrs in page.tags if tag == "input" and "checked" in attrs] == ["OR"]


def test_the_python_shown_is_the_widget_and_what_it_uses(course):
    folder = course()
    text = "".join(rendered(course, "x:still").text)
    assert re.findall(r"^def (\w+)", text, re.MULTILINE) == ["height", "picture", "still"]
    file = (folder / "x" / "widgets.py").read_text("utf-8").splitlines()
    shown = [line for line in text.splitlines() if line.startswith(("    ", "def", "@"))]
    assert set(shown) <= set(file)


def test_a_changed_lesson_is_loaded_anew_and_has_another_address(course):
    first = rendered(course, "x:still").one("nn-widget")["data-source"]
    folder = course()
    text = (folder / "x" / "widgets.py").read_text("utf-8")
    course("x/widgets.py", text.replace("SCALE = 2", "SCALE = 3"))
    page = rendered(course, "x:still")
    assert page.one("nn-widget")["data-source"] != first
    assert "up to <9>" in [attrs.get("aria-label") for _, attrs in page.tags]


def test_a_lesson_may_lie_deeper(course):
    folder = course()
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "x" / "widgets.py").rename(folder / "deep" / "er" / "widgets.py")
    assert rendered(course, "deep/er:still").one("nn-widget")["name"] == "deep/er:still"
    with pytest.raises(ValueError, match="there are deep/er"):
        still.load("x")


NASTY = "<b a='1' c=\"2\"> & so"
LESSON = f"""
from nnlive import Choice, Figure, Panel, Slider, Text, Toggle, widget

NASTY = {NASTY!r}


@widget(
    title=NASTY,
    few=Choice([NASTY, "b"], NASTY, label=NASTY),
    many=Choice([NASTY + str(n) for n in range(9)], NASTY + "3"),
    number=Slider(-0.5, 0.5, 0.1, -0.3, label=NASTY),
    on=Toggle(True, label=NASTY),
)
def nasty(few, many, number, on):
    return Figure([Panel([Text(0, 0, NASTY)], title=NASTY)], NASTY, {{"said": NASTY}})
"""


def test_text_is_text_everywhere(course):
    course("n/widgets.py", LESSON)
    page = rendered(course, "n:nasty")
    assert not [tag for tag, _ in page.tags if tag == "b"]
    chosen = [attrs for _, attrs in page.tags if "checked" in attrs or "selected" in attrs]
    assert [attrs["value"] for attrs in chosen if "value" in attrs] == [NASTY, f"{NASTY}3"]
    assert page.one("input", name="number")["value"] == "-0.3"
    assert page.text.count(NASTY) >= 4


def test_a_raster_on_the_page_is_the_renderers():
    figure = Figure([Panel([Raster(np.eye(4) - 0.5, (0, 1, 0, 1), smooth=False, frame=True)])], "four")
    page = Tree(markup.picture(figure))
    data = page.one("img")["src"].partition(",")[2]
    assert base64.b64decode(data) == svg.png(svg.draw(figure)[0].rasters[0].rgba)


def test_read_outs_are_escaped():
    assert unescape(markup.outputs(Figure([Panel([])], "a", {"n": "<i>"}))).count("<i>") == 1
    assert "<i>" not in markup.outputs(Figure([Panel([])], "a", {"n": "<i>"}))


def test_the_modules_that_the_python_uses_can_be_read(course):
    page = rendered(course, "x:still")
    links = {attrs["data-module"]: attrs["href"] for tag, attrs in page.tags if "data-module" in attrs}
    assert links["nnlive.shapes"] == "nn-root:assets/nn/source/shapes.py"
    assert ": Figure, Panel" in page.text
