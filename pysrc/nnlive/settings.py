"""The Playground's settings: one table of all its controls, and the address that carries them.

An address of the TensorFlow Playground is read as it stands, so that its links open here; keys of our own follow
the same pattern. What an address does not say has its default, and nothing in an address is an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np

from nnlive.activations import ACTIVATIONS
from nnlive.address import Key, choice, clip, flag, number, pairs, quote, sequence, word
from nnlive.arrays import Array
from nnlive.costs import COSTS
from nnlive.data import DATASETS, split
from nnlive.descent import OUTPUTS, REGULARIZATIONS, Trainer
from nnlive.features import FEATURES, columns
from nnlive.network import STARTS
from nnlive.optimizers import OPTIMIZERS
from nnlive.tables import choose

POINTS = {"classification": 500, "regression": 1200}
MOST_LAYERS, MOST_UNITS = 20, 64  # of a link; the picture's buttons stop at 6 and 8
LONGEST_SEED = 40


@dataclass(frozen=True)
class State:
    """All settings of the Playground. ValueError, in a sentence, for a value that no address could give.

    `seed` decides the data, `draw` which start weights: reset counts it up. `hidden` names hidden controls.
    `activations` may give the first hidden layers one of their own. `speed` is epochs per picture, 0 as many as fit.
    """

    activation: str = "tanh"
    regularization: str = "none"
    batch: int = 10
    dataset: str = "circle"
    reg_dataset: str = "reg_plane"
    lr: float = 0.03
    rate: float = 0.0
    noise: float = 0.0
    shape: tuple[int, ...] = (4, 2)
    seed: str = "0.12345"
    show_test: bool = False
    discretize: bool = False
    train_percent: float = 50.0
    problem: str = "classification"
    hide_text: bool = False
    start: str = "playground"
    optimizer: str = "sgd"
    loss: str = "squared"
    activations: tuple[str, ...] = ()
    draw: int = 0
    speed: int = 1
    look: str = "output"
    features: tuple[str, ...] = ("x1", "x2")
    hidden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for key in KEYS.values():
            value = getattr(self, key.field)
            read, remark = key.read(key.write(value))
            if remark or read != value:
                raise ValueError(remark or f"{key.name} cannot be {value!r}.")
        if self.features != tuple(name for name in FEATURES if name in self.features):
            raise ValueError(f"Features come from {', '.join(FEATURES)}, in this order; got {self.features}.")
        for control in self.hidden:
            choose(dict.fromkeys(CONTROLS), control, "control to hide")

    @property
    def inputs(self) -> tuple[str, ...]:
        """The features the network sees. Hiding a feature removes it, as in the TensorFlow Playground."""
        removed = {name for key, name in FEATURE_KEYS.items() if key in self.hidden}
        return tuple(name for name in self.features if name not in removed)

    @property
    def layer_activations(self) -> list[str]:
        """The activation of each hidden layer."""
        own = self.activations[: len(self.shape)]
        return [*own, *[self.activation] * (len(self.shape) - len(own))]


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


# The TensorFlow Playground's names on the left, ours on the right.
FEATURE_KEYS = dict(zip(("x", "y", "xSquared", "ySquared", "xTimesY", "sinX", "sinY"), FEATURES, strict=True))
IGNORED = {"cosX", "cosY", "collectStats", "tutorial", ""}  # have no effect there either; "=" is all defaults
LOOKS = {"output": "what the network answers", "space": "what the last hidden layer makes of the plane"}

_CLASSES = _same(("circle", "xor", "gauss", "spiral"))
_NUMBERS = {"reg-plane": "reg_plane", "reg-gauss": "reg_gauss"}
_UNITS = number("networkShape", "shape", 1, MOST_UNITS, whole=True)
_LAYER = choice("activations", "activations", _same(ACTIVATIONS))
_ALL = (
    choice("activation", "activation", _same(ACTIVATIONS)),
    choice("regularization", "regularization", _same(REGULARIZATIONS)),
    number("batchSize", "batch", 1, 10_000, whole=True),
    choice("dataset", "dataset", _CLASSES),
    choice("regDataset", "reg_dataset", _NUMBERS),
    number("learningRate", "lr", -1000, 1000),
    number("regularizationRate", "rate", -1000, 1000),
    number("noise", "noise", 0, 80, above=50),  # theirs: the slider ends at 50, a link may go to 80
    sequence("networkShape", "shape", _UNITS, MOST_LAYERS),
    word("seed", "seed", LONGEST_SEED),
    flag("showTestData", "show_test"),
    flag("discretize", "discretize"),
    number("percTrainData", "train_percent", 1, 99),
    choice("problem", "problem", _same(OUTPUTS)),
    flag("hideText", "hide_text"),
    # ours
    choice("start", "start", _same(STARTS)),
    choice("optimizer", "optimizer", _same(OPTIMIZERS)),
    choice("loss", "loss", _same(COSTS)),
    sequence("activations", "activations", _LAYER, MOST_LAYERS),
    number("draw", "draw", 0, 999_999, whole=True),
    number("speed", "speed", 0, 1000, whole=True),
    choice("look", "look", _same(LOOKS)),
)
KEYS: dict[str, Key] = {key.name: key for key in _ALL}
# What a link can hide, by adding _hide=true to its name: every setting, every feature, and these buttons.
CONTROLS = (*KEYS, *FEATURE_KEYS, "playButton", "stepButton", "resetButton", "numHiddenLayers", "regenerate")


def read(address: str) -> tuple[State, list[str]]:
    """The settings in the part of an address after #, and a sentence for all that was not understood."""
    given = pairs(address)
    values: dict[str, Any] = {"hidden": frozenset(_hidden(given))}
    remarks: list[str] = []
    on = {**dict.fromkeys(State.features, True), **{FEATURE_KEYS[k]: given[k] != "false" for k in _filled(given)}}
    values["features"] = tuple(name for name in FEATURES if on.get(name))
    if given.pop("initZero", "false").strip() not in ("", "false") and "start" not in given:
        given["start"] = "zeros"
    for name, text in given.items():
        if name in KEYS and (text.strip() or name in ("networkShape", "activations")):
            try:
                values[KEYS[name].field], remark = KEYS[name].read(text)
            except ValueError as error:
                remark = f"{name}: {error} The default is used."
            remarks += [remark] if remark else []
        elif not _known(name):
            remarks.append(f"There is no setting called {clip(name)!r}; it was left out.")
    state = State(**values)
    return state, remarks + notes(state)


def write(state: State) -> str:
    """The part of an address after #, without what has its default: read(write(state)) gives the state back."""
    parts = [
        f"{key.name}={quote(key.write(getattr(state, key.field)))}"
        for key in KEYS.values()
        if getattr(state, key.field) != getattr(State, key.field)
    ]
    changed = set(state.features) ^ set(State.features)
    parts += [f"{key}={str(name in state.features).lower()}" for key, name in FEATURE_KEYS.items() if name in changed]
    parts += [f"{control}_hide=true" for control in CONTROLS if control in state.hidden]
    return "&".join("initZero=true" if part == "start=zeros" else part for part in parts)


def notes(state: State) -> list[str]:
    """What settings that are possible one by one do not do together."""
    found = []
    count = training_count(state)
    if state.batch > count:
        found.append(f"A batch of {state.batch} is never full with {count} training points, so nothing is learned.")
    if state.loss == "log_loss" and state.problem == "regression":
        found.append("Log loss needs two classes; regression uses the squared error.")
    return found


def training_count(state: State) -> int:
    """The points to train with: ⌊N · percent / 100⌋."""
    return floor(POINTS[state.problem] * state.train_percent / 100)


def make_data(state: State) -> tuple[Array, Array, Array, Array]:
    """X_train, y_train, X_test, y_test: points of two coordinates, the same for the same settings."""
    rng = _generator(state, 0)
    count = POINTS[state.problem]
    name = state.dataset if state.problem == "classification" else state.reg_dataset
    X, y = DATASETS[name].make(count, state.noise / 100, rng)
    train, test = split(X, y, training_count(state) / count, rng)
    return *train, *test


def make_inputs(state: State, X: Array) -> Array:
    """The columns the network sees of points X (n, 2)."""
    return columns(X, state.inputs)


def make_trainer(state: State) -> Trainer:
    """The untrained network. Its start depends on seed and draw and the network's own settings, not on the data."""
    return Trainer(
        len(state.inputs),
        state.shape,
        activation=state.layer_activations,
        problem=state.problem,
        batch=state.batch,
        lr=state.lr,
        regularization=state.regularization,
        rate=state.rate,
        optimizer=state.optimizer,
        loss=state.loss if state.problem == "classification" else "squared",
        start=state.start,
        rng=_generator(state, 1, state.draw),
    )


def _generator(state: State, *stream: int) -> np.random.Generator:
    """Chance that depends on the letters of the seed, in one of several independent streams."""
    return np.random.default_rng([*stream, *state.seed.encode()])


def _hidden(given: Mapping[str, str]) -> list[str]:
    return [control for control in CONTROLS if given.get(f"{control}_hide") == "true"]


def _filled(given: Mapping[str, str]) -> list[str]:
    return [key for key in FEATURE_KEYS if given.get(key, "").strip()]


def _known(name: str) -> bool:
    return name in KEYS or name in FEATURE_KEYS or name in IGNORED or name.removesuffix("_hide") in CONTROLS
