"""Marks: what a picture is made of, as plain data. Every number in a mark is finite, or the mark is refused."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


class FigureError(ValueError):
    """A figure that cannot be shown: a number that is not finite, lengths that differ, no alt text."""


def numbers(owner: object, name: str, value: ArrayLike) -> Array:
    try:
        array = np.atleast_1d(np.asarray(value, dtype=float))
    except (TypeError, ValueError):
        raise FigureError(f"{type(owner).__name__}: {name} is not made of numbers") from None
    if not np.isfinite(array).all():
        at = np.argwhere(~np.isfinite(array))[0].tolist()
        raise FigureError(f"{type(owner).__name__}: {name}{at} is {array[tuple(at)]}, not a finite number")
    return array


class Mark:
    """Base of all marks. Fields in `_arrays` become float arrays of one length; every number must be finite."""

    _arrays: tuple[str, ...] = ("x", "y")
    _one = False  # whether the mark stands at one place only
    label: str = ""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, float | np.floating) and not math.isfinite(value):
                raise FigureError(f"{type(self).__name__}: {name} is {value}, not a finite number")
        arrays = {name: numbers(self, name, getattr(self, name)) for name in self._arrays}
        shapes = {array.shape for array in arrays.values()} - {(1,)}
        if len(shapes) > (0 if self._one else 1) or any(len(shape) > 1 for shape in shapes):
            told = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
            wanted = "one number" if self._one else "rows of one length"
            raise FigureError(f"{type(self).__name__}: wanted {wanted}, got the shapes {told}")
        shape = next(iter(shapes), (1,))
        for name, array in arrays.items():
            full = array if array.shape == shape else np.broadcast_to(array, shape)
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
    shape: Literal["circle", "square", "triangle", "cross", "ring"] = "circle"
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
    _one = True


@dataclass(frozen=True, eq=False)
class Bars(Mark):
    """Upright bars at `x` from `base` to `y`, `width` wide, in data units. `color` may be one for each bar."""

    x: ArrayLike
    y: ArrayLike
    base: float = 0.0
    width: float = 0.8
    color: str | Sequence[str] = "pos"
    label: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.color, str) and len(self.color) != (bars := len(self.columns[0])):
            raise FigureError(f"Bars: {len(self.color)} colours for {bars} bars")


@dataclass(frozen=True, eq=False)
class Rule(Mark):
    """A straight line across the whole panel at one x or one y."""

    x: float | None = None
    y: float | None = None
    color: str = "mute"
    dash: bool = True
    _arrays = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.x is None) == (self.y is None):
            raise FigureError("Rule: give x or y, not both")


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
    _one = True


@dataclass(frozen=True, eq=False)
class Disc(Mark):
    """A filled circle with a rim, as a neuron is drawn; `size` is its radius in pixels, `text` stands inside."""

    x: float
    y: float
    size: float = 16
    color: str = "paper"
    rim: str = "ink"
    text: str = ""
    _one = True


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
        values = numbers(self, "values", self.values)
        if values.ndim != 2 or not values.size:
            raise FigureError(f"Raster: values must have rows and columns, got shape {values.shape}")
        left, right, bottom, top = numbers(self, "extent", self.extent)
        if not (left < right and bottom < top):
            raise FigureError(f"Raster: extent = {self.extent} must be (left, right, bottom, top)")
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, eq=False)
class Tiles(Mark):
    """Many small pictures of one size, each like a framed Raster: `values` (n, rows, columns), top rows first.

    Their middles stand at (x, y), and they reach `half` to every side, in data units.
    """

    values: ArrayLike
    x: ArrayLike
    y: ArrayLike
    half: ArrayLike
    _arrays = ("x", "y", "half")

    def __post_init__(self) -> None:
        super().__post_init__()
        values = numbers(self, "values", self.values)
        if values.ndim != 3 or not values.size or len(values) != len(self.columns[0]):
            raise FigureError(f"Tiles: wanted {len(self.columns[0])} pictures, got values of shape {values.shape}")
        if not (self.columns[2] > 0).all():
            raise FigureError("Tiles: half of a side must be above 0")
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, eq=False)
class Picture(Mark):
    """A picture in its own colours, the same in the light and the dark scheme: values from 0 to 1, top row first.

    `values` are grey (rows, columns), red, green and blue (rows, columns, 3), or those and how opaque it is
    (rows, columns, 4). Few `shades` of each colour make a page lighter to load. The rest is as in a Raster.
    """

    values: ArrayLike
    extent: tuple[float, float, float, float]
    smooth: bool = False
    frame: bool = False
    shades: int = 256
    _arrays = ()

    def __post_init__(self) -> None:
        values = numbers(self, "values", self.values)
        if not (values.ndim == 2 or (values.ndim == 3 and values.shape[2] in (3, 4))) or not values.size:
            raise FigureError(f"Picture: values must be (rows, columns), or these with 3 or 4, got {values.shape}")
        left, right, bottom, top = numbers(self, "extent", self.extent)
        if not (left < right and bottom < top):
            raise FigureError(f"Picture: extent = {self.extent} must be (left, right, bottom, top)")
        if not 2 <= self.shades <= 256:
            raise FigureError(f"Picture: {self.shades} shades are not 2 to 256")
        object.__setattr__(self, "values", values)
