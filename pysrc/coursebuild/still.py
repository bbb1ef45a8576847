"""A widget fence becomes HTML: the finished picture, its controls, its read-outs, its Python."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from coursebuild import controls_html, paths
from coursebuild.excerpt import excerpt
from coursebuild.finish import ROOT_LINK
from nnlive import lesson, patch, svg
from nnlive.controls import ControlError, Setting
from nnlive.figure import Figure
from nnlive.lesson import Lesson, LessonError
from nnlive.numerals import text_of
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
    flag += " data-link" if widget.link else ""
    # A div around it: Python-Markdown would wrap an element it does not know in a paragraph and break it.
    return (
        f'<div class="nn-block"><nn-widget {opening}{flag} data-search-exclude><div class="nn-body">'
        f"{picture(figure)}"
        f'{controls_html.bar(widget)}<div class="nn-side"><div class="nn-error" role="alert" hidden></div>'
        f"{controls_html.form(widget, settings, spec.hide)}{outputs(figure)}</div></div>"
        f"{_python(widget, name, source.decode())}</nn-widget></div>"
    )


def picture(figure: Figure) -> str:
    """The figure's panels as HTML: each an SVG over its rasters, with the alt text on the whole.

    A picture with places to press is a group, not an image: a screen reader must find the buttons in it.
    """
    spots = patch.spots(figure)
    panels = "".join(_panel(drawn, on) for drawn, on in zip(svg.draw(figure), spots, strict=True))
    many = ' data-many=""' if len(figure.panels) > 1 else ""
    role = "group" if any(spots) else "img"
    return f'<div class="nn-picture" role="{role}" aria-label="{escape(figure.alt)}"{many}>{panels}</div>'


def _panel(drawn: svg.Drawn, spots: list[dict[str, Any]]) -> str:
    rasters = "".join(_raster(pixels) for pixels in drawn.rasters)
    size = f"--w:{drawn.width};--h:{drawn.height}"
    buttons = "".join(_spot(spot) for spot in spots)
    return f'<div class="nn-panel" style="{size}">{rasters}{svg.panel_svg(drawn)}{buttons}</div>'


def _place(box: Sequence[float]) -> str:
    sides = zip(("left", "top", "width", "height"), box, strict=True)
    return ";".join(f"{side}:{100 * share:.3f}%" for side, share in sides)


def _spot(spot: dict[str, Any]) -> str:
    """A spot as a button. What it does stands in the page's next patch; until then it starts Python first."""
    told = escape(json.dumps({key: spot[key] for key in ("set", "hover", "pick") if spot.get(key)}))
    pressed = "" if "pressed" not in spot else f' aria-pressed="{str(spot["pressed"]).lower()}"'
    return (
        f'<button type="button" class="nn-spot" style="{_place(spot["box"])}" aria-label="{escape(spot["label"])}"'
        f' data-spot="{told}" data-text="{escape(spot["text"])}"{pressed}></button>'
    )


def _raster(pixels: svg.Pixels) -> str:
    style = _place(pixels.box)
    kind = ("" if pixels.smooth else " nn-blocky") + (" nn-framed" if pixels.frame else "")
    return f'<img class="nn-raster{kind}" alt="" style="{style}" src="{svg.data_url(pixels.rgba)}">'


def outputs(figure: Figure) -> str:
    """The read-outs as a list of names and values."""
    rows = "".join(
        f"<div><dt>{escape(name.replace('_', ' '))}</dt>"
        f'<dd><output name="{name}" aria-live="off">{escape(text_of(value))}</output></dd></div>'
        for name, value in figure.outputs.items()
    )
    return f'<dl class="nn-outputs">{rows}</dl>'


def _python(widget: Widget, name: str, source: str) -> str:
    code = highlight(excerpt(source, widget), PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        '<details class="nn-source"><summary>Show the Python</summary>'
        '<div class="highlight">'
        f'<pre tabindex="0" role="region" aria-label="Python: {escape(widget.title)}">{code}</pre></div>'
        f'<p>From <a href="{ROOT_LINK}{escape(name)}/widgets.py" download>{escape(name)}/widgets.py</a></p></details>'
    )
