"""News of the Playground: what has just happened, in a short sentence for a reader who does not see the picture."""

import json
from collections.abc import Callable, Mapping
from math import isfinite

from nnlive.controls import Choice, Setting, Toggle
from nnlive.data import DATASETS
from nnlive.desk import CONTROLS, as_state
from nnlive.features import FEATURES
from nnlive.numerals import text_of
from nnlive.wording import find, name, output_of

Values = Mapping[str, Setting]
SILENT = {"auto", "was", "look_at", "hidden", "value"}  # not the reader's doing, or told in other words
LARGE = {"points", "code", "auto", "was"}  # too much to carry along; a change of these starts no run
MANY = 3  # more changes than this, as a link makes them, are only counted


class News:
    """The last change that the reader made, and how the training has gone since.

    `was` carries the controls over to the run that a change starts: the page sends it back with all others.
    """

    def __init__(self, values: Values, loss: float | None) -> None:
        self.said, self._epochs, self._loss = "", 0, loss
        if values["was"]:
            told = changes(json.loads(str(values["was"])), values)
            self.said = f"{told} The network starts again.".lstrip()
        self._remember(values)

    def note(self, before: Values, now: Values, epochs: int, loss: float | None, edited: str = "") -> None:
        """A change under way; `edited` says which number of the network the reader has set."""
        told = " ".join(filter(None, (changes(before, now), edited)))
        if told:
            self.said, self._epochs, self._loss = told, epochs, loss
        self._remember(now)

    def tell(self, epochs: int, loss: float | None) -> str:
        """The change, until there has been training since; then that. The loss is of the test points, if any."""
        if epochs == self._epochs:
            return self.said
        count = f"{epochs - self._epochs:,} epoch{'' if epochs - self._epochs == 1 else 's'}"
        if loss is None or self._loss is None:
            return f"Trained {count} since the last change."
        if not isfinite(loss):
            return f"Trained {count}: it has diverged."
        return f"Trained {count} since the last change: loss {text_of(self._loss)} to {text_of(loss)}."

    def _remember(self, values: Values) -> None:
        self.was = json.dumps({key: value for key, value in values.items() if key not in LARGE})


def changes(before: Values, now: Values) -> str:
    """What a reader has changed, a sentence for each control."""
    keys = [key for key in CONTROLS if key not in SILENT and before.get(key, now[key]) != now[key]]
    told = list(filter(None, dict.fromkeys(SAID.get(key, _plain(key))(before, now) for key in keys)))
    return " ".join(told) if len(told) <= MANY else f"{len(told)} settings have changed."


def _plain(key: str) -> Callable[[Values, Values], str]:
    """Learning rate: 0.1."""
    control = CONTROLS[key]

    def tell(before: Values, now: Values) -> str:
        value = now[key]
        words = text_of(value) if not isinstance(value, bool) else ""
        if isinstance(control, Choice):
            words = dict(control.shown())[str(value)]
        elif isinstance(control, Toggle):
            words = "on" if value else "off"
        return f"{getattr(control, 'label', key)}: {words}."

    return tell


def _shape(before: Values, now: Values) -> str:
    """Added a neuron to layer 2: now 4, 3."""
    old, new = ([int(units) for units in str(values["shape"]).split(",") if units] for values in (before, now))
    shown = f": now {', '.join(map(str, new))}." if new else ": there is none now."
    if len(new) != len(old):
        return f"{'Added a' if len(new) > len(old) else 'Removed a'} hidden layer{shown}"
    moved = [(i, b - a) for i, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b]
    if len(moved) != 1 or abs(moved[0][1]) != 1:
        return f"Hidden layers{shown}"
    layer, by = moved[0]
    return f"{'Added a neuron to' if by > 0 else 'Removed a neuron from'} layer {layer}{shown}"


def _features(before: Values, now: Values) -> str:
    old, new = ({name for name in str(values["features"]).split(",") if name} for values in (before, now))
    told = []
    for verb, some in (("Added", new - old), ("Removed", old - new)):
        labels = [feature.label for key, feature in FEATURES.items() if key in some]
        told += [f"{verb} the input{'s' * (len(labels) > 1)} {', '.join(labels)}."] if labels else []
    return " ".join(told)


def _dataset(key: str) -> Callable[[Values, Values], str]:
    return lambda before, now: f"Data set {DATASETS[str(now[key])].label}."


def _node(before: Values, now: Values) -> str:
    state = as_state(dict(now))
    return f"Chosen: {name(state, find(state, str(now['node'])) or output_of(state))}."


def _part(before: Values, now: Values) -> str:
    return "" if before.get("node") != now["node"] else "Another number of this neuron is chosen."


def _point(before: Values, now: Values) -> str:
    return f"Point {text_of(now['px'])}, {text_of(now['py'])} is chosen."


def _points(before: Values, now: Values) -> str:
    count = sum(bool(line.strip()) for line in str(now["points"]).splitlines())
    return f"Your own points: {count} line{'' if count == 1 else 's'}." if count else "Your own points are gone."


def _code(before: Values, now: Values) -> str:
    """Only what the reader has changed: else it is written anew, as the network is another."""
    return "The learning code has changed." if str(now["code"]).strip() != str(now["auto"]).strip() else ""


SAID: dict[str, Callable[[Values, Values], str]] = {
    "shape": _shape,
    "features": _features,
    "dataset": _dataset("dataset"),
    "reg_dataset": _dataset("reg_dataset"),
    "node": _node,
    "part": _part,
    "px": _point,
    "py": _point,
    "points": _points,
    "seed": lambda before, now: f"Seed {now['seed']}: other points.",
    "code": _code,
}
