"""A widget is a function from control values to a Figure: `return` makes a still, `yield` makes a run."""

import inspect
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nnlive.controls import Control, ControlError, Setting, read_all
from nnlive.figure import Figure

Run = Generator[Figure, Mapping[str, Setting], None]


class Redraw(dict[str, Setting]):
    """All settings, sent into a run that shall show the same moment again instead of going on."""


@dataclass(frozen=True)
class Link:
    """How a widget's state stands in a page's address.

    `read` turns the part after # into (settings by control, controls to hide, sentences on what was not understood).
    A figure's `link` is the way back.
    """

    read: Callable[[str], tuple[dict[str, Any], list[str], list[str]]]


class WidgetError(ValueError):
    """A widget declared wrongly, or one that does not give figures."""


@dataclass(frozen=True)
class Widget:
    """A function with its controls. `pace` = at most so many pictures a second; `title` is its short name; `play` is
    what its Play button says.

    A run that `redraws` is sent a Redraw when a live control moves while it stands still.
    """

    function: Callable[..., Any]
    controls: dict[str, Control]
    title: str
    pace: float = 60.0
    redraws: bool = False
    link: Link | None = None
    play: str = "Play"

    @property
    def name(self) -> str:
        """The function's name: what a fence calls it by."""
        return self.function.__name__

    @property
    def runs(self) -> bool:
        """Whether it yields pictures one after another."""
        return inspect.isgeneratorfunction(self.function)

    def settings(self, given: Mapping[str, Any] | None = None) -> dict[str, Setting]:
        """All settings, the given ones read and checked. Raises ControlError."""
        return read_all(self.controls, dict(given or {}))

    def start(self, settings: Mapping[str, Setting]) -> Run:
        """The figures for these settings, one by one; a still gives one."""
        return self.function(**settings) if self.runs else _once(self.function, settings)

    def still(self, given: Mapping[str, Any] | None = None, frame: int | None = None, most: int = 20_000) -> Figure:
        """The picture for the page: the `frame`-th of a run (0 = its first), or its last.

        Raises WidgetError when a run has no such picture or does not end within `most` pictures.
        """
        wanted = most if frame is None else frame + 1
        last = deque(enumerate(islice(self.figures(given), wanted), 1), maxlen=1)
        if not last:
            raise WidgetError(f"{self.name} gave no picture")
        count, figure = last.pop()
        if frame is None and count == most:
            raise WidgetError(f"{self.name} gave {most} pictures and no end; say which one to print: `still: 200`")
        if frame is not None and count <= frame:
            raise WidgetError(f"{self.name} gave {count} pictures, so there is no picture {frame}")
        return figure

    def figures(self, given: Mapping[str, Any] | None = None) -> Iterator[Figure]:
        """All figures for the given settings, checked to be figures."""
        for figure in self.start(self.settings(given)):
            yield checked(self.name, figure)

    def source(self) -> str:
        """The Python of the function, with its declaration."""
        return inspect.getsource(self.function)


def checked(name: str, figure: object) -> Figure:
    """The figure itself. Raises WidgetError for anything else a function may have given."""
    if not isinstance(figure, Figure):
        raise WidgetError(f"{name} gave {type(figure).__name__}, not a Figure")
    return figure


def _once(function: Callable[..., Figure], settings: Mapping[str, Setting]) -> Run:
    yield function(**settings)


def widget(
    *,
    title: str = "",
    pace: float = 60.0,
    redraws: bool = False,
    link: Link | None = None,
    play: str = "Play",
    **controls: Control,
) -> Callable[[Callable[..., Any]], Widget]:
    """Declares a function as a widget, with one control for each of its parameters.

    Raises WidgetError at import when parameters and controls do not match.
    """

    def declare(function: Callable[..., Any]) -> Widget:
        where = f"{function.__module__}:{function.__name__}"
        kinds = inspect.signature(function).parameters
        parameters = [name for name, told in kinds.items() if told.kind is not told.VAR_KEYWORD]
        takes_all = len(parameters) < len(kinds)  # a function of **settings
        if not set(parameters) <= set(controls) or not (takes_all or set(parameters) == set(controls)):
            raise WidgetError(f"{where} has the parameters {parameters} but the controls {list(controls)}")
        for name, control in controls.items():
            if not isinstance(control, Control):
                raise ControlError(f"{where}: {name} = {control!r} is not a control")
        if not pace > 0:
            raise WidgetError(f"{where}: pace = {pace} pictures a second would show none")
        return Widget(function, controls, title or function.__name__.replace("_", " "), pace, redraws, link, play)

    return declare
