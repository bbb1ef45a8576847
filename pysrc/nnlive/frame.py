"""What stands around the marks of a panel: title, legend, axes with ticks and a light grid."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from nnlive.escape import escape
from nnlive.figure import Panel
from nnlive.numerals import tick_text
from nnlive.scales import Scale
from nnlive.shapes import FigureError, Line, Mark, Points, Raster

_TYPE = 12  # pixels of tick and axis text
_CHARACTER = 6.4  # about one character's width at that size


@dataclass(frozen=True)
class Box:
    """A panel's scales, the rectangle between its axes (left, top, width, height) and its whole size, in pixels."""

    x: Scale
    y: Scale
    inner: tuple[float, float, float, float]
    width: float
    height: int


@dataclass(frozen=True)
class Entry:
    """A legend's entry: its words, and the mark they stand for as a colour and a kind of swatch."""

    label: str
    colour: str
    swatch: str


@dataclass(frozen=True)
class Look:
    """All of a panel that its surroundings depend on. Most pictures of a run share it, so it is drawn once."""

    xlim: tuple[float, float]
    ylim: tuple[float, float]
    title: str
    xlabel: str
    ylabel: str
    xticks: tuple[float, ...] | None
    yticks: tuple[float, ...] | None
    log: str
    axes: bool
    square: bool
    width: float
    height: float
    legend: tuple[Entry, ...]
    covered: bool  # by a heat map, over which a grid is only noise

    @classmethod
    def of(cls, panel: Panel) -> "Look":
        """The look of a panel."""
        given = {
            field.name: getattr(panel, field.name) for field in fields(panel) if field.name not in ("marks", "spots")
        }
        for name in ("xlim", "ylim", "xticks", "yticks"):
            given[name] = None if given[name] is None else tuple(given[name])
        legend = tuple(_entry(mark) for mark in panel.marks if mark.label)
        return cls(**given, legend=legend, covered=any(isinstance(mark, Raster) for mark in panel.marks))


def _entry(mark: Mark) -> Entry:
    swatch = "square"
    if isinstance(mark, Line):
        dash = ' stroke-dasharray="4 3"' if mark.dash else ""
        swatch = f'stroke-width="{mark.width:g}"{dash}'
    elif isinstance(mark, Points):
        swatch = mark.shape
    return Entry(mark.label, str(getattr(mark, "color", "ink")), swatch)


@lru_cache(maxsize=256)
def surround(look: Look) -> tuple[Box, str]:
    """The box of a panel and everything around its marks, as SVG text."""
    box = _box(look)
    parts = []
    if look.title:
        parts.append(_words(0, 10, look.title, "start", "ink", 14, ' font-weight="600"'))
    parts += _swatches(look)
    if look.axes:
        parts += _axis_x(look, box)
        parts += _axis_y(look, box)
    return box, "".join(parts)


def _box(look: Look) -> Box:
    """The box of a panel: margins as wide as its title, legend, ticks and labels need."""
    top = (24.0 if look.title else 0) + (23 if look.legend else 0) + (20 if look.ylabel else 0)
    left = right = bottom = 0.0
    if look.axes:
        # A tick's text may stand half outside its end of the axis.
        left, right, top, bottom = _left(look), 14.0, max(top, 10.0), 24.0 + (18 if look.xlabel else 0)
    width, height = look.width - left - right, look.height - top - bottom
    if look.square:
        (x0, x1), (y0, y1) = look.xlim, look.ylim
        height = width * (y1 - y0) / (x1 - x0)
    if width <= 0 or height <= 0:
        raise FigureError(f"Panel: {look.width} x {look.height} leaves no room within title, legend and axes")
    return Box(
        Scale(*look.xlim, left, left + width, "x" in look.log),
        Scale(*look.ylim, top + height, top, "y" in look.log),
        (left, top, width, height),
        look.width,
        round(top + height + bottom),
    )


def _ticks(look: Look, axis: str) -> list[tuple[float, str]]:
    given = look.xticks if axis == "x" else look.yticks
    low, high = look.xlim if axis == "x" else look.ylim
    log = axis in look.log
    values = list(given) if given is not None else Scale(low, high, 0, 1, log).ticks(5 if axis == "x" else 4)
    return [(v, tick_text(v, values, log)) for v in values]


def _left(look: Look) -> float:
    longest = max((len(text) for _, text in _ticks(look, "y")), default=0)
    return 14.0 if not longest else 14 + _CHARACTER * longest


def _words(x: float, y: float, text: str, anchor: str, colour: str, size: int = _TYPE, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" dy=".35em" text-anchor="{anchor}" font-size="{size}"'
        f' fill="var(--nn-{colour})"{more}>{escape(text)}</text>'
    )


def _rule(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    return f'<path d="M{x0:.1f},{y0:.1f}L{x1:.1f},{y1:.1f}" stroke="var(--nn-{colour})"/>'


def _axis_x(look: Look, box: Box) -> Iterator[str]:
    left, top, width, height = box.inner
    base = top + height
    yield _rule(left, base, left + width, base, "axis")
    for value, text in _ticks(look, "x"):
        x = float(box.x(value))
        yield _rule(x, base, x, base + 4, "axis") + _words(x, base + 14, text, "middle", "mute")
    if look.xlabel:
        yield _words(left + width, base + 33, look.xlabel, "end", "mute")


def _axis_y(look: Look, box: Box) -> Iterator[str]:
    left, top, width, height = box.inner
    if look.covered:
        yield _rule(left, top, left, top + height, "axis")
    for value, text in _ticks(look, "y"):
        y = float(box.y(value))
        line = _rule(left - 4, y, left, y, "axis") if look.covered else _rule(left, y, left + width, y, "grid")
        yield line + _words(left - 7, y, text, "end", "mute")
    if look.ylabel:
        yield _words(0, top - 13, look.ylabel, "start", "mute")


def _swatches(look: Look) -> Iterator[str]:
    y, x = (34.0 if look.title else 10.0), 0.0
    for entry in look.legend:
        yield _swatch(entry, x, y) + _words(x + 21, y, entry.label, "start", "mute")
        x += 21 + _CHARACTER * len(entry.label) + 14


def _swatch(entry: Entry, x: float, y: float) -> str:
    colour = f"var(--nn-{entry.colour})"
    if entry.swatch.startswith("stroke"):
        return f'<path d="M{x:g},{y:g}h16" stroke="{colour}" {entry.swatch}/>'
    if entry.swatch == "circle":
        return f'<circle cx="{x + 8:g}" cy="{y:g}" r="4.5" fill="{colour}"/>'
    if entry.swatch == "ring":
        return f'<circle cx="{x + 8:g}" cy="{y:g}" r="4" fill="none" stroke="{colour}" stroke-width="2"/>'
    if entry.swatch == "cross":
        return f'<path d="M{x + 4:g},{y - 4:g}l8,8m0,-8l-8,8" stroke="{colour}" stroke-width="2"/>'
    return f'<rect x="{x + 4:g}" y="{y - 4:g}" width="8" height="8" fill="{colour}"/>'
