"""The first place of each term on a page is marked, and nothing else."""

import re

import pytest
from markdown import Markdown
from small_glossary import PAGE

from coursebuild import locate

MARK = re.compile(r'<a class="nn-term" data-tip="([^"]+)" href="nn-root:glossary/#([a-z-]+)">([^<]+)</a>')


@pytest.fixture
def marked(course):
    """Makes a page of a course that has the glossary; its HTML with {word} for each mark."""
    course("glossary/index.md", PAGE)

    def make(text):
        extensions = ["coursebuild.terms:Terms", *locate._BLOCKS, "toc"]
        return MARK.sub(r"{\3}", Markdown(extensions=extensions).convert(text))

    return make


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("A layer, and a layer.", "A {layer}, and a layer."),
        ("Two Layers.", "Two {Layers}."),
        ("A hidden\nlayer or a layer.", "A {hidden\nlayer} or a {layer}."),
        ("A hidden neuron, then hidden layers.", "A {hidden neuron}, then hidden layers."),
        ("ReLU, not relu.", "{ReLU}, not relu."),
        ("A player, multi-layer, layer-wise.", "A player, multi-layer, layer-wise."),
        ("A *big layer* here.", "A <em>big {layer}</em> here."),
        ("A **layer** is this; a layer.", "A <strong>layer</strong> is this; a layer."),
        ("A layer, or **layer**.", "A {layer}, or <strong>layer</strong>."),
        ("`layer` and [layer](x) and layer.", '<code>layer</code> and <a href="x">layer</a> and {layer}.'),
        ("A model.", "A model."),
    ],
)
def test_a_paragraph(marked, text, made):
    assert marked(text) == f"<p>{made}</p>"


@pytest.mark.parametrize(
    "text", ["# A layer", "a | layer\n--|--\n1 | 2", "    a layer", "```\na layer\n```", "A layer.\n{ .nn-plain }"]
)
def test_headings_code_and_what_is_to_stay_plain(marked, text):
    assert "{" not in marked(text)


def test_in_lists_tables_quotations_and_boxes(marked):
    made = marked('* a layer\n\n> ReLU\n\n!!! note "A layer"\n\n    hidden neurons\n')
    assert re.findall(r"\{(.*?)\}", made) == ["layer", "ReLU", "hidden neurons"]


def test_a_folded_box_comes_last(marked):
    made = marked('??? question "Well?"\n\n    A layer with ReLU.\n\nA layer.\n')
    assert "A layer with {ReLU}" in made
    assert "A {layer}." in made


def test_a_mark_carries_the_definition_and_the_way(marked, course):
    made = Markdown(extensions=["coursebuild.terms:Terms"]).convert("ReLU")
    assert MARK.findall(made) == [("Lets positive sums through.", "relu", "ReLU")]


def test_the_glossary_itself_is_not_marked(marked):
    assert "{" not in marked(PAGE.partition("---\n\n")[2]).replace("{ #", "")


def test_a_course_without_a_glossary_has_no_marks(course):
    course("index.md", "# A\n")
    assert Markdown(extensions=["coursebuild.terms:Terms"]).convert("A layer.") == "<p>A layer.</p>"
