"""The control for samples as HTML: its field, and the built-in classes as they are before any script runs."""

import json
from html import escape

import numpy as np

from nnlive import palette, svg
from nnlive.samples import Group, Samples

SHOWN = 14  # pictures of each class, in two rows
SIDE = 32  # pixels of each; the page shows them a little larger
SHADES = 24


def control(name: str, samples: Samples, value: str, ident: str) -> str:
    """The field with the project, and a card for each class; the page's script builds the desk around them."""
    sets = escape(json.dumps(samples.about))
    cards = "".join(_card(group) for group in samples.project(value).groups)
    return (
        f'<nn-samples kind="{samples.kind}" data-look="{samples.look}" data-sets="{sets}">'
        f'<input type="hidden" id="{ident}" name="{name}" value="{escape(value)}">'
        f'<div class="nn-classes nn-printed">{cards}</div></nn-samples>'
    )


def _card(group: Group) -> str:
    title, count = escape(group.name), len(group.samples)
    sheet = ""
    if group.samples.ndim == 4:  # pictures
        sheet = f'<img class="nn-sheet" alt="Some of the pictures of {title}" src="{_sheet(group)}">'
    head = f'<header><strong class="nn-name">{title}</strong><span class="nn-count">{count} samples</span></header>'
    return f'<section class="nn-class" aria-label="Class {title}">{head}{sheet}</section>'


def _sheet(group: Group) -> str:
    """The first pictures side by side in two rows, as the address of a picture."""
    columns = min(SHOWN, len(group.samples)) // 2
    small = group.samples[: 2 * columns].reshape(-1, SIDE, 2, SIDE, 2, 3).mean(axis=(2, 4)) / 255
    rows = small.reshape(2, columns, SIDE, SIDE, 3).transpose(0, 2, 1, 3, 4)
    return svg.data_url(palette.plain(np.ascontiguousarray(rows.reshape(2 * SIDE, -1, 3)), SHADES))
