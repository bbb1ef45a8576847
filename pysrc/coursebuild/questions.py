"""A question: its choices or its number, and why each answer is right or wrong. None may be ambiguous."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from coursebuild import fields
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
    said = fields.load(text)
    if isinstance(said, dict) and "choices" in said:
        return _choices(fields.table(said, ("ask", "choices"), (), "a question with choices"))
    return _number(fields.table(said, ("ask", "answer", "within", "why"), ("wrong", "unit"), "a question"))


def _choices(said: dict[str, Any]) -> Choices:
    choices = tuple(_choice(given) for given in fields.items(said["choices"], "choices"))
    if {choice.right for choice in choices} != {True, False}:
        raise FenceError("a question has at least one right and one wrong choice")
    texts = [" ".join(choice.text.split()) for choice in choices]
    if twice := [text for text in texts if texts.count(text) > 1]:
        raise FenceError(f"two choices are the same: {twice[0]!r}")
    return Choices(fields.text(said["ask"], "ask"), choices)


def _choice(given: Any) -> Choice:
    said = fields.table(given, ("why",), ("right", "wrong"), "a choice")
    if len(said) != 2:
        raise FenceError(f"a choice is either right or wrong: {said}")
    kind = "right" if "right" in said else "wrong"
    return Choice(fields.text(said[kind], kind), kind == "right", fields.text(said["why"], "why"))


def _number(said: dict[str, Any]) -> Number:
    wrong = tuple(_wrong(given) for given in fields.items(said.get("wrong", []), "wrong"))
    unit = fields.text(said["unit"], "unit") if "unit" in said else ""
    answer, within = fields.number(said["answer"], "answer"), fields.number(said["within"], "within")
    if within <= 0:
        raise FenceError(f"within is {within:g}, but a typed number is never exact: it is above 0")
    for one, other in combinations([answer, *(w.value for w in wrong)], 2):
        if abs(one - other) <= 2 * within:
            raise FenceError(f"{one:g} and {other:g} cannot be told apart within {within:g}")
    return Number(fields.text(said["ask"], "ask"), answer, within, fields.text(said["why"], "why"), wrong, unit)


def _wrong(given: Any) -> Wrong:
    said = fields.table(given, ("is", "why"), (), "a wrong number")
    return Wrong(fields.number(said["is"], "is"), fields.text(said["why"], "why"))
