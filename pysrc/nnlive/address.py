"""Settings in a web address, after the #: `batchSize=10&dataset=spiral`. A key reads one of them and writes it back.

There is a kind of key for each kind of value. What can be mended is mended, with a remark in a sentence; only a
text that means nothing is a ValueError.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

import numpy as np

from nnlive.tables import choose

Reading = tuple[Any, str]  # a value, and a sentence if it is not quite what was asked for


@dataclass(frozen=True)
class Key:
    """One setting in the address: read(text) gives the value and a remark, write(value) the text."""

    name: str
    field: str
    read: Callable[[str], Reading]
    write: Callable[[Any], str] = str


def to_number(text: str) -> float:
    """The number a text stands for."""
    try:
        value = float(text)
    except ValueError:
        value = inf
    if not isfinite(value) or "_" in text:
        raise ValueError(f"{clip(text)!r} is not a number.")
    return value


def to_text(value: float) -> str:
    """A number as JavaScript writes it: all digits, 10 and not 10.0."""
    return np.format_float_positional(value, trim="-")


def clip(text: str) -> str:
    """What a remark quotes of a text."""
    return text if len(text) <= 40 else text[:40] + "…"


def choice(name: str, field: str, names: Mapping[str, str]) -> Key:
    """A setting that takes one of the names on the left, called on the right in State."""

    def read(text: str) -> Reading:
        return choose(names, clip(text), f"value of {name}"), ""

    back = {ours: theirs for theirs, ours in names.items()}
    return Key(name, field, read, lambda value: choose(back, value, f"value of {name}"))


def flag(name: str, field: str) -> Key:
    """On unless it says false, as in the TensorFlow Playground."""
    return Key(name, field, lambda text: (text != "false", ""), lambda value: str(value).lower())


def number(name: str, field: str, low: float, high: float, whole: bool = False, above: float | None = None) -> Key:
    """A number from low to high; what is outside becomes the nearest, or `above` if too large and that is given."""

    def read(text: str) -> Reading:
        asked = to_number(text)
        value: float = min(max(asked, low), high)
        if asked > high and above is not None:
            value = above
        value = round(value) if whole else value
        if value == asked:
            return value, ""
        kind = "a whole number" if whole else "a number"
        bounds = f"from {to_text(low)} to {to_text(high)}"
        return value, f"{name} is {kind} {bounds}: {clip(text)} became {to_text(value)}."

    return Key(name, field, read, to_text)


def sequence(name: str, field: str, item: Key, most: int) -> Key:
    """Values with commas between; none at all is an answer too."""

    def read(text: str) -> Reading:
        parts = [item.read(part.strip()) for part in text.split(",") if part.strip()]
        remarks = [remark for _, remark in parts if remark]
        if len(parts) > most:
            remarks.append(f"{name} has room for {most}: the other {len(parts) - most} were left out.")
        return tuple(value for value, _ in parts[:most]), " ".join(remarks)

    return Key(name, field, read, lambda values: ",".join(map(item.write, values)))


def word(name: str, field: str, longest: int) -> Key:
    """Any text that can be printed on a line."""

    def read(text: str) -> Reading:
        if not text.isprintable() or not 0 < len(text) <= longest or text != text.strip():
            raise ValueError(f"Text of 1 to {longest} characters is meant, without space around it.")
        return text, ""

    return Key(name, field, read)


def pairs(address: str) -> dict[str, str]:
    """Names and texts; of two with one name the last counts. An address without any = is an anchor, not settings."""
    if "=" not in address:
        return {}
    parts = (part.partition("=") for part in address.lstrip("#").split("&") if part)
    return {unquote(name): unquote(text) for name, _, text in parts}


def quote(text: str) -> str:
    return "".join(f"%{ord(letter):02X}" if letter in "%&=# " else letter for letter in text)


def unquote(text: str) -> str:
    """%2C back to a comma, as some programs write it."""
    return re.sub("(%[0-9a-fA-F]{2})+", lambda m: bytes.fromhex(m[0].replace("%", "")).decode(errors="replace"), text)
