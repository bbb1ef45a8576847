"""What "Show the Python" shows of a lesson, and what that takes from nnlive."""

import pytest

from coursebuild import excerpt, paths, still

LESSON = '''"""A lesson."""

import numpy as np

from nnlive import Figure, Line, Panel, Slider, widget
from nnlive import scales as axes
from nnlive.activations import ACTIVATIONS, by_name as named
from nnlive.losses import LOSSES

# How steep.
STEEP = 2
UNUSED = LOSSES


def height(x):
    return STEEP * ACTIVATIONS["relu"].f(x)


@widget(n=Slider(0, 9, 1, 3))
def draw(n):
    return Figure([Panel([Line([0, 1], [0, height(n)])])], alt="A line.")


@widget()
def other():
    return axes, named
'''


class Named:
    """As much of a widget as an excerpt asks for."""

    def __init__(self, name):
        self.name = name


def test_an_excerpt_is_what_the_widget_stands_on():
    text = excerpt.excerpt(LESSON, Named("draw"))
    assert text.startswith("# How steep.\nSTEEP = 2\n\n\ndef height(x):")
    assert "@widget(n=Slider(0, 9, 1, 3))\ndef draw(n):" in text
    assert "UNUSED" not in text
    assert "other" not in text


def test_names_are_told_with_the_module_that_makes_them():
    assert excerpt.imports(LESSON, Named("draw")) == {
        "nnlive.activations": ["ACTIVATIONS"],
        "nnlive.controls": ["Slider"],
        "nnlive.figure": ["Figure", "Panel"],
        "nnlive.shapes": ["Line"],
        "nnlive.widget": ["widget"],
    }
    assert excerpt.imports(LESSON, Named("other")) == {
        "nnlive.activations": ["by_name"],
        "nnlive.scales": [],
        "nnlive.widget": ["widget"],
    }


@pytest.mark.parametrize("name", ["neuron", "logic-gates", "playground"])
def test_every_module_that_a_lesson_uses_can_be_read(name):
    source = (paths.lessons() / name / "widgets.py").read_text("utf-8")
    for widget in still.load(name).widgets.values():
        modules = excerpt.imports(source, widget)
        assert modules
        assert all((paths.PACKAGE / f"{module.removeprefix('nnlive.')}.py").is_file() for module in modules)
