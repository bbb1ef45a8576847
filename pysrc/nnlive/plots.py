"""matplotlib's figures as pictures, where a reader's code has imported it. This module never does by itself."""

import base64
import io
import sys
from typing import Any

from nnlive.capture import Item

BACKEND = "module://nnlive.plotbackend"  # for the environment's MPLBACKEND


def taken() -> list[Item]:
    """The figures that are open now, as items of a cell's output; they are closed."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    items = [_item(pyplot.figure(number)) for number in pyplot.get_fignums()]
    pyplot.close("all")
    return items


def _item(figure: Any) -> Item:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches="tight")
    return {"kind": "image", "png": base64.b64encode(buffer.getvalue()).decode(), "alt": _alt(figure)}


def _alt(figure: Any) -> str:
    """What the figure says of itself: its title and those of its axes."""
    suptitle = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    said = [suptitle, *(f"{a.get_title()} {_axis(a)}".strip() for a in figure.axes)]
    words = "; ".join(text for text in said if text)
    return f"Plot: {words}" if words else "A plot without a title."


def _axis(axes: Any) -> str:
    labels = {"across": axes.get_xlabel(), "up": axes.get_ylabel()}
    told = ", ".join(f"{where}: {label}" for where, label in labels.items() if label)
    return f"({told})" if told else ""
