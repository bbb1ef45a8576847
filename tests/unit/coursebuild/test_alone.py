"""A widget's Python runs by itself, for every widget of the course."""

import pytest

from coursebuild import paths, still
from coursebuild.alone import alone
from nnlive.widget import Widget

LESSONS = sorted(
    f.parent.relative_to(paths.ROOT / "lessons").as_posix() for f in (paths.ROOT / "lessons").rglob("widgets.py")
)
WIDGETS = [(lesson, name) for lesson in LESSONS for name in still.load(lesson).widgets]


@pytest.mark.parametrize(("lesson", "name"), WIDGETS)
def test_it_runs_without_the_rest_of_the_lesson(lesson, name):
    source = (paths.lessons() / lesson / "widgets.py").read_text("utf-8")
    names = {"__name__": "__main__"}
    exec(alone(source, still.load(lesson).widget(name)), names)
    made = names[name]
    assert isinstance(made, Widget)
    figure = next(made.figures())
    assert figure.alt == next(still.load(lesson).widget(name).figures()).alt


def test_only_the_imports_that_are_used(course):
    course()
    lesson = still.load("x")
    source = (paths.lessons() / "x" / "widgets.py").read_text("utf-8")
    head = alone(source, lesson.widget("run")).partition("\n\n\n")[0]
    assert head.splitlines() == ["from nnlive import Figure, Line, Panel, Slider, widget"]
    assert "import math" in alone(source, lesson.widget("still"))
