"""The glossary as data: its page is read, and what is wrong with it is told with its line."""

import pytest
from small_glossary import PAGE

from coursebuild import glossary
from coursebuild.errors import CourseError


def test_a_page_becomes_terms():
    layer, hidden, model, relu = glossary.read(PAGE).terms
    assert (layer.name, layer.key, layer.definition) == ("layer", "layer", "Neurons side by side.")
    assert layer.line == 9
    assert hidden.forms == ("hidden layer", "hidden neuron", "inner layer")
    assert hidden.taught.endswith("[Gates](../gates/index.md)")
    assert (model.quiet, relu.quiet) == (True, False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("layer", "layer"),
        ("Layers", "layer"),
        ("hidden\nlayers", "hidden-layer"),
        ("Inner layer", "hidden-layer"),
        ("ReLU", "relu"),
        ("relu", None),
        ("lay", None),
        ("playe", None),
    ],
)
def test_a_word_leads_to_its_term(text, key):
    term = glossary.read(PAGE).term(text)
    assert (term and term.key) == key


def test_a_course_may_have_none(course):
    course("index.md", "# A\n")
    assert glossary.of_course() is None


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("unit\n:   A part.\n:   [A](a.md)\n", r"index.md:25: a term is written `word \{ #anchor \}`, not 'unit'"),
        ("unit { #unit }\n:   A part.\n", r"index.md:25: unit needs a line that defines it and a line of links"),
        ("unit { #unit }\n:   A part.\n:   none\n", r"index.md:25: unit needs"),
        ("unit { #unit }\n:   A *part*.\n:   [A](a.md)\n", r"index.md:26: a definition is plain text"),
        ("unit { #layer }\n:   A part.\n:   [A](a.md)\n", r"the anchor #layer is used twice"),
        ('unit { #unit data-also="layer" }\n:   A part.\n:   [A](a.md)\n', r"25: 'layer' is defined in line 9 too"),
    ],
)
def test_what_is_wrong_is_told(entry, told):
    with pytest.raises(CourseError, match=told):
        glossary.read(f"{PAGE}\n{entry}")
