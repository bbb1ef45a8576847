"""The Playground's desk: what each control does to the settings, and addresses, TensorFlow Playground's too."""

import random
from dataclasses import fields, replace

import pytest
from oracles import playground_run

from nnlive.controls import Choice, ControlError, Slider
from nnlive.desk import CONTROLS, HIDES, VERSUS, as_state, from_link
from nnlive.features import FEATURES
from nnlive.settings import CONTROLS as HIDABLE
from nnlive.settings import FEATURE_KEYS, State, write

DEFAULTS = {name: control.value for name, control in CONTROLS.items()}


def state_of(address):
    """The settings that an address opens with, through the controls as the page does it."""
    values, _, remarks = from_link(address)
    assert remarks == []
    return as_state({**DEFAULTS, **{name: CONTROLS[name].read(value) for name, value in values.items()}})


def opened(address):
    values, _, remarks = from_link(address)
    return {name: value for name, value in values.items() if value != DEFAULTS[name]}, remarks


def test_the_controls_begin_with_the_default_settings():
    assert as_state(DEFAULTS) == State()


@pytest.mark.parametrize("name", sorted({field.name for field in fields(State)} & set(CONTROLS)))
def test_every_value_of_a_control_reaches_the_settings(name):
    texts = {
        "shape": [("", ()), ("1", (1,)), ("8,8,8,8,8,8", (8,) * 6)],
        "features": [("", ()), ("sin_x2", ("sin_x2",)), (",".join(FEATURES), tuple(FEATURES))],
        "hidden": [("", frozenset()), ("dataset,x", frozenset({"dataset", "x"}))],
        "seed": [("0.5", "0.5"), (" 7 ", "7"), ("", State.seed), ("1\u200b2", "12")],
    }
    for value, wanted in texts.get(name) or [(end, end) for end in CONTROLS[name].ends()]:
        assert getattr(as_state({**DEFAULTS, name: value}), name) == wanted


def test_every_comparison_is_possible():
    for change in VERSUS.values():
        replace(State(), **change)


@pytest.mark.parametrize("run", ["circle_default", "circle_L1", "spiral7_88", "reg_plane"])
def test_an_address_as_the_tensorflow_playground_writes_it(run):
    address = playground_run(run)["hash"]
    given = dict(part.partition("=")[::2] for part in address.split("&"))
    state = state_of("#" + address)
    assert (state.activation, state.dataset) == (given["activation"], given["dataset"])
    assert state.shape == tuple(map(int, given["networkShape"].split(",")))
    assert (state.lr, state.batch, state.noise) == tuple(
        float(given[k]) for k in ("learningRate", "batchSize", "noise")
    )
    assert (state.problem, state.seed) == (given["problem"], given["seed"])


@pytest.mark.parametrize(
    ("address", "changed"),
    [
        ("", {}),
        ("just-an-anchor", {}),
        ("activation=tanh&batchSize=10&networkShape=4,2&x=true&y=true&xTimesY=false", {}),
        ("activation=relu&dataset=spiral&networkShape=8,8,8&xTimesY=true&sinX=true",
         {"activation": "relu", "dataset": "spiral", "shape": "8,8,8", "features": "x1,x2,x1x2,sin_x1"}),
        ("problem=regression&regDataset=reg-gauss", {"problem": "regression", "reg_dataset": "reg_gauss"}),
        ("regularization=L1&regularizationRate=0.003", {"regularization": "L1", "rate": 0.003}),
        ("networkShape=", {"shape": ""}),
        ("x=false&y=false", {"features": ""}),
        ("noise=80&initZero=true", {"noise": 80, "start": "zeros"}),
        ("tutorial=3&cosX=true&collectStats=false", {}),
    ],
)  # fmt: skip
def test_what_an_address_changes(address, changed):
    assert opened(address) == (changed, [])


@pytest.mark.parametrize(
    ("address", "changed", "says"),
    [
        ("noise=81", {"noise": 50}, "noise is a number from 0 to 80: 81 became 50."),
        ("noise=33", {"noise": 35}, "Noise: 33 is not offered here, so 35 is used."),
        ("percTrainData=99", {"train_percent": 90}, "99 is not offered here, so 90 is used."),
        ("batchSize=300", {"batch": 30}, "Batch size: 300 is not offered here, so 30 is used."),
        ("learningRate=0.05", {}, "Learning rate: 0.05 is not offered here, so 0.03 is used."),
        ("learningRate=-5", {"lr": 0.00001}, "Learning rate: -5 is not offered here, so 0.00001 is used."),
        ("speed=3", {"speed": 2}, "Epochs a picture: 3 is not offered here, so 2 is used."),
        ("draw=21", {"draw": 20}, "Which random start: 21 is not offered here, so 20 is used."),
        ("activation=step", {}, "Activation: step is not offered here, so tanh is used."),
        ("activations=relu,elu", {}, "Here all hidden layers have one activation: tanh."),
        ("networkShape=" + "8," * 30, {"shape": ",".join("8" * 20)}, "networkShape has room for 20"),
        ("networkShape=4,many", {}, "networkShape: 'many' is not a number. The default is used."),
        ("dataset=mars", {}, "There is no value of dataset called 'mars'."),
        ("planet=mars", {}, "There is no setting called 'planet'; it was left out."),
        ("planet_hide=true", {}, "There is no setting called 'planet_hide'; it was left out."),
    ],
)
def test_impossible_values_become_the_nearest_and_one_sentence_says_so(address, changed, says):
    values, remarks = opened(address)
    assert values == changed
    assert len(remarks) == 1, remarks
    assert says in remarks[0]


def test_a_batch_that_is_never_full_is_told():
    values, remarks = opened("percTrainData=1&batchSize=30")
    assert values == {"train_percent": 10, "batch": 30}
    assert not any("never full" in remark for remark in remarks), "50 points are trained with, not 5"


def test_a_link_hides_controls():
    address = "&".join(f"{name}_hide=true" for name in HIDABLE)
    values, hide, remarks = from_link(address)
    assert sorted(hide) == sorted(HIDES.values())
    assert set(values["hidden"].split(",")) == set(HIDABLE)
    assert remarks == []
    assert set(HIDES) <= set(HIDABLE)
    assert set(HIDES.values()) <= set(CONTROLS) | {"play", "step", "reset", "another"}  # and buttons
    in_the_picture = {"networkShape", "numHiddenLayers", "activations", *FEATURE_KEYS}
    assert set(HIDABLE) - set(HIDES) == in_the_picture, "every other name has to hide something"


def test_nonsense_is_never_an_error():
    dice = random.Random(3)
    keys = [*HIDABLE, "initZero", "hideText", "x_hide", "%", "", "ü"]
    texts = ["", "true", "-1", "1e999", "nan", "0,0,,-3", "%F0%9F", "__class__", "9" * 500, "ab\u0000"]
    for _ in range(300):
        address = "&".join(f"{dice.choice(keys)}={dice.choice(texts)}" for _ in range(6))
        values, _, remarks = from_link("#" + address)
        assert all(CONTROLS[name].read(value) == value for name, value in values.items())
        assert all(remark.endswith((".", "”")) for remark in remarks)


def any_state(dice):
    """Settings within what the controls can give."""
    given = {}
    for name, control in CONTROLS.items():
        if isinstance(control, Choice):
            given[name] = dice.choice(control.options)
        elif isinstance(control, Slider):
            given[name] = control.read(dice.uniform(control.low, control.high))
    shape = ",".join(str(dice.randint(1, 8)) for _ in range(dice.randint(0, 6)))
    features = ",".join(name for name in FEATURES if dice.random() < 0.5)
    words = {"shape": shape, "features": features, "seed": dice.choice(["0.00001", "50% & =#+", "ü 中"])}
    flags = {name: dice.random() < 0.5 for name in ("show_test", "discretize", "hide_text")}
    state = as_state({**DEFAULTS, **given, **words, **flags, "hidden": ",".join(dice.sample(HIDABLE, 3))})
    return replace(state, loss="squared") if state.problem == "regression" else state


def test_there_and_back():
    for seed in range(500):
        state = any_state(random.Random(seed))
        assert state_of(write(state)) == state, write(state)


def test_points_are_no_setting_and_too_long_a_text_is_refused():
    assert "points" not in from_link("points=1,2,1")[0]
    with pytest.raises(ControlError, match="more than the 200,000"):
        CONTROLS["points"].read("1" * 200_001)
