"""A widget fence becomes HTML: the finished picture, its controls, its read-outs, its Python."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from coursebuild import controls_html, excerpt, paths
from coursebuild.excerpt import SOURCES
from coursebuild.finish import ROOT_LINK
from nnlive import lesson, markup
from nnlive.controls import ControlError, Setting
from nnlive.figure import Figure
from nnlive.lesson import Lesson, LessonError
from nnlive.widget import Widget


@dataclass(frozen=True)
class Spec:
    """What a fence says: which widget, other starting values, controls not shown, which picture, whether it starts.

    `wide` gives the picture a page's whole width, with the controls in columns below.
    """

    reference: str
    values: dict[str, Any]
    hide: tuple[str, ...] = ()
    still: int | None = None
    autoplay: bool = False
    wide: bool = False

    @classmethod
    def read(cls, text: str) -> "Spec":
        """From the fence's text: `lesson:widget` on the first line, then YAML. Raises ValueError."""
        first, _, rest = text.strip().partition("\n")
        options = yaml.safe_load(rest) or {}
        if not isinstance(options, dict):
            raise ValueError(f"after the first line come `name: value` lines, not {rest.strip()!r}")
        hide = options.pop("hide", [])
        said = options.pop("still", "end")
        flags = {name: options.pop(name, False) for name in ("autoplay", "wide")}
        still = 0 if said == "start" else None if said == "end" else said
        if not isinstance(hide, list):
            raise ValueError(f"hide is a list of controls, such as [seed], not {hide!r}")
        if not (still is None or (type(still) is int and still >= 0)):
            raise ValueError(f"still is start, end or the number of a picture, not {still!r}")
        for name, flag in flags.items():
            if not isinstance(flag, bool):
                raise ValueError(f"{name} is true or false, not {flag!r}")
        return cls(first.split("#")[0].strip(), options, tuple(hide), still, **flags)


@lru_cache(maxsize=64)
def _load(name: str, file: Path, content: str) -> Lesson:
    return lesson.load(name, content, f"{name}/widgets.py")


def load(name: str) -> Lesson:
    """A lesson from its folder. Raises LessonError when there is none."""
    file = paths.lessons() / name / "widgets.py"
    if not file.is_file():
        there = sorted(f.parent.relative_to(paths.lessons()).as_posix() for f in paths.lessons().rglob("*/widgets.py"))
        raise LessonError(f"there is no lesson {name!r} with a widgets.py; there are {', '.join(there) or 'none'}")
    return _load(name, file, file.read_text("utf-8"))


def made_of(text: str) -> list[str]:
    """All that the HTML of a widget fence depends on, but for our own code."""
    file = paths.lessons() / text.strip().partition(":")[0] / "widgets.py"
    return [text, file.read_text("utf-8") if file.is_file() else ""]


def render(text: str) -> str:
    """The HTML of one widget fence. Raises whatever is wrong with it."""
    spec = Spec.read(text)
    name, function = lesson.split(spec.reference)
    widget = load(name).widget(function)
    settings = widget.settings(spec.values)
    for hidden in spec.hide:
        if hidden not in widget.controls:
            raise ControlError(f"hide: there is no control {hidden!r}; there are {', '.join(widget.controls)}")
    figure = widget.still(settings, spec.still)
    return _html(spec, widget, settings, figure)


def _html(spec: Spec, widget: Widget, settings: dict[str, Setting], figure: Figure) -> str:
    name = lesson.split(spec.reference)[0]
    source = (paths.lessons() / name / "widgets.py").read_bytes()
    version = hashlib.sha256(source).hexdigest()[:12]
    attributes = {
        "name": f"{name}:{widget.name}",
        "data-source": f"{name}/widgets.py?v={version}",
        "data-pace": f"{widget.pace:g}",
        "data-state": "idle",
        "data-frame": "0",
        "class": "nn-run" if widget.runs else "nn-still",
    }
    opening = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    flag = " data-autoplay" if spec.autoplay else ""
    flag += " data-wide" if spec.wide else ""
    flag += " data-redraws" if widget.redraws else ""
    flag += f' data-link="{escape(figure.link)}"' if widget.link else ""
    # A div around it: Python-Markdown would wrap an element it does not know in a paragraph and break it.
    return (
        f'<div class="nn-block"><nn-widget {opening}{flag} data-search-exclude><div class="nn-body">'
        f"{markup.picture(figure)}"
        f'{controls_html.bar(widget)}<div class="nn-side"><div class="nn-error" role="alert" hidden></div>'
        f"{controls_html.form(widget, settings, spec.hide)}{markup.outputs(figure)}</div></div>"
        f"{_python(widget, name, source.decode())}</nn-widget></div>"
    )


def _python(widget: Widget, name: str, source: str) -> str:
    code = highlight(excerpt.excerpt(source, widget), PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        '<details class="nn-source"><summary>Show the Python</summary>'
        '<div class="highlight">'
        f'<pre tabindex="0" role="group" aria-label="Python: {escape(widget.title)}">{code}</pre></div>'
        f'<p>From <a href="{ROOT_LINK}{escape(name)}/widgets.py" download>{escape(name)}/widgets.py</a></p>'
        f"{_imports(source, widget)}</details>"
    )


def _imports(source: str, widget: Widget) -> str:
    """What the excerpt takes from nnlive, each module with a link to its source."""
    rows = "".join(
        f'<li><a href="{ROOT_LINK}{SOURCES}/{module.removeprefix("nnlive.")}.py" data-module="{module}">{module}</a>'
        f"{': ' if names else ''}{', '.join(names)}</li>"
        for module, names in excerpt.imports(source, widget).items()
    )
    return f'<p>It uses</p><ul class="nn-imports">{rows}</ul>' if rows else ""
