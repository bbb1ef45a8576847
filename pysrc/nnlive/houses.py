"""Houses: 2,930 of them, each with what is known of it and the price it was sold for.

They stand in Ames, a town in the United States, and were sold from 2006 to 2010. Some columns are numbers, some are
words, some matter and some do not: a table like the ones that shops, banks and hospitals have.
"""

import io
from typing import Any

import numpy as np

from nnlive.data import read_file

Column = np.ndarray[tuple[Any, ...], np.dtype[Any]]

NUMBERS = ("price", "size", "lot", "bedrooms", "rooms", "baths", "cars", "year")
WORDS = ("garage", "place")
FOOT = 0.3048  # metres: the table counts in feet
CORNER = {"north": 41.9, "east": -93.7}  # degrees


def houses() -> dict[str, Column]:
    """The columns by name, an entry for each house.

    price (dollars) · size (living area, m²) · lot (the land, m²) · bedrooms · rooms · baths · cars (that fit into the
    garage) · year (built) · north, east (degrees) · garage, place (words).
    """
    with np.load(io.BytesIO(read_file("houses.npz"))) as packed:
        columns: dict[str, Column] = {name: packed[name].astype(float) for name in NUMBERS}
        for name, corner in CORNER.items():
            columns[name] = corner + packed[name] / 10_000
        for name in WORDS:
            columns[name] = packed[f"{name}_words"][packed[name]]
    for name in ("size", "lot"):
        columns[name] = columns[name] * FOOT**2
    return columns
