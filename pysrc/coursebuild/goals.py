"""Goals: what a reader is to reach with a widget of the page, and the answer that opens once it has been tried.

The page notes the reader's own runs of that widget. A run is what some controls were set to; of each read-out it keeps
the last, the lowest and the highest value. A goal is reached by runs that meet its conditions.
"""

from dataclasses import dataclass
from typing import Any

from coursebuild import fields
from coursebuild.locate import FenceError

# What some controls shall be: any of these values each.
Where = dict[str, tuple[str, ...]]
Limits = dict[str, float]


@dataclass(frozen=True)
class Goal:
    """What a number of runs shall reach, and settings with which they do: a goal that nobody can reach is no goal.

    `where` and `unless` say which runs count, `least` and `most` what they reach. With `different` the runs differ in
    that control, with `alike` they are the same in that one. What is `extra` is not needed to be done.
    """

    say: str
    solution: tuple[dict[str, str], ...]
    where: Where
    unless: Where
    least: Limits
    most: Limits
    runs: int = 1
    different: str = ""
    alike: str = ""
    extra: bool = False


@dataclass(frozen=True)
class Compare:
    """A picture of the reader's runs beside measured ones: each a dot at the last value of the read-out `of`.

    Only runs with at least `least` count; with `by`, each value of that control has a row of its own.
    """

    of: str
    least: Limits
    measured: dict[str, tuple[float, ...]]
    by: str = ""


@dataclass(frozen=True)
class Goals:
    """A task: the widget it watches, what the reader's table shows, its goals, and its answer in paragraphs.

    `clock` is the read-out that grows while a run goes on. `columns` are controls with headings: the table shows those
    in which runs differ. `reads` are read-outs. `set` is what the button that prepares the task sets;
    `another` names a button that sets a control one higher.
    """

    watch: str
    title: str
    goals: tuple[Goal, ...]
    answer: tuple[str, ...]
    columns: dict[str, str]
    reads: tuple[str, ...]
    clock: str
    set: dict[str, str]
    where: Where
    unless: Where
    another: dict[str, str]
    compare: Compare | None = None

    @property
    def names(self) -> list[str]:
        """All controls that tell one run from another, each once."""
        wheres = [self.where, self.unless, *(where for goal in self.goals for where in (goal.where, goal.unless))]
        told = [name for goal in self.goals for name in (goal.different, goal.alike) if name]
        by = [self.compare.by] if self.compare and self.compare.by else []
        return list(dict.fromkeys([*self.columns, *self.set, *(name for w in wheres for name in w), *told, *by]))

    @property
    def outputs(self) -> list[str]:
        """All read-outs that matter, each once; the clock is the first."""
        limits = [name for goal in self.goals for name in (*goal.least, *goal.most)]
        compared = [self.compare.of, *self.compare.least] if self.compare else []
        return list(dict.fromkeys([self.clock, *self.reads, *limits, *compared]))


_NEEDED = ("watch", "title", "columns", "reads", "goals", "answer")
_OTHER = ("clock", "set", "where", "unless", "another", "compare")


def read(text: str) -> Goals:
    """Goals from the fence's YAML. Raises FenceError."""
    said = fields.table(fields.load(text), _NEEDED, _OTHER, "goals")
    goals = tuple(_goal(given) for given in fields.items(said["goals"], "goals"))
    if not goals or goals[0].extra:
        raise FenceError("the first goal is the one that opens the answer: there is one, and it is no extra")
    return Goals(
        watch=fields.text(said["watch"], "watch"),
        title=fields.text(said["title"], "title"),
        goals=goals,
        answer=tuple(part.strip() for part in fields.text(said["answer"], "answer").split("\n\n")),
        columns=_texts(said["columns"], "columns"),
        reads=tuple(fields.text(name, "reads") for name in fields.items(said["reads"], "reads")),
        clock=fields.text(said.get("clock", "epoch"), "clock"),
        set=_settings(said.get("set", {}), "set"),
        where=_where(said.get("where", {})),
        unless=_where(said.get("unless", {})),
        another=_texts(said.get("another", {}), "another"),
        compare=_compare(said["compare"]) if "compare" in said else None,
    )


def _goal(given: Any) -> Goal:
    other = ("where", "unless", "least", "most", "runs", "different", "alike", "extra")
    said = fields.table(given, ("say", "solution"), other, "a goal")
    runs = fields.number(said.get("runs", "1"), "runs")
    if runs < 1 or runs % 1:
        raise FenceError(f"runs is how many runs, at least 1, not {said['runs']!r}")
    if said.get("extra", "true") != "true":
        raise FenceError(f"extra is true, or it is left out: {said['extra']!r}")
    return Goal(
        say=fields.text(said["say"], "say"),
        solution=tuple(_settings(run, "a solution") for run in fields.items(said["solution"], "solution")),
        where=_where(said.get("where", {})),
        unless=_where(said.get("unless", {})),
        least=_limits(said.get("least", {}), "least"),
        most=_limits(said.get("most", {}), "most"),
        runs=int(runs),
        different=said.get("different", ""),
        alike=said.get("alike", ""),
        extra="extra" in said,
    )


def _compare(given: Any) -> Compare:
    said = fields.table(given, ("of", "measured"), ("least", "by"), "compare")
    rows = fields.names(said["measured"], "measured")
    measured = {n: tuple(fields.number(value, n) for value in fields.items(row, n)) for n, row in rows.items()}
    if not measured or not all(measured.values()):
        raise FenceError("measured has a name for each row of numbers, and one number or more in each")
    least = _limits(said.get("least", {}), "least")
    return Compare(fields.text(said["of"], "of"), least, measured, said.get("by", ""))


def _texts(given: Any, name: str) -> dict[str, str]:
    return {key: fields.text(value, f"{name}: {key}") for key, value in fields.names(given, name).items()}


def _settings(given: Any, name: str) -> dict[str, str]:
    """Values of controls; an empty one is a value too."""
    said = fields.names(given, name)
    if strange := [key for key, value in said.items() if not isinstance(value, str)]:
        raise FenceError(f"{name}: {strange[0]} has one value, not {said[strange[0]]!r}")
    return said


def _where(given: Any) -> Where:
    said = fields.names(given, "where")
    return {name: tuple(value) if isinstance(value, list) else (value,) for name, value in said.items()}


def _limits(given: Any, name: str) -> Limits:
    return {key: fields.number(value, f"{name}: {key}") for key, value in fields.names(given, name).items()}
