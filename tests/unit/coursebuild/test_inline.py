"""Markdown within a line."""

import pytest

from coursebuild import inline


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain", "plain"),
        ("a *b* `c < d`", "a <em>b</em> <code>c &lt; d</code>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("[up](#top)", '<a href="#top">up</a>'),
    ],
)
def test_a_line_becomes_html(text, made):
    assert inline.html(text) == made


def test_formulas_are_mathml():
    made = inline.html("so `#!math w < 2` and `#!math b_1`")
    assert made.count("<math") == 2
    assert made.startswith("so ")
    assert inline.html("`#!math w`").startswith("<math")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("one\n\ntwo", "not one line"),
        ("# head", "not one line"),
        ("- item", "not one line"),
        ("", "not one line"),
        ("[x](../x/index.md)", "links to a page"),
        ("`#!math \\begin{foo} a & b \\end{foo}`", "formula .* is not understood"),
    ],
)
def test_what_does_not_fit_a_line_is_refused(text, reason):
    with pytest.raises(ValueError, match=reason):
        inline.html(text)
