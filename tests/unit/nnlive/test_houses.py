"""The table of houses: whole, in the units it says, and small."""

import numpy as np
import pytest

from nnlive.data import read_file
from nnlive.houses import houses

TABLE = houses()


def test_every_column_has_an_entry_for_each_of_2930_houses():
    assert {name: column.shape for name, column in TABLE.items()} == dict.fromkeys(TABLE, (2930,))
    assert list(TABLE) == [
        *["price", "size", "lot", "bedrooms", "rooms", "baths", "cars", "year", "north", "east", "garage", "place"]
    ]


@pytest.mark.parametrize(
    ("name", "low", "median", "high"),
    [
        ("price", 12_789, 160_000, 755_000),
        ("size", 334 * 0.09290304, 1442 * 0.09290304, 5642 * 0.09290304),
        ("lot", 1300 * 0.09290304, 9436.5 * 0.09290304, 215_245 * 0.09290304),
        ("bedrooms", 0, 3, 8),
        ("cars", 0, 2, 5),
        ("year", 1872, 1973, 2010),
        ("north", 41.9865, 42.0347, 42.0634),
        ("east", -93.6932, -93.6418, -93.5774),
    ],
)
def test_numbers_are_as_their_publisher_tells_them(name, low, median, high):
    column = TABLE[name]
    assert [column.min(), np.median(column), column.max()] == pytest.approx([low, median, high], abs=6e-5)


def test_words():
    kinds, counts = np.unique(TABLE["garage"], return_counts=True)
    assert dict(zip(kinds.tolist(), counts.tolist(), strict=True)) == {
        **{"attached": 1731, "detached": 782, "built in": 186, "none": 157},
        **{"basement": 36, "several": 23, "carport": 15},
    }
    assert len(np.unique(TABLE["place"])) == 28
    assert np.sum(TABLE["place"] == "North Ames") == 443


def test_the_first_house():
    first = {name: column[0] for name, column in TABLE.items()}
    assert (first["price"], first["size"], first["bedrooms"]) == (215_000, pytest.approx(1656 * 0.3048**2), 3)
    assert (first["garage"], first["place"], first["year"]) == ("attached", "North Ames", 1960)


def test_the_file_is_small():
    assert len(read_file("houses.npz")) < 40_000
