"""A lesson's Python: loaded from text, its widgets found by name, its errors passed on."""

import sys

import pytest

from nnlive.lesson import LessonError, load, split

SOURCE = '''"""A lesson."""
from dataclasses import dataclass

from nnlive import Figure, Panel, Slider, widget


@dataclass
class Point:
    x: int


@widget(n=Slider(0, 9, 1, 3))
def shows(n):
    return Figure([Panel([])], f"at {Point(n).x}")


again = shows


@widget()
def learns():
    yield Figure([Panel([])], "words")
'''


def test_its_widgets_are_found_by_the_names_of_their_functions():
    lesson = load("a-b", SOURCE, "a-b/widgets.py")
    assert list(lesson.widgets) == ["shows", "learns"]
    assert lesson.widget("shows").still().alt == "at 3"


def test_the_source_is_there_without_a_file():
    source = load("a-b", SOURCE, "a-b/widgets.py").widget("shows").source()
    assert source.startswith("@widget(n=Slider")
    assert "Point(n).x" in source


def test_a_lesson_loaded_again_is_the_new_one():
    load("a-b", SOURCE, "a-b/widgets.py")
    lesson = load("a-b", SOURCE.replace("at {", "now at {"), "a-b/widgets.py")
    assert lesson.widget("shows").still().alt == "now at 3"
    assert "now at" in lesson.widget("shows").source()
    assert sys.modules["lesson_a_b"].shows is lesson.widget("shows")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("show", "'a-b' has no widget 'show'; did you mean 'shows'"), ("zzz", "there are shows, learns")],
)
def test_a_wrong_name_is_answered_with_the_nearest(name, reason):
    with pytest.raises(LessonError, match=reason):
        load("a-b", SOURCE, "a-b/widgets.py").widget(name)


def test_a_lesson_without_widgets_says_so():
    with pytest.raises(LessonError, match="there are none"):
        load("empty", "", "empty/widgets.py").widget("x")


@pytest.mark.parametrize(
    ("source", "error"), [("1 / 0", ZeroDivisionError), ("def", SyntaxError), ("import nothing_here", ImportError)]
)
def test_a_broken_lesson_is_never_hidden(source, error):
    with pytest.raises(error):
        load("broken", source, "broken/widgets.py")


def test_a_reference_is_lesson_colon_widget():
    assert split(" neuron/digits:hole\n") == ("neuron/digits", "hole")


@pytest.mark.parametrize("reference", ["", ":", "a", "a:", ":b"])
def test_other_references_are_refused(reference):
    with pytest.raises(LessonError, match="not of the form lesson:widget"):
        split(reference)
