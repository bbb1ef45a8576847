"""What stands around the marks of a panel: title, legend, axes with ticks and a light grid."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from nnlive.figure import FigureError, Line, Mark, Panel, Points, Raster
from nnlive.numerals import tick_text
from nnlive.scales import Scale

_TYPE = 12  # pixels of tick and axis text
_CHARACTER = 6.4  # about one character's width at that size


@dataclass(frozen=True)
class Box:
    """A panel's scales, the rectangle between its axes (left, top, width, height) and its whole height, in pixels."""

    x: Scale
    y: Scale
    inner: tuple[float, float, float, float]
    height: int

    @classmethod
    def of(cls, panel: Panel) -> "Box":
        """The box of a panel: margins as wide as its title, legend, ticks and labels need."""
        top = (24.0 if panel.title else 0) + (23 if _legend(panel) else 0) + (20 if panel.ylabel else 0)
        left = right = bottom = 0.0
        if panel.axes:
            # A tick's text may stand half outside its end of the axis.
            left, right, top, bottom = _left(panel), 14.0, max(top, 10.0), 24.0 + (18 if panel.xlabel else 0)
        width, height = panel.width - left - right, panel.height - top - bottom
        if panel.square:
            (x0, x1), (y0, y1) = panel.xlim, panel.ylim
            height = width * (y1 - y0) / (x1 - x0)
        if width <= 0 or height <= 0:
            raise FigureError(f"Panel: {panel.width} x {panel.height} leaves no room within title, legend and axes")
        return cls(
            Scale(*panel.xlim, left, left + width, "x" in panel.log),
            Scale(*panel.ylim, top + height, top, "y" in panel.log),
            (left, top, width, height),
            round(top + height + bottom),
        )


def _ticks(panel: Panel, axis: str) -> list[tuple[float, str]]:
    given = panel.xticks if axis == "x" else panel.yticks
    low, high = panel.xlim if axis == "x" else panel.ylim
    log = axis in panel.log
    values = list(given) if given is not None else Scale(low, high, 0, 1, log).ticks(5 if axis == "x" else 4)
    return [(v, tick_text(v, values, log)) for v in values]


def _left(panel: Panel) -> float:
    longest = max((len(text) for _, text in _ticks(panel, "y")), default=0)
    return 14.0 if not longest else 14 + _CHARACTER * longest


def _legend(panel: Panel) -> list[Mark]:
    return [mark for mark in panel.marks if mark.label]


def frame(panel: Panel, box: Box) -> str:
    """Everything around the marks, as SVG text."""
    parts = []
    if panel.title:
        parts.append(_words(0, 10, panel.title, "start", "ink", 14, ' font-weight="600"'))
    parts += _swatches(panel)
    if panel.axes:
        parts += _axis_x(panel, box)
        parts += _axis_y(panel, box)
    return "".join(parts)


def _words(x: float, y: float, text: str, anchor: str, colour: str, size: int = _TYPE, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" dy=".35em" text-anchor="{anchor}" font-size="{size}"'
        f' fill="var(--nn-{colour})"{more}>{escape(text)}</text>'
    )


def _rule(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    return f'<path d="M{x0:.1f},{y0:.1f}L{x1:.1f},{y1:.1f}" stroke="var(--nn-{colour})"/>'


def _axis_x(panel: Panel, box: Box) -> Iterator[str]:
    left, top, width, height = box.inner
    base = top + height
    yield _rule(left, base, left + width, base, "axis")
    for value, text in _ticks(panel, "x"):
        x = float(box.x(value))
        yield _rule(x, base, x, base + 4, "axis") + _words(x, base + 14, text, "middle", "mute")
    if panel.xlabel:
        yield _words(left + width, base + 33, panel.xlabel, "end", "mute")


def _axis_y(panel: Panel, box: Box) -> Iterator[str]:
    left, top, width, height = box.inner
    covered = any(isinstance(mark, Raster) for mark in panel.marks)  # a grid over a heat map is only noise
    if covered:
        yield _rule(left, top, left, top + height, "axis")
    for value, text in _ticks(panel, "y"):
        y = float(box.y(value))
        line = _rule(left - 4, y, left, y, "axis") if covered else _rule(left, y, left + width, y, "grid")
        yield line + _words(left - 7, y, text, "end", "mute")
    if panel.ylabel:
        yield _words(0, top - 13, panel.ylabel, "start", "mute")


def _swatches(panel: Panel) -> Iterator[str]:
    y, x = (34.0 if panel.title else 10.0), 0.0
    for mark in _legend(panel):
        colour = str(getattr(mark, "color", "ink"))
        if isinstance(mark, Line):
            dash = ' stroke-dasharray="4 3"' if mark.dash else ""
            yield (f'<path d="M{x:g},{y:g}h16" stroke="var(--nn-{colour})" stroke-width="{mark.width:g}"{dash}/>')
        elif isinstance(mark, Points) and mark.shape == "circle":
            yield f'<circle cx="{x + 8:g}" cy="{y:g}" r="4.5" fill="var(--nn-{colour})"/>'
        else:
            yield f'<rect x="{x + 4:g}" y="{y - 4:g}" width="8" height="8" fill="var(--nn-{colour})"/>'
        yield _words(x + 21, y, mark.label, "start", "mute")
        x += 21 + _CHARACTER * len(mark.label) + 14
