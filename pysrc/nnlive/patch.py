"""A patch: what a page must change to show a new figure, as plain data that becomes JSON."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlive import svg
from nnlive.figure import Figure, Panel, Spot
from nnlive.frame import Box, Look, surround
from nnlive.numerals import text_of

Spots = list[list[dict[str, Any]]]


def patch(figure: Figure, drawn: list[svg.Drawn], shown: list[svg.Drawn], with_spots: bool) -> dict[str, Any]:
    """What changes from the drawing `shown` to `drawn`: whole panels if its shape changed, else some layers.

    `with_spots` = also where can be pressed now, which whole panels bring anyway.
    """
    whole = not svg.same(shown, drawn)
    return {
        "alt": figure.alt,
        "between": bool(figure.between),
        "rest": bool(figure.rest),
        "outputs": [[name, text_of(value)] for name, value in figure.outputs.items()],
        "panels": [_whole(panel) for panel in drawn] if whole else None,
        "layers": [] if whole else _changed_layers(shown, drawn),
        "spots": spots(figure) if whole or with_spots else None,
        "controls": dict(figure.controls),
        "files": list(figure.files),
        "link": figure.link,
        "news": figure.news,
    }


def _whole(panel: svg.Drawn) -> dict[str, Any]:
    return {"width": panel.width, "height": panel.height, "svg": svg.panel_svg(panel)}


def _changed_layers(old: list[svg.Drawn], new: list[svg.Drawn]) -> list[tuple[int, int, str]]:
    return [
        (number, key, after.body)
        for number, (was, now) in enumerate(zip(old, new, strict=True))
        for key, (before, after) in enumerate(zip(was.layers, now.layers, strict=True))
        if before.body != after.body
    ]


def rasters(drawn: list[svg.Drawn]) -> tuple[NDArray[np.uint8], list[dict[str, Any]]]:
    """All rasters as one run of bytes, and for each its panel, place, size and first byte."""
    places, parts, start = [], [], 0
    for number, panel in enumerate(drawn):
        for pixels in panel.rasters:
            rows, cols, _ = pixels.rgba.shape
            place = {"panel": number, "box": pixels.box, "rows": rows, "cols": cols, "start": start}
            places.append({**place, "smooth": pixels.smooth, "frame": pixels.frame})
            parts.append(pixels.rgba.reshape(-1))
            start += pixels.rgba.size
    return (np.concatenate(parts) if parts else np.zeros(0, np.uint8)), places


def spots(figure: Figure) -> Spots:
    """The spots of each panel, their places as shares of the panel: (left, top, width, height)."""
    return [_spots(panel) if panel.spots else [] for panel in figure.panels]


def _spots(panel: Panel) -> list[dict[str, Any]]:
    box, _ = surround(Look.of(panel))
    return [_spot(spot, panel, box) for spot in panel.spots]


def _spot(spot: Spot, panel: Panel, box: Box) -> dict[str, Any]:
    x, y = float(box.x(spot.x)), float(box.y(spot.y))
    left, top = (x - spot.width / 2) / panel.width, (y - spot.height / 2) / box.height
    place = [round(v, 4) for v in (left, top, spot.width / panel.width, spot.height / box.height)]
    told: dict[str, Any] = {"box": place, "label": spot.label, "text": spot.text}
    told |= {"set": dict(spot.set), "hover": dict(spot.hover)}
    if spot.pressed is not None:
        told["pressed"] = spot.pressed
    if spot.pick:
        # The page turns the place of a press into data: an even scale is all a picked plane has.
        (low, high), (bottom, ceiling) = panel.xlim, panel.ylim
        inner = [box.inner[0] / panel.width, box.inner[1] / box.height]
        size = [box.inner[2] / panel.width, box.inner[3] / box.height]
        told["pick"] = {"names": list(spot.pick), "inner": inner + size, "x": [low, high], "y": [bottom, ceiling]}
    return told
