"""The fields of a fence that is written in YAML, each checked for what it has to be. All raise FenceError."""

import difflib
import math
from typing import Any

import yaml

from coursebuild.locate import FenceError


def load(text: str) -> Any:
    """The fence's YAML, with every value as the text it is: no `yes` that becomes True, no 4,2 that becomes 42."""
    try:
        return yaml.load(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise FenceError(f"this is no YAML: {error.problem}; put the text in quotes?", line) from error


def table(given: Any, needed: tuple[str, ...], other: tuple[str, ...], what: str) -> dict[str, Any]:
    """The given table, when it has the needed fields and no strange ones."""
    if not isinstance(given, dict):
        raise FenceError(f"{what} has {', '.join(needed)}, not {given!r}")
    for name in given:
        if name not in (*needed, *other):
            near = difflib.get_close_matches(name, (*needed, *other), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join((*needed, *other))}"
            raise FenceError(f"{what} has no {name!r}; {hint}")
    for name in needed:
        if name not in given:
            raise FenceError(f"{what} needs {name!r}: {given}")
    return given


def names(given: Any, name: str) -> dict[str, Any]:
    """A table with names of the author's own."""
    if not isinstance(given, dict):
        raise FenceError(f"{name} is a table of names and values, not {given!r}")
    return given


def items(given: Any, name: str) -> list[Any]:
    """A list."""
    if not isinstance(given, list):
        raise FenceError(f"{name} is a list, not {given!r}")
    return given


def text(given: Any, name: str) -> str:
    """A text that is not empty, without spaces around it."""
    if not isinstance(given, str) or not given.strip():
        raise FenceError(f"{name} is a text, not {given!r}")
    return given.strip()


def number(given: Any, name: str) -> float:
    """A finite number."""
    try:
        value = float(given)
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise FenceError(f"{name} is a number, not {given!r}")
    return value
