"""The widget that goals watch: whether it stands on their page, and has the controls and read-outs that they name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coursebuild import fields, locate, still
from coursebuild.goals import Goal, Goals
from coursebuild.locate import Fence, FenceError
from nnlive import lesson
from nnlive.controls import Choice, Control, ControlError, Seed, Setting, Slider, Toggle
from nnlive.widget import Widget


@dataclass(frozen=True)
class Watched:
    """A widget as it stands on the page."""

    widget: Widget
    settings: dict[str, Setting]
    source: str

    def text(self, name: str, value: object) -> str:
        """A control's value as the page's form has it. Raises ControlError."""
        if name not in self.widget.controls:
            raise ControlError(f"there is no control {name!r}; there are {', '.join(self.widget.controls)}")
        control = self.widget.controls[name]
        try:
            return _form(control, control.read(value))
        except ControlError as error:
            raise ControlError(f"{name}: {error}") from None

    def texts(self, given: Mapping[str, object]) -> dict[str, str]:
        return {name: self.text(name, value) for name, value in given.items()}


def _form(control: Control, value: Setting) -> str:
    if isinstance(control, Toggle):
        return "on" if value else ""
    return f"{value:g}" if isinstance(value, float) and not isinstance(control, Choice) else str(value)


def find(goals: Goals, fence: Fence) -> Watched:
    """The one widget of the fence's page that the goals name. Raises FenceError, or what is wrong with that widget."""
    there = [still.Spec.read(f.text) for f in locate.of_file(fence.file) if f.role == "widget"]
    found = [spec for spec in there if spec.reference == goals.watch]
    if len(found) != 1:
        told = f"{len(found)} times" if found else "not"
        names = ", ".join(spec.reference for spec in there) or "none"
        raise FenceError(f"watch: {goals.watch} stands {told} on this page; there are {names}")
    name, function = lesson.split(goals.watch)
    widget = still.load(name).widget(function)
    return Watched(widget, widget.settings(found[0].values), repr((goals.watch, sorted(found[0].values.items()))))


def check(goals: Goals, on: Watched) -> None:
    """Raises FenceError or ControlError when the goals name what the widget does not have."""
    if not on.widget.runs:
        raise FenceError(f"watch: {goals.watch} is a still; goals watch a run")
    for given in (goals.set, *_wheres(goals)):
        on.texts(given)
    for name in (*goals.names, *goals.another):
        on.text(name, on.settings.get(name))
    for name in goals.another:
        if not isinstance(on.widget.controls[name], Slider | Seed):
            raise FenceError(f"another: {name} is no slider and no seed, so there is no next one")
    shown = next(iter(on.widget.figures(on.settings))).outputs
    for name in goals.outputs:
        if name not in shown:
            raise FenceError(f"there is no read-out {name!r}; {goals.watch} shows {', '.join(shown)}")
    for goal in goals.goals:
        _check_solution(goals, goal, on)


def _wheres(goals: Goals) -> Iterable[dict[str, str]]:
    for where in (goals.where, goals.unless, *(one for goal in goals.goals for one in (goal.where, goal.unless))):
        for name, values in where.items():
            yield from ({name: value} for value in values)


def _check_solution(goals: Goals, goal: Goal, on: Watched) -> None:
    """Enough runs, each with settings that the widget takes and with how far it goes."""
    if len(goal.solution) < goal.runs:
        raise FenceError(f"{goal.say!r} asks for {goal.runs} runs, but its solution has {len(goal.solution)}")
    for run in goal.solution:
        if goals.clock not in run:
            raise FenceError(f"a solution says how far it runs, such as {goals.clock}: 100; this one does not: {run}")
        fields.number(run[goals.clock], goals.clock)
        on.texts({name: value for name, value in run.items() if name != goals.clock})
