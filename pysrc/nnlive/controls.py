"""Controls: what a reader can set, declared beside the function that uses it.

A control knows its starting value, which values it takes, and how to read one that comes as text from a page, a
fence or a link.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

Setting = bool | int | float | str


class ControlError(ValueError):
    """A value that a control does not take, or a control declared wrongly."""


@dataclass(frozen=True)
class Control:
    """Base of all controls. `live` = a change does not restart a run; the next `yield` returns it instead.

    Controls with one `group` stand together under its name.
    """

    def read(self, value: object) -> Setting:
        """The setting for a value as it comes from a page or a fence. Raises ControlError in plain words."""
        raise NotImplementedError

    def ends(self) -> list[Setting]:
        """The extreme settings: what a test tries beside the starting value."""
        raise NotImplementedError

    def starting(self, value: object) -> Self:
        """The same control with another starting value, checked."""
        return replace(self, value=self.read(value))  # type: ignore[call-arg]  # every subclass has `value`


def _number(value: object) -> float:
    if isinstance(value, bool):
        raise ControlError(f"{value} is not a number")
    try:
        number = float(value)  # type: ignore[arg-type]  # whatever float cannot read is told below
    except (TypeError, ValueError, OverflowError):
        raise ControlError(f"{value!r} is not a number") from None
    return number


@dataclass(frozen=True)
class Slider(Control):
    """A number from `low` to `high` in steps of `step`; whole numbers when all of them are whole."""

    low: float
    high: float
    step: float
    value: float
    label: str = ""
    live: bool = False
    group: str = ""

    def __post_init__(self) -> None:
        if not (self.low < self.high and 0 < self.step <= self.high - self.low):
            raise ControlError(f"Slider: {self.low} to {self.high} in steps of {self.step} is no range")
        self.read(self.value)

    def read(self, value: object) -> Setting:
        """The number, moved to the nearest step. Raises ControlError outside the range."""
        number = _number(value)
        if not self.low <= number <= self.high:  # also refuses nan
            raise ControlError(f"{value} is outside {self.low:g} to {self.high:g}")
        # The last step may stop short of `high`, as it does on the page.
        steps = min(round((number - self.low) / self.step), math.floor((self.high - self.low) / self.step + 1e-9))
        # Ten digits below a step's first one: 0.1 + 0.2 becomes 0.3, and -0.3 + 0.3 becomes 0.
        number = round(self.low + steps * self.step, 9 - math.floor(math.log10(self.step))) + 0.0
        whole = all(float(v).is_integer() for v in (self.low, self.high, self.step))
        return int(number) if whole else number

    def ends(self) -> list[Setting]:
        return [self.read(self.low), self.read(self.high)]


@dataclass(frozen=True)
class Choice(Control):
    """One of some options, given as texts or numbers; `names` are the words shown for them."""

    options: Sequence[str | float]
    value: str | float
    label: str = ""
    names: Sequence[str] = ()
    live: bool = False
    group: str = ""

    def __post_init__(self) -> None:
        if len({str(option) for option in self.options}) < max(2, len(self.options)):
            raise ControlError(f"Choice: {list(self.options)} needs two or more different options")
        if self.names and len(self.names) != len(self.options):
            raise ControlError(f"Choice: {len(self.names)} names for {len(self.options)} options")
        self.read(self.value)

    def read(self, value: object) -> Setting:
        """The option that is written like `value`. Raises ControlError when there is none."""
        for option in self.options:
            if str(option) == str(value) or (option == value and not isinstance(value, bool)):
                return option
        raise ControlError(f"{value!r} is not one of {', '.join(map(str, self.options))}")

    def ends(self) -> list[Setting]:
        return list(self.options)

    def shown(self) -> list[tuple[str, str]]:
        """(value, words) of every option."""
        names = self.names or [str(option).replace("-", "−") for option in self.options]
        return [(str(option), name) for option, name in zip(self.options, names, strict=True)]


@dataclass(frozen=True)
class Toggle(Control):
    """On or off."""

    value: bool
    label: str = ""
    live: bool = False
    group: str = ""

    def __post_init__(self) -> None:
        self.read(self.value)

    def read(self, value: object) -> Setting:
        """True or False, also from the texts a link or a fence carries."""
        if isinstance(value, bool):
            return value
        if str(value).lower() in ("true", "false"):
            return str(value).lower() == "true"
        raise ControlError(f"{value!r} is not true or false")

    def ends(self) -> list[Setting]:
        return [False, True]


@dataclass(frozen=True)
class Seed(Control):
    """The number that random choices start from: the same seed, the same run. Shown with a button for another."""

    value: int = 1
    label: str = "seed"
    live: bool = False
    group: str = ""
    high: int = 9999

    def __post_init__(self) -> None:
        self.read(self.value)

    def read(self, value: object) -> Setting:
        """A whole number from 0 to `high`."""
        number = _number(value)
        if not (number.is_integer() and 0 <= number <= self.high):
            raise ControlError(f"{value} is not a whole number from 0 to {self.high}")
        return int(number)

    def ends(self) -> list[Setting]:
        return [0, self.high]


@dataclass(frozen=True)
class Words(Control):
    """Free text of at most `most` characters: `rows` lines high; a box of a few lines also takes a file.

    `another` is the name of a button that writes a new random seed.
    """

    value: str = ""
    label: str = ""
    live: bool = False
    group: str = ""
    rows: int = 1
    most: int = 200_000
    another: str = ""

    def __post_init__(self) -> None:
        self.read(self.value)

    def read(self, value: object) -> Setting:
        """The text. Raises ControlError when it is too long."""
        text = str(value)
        if len(text) > self.most:
            raise ControlError(f"{len(text):,} characters are more than the {self.most:,} that fit")
        return text

    def ends(self) -> list[Setting]:
        return [self.value]


def read_all(controls: dict[str, Control], given: dict[str, Any]) -> dict[str, Setting]:
    """Settings for all controls: the given values read and checked, the starting ones for the rest.

    Raises ControlError with the control's name for a value it does not take or a name that is not declared.
    """
    for name in given:
        if name not in controls:
            raise ControlError(f"there is no control {name!r}; there are {', '.join(controls) or 'none'}")
    settings = {}
    for name, control in controls.items():
        try:
            settings[name] = control.read(given.get(name, control.value))  # type: ignore[attr-defined]
        except ControlError as error:
            raise ControlError(f"{name}: {error}") from None
    return settings


def from_json(text: str) -> dict[str, Any]:
    """Values by control name from the JSON text a page sends."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ControlError("the page sent no table of values")
    return values
