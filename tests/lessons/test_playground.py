"""The Playground as its reader meets it, without a browser: what it learns, what live changes do, what it gives."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest

from coursebuild import paths, still
from coursebuild.excerpt import excerpt
from nnlive import lesson
from nnlive.desk import VERSUS, as_state
from nnlive.live import Session
from nnlive.settings import State, make_data, make_inputs, make_trainer, read

SOURCE = (paths.lessons() / "playground/widgets.py").read_text("utf-8")
WIDGET = still.load("playground").widget("playground")
ALL = "x1,x2,x1_squared,x2_squared,x1x2,sin_x1,sin_x2"


class Page:
    """What the page's script does with the Playground: its form is sent to Python, and Python's answer written back."""

    def __init__(self, edited=None, **given):
        self.session = Session()
        self.done(self.session.add_lesson("playground", SOURCE, "playground/widgets.py"))
        if edited:
            self.done(self.session.edit("playground", edited))
        self.form = {**WIDGET.settings(), **given}
        self.restart(False)

    def done(self, text):
        told = json.loads(text, parse_constant=lambda name: pytest.fail(f"a browser cannot read {name} in JSON"))
        assert "error" not in told, told["error"]
        return told

    def show(self, text):
        self.told = self.done(text)
        self.form |= {**self.told.get("settings", {}), **self.told["controls"]}
        self.read_outs = dict(self.told["outputs"])

    def restart(self, keep=True, **given):
        self.form |= given
        self.show(self.session.draw("view", "playground:playground", json.dumps(self.form), keep))

    def live(self, **given):
        self.form |= given
        self.show(self.session.redraw("view", json.dumps(given)))

    def step(self, times=1, **given):
        self.form |= given
        for _ in range(times):
            self.show(self.session.step("view", json.dumps(given)))
            given = {}

    def undo(self):
        self.show(self.session.undo("view"))

    @property
    def run(self):
        return self.session.views["view"].run.gi_frame.f_locals["run"]

    @property
    def other(self):
        return self.session.views["view"].run.gi_frame.f_locals["other"]

    @property
    def numbers(self):
        return self.run.trainer.theta.copy()


def learned(state, epochs, data=None):
    """The trainer after some epochs, by the core alone."""
    X, y, *_ = data or make_data(state)
    trainer = make_trainer(state)
    for _ in range(epochs):
        trainer.epoch(make_inputs(state, X), y)
    return trainer


def test_loss(state, epochs):
    X, y = make_data(state)[2:]
    trainer, inputs = learned(state, epochs), make_inputs(state, X)
    return trainer.mean_loss(inputs, y), np.mean((trainer.forward(inputs)[-1][:, 0] >= 0) == (y > 0))


test_loss.__test__ = False


def own_code(**values):
    """The code under "Show the Python", with some of its constants changed."""
    text = excerpt(SOURCE, WIDGET)
    for name, value in values.items():
        assert f"\n{name} = None\n" in text
        text = text.replace(f"\n{name} = None\n", f"\n{name} = {value}\n")
    return text


# --- learning ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"dataset": "spiral", "shape": "8,8,8", "features": ALL, "noise": 20, "batch": 7},
        {"problem": "regression", "reg_dataset": "reg_gauss", "activation": "relu"},
        {"regularization": "L1", "rate": 0.01, "train_percent": 20},
        {"shape": "", "features": "", "optimizer": "adam", "loss": "log_loss"},
    ],
)
def test_it_learns_as_the_playground_does(given):
    page, state = Page(**given), as_state({**WIDGET.settings(), **given})
    X, y, X_test, y_test = make_data(state)
    trainer = make_trainer(state)
    for epoch in range(30):
        assert page.read_outs["epoch"] == str(epoch)
        np.testing.assert_array_equal(page.numbers, trainer.theta)
        assert page.run.losses() == [
            trainer.mean_loss(make_inputs(state, at), label) for at, label in ((X, y), (X_test, y_test))
        ]
        trainer.epoch(make_inputs(state, X), y)
        page.step()
    assert read(page.told["link"]) == (state, [])


def test_what_can_be_pressed_fits_the_network_that_a_press_has_made():
    page = Page()

    def on(label):
        return next(spot["set"] for panel in page.told["spots"] for spot in panel if spot["label"].startswith(label))

    page.restart(**on("x₁²"))
    assert page.form["features"] == "x1,x2,x1_squared"
    page.restart(**on("x₁²"))
    assert page.form["features"] == "x1,x2"
    for units in (3, 4, 5):
        page.restart(**on("Add a neuron to layer 2"))
        assert page.form["shape"] == f"4,{units}"


@pytest.mark.parametrize("depth", range(7))
def test_any_depth(depth):
    page = Page(shape=",".join(["3"] * depth), numbers=True, look="space", node="1:0")
    page.step(2)
    assert len(page.run.trainer.weights) == depth + 1


def test_several_epochs_a_picture():
    page = Page(speed=20)
    page.step(2)
    assert page.read_outs["epoch"] == "40"
    page.step(1, speed=0)
    assert int(page.read_outs["epoch"]) > 41


@pytest.mark.parametrize("given", [{}, {"versus": "ReLU", "look": "space"}, {"problem": "regression"}])
def test_a_run_that_diverges_says_so_and_goes_on(given):
    page = Page(lr=10, activation="relu", regularization="L2", rate=10, numbers=True, node="1:0", **given)
    page.step(40)
    assert "It has diverged" in page.told["alt"]
    assert page.read_outs["training_loss"] == "not a number"
    assert page.form["value"] == 0
    page.restart(lr=0.03, regularization="none", rate=0)
    page.step(5)
    assert float(page.read_outs["training_loss"]) < 1


# --- changes while it runs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"show_test": True},
        {"discretize": True},
        {"look": "space"},
        {"numbers": True},
        {"node": "1:2"},
        {"look_at": "0:4"},
        {"speed": 0},
        {"lr": 3},
        {"px": -1.0},
        {"seed": "0.5"},
        {"by_code": True},
    ],
)
def test_a_redraw_never_trains_and_undo_gives_all_back(given):
    page = Page()
    page.step(5)
    before = page.numbers
    page.live(**given)
    np.testing.assert_array_equal(page.numbers, before)
    assert page.read_outs["epoch"] == "5"
    page.restart(shape="2")
    page.step(3)
    page.undo()
    np.testing.assert_array_equal(page.numbers, before)
    assert (page.read_outs["epoch"], page.form["shape"]) == ("5", "4,2")
    page.step()
    assert page.read_outs["epoch"] != "5"


def test_the_learning_rate_changes_under_way():
    page, twin = Page(), learned(State(), 5)
    page.step(5)
    page.step(1, lr=0.3)
    twin.lr = 0.3
    X, y, *_ = make_data(State())
    twin.epoch(X, y)
    np.testing.assert_array_equal(page.numbers, twin.theta)
    assert page.told["link"] == "learningRate=0.3"


def test_a_new_seed_brings_new_data_and_keeps_the_network():
    page = Page(versus="sigmoid")
    page.step(5)
    before = page.numbers
    page.live(seed="0.9")
    np.testing.assert_array_equal(page.numbers, before)
    wanted = make_data(State(seed="0.9"))
    for run in (page.run, page.other):
        np.testing.assert_array_equal(run.data[0], wanted[0])
    assert page.told["link"] == "seed=0.9"


@pytest.mark.parametrize("typed", ["", "  ", "7 ", "\u200b1"])
def test_a_seed_that_is_half_typed(typed):
    page = Page()
    page.live(seed=typed)
    page.restart()
    page.step()


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ({"show_test": True}, "showTestData=true"),
        ({"discretize": True}, "discretize=true"),
        ({"look": "space"}, "look=space"),
        ({"speed": 20}, "speed=20"),
    ],
)
def test_the_address_follows_live_changes(given, link):
    page = Page()
    page.live(**given)
    assert page.told["link"] == link


def test_two_colours_only():
    page = Page()
    page.live(discretize=True)
    assert np.unique(page.run.maps.large((3, 0))).tolist() == [-1, 1]


def test_test_points_are_drawn_when_they_shall():
    page = Page()
    few = len(page.run.marks)
    page.live(show_test=True)
    assert sum(len(mark.x) for mark in page.run.marks[few:]) == 250


@pytest.mark.parametrize(("node", "part", "place"), [("1:2", "b", (0, 2)), ("3:0", "b", (2, 0)), ("", "b", (2, 0))])
def test_a_bias_is_edited(node, part, place):
    page = Page(node=node, part=part)
    page.step(3)
    before = page.numbers
    page.live(value=-2.5)
    assert page.run.trainer.biases[place[0]][place[1]] == -2.5
    assert (page.numbers != before).sum() == 1
    assert page.form["value"] == -2.5


def test_a_weight_is_edited_and_others_stay():
    page = Page(node="1:1")
    page.step(3)
    page.live(part="1")  # from the second input
    assert page.form["value"] == round(page.run.trainer.weights[0][1, 1], 2)
    before = page.numbers
    loss = page.read_outs["training_loss"]
    page.live(value=4)
    assert page.run.trainer.weights[0][1, 1] == 4
    assert (page.numbers != before).sum() == 1
    assert page.read_outs["training_loss"] != loss
    page.step(2)
    assert page.run.trainer.weights[0][1, 1] not in (4, 0)


def test_choosing_and_moving_elsewhere_edits_nothing():
    page = Page()
    page.step(4)
    before = page.numbers
    for given in ({"node": "1:3"}, {"part": "0"}, {"node": "2:1"}, {"node": "3:0"}, {"lr": 0.1}, {"px": 1.0}):
        page.live(**given)
    np.testing.assert_array_equal(page.numbers, before)


# --- own data ---------------------------------------------------------------------------------------------------------


def test_taps_add_points():
    page = Page(tap="1")
    page.live(px=1.0, py=-2.0)
    page.live(tap="-1")
    page.live(px=3.5)
    assert page.form["points"] == "1.0, -2.0, 1\n3.5, -2.0, -1\n"
    np.testing.assert_array_equal(page.run.data[0], [[1, -2], [3.5, -2]])
    assert page.told["link"] == "", "an address cannot carry points"
    page.step(3)
    assert "test_loss" not in page.read_outs
    page.restart(shape="3")
    page.undo()
    assert page.form["points"].count("\n") == 2
    page.live(points="1,2,1")
    page.live(px=0.5)
    assert page.form["points"] == "1,2,1\n0.5, -2.0, -1\n"
    page.live(points="")
    assert len(page.run.data[0]) == 250


def test_pasted_points_are_shared_between_training_and_test():
    text = "\n".join(f"{x}\t{x % 7 - 3}\t{'blue' if x % 2 else 'orange'}" for x in range(-5, 6))
    page = Page(points=text, train_percent=70)
    assert [len(part) for part in page.run.data] == [8, 8, 3, 3]
    page.step(2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,2,1\n1,2", "line 2 has 2 values; each line needs three: x₁, x₂ and a label."),
        ("x,y,label", "there is no point yet; one is written like this: 1, 2, −1."),
        ("1e300,1,1", "line 1: 1e300 is too large; the plane goes from −6 to 6."),
    ],
)
def test_points_that_cannot_be_read_keep_the_old_ones_and_say_so(text, says):
    page = Page()
    page.step(2)
    page.live(points=text)
    assert page.read_outs["remark"] == says
    assert len(page.run.data[0]) == 250
    page.step(2)
    page.restart()
    assert page.read_outs["remark"] == says
    page.live(points="1,2,1")
    assert "remark" not in page.read_outs


def test_numbers_to_learn_may_be_any():
    page = Page(problem="regression", points="1,2,0.25\n-1,0,-3\n")
    assert page.run.data[1].tolist() == [0.25, -3] or page.run.data[1].tolist() == [-3, 0.25]
    page.step(2)


# --- two runs, code, files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("versus", [name for name in VERSUS if name != "nothing"])
def test_two_runs(versus):
    page = Page(versus=versus)
    page.step(10)
    change = {**VERSUS[versus]}
    np.testing.assert_array_equal(page.numbers, learned(State(), 10).theta)
    twin = learned(replace(State(), **change), 10, make_data(State()))
    np.testing.assert_array_equal(page.other.trainer.theta, twin.theta)
    assert float(page.read_outs["other_test_loss"]) > 0


def test_the_learning_rate_is_that_of_both_runs():
    page = Page(versus="Adam")
    page.live(lr=0.1)
    assert page.run.trainer.lr == page.other.trainer.lr == 0.1


def test_the_code_on_the_page_learns_the_same():
    page = Page(by_code=True, shape="3")
    page.step(20)
    np.testing.assert_allclose(page.numbers, learned(State(shape=(3,)), 20).theta, rtol=0, atol=1e-12)


def test_the_code_fits_own_points_too():
    points = "".join(f"{i % 5},{i % 3},{1 if i % 2 else -1}\n" for i in range(53))  # the last batch is not full
    page, twin = Page(by_code=True), Page()
    for one in (page, twin):
        one.step(3)
        one.live(points=points)
        one.step(5)
    np.testing.assert_allclose(page.numbers, twin.numbers, rtol=0, atol=1e-12)


def test_changed_code_is_what_learns():
    page = Page(by_code=True)
    page.step(2)
    code = page.form["code"]
    page.live(code=code.replace("np.tanh(z)", "np.sin(z)").replace("np.tanh", "np.sin"))
    before = page.numbers
    page.step(3)
    assert (page.numbers != before).any()
    page.live(code="def train(X, y, W, b, epochs):\n    yield 1 / 0\n")
    page.step(2)
    assert page.read_outs["remark"].endswith(".")
    assert np.isfinite(page.numbers).all()


def test_files_can_be_taken_away(capsys):
    page = Page(points="", shape="3,2")
    page.step(5)
    files = {name: make() for name, make in page.session.views["view"].files.items()}
    assert set(files) == {"playground.py", "playground.ipynb", "keras.py", "weights.json", "weights.npz"}
    exec(compile(files["playground.py"], "playground.py", "exec"), {"__name__": "__main__"})
    row = next(line for line in capsys.readouterr().out.splitlines() if line.split()[0] == "5")
    assert [float(value) for value in row.split()[1:]] == pytest.approx(page.run.losses(), abs=1e-9)
    assert json.loads(files["weights.json"])["epochs"] == 5
    with np.load(io.BytesIO(files["weights.npz"])) as arrays:
        assert sum(arrays[name].size for name in arrays) >= len(page.numbers)
    assert json.loads(files["playground.ipynb"])["nbformat"] == 4
    compile(files["keras.py"], "keras.py", "exec")


# --- a reader's version -----------------------------------------------------------------------------------------------

SINE = "(np.sin, np.cos)"
SIGNS = "lambda gradient, lr, memory, t: 0.1 * lr * np.sign(gradient)"


def test_the_page_shows_what_a_reader_may_change():
    text = own_code()
    assert "MY_ACTIVATION = None" in text
    assert text.index("MY_ACTIVATION = None") < text.index("@widget")


def test_my_activation_takes_effect():
    page = Page(own_code(MY_ACTIVATION=SINE))
    page.step(3)
    X, run = make_data(State())[0], page.run
    hidden = run.trainer.forward(X)[0]
    np.testing.assert_allclose(hidden, np.sin(X @ run.trainer.weights[0] + run.trainer.biases[0]))
    assert (page.numbers != learned(State(), 3).theta).any()


def test_my_rule_takes_effect():
    page = Page(own_code(MY_RULE=SIGNS))
    before = page.numbers
    page.step()
    moved = np.abs(page.numbers - before) / 0.003
    np.testing.assert_allclose(moved, np.round(moved), atol=1e-9)
    page.step(99)
    assert float(page.read_outs["test_loss"]) < 0.1


def test_a_version_that_is_broken_is_told_and_the_original_comes_back():
    broken = lesson.changed(still.load("playground"), own_code(MY_ACTIVATION="(np.sin, 3)"), "mine")
    with pytest.raises(Exception, match=r".+"):
        list(zip(range(3), broken.widget("playground").figures(), strict=False))
    Page().step()


# --- numbers that the page quotes -------------------------------------------------------------------------------------


def first_below(threshold, most, **given):
    """The first epoch whose test loss is below the threshold, or None."""
    page = Page(**given)
    for epoch in range(1, most + 1):
        page.run.train(1)
        if page.run.losses()[1] < threshold:
            return epoch
    return None


def after(epochs, edited=None, **given):
    page = Page(edited, **given)
    for _ in range(epochs):
        page.run.train(1)
    page.step()
    return float(page.read_outs["test_loss"]), page.read_outs["test_points_right"]


def test_the_circle():
    assert first_below(0.02, 200) == 92
    found = [first_below(0.02, 135, seed=f"0.{k:05d}") for k in range(100, 120)]
    reached = [epoch for epoch in found if epoch]
    assert len(reached) >= 18
    assert min(reached) >= 40


def test_one_neuron_cannot_do_the_corners_but_one_product_can():
    for seed in ("0.12345", "0.5", "0.9"):
        assert 0.6 < test_loss(State(dataset="xor", shape=(1,), seed=seed), 500)[1] < 0.75
    loss, right = test_loss(State(dataset="xor", shape=(), features=("x1x2",)), 100)
    assert (right, loss < 0.01) == (1, True)


def test_the_spiral():
    assert round(test_loss(State(dataset="spiral"), 500)[0], 2) == 0.48
    everything = tuple(ALL.split(","))
    assert first_below(0.1, 200, dataset="spiral", shape="8,8", features=ALL) == 140
    assert test_loss(State(dataset="spiral", shape=(), features=everything), 300)[1] < 0.6


def test_sine_neurons_find_the_spiral_from_x1_and_x2_alone():
    spiral = State(dataset="spiral", shape=(8, 8))
    assert round(test_loss(spiral, 600)[1], 2) == 0.77
    assert after(599, own_code(MY_ACTIVATION=SINE), dataset="spiral", shape="8,8")[1] == "99%"


def test_steps_by_sign_alone():
    assert after(99, own_code(MY_RULE=SIGNS))[1] == "97%"
