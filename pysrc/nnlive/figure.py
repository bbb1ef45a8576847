"""A Figure is a picture as plain data: panels with marks in them, a text for those who cannot see it, read-outs.

Nothing here draws. The same Figure becomes SVG in the page, in Jupyter and in the tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Shape = Literal["circle", "square", "triangle", "cross", "ring"]
Value = str | int | float


class FigureError(ValueError):
    """A figure that cannot be shown: a number that is not finite, lengths that differ, no alt text."""


def _numbers(owner: object, name: str, value: ArrayLike) -> Array:
    array = np.atleast_1d(np.asarray(value, dtype=float))
    if not np.isfinite(array).all():
        where = np.argwhere(~np.isfinite(array))[0]
        at = ", ".join(map(str, where))
        raise FigureError(f"{type(owner).__name__}: {name}[{at}] is {array[tuple(where)]}, not a finite number")
    return array


class Mark:
    """Base of all marks. Fields in `_arrays` become float arrays of one length and are checked to be finite."""

    _arrays: tuple[str, ...] = ("x", "y")
    label: str = ""

    def __post_init__(self) -> None:
        arrays = [_numbers(self, name, getattr(self, name)) for name in self._arrays]
        longest = max(map(len, arrays))
        for name, array in zip(self._arrays, arrays, strict=True):
            if len(array) not in (1, longest):
                raise FigureError(f"{type(self).__name__}: {name} has {len(array)} numbers, others have {longest}")
            full = array if len(array) == longest else np.repeat(array, longest)
            object.__setattr__(self, name, full)

    @property
    def columns(self) -> list[Array]:
        """The mark's arrays, all of one length, in the order of `_arrays`."""
        return [getattr(self, name) for name in self._arrays]


@dataclass(frozen=True, eq=False)
class Line(Mark):
    """A curve through the points (x, y), in data units."""

    x: ArrayLike
    y: ArrayLike
    color: str = "ink"
    width: float = 2
    dash: bool = False
    label: str = ""


@dataclass(frozen=True, eq=False)
class Polygon(Mark):
    """A filled area with the corners (x, y)."""

    x: ArrayLike
    y: ArrayLike
    color: str = "pos"
    opacity: float = 0.15
    label: str = ""


@dataclass(frozen=True, eq=False)
class Points(Mark):
    """Points at (x, y); `size` is the radius in pixels of a panel 340 wide."""

    x: ArrayLike
    y: ArrayLike
    color: str = "pos"
    shape: Shape = "circle"
    size: float = 4
    label: str = ""


@dataclass(frozen=True, eq=False)
class Segments(Mark):
    """Straight pieces from (x0, y0) to (x1, y1). `weight` sets colour, width and dashes: blue and solid above zero,
    orange and dashed below, wider the larger it is (1 pixel at 0, 7 at 3 and beyond)."""

    x0: ArrayLike
    y0: ArrayLike
    x1: ArrayLike
    y1: ArrayLike
    weight: ArrayLike = 0.0
    curved: bool = False
    _arrays = ("x0", "y0", "x1", "y1", "weight")


@dataclass(frozen=True, eq=False)
class Arrow(Mark):
    """One arrow from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: str = "ink"
    width: float = 2
    _arrays = ("x0", "y0", "x1", "y1")


@dataclass(frozen=True, eq=False)
class Bars(Mark):
    """Upright bars at `x` from `base` to `y`, `width` wide, in data units. `color` may be one for each bar."""

    x: ArrayLike
    y: ArrayLike
    base: float = 0.0
    width: float = 0.8
    color: str | Sequence[str] = "pos"
    label: str = ""


@dataclass(frozen=True, eq=False)
class Rule(Mark):
    """A straight line across the whole panel at one x or one y."""

    x: float | None = None
    y: float | None = None
    color: str = "mute"
    dash: bool = True
    _arrays = ()

    def __post_init__(self) -> None:
        if (self.x is None) == (self.y is None):
            raise FigureError("Rule: give x or y, not both")
        _numbers(self, "x" if self.y is None else "y", self.at)

    @property
    def at(self) -> float:
        """Where the rule stands, in data units."""
        return self.x if self.x is not None else float(self.y or 0)


@dataclass(frozen=True, eq=False)
class Text(Mark):
    """Words at (x, y), moved by (dx, dy) pixels; `size` in pixels."""

    x: float
    y: float
    text: str
    color: str = "ink"
    size: float = 13
    anchor: Literal["start", "middle", "end"] = "middle"
    dx: float = 0
    dy: float = 0
    bold: bool = False


@dataclass(frozen=True, eq=False)
class Disc(Mark):
    """A filled circle with a rim, as a neuron is drawn; `size` is its radius in pixels, `text` stands inside."""

    x: float
    y: float
    size: float = 16
    color: str = "paper"
    rim: str = "ink"
    text: str = ""


@dataclass(frozen=True, eq=False)
class Raster(Mark):
    """A picture of numbers from -1 (orange) to 1 (blue), shape (rows, columns), top row first.

    `extent` = (left, right, bottom, top) in data units. `smooth` blends neighbours; a digit's pixels stay square.
    `frame` draws a thin line around it.
    """

    values: ArrayLike
    extent: tuple[float, float, float, float]
    smooth: bool = True
    frame: bool = False
    _arrays = ()

    def __post_init__(self) -> None:
        values = _numbers(self, "values", self.values)
        if values.ndim != 2:
            raise FigureError(f"Raster: values must have rows and columns, got shape {values.shape}")
        _numbers(self, "extent", self.extent)
        object.__setattr__(self, "values", values)


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

    def __post_init__(self) -> None:
        if not 60 <= self.width <= 360:
            raise FigureError(f"Panel: width {self.width} is not 60 to 360 (a phone shows 360 pixels)")
        for name in ("xlim", "ylim"):
            low, high = _numbers(self, name, getattr(self, name))
            if not low < high:
                raise FigureError(f"Panel: {name} = ({low}, {high}) must rise")
            if name[0] in self.log and low <= 0:
                raise FigureError(f"Panel: {name} starts at {low}, a logarithmic axis must start above 0")


@dataclass(frozen=True, eq=False)
class Figure:
    """What a widget returns or yields.

    `alt` says in words what the picture shows, made from its data. `outputs` are the read-outs by name.
    `between` marks an in-between picture of a movement: a single step goes on until a full one.
    """

    panels: Sequence[Panel]
    alt: str
    outputs: Mapping[str, Value] = field(default_factory=dict)
    between: bool = False

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise FigureError("Figure: alt is empty; say in words what the picture shows")
        for name, value in self.outputs.items():
            if not name.isidentifier():
                raise FigureError(f"Figure: the read-out name {name!r} must be a Python name")
            if isinstance(value, float):
                _numbers(self, f"outputs[{name!r}]", value)

    def moving(self) -> "Figure":
        """This figure as an in-between picture."""
        return replace(self, between=True)

    def _repr_svg_(self) -> str:
        from nnlive import svg  # the only way back up: Jupyter asks the figure, the renderer knows how

        return svg.standalone(self)


def text_of(value: Value) -> str:
    """A read-out as text: words and whole numbers as they are, others to about three digits, a real minus sign."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        text = str(value)
    elif value != 0 and (abs(value) < 0.0005 or abs(value) >= 10_000):
        text = f"{value:.2e}"
    else:
        text = f"{value:.{3 if abs(value) < 10 else 2 if abs(value) < 100 else 1}f}"
    return text.replace("-", "−")
