"""What a reader takes away, run as the reader would run it and held against the network it was taken from."""

import ast
import json
import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from nnlive.activations import ACTIVATIONS
from nnlive.data import circle
from nnlive.export import learning_code, notebook, script
from nnlive.features import FEATURES, columns
from nnlive.formulas import BODIES, COLUMNS, features, function, imports
from nnlive.settings import State, make_data, make_inputs, make_trainer, read

SPIRAL = "dataset=spiral&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true&networkShape=8,8"
RUNS = {
    "default": "",
    "spiral, L2": f"{SPIRAL}&regularization=L2&regularizationRate=0.003",
    "xor, ReLU": "dataset=xor&activation=relu&networkShape=4,4&learningRate=0.01",
    "plane": "problem=regression&percTrainData=30",
    "bumps, an activation each": "problem=regression&regDataset=reg-gauss&activations=gelu,mish&batchSize=30",
    "Adam, log loss": "dataset=gauss&noise=50&optimizer=adam&loss=log_loss&learningRate=0.003",
    "momentum": "optimizer=momentum&activation=sigmoid",
    "no hidden layer": "networkShape=&x=false",
    "no hidden layer, direct": "networkShape=&loss=log_loss&dataset=gauss",
    "short last batch": "batchSize=7&noise=20",
    "short last batch, Adam": "batchSize=7&optimizer=adam",
    "L1, dead links": "regularization=L1&regularizationRate=0.03&xSquared=true&ySquared=true",
    "L1, momentum, carry": "regularization=L1&regularizationRate=0.01&optimizer=momentum&batchSize=7&learningRate=0.01",
    "L2, Adam": "regularization=L2&regularizationRate=0.01&optimizer=adam&loss=log_loss",
    "negative rate": "regularization=L1&regularizationRate=-0.001",
    "no features": "x=false&y=false&start=he",
    "one batch": "batchSize=250",
    "never a full batch": "batchSize=300",
    "all zero": "initZero=true",
    "rate without penalty": "regularizationRate=0.3",
}


def run(address):
    state, _ = read(address)
    return state, make_trainer(state), make_data(state)


def losses(state, trainer, data, epochs):
    """What the Trainer itself says: rows of epoch, training loss, test loss."""
    X, y, X_test, y_test = data
    X, X_test = make_inputs(state, X), make_inputs(state, X_test)
    rows = [[0, trainer.mean_loss(X, y), trainer.mean_loss(X_test, y_test)]]
    for epoch in range(1, epochs + 1):
        trainer.epoch(X, y)
        rows.append([epoch, trainer.mean_loss(X, y), trainer.mean_loss(X_test, y_test)])
    return np.array(rows)


def printed(code, capsys):
    """The table that a script prints, and its names."""
    names = {}
    exec(compile(code, "script.py", "exec"), names)
    return np.array(
        [[float(cell) for cell in line.split()] for line in capsys.readouterr().out.splitlines()[1:]]
    ), names


@pytest.mark.parametrize("address", RUNS.values(), ids=RUNS)
def test_a_script_learns_exactly_as_the_run(address, capsys):
    state, trainer, data = run(address)
    table, names = printed(script(state, trainer, data), capsys)
    np.testing.assert_allclose(table, losses(state, trainer, data, 100), rtol=0, atol=1e-9)
    for ours, theirs in ((trainer.weights, names["W"]), (trainer.biases, names["b"])):
        for a, b in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(a, b, rtol=0, atol=1e-8)


def test_links_do_die_in_the_run_that_is_to_show_it():
    state, trainer, data = run(RUNS["L1, dead links"])
    losses(state, trainer, data, 100)
    assert sum(dead.sum() for dead in trainer.dead) > 3


def test_a_script_is_a_program_of_its_own(tmp_path):
    state, trainer, data = run("networkShape=2&percTrainData=10")
    file = tmp_path / "playground.py"
    file.write_text(script(state, trainer, data, epochs=3), "utf-8")
    told = subprocess.run([sys.executable, "-I", file], capture_output=True, text=True, check=True, cwd=tmp_path)
    rows = [list(map(float, line.split())) for line in told.stdout.splitlines()[1:]]
    np.testing.assert_allclose(rows, losses(state, trainer, data, 3), rtol=0, atol=1e-9)


@pytest.mark.parametrize("address", RUNS.values(), ids=RUNS)
def test_generated_code_is_fit_to_be_read(address, tmp_path):
    state, trainer, data = run(address)
    code = script(state, trainer, data)
    file = tmp_path / "script.py"
    file.write_text(code, "utf-8")
    check = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--select=E,F,W,ARG",
        "--ignore=E741",
        "--line-length=100",
    ]
    told = subprocess.run([*check, file], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    formatter = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", "--line-length=100", "-"]
    told = subprocess.run(formatter, input=learning_code(state, trainer), capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
    assert len(learning_code(state, trainer).splitlines()) < 130


def test_no_function_is_written_out_that_the_run_does_not_use():
    for address in RUNS.values():
        state, trainer, _ = run(address)
        tree = ast.parse(learning_code(state, trainer))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        named = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert named - used <= {"features", "loss", "train"}
        for word in ("mask", "memory", "totals", "RATE", "math", "SLOPES"):
            assert learning_code(state, trainer).count(word) != 1


def test_the_default_is_short():
    state, trainer, _ = run("")
    lines = [line for line in learning_code(state, trainer).splitlines() if line.strip()]
    assert len(lines) <= 60


def test_it_lasts_as_long_as_the_run():
    state, trainer, data = run("networkShape=1")
    assert "epochs=100)" in script(state, trainer, data)
    trainer.epochs = 321
    assert "epochs=321)" in script(state, trainer, data)
    assert "epochs=5)" in script(state, trainer, data, epochs=5)


def test_another_start_with_dead_links(capsys):
    for address in ("", "regularization=L2&regularizationRate=0.1", "optimizer=adam"):
        state, trainer, data = run(address)
        trainer.weights[0][0, 1] = 0.7
        trainer.dead[0][0, 1] = True
        table, _ = printed(script(state, trainer, data, start=trainer.copy(), epochs=20), capsys)
        np.testing.assert_allclose(table, losses(state, trainer, data, 20), rtol=0, atol=1e-9)


def test_what_was_changed_on_the_way_counts(capsys):
    state, trainer, data = run("")
    trainer.lr, trainer.batch = 0.1, 20
    table, _ = printed(script(state, trainer, data, epochs=10), capsys)
    np.testing.assert_allclose(table, losses(state, trainer, data, 10), rtol=0, atol=1e-9)


def test_a_readers_own_code_and_data_without_test_points(capsys):
    state, trainer, _ = run("")
    X, y = circle(23, 0, np.random.default_rng(1))
    data = X * 3, y, X[:0], y[:0]
    code = learning_code(state, trainer, count=23).replace("np.tanh(z)", "np.maximum(z, 0)", 1)
    table, _ = printed(script(state, trainer, data, code=code, epochs=4), capsys)
    assert table.shape == (5, 2)
    assert "np.maximum(z, 0)" in script(state, trainer, data, code=code)
    run_cells(notebook(state, trainer, data, epochs=4))
    assert f"linspace(-{math.ceil(np.abs(3 * X).max())}, " in notebook(state, trainer, data)


def test_the_training_code_can_move_a_network_itself():
    """`train` changes the arrays it is given, so a page can let it move the Trainer's own."""
    state, trainer, data = run("regularization=L1&regularizationRate=0.01")
    twin, names = trainer.copy(), {}
    exec(learning_code(state, trainer), names)
    steps = names["train"](make_inputs(state, data[0]), data[1][:, None], trainer.weights, trainer.biases, epochs=3)
    assert list(steps) == [0, 1, 2, 3]
    losses(state, twin, data, 3)
    np.testing.assert_allclose(trainer.theta, twin.theta, rtol=0, atol=1e-12)


def test_what_cannot_be_written_out_says_so():
    state, trainer, data = run("")
    own = trainer.copy()
    own.activations = [(np.sin, np.cos), *own.activations[1:]]
    with pytest.raises(ValueError, match="without its Python"):
        script(state, own, data)
    own.activations = [(np.sin, np.cos), (np.cos, np.sin), "tanh"]
    with pytest.raises(ValueError, match="only one for all"):
        script(state, own, data, own="MY_ACTIVATION = None")
    with pytest.raises(ValueError, match=r"settings are of a network \[2, 3, 1\]"):
        script(replace(state, shape=(3,)), trainer, data)
    with pytest.raises(ValueError, match="start is a network"):
        script(state, trainer, data, start=make_trainer(replace(state, shape=(3,))))
    trainer.biases[0][0] = np.nan
    with pytest.raises(ValueError, match="diverged"):
        script(state, trainer, data, start=trainer)


def test_no_seed_breaks_out_of_the_code(capsys):
    state = State(seed='"""\\x`\'{}<body>%s', shape=(1,))
    code = script(state, make_trainer(state), make_data(state), epochs=1)
    assert len(printed(code, capsys)[0]) == 2
    ast.parse(code)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_as_text(name):
    z, names = np.linspace(-6, 6, 61), {}
    exec("\n\n".join([imports([name]), *_helpers(name), function(name), function(name, slope=True)]), names)
    np.testing.assert_allclose(names[name](z), ACTIVATIONS[name].f(z), rtol=0, atol=1e-14)
    np.testing.assert_allclose(names[f"{name}_slope"](z), ACTIVATIONS[name].slope(z), rtol=0, atol=1e-14)


def _helpers(name):
    from nnlive.formulas import NORMAL_SHARE

    return [NORMAL_SHARE] if name == "gelu" else []


def test_features_as_text():
    assert list(COLUMNS) == list(FEATURES)
    assert list(BODIES) == list(ACTIVATIONS)
    X = np.random.default_rng(0).uniform(-6, 6, (9, 2))
    for chosen in ([], ["x1"], ["x2", "sin_x2"], ["x1_squared"], ["x1x2"], list(FEATURES)):
        names = {"np": np}
        exec(features(chosen), names)
        np.testing.assert_array_equal(names["features"](X), columns(X, chosen))


def run_cells(text):
    names = {}
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    return names


@pytest.mark.parametrize("address", RUNS.values(), ids=RUNS)
def test_a_notebook_runs_from_top_to_bottom(address, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    state, trainer, data = run(address)
    history = run_cells(notebook(state, trainer, data, epochs=12))["history"]
    np.testing.assert_allclose(history, losses(state, trainer, data, 12), rtol=0, atol=1e-9)
    assert "pip install matplotlib" in capsys.readouterr().out


def test_a_notebook_draws_with_matplotlib():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    state, trainer, data = run("")
    assert len(run_cells(notebook(state, trainer, data, epochs=2))["figure"].axes) == 2


def test_a_notebook_is_valid():
    state, trainer, data = run("seed=a`b*c")
    text = notebook(state, trainer, data)
    plain = json.loads(text)
    assert (plain["nbformat"], plain["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in plain["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in plain["cells"]:
        more = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | more
        assert cell["id"].replace("-", "").isalnum()
        assert all(line.endswith("\n") for line in cell["source"][:-1])
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.reads(text, as_version=4))
