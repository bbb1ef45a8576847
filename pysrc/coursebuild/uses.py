"""Which of nnlive's modules a page's Python needs at its start, and which only for some lesson.

Bytecode is quick to load and three times as large as its source. So only what every start loads, and what two pages or
more ask for, travels as bytecode; the rest is compiled where a lesson imports it.
"""

import ast
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from coursebuild import locate, paths

AT_START = ("live", "docs", "data")


def shared(lessons: Path = paths.ROOT / "lessons") -> list[str]:
    """The modules, without `nnlive.`, whose bytecode is worth its bytes."""
    pages = Counter[str]()
    for page in sorted(lessons.rglob("index.md")):
        pages.update(needed(_asked_by(page, lessons)))
    often = {module for module, count in pages.items() if count > 1}
    return sorted(needed(AT_START) | often)


def needed(modules: Iterable[str]) -> set[str]:
    """These modules and all that they import, at once or later."""
    found, pending = {"__init__"}, ["__init__", *modules]
    while pending:
        module = pending.pop()
        found.add(module)
        pending += _imports(paths.PACKAGE / f"{module}.py") - found
    return found


def _asked_by(page: Path, lessons: Path) -> set[str]:
    """What a page's widgets and cells import."""
    asked: set[str] = set()
    for fence in locate.of_file(page):
        if fence.role == "widget":
            lesson = fence.text.split(":")[0].strip()
            asked |= _imports(lessons / lesson / "widgets.py")
        elif fence.role == "cell":
            asked |= _read(fence.text)
    return asked


@cache
def _imports(file: Path) -> set[str]:
    return _read(file.read_text("utf-8"))


def _read(source: str) -> set[str]:
    """nnlive's modules in a source's imports; a cell may be broken on purpose."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    parts = (name.split(".") for name in names if name.startswith("nnlive."))
    return {module for _, module, *_ in parts if (paths.PACKAGE / f"{module}.py").is_file()}
