"""A lesson's Python: its widgets.py, loaded from text, the same way at build, in the tests and in the page."""

import difflib
import linecache
import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from nnlive.widget import Widget


class LessonError(ValueError):
    """A lesson that cannot be loaded, or a widget it does not have."""


@dataclass(frozen=True)
class Lesson:
    """A lesson's name (its folder), its widgets by name, and the namespace its code ran in."""

    name: str
    widgets: dict[str, Widget]
    names: dict[str, Any] = field(default_factory=dict)

    def widget(self, name: str) -> Widget:
        """The widget of that name. Raises LessonError, with the nearest name there is."""
        if name in self.widgets:
            return self.widgets[name]
        near = difflib.get_close_matches(name, self.widgets, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(self.widgets) or 'none'}"
        raise LessonError(f"the lesson {self.name!r} has no widget {name!r}; {hint}")


def load(name: str, source: str, filename: str) -> Lesson:
    """Runs a lesson's source and collects the widgets it declares.

    `filename` is what tracebacks show. Whatever the source raises passes through: a broken lesson is never hidden.
    """
    # inspect and tracebacks read source lines from here; in the page there is no file behind the name.
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module = ModuleType(f"lesson_{name.replace('-', '_').replace('/', '_')}")
    module.__file__ = filename
    sys.modules[module.__name__] = module  # dataclasses and pickle look their module up by name
    exec(compile(source, filename, "exec"), module.__dict__)
    return Lesson(name, _widgets(module.__dict__), module.__dict__)


def changed(lesson: Lesson, source: str, filename: str) -> Lesson:
    """The lesson with some of its code, functions or constants, replaced by a reader's. The lesson itself stays.

    What the reader's code raises passes through.
    """
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    names = dict(lesson.names)
    exec(compile(source, filename, "exec"), names)
    return Lesson(lesson.name, _widgets(names), names)


def _widgets(names: dict[str, Any]) -> dict[str, Widget]:
    return {value.name: value for value in names.values() if isinstance(value, Widget)}


def split(reference: str) -> tuple[str, str]:
    """(lesson, widget) of "lesson:widget". Raises LessonError when it is not of that form."""
    lesson, colon, name = reference.strip().partition(":")
    if not (lesson and colon and name):
        raise LessonError(f"{reference!r} is not of the form lesson:widget")
    return lesson, name
