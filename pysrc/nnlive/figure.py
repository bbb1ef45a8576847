"""A Figure is a picture as plain data: panels with marks in them, a text for those who cannot see it, read-outs.

Nothing here draws. The same Figure becomes SVG in the page, in Jupyter and in the tests.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from nnlive.shapes import FigureError, Mark, numbers

Value = str | int | float


@dataclass(frozen=True)
class Spot:
    """A place in a panel that can be pressed, with its middle at (x, y) in data units and a size in pixels.

    Pressing sets controls as if the reader had moved them. While the pointer or the keyboard's focus rests on it,
    `hover` is set instead, and taken back afterwards. `pick` = two controls that get the very point pressed.
    `label` is what a screen reader says; `text` stands on it.
    """

    x: float
    y: float
    width: float
    height: float
    label: str
    set: Mapping[str, Any] = field(default_factory=dict)
    hover: Mapping[str, Any] = field(default_factory=dict)
    pick: tuple[str, str] | tuple[()] = ()
    text: str = ""
    pressed: bool | None = None  # for a spot that switches something on and off

    def __post_init__(self) -> None:
        numbers(self, "place", (self.x, self.y, self.width, self.height))
        if not self.label.strip():
            raise FigureError("Spot: label is empty; say what pressing it does")


@dataclass(frozen=True, eq=False)
class Panel:
    """One plot. `width` and `height` are pixels at a phone's size (at most 360 wide, so that type keeps its size).

    `square` gives both axes the same units a pixel; the height then follows from the width. Without `axes` there are
    no margins, ticks or labels: a diagram.
    """

    marks: Sequence[Mark]
    xlim: tuple[float, float] = (0.0, 1.0)
    ylim: tuple[float, float] = (0.0, 1.0)
    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    xticks: Sequence[float] | None = None
    yticks: Sequence[float] | None = None
    log: Literal["", "x", "y", "xy"] = ""
    axes: bool = True
    square: bool = False
    width: int = 340
    height: int = 280
    spots: Sequence[Spot] = ()

    def __post_init__(self) -> None:
        if not 60 <= self.width <= 360:
            raise FigureError(f"Panel: width {self.width} is not 60 to 360 (a phone shows 360 pixels)")
        for name in ("xlim", "ylim"):
            low, high = numbers(self, name, getattr(self, name))
            if not low < high:
                raise FigureError(f"Panel: {name} = ({low}, {high}) must rise")
            if name[0] in self.log and low <= 0:
                raise FigureError(f"Panel: {name} starts at {low}, a logarithmic axis must start above 0")
        numbers(self, "xticks", () if self.xticks is None else self.xticks)
        numbers(self, "yticks", () if self.yticks is None else self.yticks)
        object.__setattr__(self, "marks", _all(self, "marks", self.marks, Mark))
        object.__setattr__(self, "spots", _all(self, "spots", self.spots, Spot))


@dataclass(frozen=True, eq=False)
class Figure:
    """What a widget returns or yields.

    `alt` says in words what the picture shows, made from its data. `outputs` are the read-outs by name.
    `between` marks an in-between picture of a movement: a single step goes on until a full one. `rest` says that
    the run has come to rest: the page pauses it, and live controls still change the picture. `controls` sets controls
    on the page to what the run has made of them. `files` are what can be downloaded now: each name with a
    function that makes its content. `link` is the part of an address, after #, that leads back to this state. `news`
    is what has just happened; a screen reader hears it after a change, a step or a pause, not while a run plays.
    """

    panels: Sequence[Panel]
    alt: str
    outputs: Mapping[str, Value] = field(default_factory=dict)
    between: bool = False
    rest: bool = False
    controls: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)
    link: str = ""
    news: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise FigureError("Figure: alt is empty; say in words what the picture shows")
        object.__setattr__(self, "panels", _all(self, "panels", self.panels, Panel))
        # Numpy's numbers become Python's.
        plain = {name: np.asarray(v).item() if np.ndim(v) == 0 else v for name, v in self.outputs.items()}
        for name, value in plain.items():
            if not name.isidentifier():
                raise FigureError(f"Figure: the read-out name {name!r} must be a Python name")
            if not (isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))):
                raise FigureError(f"Figure: outputs[{name!r}] is {value!r}, neither a text nor a finite number")
        object.__setattr__(self, "outputs", plain)

    def moving(self) -> "Figure":
        """This figure as an in-between picture."""
        return replace(self, between=True)

    def _repr_svg_(self) -> str:
        from nnlive import svg  # the only way back up: Jupyter asks the figure, the renderer knows how

        return svg.standalone(self)


def _all(owner: object, name: str, items: Any, kind: type) -> tuple[Any, ...]:
    listed = tuple(items) if isinstance(items, Iterable) else (None,)  # a generator is empty at its second reading
    if not all(isinstance(item, kind) for item in listed):
        raise FigureError(f"{type(owner).__name__}: {name} must be a list of {kind.__name__}")
    return listed
