"""The Playground's settings: its own addresses, the rules of its ranges, and the way there and back."""

import random
from dataclasses import fields, replace

import numpy as np
import pytest
from oracles import playground_run

from nnlive import settings
from nnlive.activations import ACTIVATIONS
from nnlive.features import FEATURES
from nnlive.settings import State, make_data, make_inputs, make_trainer, read, write

# The address of the TensorFlow Playground as it writes it (a recorded run).
THEIRS = playground_run("spiral7_88")["hash"]


def state_of(address):
    state, remarks = read(address)
    assert remarks == []
    return state


def remark_of(address):
    state, remarks = read(address)
    assert len(remarks) == 1, remarks
    return state, remarks[0]


def test_an_address_of_the_playground():
    state = state_of("#" + THEIRS)
    assert state == State(dataset="spiral", noise=10, shape=(8, 8), features=tuple(FEATURES))


def test_every_key_of_the_playground():
    address = (
        "activation=relu&regularization=L1&batchSize=17&dataset=xor&regDataset=reg-gauss&learningRate=0.00001&"
        "regularizationRate=0.003&noise=35&networkShape=10,8,1&seed=0.71826&showTestData=true&discretize=true&"
        "percTrainData=70&x=false&y=true&xTimesY=true&xSquared=false&ySquared=true&cosX=true&sinX=false&cosY=true&"
        "sinY=true&collectStats=true&tutorial=7&problem=regression&initZero=true&hideText=true&playButton_hide=true&"
        "xSquared_hide=true&noise_hide=false"
    )
    assert state_of(address) == State(
        activation="relu",
        regularization="L1",
        batch=17,
        dataset="xor",
        reg_dataset="reg_gauss",
        lr=0.00001,
        rate=0.003,
        noise=35,
        shape=(10, 8, 1),
        seed="0.71826",
        show_test=True,
        discretize=True,
        train_percent=70,
        features=("x2", "x2_squared", "x1x2", "sin_x2"),
        problem="regression",
        start="zeros",
        hide_text=True,
        hidden=frozenset({"playButton", "xSquared"}),
    )


@pytest.mark.parametrize("address", ["", "#", "a-heading", "#batchSize", "learningRate=&noise= &seed=", "x=&initZero="])
def test_what_says_nothing_is_the_default(address):
    assert state_of(address) == State()


RULES = {  # address: field, value
    "noise=50": ("noise", 50),
    "noise=80": ("noise", 80),
    "noise=-0": ("noise", 0),
    "networkShape=": ("shape", ()),
    "networkShape=8,8,8,8,8,8,8,8,8,8": ("shape", (8,) * 10),
    "networkShape=20": ("shape", (20,)),
    "networkShape=4%2C2%2C3": ("shape", (4, 2, 3)),
    "batchSize=250": ("batch", 250),
    "learningRate=0.02": ("lr", 0.02),
    "learningRate=1e-5": ("lr", 0.00001),
    "regularizationRate=-0.5": ("rate", -0.5),
    "percTrainData=5": ("train_percent", 5),
    "showTestData=yes": ("show_test", True),
    "showTestData=false": ("show_test", False),
    "initZero=false": ("start", "playground"),
    "initZero=1": ("start", "zeros"),
    "initZero=true&start=he": ("start", "he"),
    "noise=10&noise=20": ("noise", 20),
    "x=false&y=false": ("features", ()),
    "activation=gelu": ("activation", "gelu"),
    "activations=relu,elu": ("activations", ("relu", "elu")),
    "seed=a%26b": ("seed", "a&b"),
}


@pytest.mark.parametrize(("address", "expected"), RULES.items(), ids=RULES)
def test_rules(address, expected):
    name, value = expected
    assert getattr(state_of(address), name) == value


MENDED = {  # address: field, value, part of the remark
    "noise=81": ("noise", 50, "noise is a number from 0 to 80: 81 became 50."),
    "noise=-1": ("noise", 0, "-1 became 0"),
    "batchSize=0": ("batch", 1, "whole number from 1"),
    "batchSize=2.7": ("batch", 3, "2.7 became 3"),
    "percTrainData=100": ("train_percent", 99, "100 became 99"),
    "networkShape=4,0": ("shape", (4, 1), "0 became 1"),
    "networkShape=999": ("shape", (64,), "999 became 64"),
    "networkShape=" + "2," * 30: ("shape", (2,) * 20, "room for 20: the other 10"),
    "learningRate=fast": ("lr", 0.03, "learningRate: 'fast' is not a number. The default is used."),
    "learningRate=NaN": ("lr", 0.03, "not a number"),
    "learningRate=-Infinity": ("lr", 0.03, "not a number"),
    "batchSize=1_0": ("batch", 10, "not a number"),
    "networkShape=4,x": ("shape", (4, 2), "'x' is not a number"),
    "activation=rleu": ("activation", "tanh", "Did you mean 'relu'?"),
    "dataset=reg-plane": ("dataset", "circle", "no value of dataset"),
    "seed=" + "1" * 50: ("seed", "0.12345", "1 to 40 characters"),
    "color=red": ("hidden", frozenset(), "no setting called 'color'"),
    "color_hide=true": ("hidden", frozenset(), "no setting called 'color_hide'"),
    "batchSize=300": ("batch", 300, "never full with 250"),
    "problem=regression&loss=log_loss": ("loss", "log_loss", "two classes"),
}


@pytest.mark.parametrize(("address", "expected"), MENDED.items(), ids=[address[:30] for address in MENDED])
def test_mended_with_a_remark(address, expected):
    name, value, words = expected
    state, remark = remark_of(address)
    assert getattr(state, name) == value
    assert words in remark
    assert remark.endswith((".", "?"))


def test_remarks_quote_little_of_a_huge_text():
    _, remark = remark_of("activation=" + "relu" * 100_000)
    assert len(remark) < 400


def any_state(dice):
    """A state with random settings, within what the controls and links can give."""
    pick = {
        "activation": list(ACTIVATIONS),
        "regularization": ["none", "L1", "L2"],
        "batch": range(1, 31),
        "dataset": ["circle", "xor", "gauss", "spiral"],
        "reg_dataset": ["reg_plane", "reg_gauss"],
        "lr": [0.00001, 0.03, 10.0, dice.uniform(0, 1), -1e-12],
        "rate": [0.0, 0.001, dice.uniform(-1, 1)],
        "noise": range(81),
        "shape": [(), (8,) * 6, tuple(dice.choices(range(1, 20), k=4))],
        "seed": ["0.00001", "ünï 中", "50% & =#+", f"{dice.random():.5f}"],
        "train_percent": [10, 33.3, 90],
        "problem": ["classification", "regression"],
        "start": ["playground", "zeros", "glorot", "he"],
        "optimizer": ["sgd", "momentum", "adam"],
        "loss": ["squared"],
        "activations": [(), ("relu", "elu")],
        "draw": [0, 3],
        "speed": [0, 1, 30],
        "look": ["output", "space"],
        "features": [tuple(name for name in FEATURES if dice.random() < 0.5)],
        "hidden": [frozenset(dice.sample(settings.CONTROLS, 3))],
    }
    given = {field.name: dice.choice(pick.get(field.name, [True, False])) for field in fields(State)}
    return State(**given)


@pytest.mark.parametrize("seed", range(200))
def test_there_and_back(seed):
    state = any_state(random.Random(seed))
    assert state_of(write(state)) == state
    assert state_of("#" + write(state).replace(",", "%2C")) == state


def test_what_is_default_is_left_out():
    assert write(State()) == ""
    assert write(State(lr=10.0, start="zeros", features=("x2",))) == "learningRate=10&initZero=true&x=false"
    assert write(State(hidden=frozenset({"x", "playButton"}), optimizer="adam")) == (
        "optimizer=adam&x_hide=true&playButton_hide=true"
    )


def test_random_text_is_never_an_error():
    dice = random.Random(0)
    names = [*settings.KEYS, *settings.FEATURE_KEYS, "initZero", "noise_hide", "", "x" * 9]
    alphabet = "0123456789.-+eE,_%&=# \x00\ud800äx中trueNaN"
    for _ in range(2000):
        parts = [f"{dice.choice(names)}={''.join(dice.choices(alphabet, k=dice.randrange(9)))}" for _ in range(4)]
        state, remarks = read("&".join(parts))
        assert state_of_written(state) == state
        assert all(isinstance(remark, str) for remark in remarks)


def state_of_written(state):
    return read(write(state))[0]


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ("noise is a number from 0 to 80", {"noise": 90}),
        ("Did you mean 'tanh'", {"activation": "Tanh"}),
        ("Features come from", {"features": ("x2", "x1")}),
        ("Features come from", {"features": ("x3",)}),
        ("no control to hide called 'play'", {"hidden": frozenset({"play"})}),
        ("1 to 40 characters", {"seed": ""}),
        ("networkShape cannot be", {"shape": [4, 2]}),
    ],
)
def test_a_wrong_declaration_fails_at_once(message, wrong):
    with pytest.raises(ValueError, match=message):
        State(**wrong)


# What a state makes


@pytest.mark.parametrize(
    ("problem", "percent", "counts"), [("classification", 10, (50, 450)), ("regression", 90, (1080, 120))]
)
def test_the_split(problem, percent, counts):
    X, y, test_X, test_y = make_data(State(problem=problem, train_percent=percent))
    assert (len(X), len(test_X)) == (len(y), len(test_y)) == counts


def test_a_split_that_is_no_whole_number_is_rounded_down():
    assert len(make_data(State(train_percent=33.3))[0]) == 166


def test_the_seed_decides_and_text_is_enough():
    first, again, other = (make_data(State(seed=seed))[0] for seed in ("0.5", "0.5", "0.50"))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_numbers_of_a_seed_are_for_ever():
    """The same in CPython and Pyodide, this year and next: links must keep their meaning."""
    X, y, *_ = make_data(State())
    assert [*X[0], y[0], make_trainer(State()).weights[0][0, 0]] == pytest.approx(GOLDEN, rel=0, abs=1e-12)


GOLDEN = [-3.4794283380373114, -3.298874405487795, -1.0, -0.3849161773728419]


def test_the_start_depends_on_draw_and_not_on_the_data():
    start = make_trainer(State()).theta
    np.testing.assert_array_equal(start, make_trainer(State(noise=50, dataset="xor")).theta)
    assert not np.array_equal(start, make_trainer(State(draw=1)).theta)


def test_hidden_features_are_removed():
    state = State(features=("x1", "x2", "sin_x1"), hidden=frozenset({"x"}))
    assert make_trainer(state).sizes == (2, 4, 2, 1)
    points = np.array([[1.0, 2.0]])
    np.testing.assert_allclose(make_inputs(state, points), [[2, np.sin(1)]])


def test_the_trainer_has_every_setting():
    state = State(activation="relu", activations=("elu",), batch=3, lr=0.1, regularization="L2", rate=0.01)
    net = make_trainer(replace(state, optimizer="adam", loss="log_loss", start="he"))
    assert net.activations == ["elu", "relu", "tanh"]
    assert (net.batch, net.lr, net.regularization, net.rate) == (3, 0.1, "L2", 0.01)
    assert (net.optimizer, net.loss, net.biases[0][0]) == ("adam", "log_loss", 0.0)
    assert make_trainer(replace(state, problem="regression", loss="log_loss")).loss == "squared"


def test_the_default_learns():
    state = State()
    X, y, test_X, test_y = make_data(state)
    net = make_trainer(state)
    for _ in range(150):
        net.epoch(make_inputs(state, X), y)
    assert net.mean_loss(make_inputs(state, test_X), test_y) < 0.02
