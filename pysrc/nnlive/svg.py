"""The one renderer: a Figure becomes layers of SVG text and rasters of coloured pixels.

One mark is one layer, so a page changes only the layers whose text changed. Rasters are kept apart from the SVG
(the page shows them as images or canvases below it), because an SVG that holds a picture cannot be swapped cheaply.
"""

import base64
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nnlive import palette
from nnlive.escape import escape
from nnlive.figure import Figure, Panel
from nnlive.frame import Box, Look, surround
from nnlive.marks import RENDER
from nnlive.shapes import Bars, Line, Picture, Polygon, Raster, Rule, Segments, Tiles

FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"

Array = NDArray[np.float64]
Share = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layer:
    """One mark as SVG. `clip` = (x, y, width, height) in pixels where it may draw, or None for the whole panel."""

    body: str
    clip: tuple[float, float, float, float] | None = None

    def html(self, key: int) -> str:
        """The layer as an element that carries its key."""
        if self.clip is None:
            return f'<g data-layer="{key}">{self.body}</g>'
        x, y, w, h = (f"{v:g}" for v in self.clip)
        box = f'x="{x}" y="{y}" width="{w}" height="{h}" viewBox="{x} {y} {w} {h}"'
        return f'<svg data-layer="{key}" {box}>{self.body}</svg>'


@dataclass(frozen=True, eq=False)
class Pixels:
    """A raster: where it stands, as shares of the panel (left, top, width, height), and RGBA bytes (rows, cols, 4)."""

    box: Share
    rgba: NDArray[np.uint8]
    smooth: bool
    frame: bool


@dataclass(frozen=True, eq=False)
class Drawn:
    """A panel drawn: its size in pixels, its layers in drawing order, its rasters below them."""

    width: int
    height: int
    layers: list[Layer]
    rasters: list[Pixels]

    def shape(self) -> tuple[object, ...]:
        """What must stay the same for a page to change layers in place."""
        return (
            self.width,
            self.height,
            tuple(layer.clip for layer in self.layers),
            tuple((p.box, p.rgba.shape, p.smooth, p.frame) for p in self.rasters),
        )


def draw(figure: Figure) -> list[Drawn]:
    """All panels of a figure, drawn."""
    with np.errstate(over="ignore"):  # a number near the largest there is ends at the scales' own limit
        return [_panel(panel) for panel in figure.panels]


def _panel(panel: Panel) -> Drawn:
    box, around = surround(Look.of(panel))
    layers, rasters = [Layer(around)], []
    for mark in panel.marks:
        if isinstance(mark, Raster | Picture | Tiles):
            rasters += _kept(mark, box, _tiles if isinstance(mark, Tiles) else _raster)
            continue
        clip = box.inner if panel.axes and isinstance(mark, Line | Polygon | Bars | Segments | Rule) else None
        layers.append(Layer(_kept(mark, box, RENDER[type(mark)]), clip))
    return Drawn(int(panel.width), box.height, layers, rasters)


def _kept(mark: Any, box: Box, render: Callable[[Any, Box], Any]) -> Any:
    """The mark drawn. It is kept on the mark, for a run that shows the same mark again in the same box."""
    kept: tuple[Box, Any] | None = vars(mark).get("_drawn")
    if kept is None or kept[0] is not box:
        kept = box, render(mark, box)
        vars(mark)["_drawn"] = kept
    return kept[1]


def _raster(mark: Raster | Picture, box: Box) -> list[Pixels]:
    left, right, bottom, top = mark.extent
    place = _shares(box, *(np.array([end], dtype=float) for end in (left, right, bottom, top)))
    values = cast(Array, mark.values)
    rgba = palette.heat(values) if isinstance(mark, Raster) else palette.plain(values, mark.shades)
    return [Pixels(place[0], rgba, bool(mark.smooth), bool(mark.frame))]


def _tiles(mark: Tiles, box: Box) -> list[Pixels]:
    x, y, half = mark.columns
    places = _shares(box, x - half, x + half, y - half, y + half)
    coloured = palette.heat(cast(Array, mark.values))
    return [Pixels(place, rgba, smooth=True, frame=True) for place, rgba in zip(places, coloured, strict=True)]


def _shares(box: Box, left: Array, right: Array, bottom: Array, top: Array) -> list[Share]:
    """Where rasters stand, as shares of the panel: (left, top, width, height) of each."""
    width = box.width
    x0, x1, y0, y1 = box.x(left) / width, box.x(right) / width, box.y(top) / box.height, box.y(bottom) / box.height
    return list(map(tuple, np.column_stack([x0, y0, x1 - x0, y1 - y0]).round(5).tolist()))


def panel_svg(drawn: Drawn) -> str:
    """A panel's layers as one SVG element (its rasters not included)."""
    layers = "".join(layer.html(key) for key, layer in enumerate(drawn.layers))
    return f'<svg viewBox="0 0 {drawn.width} {drawn.height}" aria-hidden="true">{layers}</svg>'


def png(rgba: NDArray[np.uint8]) -> bytes:
    """RGBA bytes (rows, cols, 4) as a PNG file (PNG specification, third edition: 8 bits, colour type 3 or 6).

    A picture of at most 256 colours is stored as their numbers in a list of colours, a quarter of the bytes.
    """
    rows, cols, _ = rgba.shape
    colours, numbers = np.unique(np.ascontiguousarray(rgba).view(np.uint32), return_inverse=True)
    listed = colours.view(np.uint8).reshape(-1, 4)
    few = len(listed) <= 256
    pixels = numbers.astype(np.uint8) if few else rgba
    lines = np.concatenate([np.zeros((rows, 1), np.uint8), pixels.reshape(rows, -1)], axis=1)
    file = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", cols, rows, 8, 3 if few else 6, 0, 0, 0))
    if few:
        file += _chunk(b"PLTE", listed[:, :3].tobytes()) + _chunk(b"tRNS", listed[:, 3].tobytes())
    return file + _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def data_url(rgba: NDArray[np.uint8]) -> str:
    """RGBA bytes as the address of a picture that is carried in the address itself."""
    return "data:image/png;base64," + base64.b64encode(png(rgba)).decode()


def standalone(figure: Figure) -> str:
    """A whole figure as one SVG text with its own colours, for Jupyter, Colab and files. Panels stand in a row."""
    parts, x = [], 0
    drawn = draw(figure)
    for panel in drawn:
        images = "".join(_image(p, panel) for p in panel.rasters)
        layers = "".join(layer.html(key) for key, layer in enumerate(panel.layers))
        parts.append(f'<svg x="{x}" width="{panel.width}" height="{panel.height}">{images}{layers}</svg>')
        x += panel.width + 12
    height = max(panel.height for panel in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{x - 12}" height="{height}" role="img"'
        f' aria-label="{escape(figure.alt)}" font-family="{escape(FONT)}"'
        ' style="background:var(--nn-paper)">'  # the ink would be lost on a dark notebook
        f"<style>{palette.css()}</style>{''.join(parts)}</svg>"
    )


def _image(pixels: Pixels, panel: Drawn) -> str:
    x, y, w, h = (v * s for v, s in zip(pixels.box, (panel.width, panel.height) * 2, strict=True))
    place = f'x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"'
    blocky = "" if pixels.smooth else ' style="image-rendering:pixelated"'
    border = f'<rect {place} fill="none" stroke="var(--nn-axis)"/>' if pixels.frame else ""
    return f'<image {place} preserveAspectRatio="none"{blocky} href="{data_url(pixels.rgba)}"/>{border}'


def same(a: Sequence[Drawn], b: Sequence[Drawn]) -> bool:
    """Whether one drawing can become the other by changing layers in place."""
    return [d.shape() for d in a] == [d.shape() for d in b]
