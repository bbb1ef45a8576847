"""A Figure as HTML: each panel an SVG over its rasters, the places to press, the read-outs.

The build prints it into the page and a cell shows it there, so both look the same. Everything it is given is escaped.
"""

import json
from collections.abc import Sequence
from typing import Any

from nnlive import patch, svg
from nnlive.escape import escape
from nnlive.figure import Figure
from nnlive.numerals import text_of


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


def table(rows: Sequence[Sequence[str]], says: str, head: Sequence[str] = ()) -> str:
    """Texts as a table that scrolls sideways by itself, with what it is below. `head` are the columns' names."""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<figure class="nn-table"><div class="nn-scroll" tabindex="0" role="group" aria-label="{escape(says)}">'
        f"<table>{f'<thead><tr>{names}</tr></thead>' if names else ''}<tbody>{body}</tbody></table></div>"
        f"<figcaption>{escape(says)}</figcaption></figure>"
    )


def block(text: str, says: str) -> str:
    """Lines of text that keep their spaces, with what they are below."""
    return (
        f'<figure class="nn-table"><pre tabindex="0" role="group" aria-label="{escape(says)}">{escape(text)}</pre>'
        f"<figcaption>{escape(says)}</figcaption></figure>"
    )
