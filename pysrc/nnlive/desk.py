"""The Playground's desk: all its controls, and how their values become its settings and come out of an address."""

from dataclasses import fields
from typing import Any

from nnlive.address import to_text
from nnlive.controls import Choice, Control, Setting, Slider, Toggle, Words
from nnlive.settings import State, notes, read

RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
VERSUS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "another random start": {"draw": 1},
    "ReLU": {"activation": "relu"},
    "sigmoid": {"activation": "sigmoid"},
    "one layer of 8": {"shape": (8,)},
    "no hidden layer": {"shape": ()},
    "Adam": {"optimizer": "adam"},
    "L2, rate 0.01": {"regularization": "L2", "rate": 0.01},
}


def as_state(values: dict[str, Setting]) -> State:
    """The settings of the Playground from the values of its controls."""
    names = {field.name for field in fields(State)} & set(values)
    given: dict[str, Any] = {name: values[name] for name in names}
    given["shape"] = tuple(int(units) for units in str(values["shape"]).split(",") if units)
    given["features"] = tuple(name for name in str(values["features"]).split(",") if name)
    given["hidden"] = frozenset(name for name in str(values["hidden"]).split(",") if name)
    given["seed"] = as_seed(str(values["seed"]))
    return State(**given)


def as_seed(typed: str) -> str:
    """A seed from a text that may still be half typed."""
    return "".join(letter for letter in typed if letter.isprintable()).strip() or State.seed


def from_link(text: str) -> tuple[dict[str, Any], list[str], list[str]]:
    """Controls, controls to hide and remarks from an address; one of TensorFlow Playground's is read as it stands."""
    state, remarks = read(text)
    values = {field.name: getattr(state, field.name) for field in fields(State)} | {
        "shape": ",".join(map(str, state.shape)),
        "features": ",".join(state.features),
        "hidden": ",".join(sorted(state.hidden)),
    }
    remarks = [remark for remark in remarks if remark not in notes(state)]
    for name, control in CONTROLS.items():
        if name in values:
            values[name], remark = _fitted(control, values[name])
            remarks += [remark] if remark else []
    values = {name: value for name, value in values.items() if name in CONTROLS}
    if state.activations:
        remarks.append(f"Here all hidden layers have one activation: {values['activation']}.")
    hide = [HIDES[name] for name in sorted(state.hidden) if name in HIDES]
    return values, hide, remarks + notes(as_state(values))


def _fitted(control: Control, value: Any) -> tuple[Any, str]:
    """The nearest value that a control takes, and a remark if that is another one."""
    near = value
    if isinstance(control, Slider):
        near = control.read(min(max(value, control.low), control.high))
    elif isinstance(control, Choice) and isinstance(control.options[-1], int | float):
        near = min((o for o in control.options if not isinstance(o, str)), key=lambda option: abs(option - value))
    elif isinstance(control, Choice) and value not in control.options:
        near = control.value
    if near == value:
        return near, ""
    asked, used = (text if isinstance(text, str) else to_text(text) for text in (value, near))
    return near, f"{getattr(control, 'label', '')}: {asked} is not offered here, so {used} is used."


# What a link can hide by its name, and the control or the button that it is. All others are places in the picture.
HIDES = {
    "activation": "activation",
    "regularization": "regularization",
    "batchSize": "batch",
    "dataset": "dataset",
    "regDataset": "reg_dataset",
    "learningRate": "lr",
    "regularizationRate": "rate",
    "noise": "noise",
    "seed": "seed",
    "showTestData": "show_test",
    "discretize": "discretize",
    "percTrainData": "train_percent",
    "problem": "problem",
    "hideText": "hide_text",
    "start": "start",
    "optimizer": "optimizer",
    "loss": "loss",
    "draw": "draw",
    "speed": "speed",
    "look": "look",
    # Buttons, by what they do.
    "playButton": "play",
    "stepButton": "step",
    "resetButton": "reset",
    "regenerate": "another",
}

CONTROLS: dict[str, Control] = {
    "lr": Choice(RATES, 0.03, "Learning rate", live=True, group="Learning"),
    "activation": Choice(
        ["tanh", "relu", "sigmoid", "linear", "leaky_relu", "elu", "silu", "gelu", "softplus"],
        "tanh",
        "Activation",
        ["Tanh", "ReLU", "Sigmoid", "Linear", "Leaky ReLU", "ELU", "SiLU", "GELU", "Softplus"],
        group="Learning",
    ),
    "regularization": Choice(["none", "L1", "L2"], "none", "Regularization", ["None", "L1", "L2"], group="Learning"),
    "rate": Choice([0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], 0, "Regularization rate", group="Learning"),
    "problem": Choice(
        ["classification", "regression"], "classification", "Problem", ["Two colours", "Numbers"], group="Learning"
    ),
    "speed": Choice([1, 2, 5, 20, 0], 1, "Epochs a picture", ["1", "2", "5", "20", "max"], live=True, group="Learning"),
    "dataset": Choice(
        ["circle", "xor", "gauss", "spiral"], "circle", "Data", ["Circle", "Corners", "Clouds", "Spiral"], group="Data"
    ),
    "reg_dataset": Choice(["reg_plane", "reg_gauss"], "reg_plane", "Data", ["Plane", "Hills"], group="Data"),
    "noise": Slider(0, 80, 5, 0, "Noise", group="Data"),
    "train_percent": Slider(10, 90, 10, 50, "Share used for training, %", group="Data"),
    "batch": Slider(1, 30, 1, 10, "Batch size", group="Data"),
    "seed": Words("0.12345", "Seed", live=True, group="Data", most=40, another="New data"),
    "show_test": Toggle(False, "Show test data", live=True, group="View"),
    "discretize": Toggle(False, "Two colours only", live=True, group="View"),
    "hide_text": Toggle(False, "Hide the page's text", live=True, group="View"),
    "look": Choice(
        ["output", "space"], "output", "Large picture", ["The plane", "Hidden space"], live=True, group="View"
    ),
    "numbers": Toggle(False, "Numbers of one neuron and one point", live=True, group="View"),
    "versus": Choice(list(VERSUS), "nothing", "Compare with", group="View"),
    "value": Slider(-5, 5, 0.01, 0, "Chosen weight or bias", live=True, group="Look inside"),
    "px": Slider(-6, 6, 0.01, 2, "Point x₁", live=True, group="Look inside"),
    "py": Slider(-6, 6, 0.01, 2, "Point x₂", live=True, group="Look inside"),
    "target": Choice(
        ["near", 1, 0.5, 0, -0.5, -1],
        "near",
        "Label of that point",
        ["as the nearest point", "1", "0.5", "0", "−0.5", "−1"],
        live=True,
        group="Look inside",
    ),
    "start": Choice(
        ["playground", "glorot", "he", "zeros"],
        "playground",
        "Random start",
        ["±½", "Glorot", "He", "Zeros"],
        group="Modern choices",
    ),
    "draw": Slider(0, 20, 1, 0, "Which random start", group="Modern choices"),
    "optimizer": Choice(
        ["sgd", "momentum", "adam"], "sgd", "Learning rule", ["Plain", "Momentum", "Adam"], group="Modern choices"
    ),
    "loss": Choice(["squared", "log_loss"], "squared", "Loss", ["Squared", "Log loss"], group="Modern choices"),
    "tap": Choice(
        ["choose", "1", "-1"],
        "choose",
        "A tap in the plane",
        ["Chooses", "Adds blue", "Adds orange"],
        live=True,
        group="Own data",
    ),
    "points": Words(
        "",
        "Points: x₁, x₂, label (1 or −1), one in each line",
        live=True,
        rows=6,
        group="Own data",
    ),
    "by_code": Toggle(False, "Learn by the code below", live=True, group="The learning, in plain numpy"),
    "code": Words(
        "",
        "The exact numpy code of this run. Change it, and this Playground learns by your version.",
        live=True,
        rows=24,
        group="The learning, in plain numpy",
    ),
    # In a box of many lines: one of a single line would lose the line ends.
    "auto": Words("", live=True, rows=24),  # the code as it was written, to know whether the reader has changed it
    "was": Words("", live=True),  # the controls before the last change, to tell what has changed
    # Set by pressing the picture.
    "features": Words("x1,x2"),
    "shape": Words("4,2"),
    "node": Words("", live=True),
    "look_at": Words("", live=True),
    "part": Words("b", live=True),
    "hidden": Words(""),
}
