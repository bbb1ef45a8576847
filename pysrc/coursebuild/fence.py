"""The fences an author writes, as pymdownx.superfences custom formats. Only glue: each calls its renderer.

superfences swallows every exception but its own, so whatever goes wrong is raised again as that one, with the file,
the line of the fence and the reason: a broken lesson fails the build.
"""

from collections.abc import Callable
from typing import Any

from pymdownx.superfences import SuperFencesException  # type: ignore[import-untyped]


def widget(source: str, _language: str, _class: str, _options: dict[str, Any], _md: Any, **_more: Any) -> str:
    """The ` ``` widget ` fence: a lesson's function, drawn at its starting values, with its controls."""
    return _or_fail("widget", source, _still)


def formula(source: str, _language: str, _class: str, _options: dict[str, Any], _md: Any, **_more: Any) -> str:
    """The ` ``` math ` fence: LaTeX, written as MathML at build."""
    return _or_fail("math", source, lambda text: f'<div class="nn-math">{_mathml(text, "block")}</div>')


def inline_formula(source: str, _language: str, _class: str, _md: Any) -> str:
    """`#!math ...` within a line: LaTeX, written as MathML at build."""
    return _or_fail("math", source, lambda text: _mathml(text, "inline"))


# Imported late, and within _or_fail: `mkdocs serve` reloads the renderers when their files change, and a renderer
# that cannot even be imported must fail the build too.
def _still(text: str) -> str:
    from coursebuild import still

    return still.render(text)


def _mathml(text: str, display: str) -> str:
    from latex2mathml.converter import convert

    formula = str(convert(text.strip(), display=display))
    if "<mi>&</mi>" in formula:  # what the converter does with an environment it does not know
        raise ValueError("this LaTeX environment is not understood; write one formula a fence, without & and \\\\")
    return formula


def _or_fail(kind: str, source: str, render: Callable[[str], str]) -> str:
    from coursebuild import locate

    try:
        return render(source)
    except (Exception, SystemExit) as error:  # a lesson that calls exit() must not end the build in peace
        raise SuperFencesException(locate.sentence(kind, source, error)) from error
