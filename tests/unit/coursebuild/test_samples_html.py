"""The built-in classes are on the page before any script runs."""

import re

import numpy as np

from coursebuild import samples_html
from nnlive.samples import KINDS, Samples


def render(kind, n=20):
    shape, dtype = KINDS[kind].shape, KINDS[kind].dtype
    made = np.random.default_rng(0).integers(0, 200, (n, *shape)).astype(dtype)
    control = Samples(kind, {"two": lambda: [("A & B", made), ("c", made[:5])]}, "two", about={"two": "“Two” kinds"})
    return samples_html.control("samples", control, "two", "x")


def test_each_class_has_its_name_its_count_and_its_pictures():
    html = render("figure")
    assert re.findall(r'aria-label="Class ([^"]*)"', html) == ["A &amp; B", "c"]
    assert re.findall(r"(\d+) samples", html) == ["20", "5"]
    assert "<img" not in html
    assert 'value="two"' in html


def test_pictures_are_printed_small():
    html = render("picture", 60)
    assert html.count('src="data:image/png;base64,') == 2
