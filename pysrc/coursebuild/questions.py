"""A question: its choices or its number, and why each answer is right or wrong. None may be ambiguous."""

import difflib
import math
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import yaml

from coursebuild.locate import FenceError


@dataclass(frozen=True)
class Choice:
    """A text that can be chosen, whether it is right, and why."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Choices:
    """A question with texts to choose from; where several are right, all of them are the answer."""

    ask: str
    choices: tuple[Choice, ...]

    @property
    def kind(self) -> str:
        return "many" if sum(choice.right for choice in self.choices) > 1 else "one"


@dataclass(frozen=True)
class Wrong:
    """A wrong number that readers arrive at, and why it is wrong."""

    value: float
    why: str


@dataclass(frozen=True)
class Number:
    """A question whose answer is a number, right within a tolerance."""

    ask: str
    answer: float
    within: float
    why: str
    wrong: tuple[Wrong, ...] = ()
    unit: str = ""
    kind = "number"


Question = Choices | Number


def read(text: str) -> Question:
    """A question from the fence's YAML. Raises FenceError."""
    try:
        said = yaml.load(text, yaml.BaseLoader)  # every value as the text it is: no `yes` that becomes True
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise FenceError(f"this is no YAML: {error.problem}; put the text in quotes?", line) from error
    if isinstance(said, dict) and "choices" in said:
        return _choices(_fields(said, ("ask", "choices"), (), "a question with choices"))
    return _number(_fields(said, ("ask", "answer", "within", "why"), ("wrong", "unit"), "a question"))


def _choices(said: dict[str, Any]) -> Choices:
    choices = tuple(_choice(given) for given in _list(said["choices"], "choices"))
    if {choice.right for choice in choices} != {True, False}:
        raise FenceError("a question has at least one right and one wrong choice")
    texts = [" ".join(choice.text.split()) for choice in choices]
    if twice := [text for text in texts if texts.count(text) > 1]:
        raise FenceError(f"two choices are the same: {twice[0]!r}")
    return Choices(_text(said["ask"], "ask"), choices)


def _choice(given: Any) -> Choice:
    fields = _fields(given, ("why",), ("right", "wrong"), "a choice")
    if len(fields) != 2:
        raise FenceError(f"a choice is either right or wrong: {fields}")
    kind = "right" if "right" in fields else "wrong"
    return Choice(_text(fields[kind], kind), kind == "right", _text(fields["why"], "why"))


def _number(said: dict[str, Any]) -> Number:
    wrong = tuple(_wrong(given) for given in _list(said.get("wrong", []), "wrong"))
    unit = _text(said["unit"], "unit") if "unit" in said else ""
    answer, within = _float(said["answer"], "answer"), _float(said["within"], "within")
    if within <= 0:
        raise FenceError(f"within is {within:g}, but a typed number is never exact: it is above 0")
    for one, other in combinations([answer, *(w.value for w in wrong)], 2):
        if abs(one - other) <= 2 * within:
            raise FenceError(f"{one:g} and {other:g} cannot be told apart within {within:g}")
    return Number(_text(said["ask"], "ask"), answer, within, _text(said["why"], "why"), wrong, unit)


def _wrong(given: Any) -> Wrong:
    fields = _fields(given, ("is", "why"), (), "a wrong number")
    return Wrong(_float(fields["is"], "is"), _text(fields["why"], "why"))


def _fields(given: Any, needed: tuple[str, ...], other: tuple[str, ...], what: str) -> dict[str, Any]:
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


def _list(given: Any, name: str) -> list[Any]:
    if not isinstance(given, list):
        raise FenceError(f"{name} is a list, not {given!r}")
    return given


def _text(given: Any, name: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise FenceError(f"{name} is a text, not {given!r}")
    return given.strip()


def _float(given: Any, name: str) -> float:
    try:
        value = float(given)
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise FenceError(f"{name} is a number, not {given!r}")
    return value
