"""How numbers are written: read-outs and ticks."""

import numpy as np
import pytest

from nnlive.numerals import text_of, tick_text
from nnlive.scales import Scale


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a-b", "a-b"),
        (True, "True"),
        (False, "False"),
        (0, "0"),
        (-3, "−3"),
        (10**20, "1" + 20 * "0"),
        (np.int64(-12), "−12"),
        (np.uint8(7), "7"),
        (0.0, "0.000"),
        (-0.0, "0.000"),
        (0.1 + 0.2, "0.300"),
        (np.float64(-1.5), "−1.500"),
        (np.float32(12.5), "12.50"),
        (123.456, "123.5"),
        (-9999.94, "−9999.9"),
        (0.0004, "4.0×10⁻⁴"),
        (-2.5e-300, "−2.5×10⁻³⁰⁰"),
        (10_000.0, "1.0×10⁴"),
        (np.float64(1.7e308), "1.7×10³⁰⁸"),
    ],
)
def test_a_read_out_is_written_for_people(value, text):
    assert text_of(value) == text


def written(low, high, log=False):
    ticks = Scale(low, high, 0, 1, log).ticks()
    return [tick_text(tick, ticks, log) for tick in ticks]


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-1, 1, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        (0, 20_000, ["0", "5\u2009000", "10\u2009000", "15\u2009000", "20\u2009000"]),
        (0, 2e-5, ["0", "5×10⁻⁶", "1×10⁻⁵", "1.5×10⁻⁵", "2×10⁻⁵"]),
        (0, 1e30, ["0", "2×10²⁹", "4×10²⁹", "6×10²⁹", "8×10²⁹", "1×10³⁰"]),
    ],
)
def test_ticks_have_as_many_digits_as_they_need(low, high, texts):
    assert written(low, high) == texts


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (1e-4, 1e4, ["10⁻⁴", "0.01", "1", "100", "10⁴"]),
        (0.02, 0.05, ["0.020", "0.025", "0.030", "0.035", "0.040", "0.045", "0.050"]),
    ],
)
def test_ticks_of_a_logarithmic_axis(low, high, texts):
    assert [float(t) if "." in t else t for t in written(low, high, log=True)] == [
        float(t) if "." in t else t for t in texts
    ]


def test_only_powers_of_ten_are_written_as_powers():
    assert [tick_text(t, [t], True) for t in (20_000, 0.002, 0)] == ["20000", "0.002", "0"]


@pytest.mark.parametrize("span", [(0, 1e-9), (0, 1e-4), (-3, 3), (0, 7e6), (5, 5e8), (-1e-7, 1e-7)])
def test_no_two_ticks_read_the_same(span):
    texts = written(*span)
    assert len(set(texts)) == len(texts) > 2
