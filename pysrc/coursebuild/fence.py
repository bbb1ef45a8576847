"""The fences an author writes, as pymdownx.superfences custom formats. Only glue: each calls its renderer.

superfences swallows every exception but its own, so whatever goes wrong is raised again as that one, with the file,
the line of the fence and the reason: a broken lesson fails the build.
"""

from collections.abc import Callable
from typing import Any

from pymdownx.inlinehilite import InlineHiliteException  # type: ignore[import-untyped]
from pymdownx.superfences import SuperFencesException  # type: ignore[import-untyped]

# Renderers are imported late, and where their exceptions are caught: `mkdocs serve` reloads them when their files
# change, and a renderer that cannot even be imported must fail the build too.


def widget(source: str, _language: str, _class: str, _options: dict[str, Any], _md: Any, **_more: Any) -> str:
    """The ` ``` widget ` fence: a lesson's function, drawn at its starting values, with its controls."""
    try:
        from coursebuild import remember, still

        return remember.remembered("widget", still.made_of(source), lambda: still.render(source))
    except (Exception, SystemExit) as error:  # a lesson that calls exit() must not end the build in peace
        raise _found("widget", source, error) from error


def formula(source: str, _language: str, _class: str, _options: dict[str, Any], _md: Any, **_more: Any) -> str:
    """The ` ``` math ` fence: LaTeX, written as MathML at build."""
    try:
        from coursebuild import inline

        return f'<div class="nn-math">{inline.mathml(source, "block")}</div>'
    except Exception as error:
        raise _found("math", source, error) from error


def inline_formula(source: str, _language: str, _class: str, _md: Any) -> str:
    """`#!math ...` within a line: LaTeX, written as MathML at build."""
    try:
        from coursebuild import inline

        return inline.mathml(source, "inline")
    except Exception as error:  # its extension, too, swallows every exception but its own
        from coursebuild import locate

        raise InlineHiliteException(locate.sentence(locate.inline(source), "math", error)) from error


def is_ours(_language: str, inputs: dict[str, str], options: dict[str, Any], _attrs: dict[str, str], _md: Any) -> bool:
    """Whether a `python` fence is a live cell or an exercise. All others stay what they are: code to read."""
    options.update(inputs)
    return "live" in inputs or "exercise" in inputs


def python(source: str, _language: str, _class: str, options: dict[str, Any], md: Any, **_more: Any) -> str:
    """The ` ``` python live ` and ` ``` python exercise ` fences."""
    return _entry("cell" if "live" in options else "exercise", source, md)


def question(source: str, _language: str, _class: str, _options: dict[str, Any], md: Any, **_more: Any) -> str:
    """The ` ``` question ` fence."""
    return _entry("question", source, md)


def goals(source: str, _language: str, _class: str, _options: dict[str, Any], md: Any, **_more: Any) -> str:
    """The ` ``` goals ` fence."""
    return _entry("goals", source, md)


def _entry(role: str, source: str, md: Any) -> str:
    """One of a page's numbered elements; nothing where Markdown took code for a fence and will put it back."""
    fence = None
    try:
        from coursebuild import cells, entries, exercises, goals_html, questions_html, remember

        claimed = entries.claim(md, role, source)
        fence = claimed[-1].fence if claimed else None
        makers = {"cell": cells, "exercise": exercises, "question": questions_html, "goals": goals_html}
        render: Callable[..., str] = makers[role].render
        if not claimed:
            return entries.CODE
        if role in ("cell", "exercise"):
            return remember.remembered(role, cells.made_of(claimed), lambda: render(claimed))
        return render(claimed)
    except (Exception, SystemExit) as error:
        from coursebuild import locate

        raise SuperFencesException(locate.sentence(fence or locate.find(role, source), role, error)) from error


def _found(role: str, source: str, error: BaseException) -> SuperFencesException:
    from coursebuild import locate

    return SuperFencesException(locate.sentence(locate.find(role, source), role, error))
