"""Markdown within a line, and formulas: for texts inside an element of ours, such as a question's choices."""

import re
from functools import lru_cache
from typing import Any

from latex2mathml.converter import convert
from markdown import Markdown  # type: ignore[import-untyped]
from pymdownx.inlinehilite import InlineHiliteException  # type: ignore[import-untyped]

_BLOCK = re.compile(r"<(p|h\d|[uod]l|blockquote|pre|table|hr|div)\b")
_PAGE_LINK = re.compile(r'href="[^":]*\.md\b')


def mathml(latex: str, display: str) -> str:
    """LaTeX as MathML; `display` is inline or block. Raises ValueError."""
    formula = str(convert(latex.strip(), display=display))
    if "<mi>&</mi>" in formula:  # what the converter does with an environment it does not know
        raise ValueError("this LaTeX environment is not understood; write one formula a fence, without & and \\\\")
    return formula


def html(text: str) -> str:
    """One paragraph's Markdown as HTML without its <p>. Raises ValueError for more, or for links to other pages."""
    try:
        made: str = _markdown().reset().convert(text)
    except InlineHiliteException as error:
        raise ValueError(f"the formula in {text!r} is not understood: {error}") from error
    made = made.removeprefix("<p>").removesuffix("</p>")  # a formula alone has none
    if not made or _BLOCK.search(made):
        raise ValueError(f"{text!r} is not one line of text")
    if _PAGE_LINK.search(made):
        raise ValueError(f"{text!r} links to a page; only links within the page are possible here")
    return made


def _formula(source: str, _language: str, _class: str, _md: Any) -> str:
    try:
        return mathml(source, "inline")
    except Exception as error:
        raise InlineHiliteException(str(error) or type(error).__name__) from error


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    """The inline extensions of mkdocs.yml."""
    math = {"name": "math", "class": "nn-math", "format": _formula}
    return Markdown(
        extensions=["attr_list", "pymdownx.inlinehilite"],
        extension_configs={"pymdownx.inlinehilite": {"custom_inline": [math]}},
    )
