"""How each mark is written as SVG text. One function a mark; the table RENDER at the end joins them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from nnlive import palette
from nnlive.escape import escape
from nnlive.frame import Box
from nnlive.scales import Scale
from nnlive.shapes import Arrow, Bars, Disc, FigureError, Line, Mark, Points, Polygon, Rule, Segments, Text


def _coords(mark: Mark, box: Box) -> tuple[list[float], list[float]]:
    x, y = mark.columns[:2]
    if len(x) == 1:  # most texts and discs: plain numbers are quicker than arrays of one
        return [box.x.at(float(x[0]))], [box.y.at(float(y[0]))]
    return box.x(x).round(1).tolist(), box.y(y).round(1).tolist()


def _path(mark: Mark, box: Box) -> str:
    x, y = _coords(mark, box)
    return "M" + "L".join(f"{a:g},{b:g}" for a, b in zip(x, y, strict=True)) if x else ""


def _line(mark: Line, box: Box) -> str:
    dash = ' stroke-dasharray="6 4"' if mark.dash else ""
    return (
        f'<path d="{_path(mark, box)}" fill="none" stroke="{_ink(mark.color)}" stroke-width="{mark.width:g}"'
        f' stroke-linejoin="round" stroke-linecap="round"{dash}/>'
    )


def _polygon(mark: Polygon, box: Box) -> str:
    path = _path(mark, box)
    return f'<path d="{path and path + "Z"}" fill="{_ink(mark.color)}" fill-opacity="{mark.opacity:g}"/>'


_SHAPES: dict[str, Callable[[float], str]] = {
    "circle": lambda r: f"m{-r:g},0a{r:g},{r:g} 0 1 0 {2 * r:g},0a{r:g},{r:g} 0 1 0 {-2 * r:g},0z",
    "square": lambda r: f"m{-0.9 * r:g},{-0.9 * r:g}h{1.8 * r:g}v{1.8 * r:g}h{-1.8 * r:g}z",
    "triangle": lambda r: f"m0,{-1.2 * r:g}l{1.1 * r:g},{2 * r:g}h{-2.2 * r:g}z",
    "cross": lambda r: f"m{-r:g},{-r:g}l{2 * r:g},{2 * r:g}m0,{-2 * r:g}l{-2 * r:g},{2 * r:g}",
}
_SHAPES["ring"] = _SHAPES["circle"]


def _points(mark: Points, box: Box) -> str:
    if mark.shape not in _SHAPES:
        raise FigureError(f"Points: there is no shape {mark.shape!r}; there are {', '.join(_SHAPES)}")
    x, y = _coords(mark, box)
    shape = _SHAPES[mark.shape](mark.size)
    d = "".join(f"M{a:g},{b:g}{shape}" for a, b in zip(x, y, strict=True))
    if mark.shape in ("cross", "ring"):
        return f'<path d="{d}" fill="none" stroke="{_ink(mark.color)}" stroke-width="2" stroke-linecap="round"/>'
    return f'<path d="{d}" fill="{_ink(mark.color)}" stroke="var(--nn-paper)" stroke-width="0.75"/>'


def _segments(mark: Segments, box: Box) -> str:
    """One path for all pieces of one look, the widest on top: a page draws ten paths sooner than four hundred."""
    x0, y0, x1, y1, weight = mark.columns
    ways = _ways(box.x, box.y, bool(mark.curved), x0.tobytes(), y0.tobytes(), x1.tobytes(), y1.tobytes())
    steps = np.rint(_STEPS * np.minimum(np.abs(weight), 3)).tolist()
    looks: dict[tuple[float, float], list[str]] = {}
    for look, way in zip(zip(steps, np.sign(weight).tolist(), strict=True), ways, strict=True):
        looks.setdefault(look, []).append(way)
    return "".join(_bundle(*look, "".join(looks[look])) for look in sorted(looks))


_STEPS = 5  # widths between one weight and the next, so 0.4 pixels lie between them


@lru_cache(maxsize=64)
def _ways(x: Scale, y: Scale, curved: bool, *ends: bytes) -> list[str]:
    """The course of every piece; in a run it stays while the weights change."""
    x0, y0, x1, y1 = (np.frombuffer(end) for end in ends)
    pixels = (np.round(v, 1).tolist() for v in (x(x0), y(y0), x(x1), y(y1)))
    ways = []
    for a, b, c, d in zip(*pixels, strict=True):
        middle = (a + c) / 2
        ways.append(f"M{a:g},{b:g}" + (f"C{middle:g},{b:g} {middle:g},{d:g} " if curved else "L") + f"{c:g},{d:g}")
    return ways


def _bundle(step: float, sign: float, d: str) -> str:
    dash = ' stroke-dasharray="5 4"' if sign < 0 else ""
    colour = "neg" if sign < 0 else "pos" if sign > 0 else "axis"
    return (
        f'<path d="{d}" fill="none" stroke="{_ink(colour)}" stroke-width="{1 + 2 * step / _STEPS:g}"'
        f' stroke-opacity="0.85"{dash}/>'
    )


def _arrow(mark: Arrow, box: Box) -> str:
    ends = [column.item() for column in mark.columns]
    x0, x1 = box.x(ends[::2]).tolist()
    y0, y1 = box.y(ends[1::2]).tolist()
    length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-9)
    ux, uy, head = (x1 - x0) / length, (y1 - y0) / length, min(9.0, length)
    bx, by = x1 - head * ux, y1 - head * uy
    wing = 0.45 * head
    tip = f"M{x1:.1f},{y1:.1f}L{bx - wing * uy:.1f},{by + wing * ux:.1f}L{bx + wing * uy:.1f},{by - wing * ux:.1f}Z"
    colour = _ink(mark.color)
    return (
        f'<path d="M{x0:.1f},{y0:.1f}L{bx:.1f},{by:.1f}" stroke="{colour}" stroke-width="{mark.width:g}"/>'
        f'<path d="{tip}" fill="{colour}"/>'
    )


def _bars(mark: Bars, box: Box) -> str:
    x, y = mark.columns
    half = mark.width / 2
    left, right = box.x(x - half), box.x(x + half)
    top, base = box.y(np.maximum(y, mark.base)), box.y(np.minimum(y, mark.base))
    colours = [mark.color] * len(x) if isinstance(mark.color, str) else mark.color
    return "".join(
        f'<rect x="{a:.1f}" y="{t:.1f}" width="{b - a:.1f}" height="{max(u - t, 0):.1f}" fill="{_ink(c)}"/>'
        for a, b, t, u, c in zip(left, right, top, base, colours, strict=True)
    )


def _rule(mark: Rule, box: Box) -> str:
    left, top, width, height = box.inner
    if mark.x is not None:
        at = float(box.x(mark.x))
        ends = f'x1="{at:.1f}" x2="{at:.1f}" y1="{top:g}" y2="{top + height:g}"'
    else:
        at = float(box.y(mark.y or 0))
        ends = f'y1="{at:.1f}" y2="{at:.1f}" x1="{left:g}" x2="{left + width:g}"'
    dash = ' stroke-dasharray="4 4"' if mark.dash else ""
    return f'<line {ends} stroke="{_ink(mark.color)}" stroke-width="1.5"{dash}/>'


def _text(mark: Text, box: Box) -> str:
    x, y = _coords(mark, box)
    weight = ' font-weight="600"' if mark.bold else ""
    return (
        f'<text x="{x[0] + mark.dx:g}" y="{y[0] + mark.dy:g}" dy=".35em" text-anchor="{mark.anchor}"'
        f' font-size="{mark.size:g}"{weight} fill="{_type(mark.color)}">{escape(mark.text)}</text>'
    )


def _disc(mark: Disc, box: Box) -> str:
    x, y = _coords(mark, box)
    circle = (
        f'<circle cx="{x[0]:g}" cy="{y[0]:g}" r="{mark.size:g}" fill="{_ink(mark.color)}"'
        f' stroke="{_ink(mark.rim)}" stroke-width="1.5"/>'
    )
    return circle + (_text(Text(mark.x, mark.y, mark.text, bold=True), box) if mark.text else "")


def _ink(colour: str) -> str:
    """A colour of the palette for lines and areas, as a custom property, so that the scheme can change in place."""
    if colour not in palette.LIGHT:
        raise FigureError(f"there is no colour {colour!r}; there are {', '.join(palette.LIGHT)}")
    return f"var(--nn-{colour})"


def _type(colour: str) -> str:
    """The same colour dark (or light) enough to read as text."""
    return _ink(f"{colour}-ink" if f"{colour}-ink" in palette.LIGHT else colour)


RENDER: dict[type[Mark], Callable[[Any, Box], str]] = {
    Line: _line,
    Polygon: _polygon,
    Points: _points,
    Segments: _segments,
    Arrow: _arrow,
    Bars: _bars,
    Rule: _rule,
    Text: _text,
    Disc: _disc,
}
