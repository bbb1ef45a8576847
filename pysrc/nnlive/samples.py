"""Samples: what a reader has collected for the classes of a project, such as pictures of two gestures.

The page keeps every sample as bytes under an id and hands them to Python once, onto the SHELF. A control's value only
names them, so that a project of hundreds of pictures travels as one short text.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlive.controls import Control, ControlError, Setting

Array = NDArray[Any]

FORMAT = "Neural Networks, Live: project 1"
SHELF: dict[str, bytes] = {}  # what the page has handed over, by id
NAME = 40  # characters of a class's name at most


@dataclass(frozen=True)
class Kind:
    """What one sample is: an array of this shape and type, as raw bytes in the page's byte order (little)."""

    name: str
    shape: tuple[int, ...]
    dtype: str

    @property
    def size(self) -> int:
        """Bytes of one sample."""
        return int(np.prod(self.shape)) * np.dtype(self.dtype).itemsize

    def array(self, samples: Sequence[bytes]) -> Array:
        """Samples as one array (n, *shape). ControlError for one of another length."""
        for sample in samples:
            if len(sample) != self.size:
                raise ControlError(f"a {self.name} sample has {len(sample)} bytes, not {self.size}")
        return np.frombuffer(b"".join(samples), self.dtype).reshape(-1, *self.shape)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("picture", (64, 64, 3), "<u1"),  # red, green, blue
        Kind("sound", (5120,), "<i2"),  # 0.64 s at 8,000 numbers a second
        Kind("motion", (64, 3), "<f4"),  # 1.28 s of acceleration along x, y, z, in m/s²
        Kind("figure", (11, 2), "<f4"),  # key points: x to the right, y down, from 0 to 1
    )
}


@dataclass(frozen=True, eq=False)
class Group:
    """One class: its name, its samples (n, *shape), and whether it takes part."""

    name: str
    samples: Array
    on: bool = True


@dataclass(frozen=True, eq=False)
class Project:
    """The classes of one kind, in the reader's order; `model` is a trained network that came with them, or empty."""

    kind: Kind
    groups: tuple[Group, ...]
    model: bytes = b""

    @property
    def active(self) -> tuple[Group, ...]:
        """The classes that take part."""
        return tuple(group for group in self.groups if group.on)

    def table(self) -> tuple[Array, Array, list[str]]:
        """X (n, *shape), y (n,) with the number of each sample's class, and the classes' names.

        ControlError, in words for the reader, when there is nothing to learn from.
        """
        active = self.active
        if len(active) < 2:
            raise ControlError("Two classes are needed at least, so that there is something to tell apart")
        for group in active:
            if len(group.samples) < 2:
                few = "no samples" if len(group.samples) == 0 else "one sample"
                raise ControlError(f"“{group.name}” has {few}: give it a few, or switch it off")
        X = np.concatenate([group.samples for group in active])
        if (X[0] == X).all():
            raise ControlError("All samples are equal, so there is nothing to tell apart")
        y = np.repeat(np.arange(len(active)), [len(group.samples) for group in active])
        return X, y, [group.name for group in active]

    def save(self, model: bytes = b"") -> bytes:
        """The project as one npz file, with its trained network if there is one."""
        parts = {f"samples_{i}": group.samples for i, group in enumerate(self.groups)}
        about = {"format": FORMAT, "kind": self.kind.name, "names": [group.name for group in self.groups]}
        head = json.dumps({**about, "on": [group.on for group in self.groups]})
        buffer = io.BytesIO()
        everything: dict[str, Any] = {"head": np.array(head), "model": np.frombuffer(model, np.uint8), **parts}
        np.savez_compressed(buffer, **everything)
        return buffer.getvalue()


def opened(data: bytes, kind: Kind) -> Project:
    """A project from the bytes of a file. ControlError when it is no such file, or of another kind."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as packed:
            head = json.loads(str(packed["head"]))
            names, on = head["names"], head["on"]
            groups = tuple(Group(str(names[i]), packed[f"samples_{i}"], bool(on[i])) for i in range(len(names)))
            model = packed["model"].tobytes()
    except Exception as error:  # whatever is wrong with a file of the reader's: it is not one of ours
        raise ControlError("This file is no project that was saved here") from error
    if head.get("kind") != kind.name:
        raise ControlError(f"This file is a {head.get('kind')} project; this page opens {kind.name} projects")
    for group in groups:
        if group.samples.shape[1:] != kind.shape or group.samples.dtype != np.dtype(kind.dtype):
            raise ControlError("This project's samples have another size than this page uses")
    return Project(kind, groups, model)


BuiltIn = Callable[[], Sequence[tuple[str, Array]]]


@dataclass(frozen=True)
class Samples(Control):
    """A project that the reader makes: classes, each with samples of one kind.

    The value is the name of a built-in set, or JSON: {"classes": [{"name", "on", "ids"}, ...], "model": an id or ""}.
    `sets` gives for each name a function that makes the classes' names and samples, and `about` what it shows.
    `look` is the live control that gets the id of the sample to be judged now, with # and a running number.
    """

    kind: str
    sets: Mapping[str, BuiltIn]
    value: str
    label: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    look: str = "look"
    live: bool = False
    group: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ControlError(f"Samples: there is no kind {self.kind!r}; there are {', '.join(KINDS)}")
        if set(self.about) != set(self.sets):
            raise ControlError("Samples: every built-in set needs a line in `about`, and every line a set")
        self.read(self.value)

    def read(self, value: object) -> Setting:
        """The same text, checked as far as that is possible without the samples."""
        text = str(value)
        if text not in self.sets:
            _classes(text, self.sets)
        return text

    def ends(self) -> list[Setting]:
        return list(self.sets)

    def project(self, value: str) -> Project:
        """The project that a value names. ControlError when its samples are not on the shelf."""
        kind = KINDS[self.kind]
        if value in self.sets:
            return Project(kind, tuple(Group(name, samples) for name, samples in self.sets[value]()))
        told = _classes(value, self.sets)
        groups = tuple(
            Group(str(one["name"]), kind.array([_taken(id) for id in one["ids"]]), bool(one["on"]))
            for one in told["classes"]
        )
        return Project(kind, groups, SHELF.get(str(told.get("model", "")), b""))


def _taken(id: str) -> bytes:
    if id not in SHELF:
        raise ControlError("a sample of this project has not reached Python; press Reset and try again")
    return SHELF[id]


def _classes(text: str, sets: Mapping[str, BuiltIn]) -> dict[str, Any]:
    """The table in a value's JSON, its form checked."""
    try:
        told = json.loads(text)
        classes = told["classes"]
        fine = all(
            isinstance(one["name"], str) and len(one["name"]) <= NAME and isinstance(one["on"], bool) for one in classes
        ) and all(isinstance(id, str) for one in classes for id in one["ids"])
    except (ValueError, TypeError, KeyError):
        fine = False
    if not fine:
        raise ControlError(f"{text[:60]!r} is neither a project nor one of {', '.join(sets)}")
    return dict(told)
