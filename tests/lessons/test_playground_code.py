"""The Playground's Python changed by its reader, its files, and the numbers its page quotes."""

import io
import json
import subprocess
import sys

import numpy as np
import pytest
from lesson_cells import ran
from playground_page import ALL, Page, learned, loss_of, own_code

from coursebuild import still
from nnlive import lesson
from nnlive.settings import State, make_data


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
    assert [float(value) for value in row.split()[1:]] == pytest.approx(page.run.judge()[0], abs=1e-9)
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
        page.run.advance()
        if page.run.judge()[0][1] < threshold:
            return epoch
    return None


def after(epochs, edited=None, **given):
    page = Page(edited, **given)
    for _ in range(epochs):
        page.run.advance()
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
        assert 0.6 < loss_of(State(dataset="xor", shape=(1,), seed=seed), 500)[1] < 0.75
    loss, right = loss_of(State(dataset="xor", shape=(), features=("x1x2",)), 100)
    assert (right, loss < 0.01) == (1, True)


def test_the_spiral():
    assert round(loss_of(State(dataset="spiral"), 500)[0], 2) == 0.48
    everything = tuple(ALL.split(","))
    assert first_below(0.1, 200, dataset="spiral", shape="8,8", features=ALL) == 140
    assert loss_of(State(dataset="spiral", shape=(), features=everything), 300)[1] < 0.6


def test_sine_neurons_find_the_spiral_from_x1_and_x2_alone():
    spiral = State(dataset="spiral", shape=(8, 8))
    assert round(loss_of(spiral, 600)[1], 2) == 0.77
    assert after(599, own_code(MY_ACTIVATION=SINE), dataset="spiral", shape="8,8")[1] == "99%"


def test_steps_by_sign_alone():
    assert after(99, own_code(MY_RULE=SIGNS))[1] == "97%"


def test_the_cell_without_pictures():
    assert ran("playground", 1)[0] == 0.015
    assert ran("playground", 1, ("0.03", "0.003"))[0] == 0.482
    assert ran("playground", 1, ("tanh", "linear"))[0] == 0.504
    assert ran("playground", 1, ("tanh", "linear"), ("[4, 2]", "[8, 8]"))[0] == 0.505


def test_a_rate_that_is_far_too_large_ends_far_above_and_anywhere():
    ends = [ran("playground", 1, ("0.03", str(lr)))[0] for lr in (2.99, 2.992, 2.995, 3, 3.005, 3.008, 3.01)]
    assert min(ends) > 0.1
    assert np.median(ends) > 0.5
    assert max(ends) - min(ends) > 0.1


def test_the_slope_of_sine_by_nudging():
    _, printed = ran("playground", 2)
    nudged, exact = (np.fromstring(line.strip("[]"), sep=" ") for line in printed.splitlines())
    np.testing.assert_allclose(nudged, exact, rtol=0, atol=5e-7)


def test_squares_help_linear_neurons_with_the_circle_and_more_of_them_do_not():
    for seed in ("0.12345", "0.5", "0.9"):
        linear = {"activation": "linear", "seed": seed}
        assert loss_of(State(**linear, shape=(8, 8, 8)), 100)[0] > 0.45
        assert loss_of(State(**linear, features=("x1_squared", "x2_squared")), 100)[1] == 1


# --- what a reader takes away of their own version --------------------------------------------------------------------


def printed(page, folder):
    """What playground.py prints where a reader starts it: losses by epoch."""
    made = page.session.views["view"].files["playground.py"]()
    told = subprocess.run([sys.executable, "-I", "-c", made], capture_output=True, text=True, cwd=folder)
    assert told.returncode == 0, told.stderr
    rows = [line.split() for line in told.stdout.splitlines()[1:]]
    return {int(epoch): [float(training), float(test)] for epoch, training, test in rows}


@pytest.mark.parametrize(
    "own", [{"MY_ACTIVATION": SINE}, {"MY_RULE": SIGNS}, {"MY_ACTIVATION": SINE, "MY_RULE": SIGNS}]
)
def test_a_version_of_ones_own_can_be_taken_away(own, tmp_path):
    page = Page(own_code(**own), shape="3,2")
    page.step(7)
    assert all(f"{name} = {value}" in page.form["code"] for name, value in own.items())
    assert printed(page, tmp_path)[7] == pytest.approx(page.run.seen()[0], abs=1e-9)
    names = {"weights.json", "weights.npz"} | ({"keras.py"} if "MY_ACTIVATION" not in own else set())
    assert all(page.session.views["view"].files[name]() for name in names)
    told = json.loads(page.session.download("view", "keras.py"))
    assert ("error" in told) == ("MY_ACTIVATION" in own)


def test_the_code_of_ones_own_version_learns_the_same():
    one, two = (Page(own_code(MY_ACTIVATION=SINE, MY_RULE=SIGNS), shape="3", by_code=on) for on in (True, False))
    for page in (one, two):
        page.step(5)
    np.testing.assert_allclose(one.numbers, two.numbers, rtol=0, atol=1e-12)


def test_edited_code_can_be_taken_away(tmp_path):
    page = Page(shape="3", by_code=True)
    page.live(code=page.form["code"].replace("LEARNING_RATE * slope", "LEARNING_RATE * np.sign(slope) / 9"))
    page.step(5)
    assert printed(page, tmp_path)[5] == pytest.approx(page.run.seen()[0], abs=1e-9)
