"""Files of a run with a reader's own activation, rule or code: they learn as the run did, number for number."""

import json
import subprocess
import sys

import numpy as np
import pytest

from nnlive.descent import Trainer
from nnlive.export import files, learning_code
from nnlive.owncode import OwnCode
from nnlive.settings import make_data, make_inputs, make_trainer, read

ACTIVATION = "MY_ACTIVATION = (np.sin, np.cos)"
RULE = "def MY_RULE(gradient, lr, memory, t):\n    memory[0] += gradient\n    return lr * memory[0] / t"
WHOLE = (
    "MY_RULE = lambda gradient, lr, memory, t: 0.002 * gradient / np.linalg.norm(gradient) * np.arange(len(gradient))"
)
RUNS = {
    "activation": ("networkShape=5,3", ACTIVATION),
    "activation, log loss": ("loss=log_loss&dataset=xor", ACTIVATION),
    "rule": ("networkShape=3&batchSize=7", RULE),
    "rule that sees the whole row": ("networkShape=3,2&xTimesY=true", WHOLE),
    "rule, no hidden layer": ("networkShape=&x=false", RULE),
    "rule, L1": ("regularization=L1&regularizationRate=0.03", RULE),
    "both, L2": ("regularization=L2&regularizationRate=0.01&problem=regression", f"{ACTIVATION}\n{RULE}"),
}


def run(address, own):
    """Settings, the network with the reader's parts, and data."""
    state, _ = read(address)
    names = {"np": np}
    exec(own, names)
    start = make_trainer(state)
    parts = {"activation": names.get("MY_ACTIVATION", state.activation), "optimizer": names.get("MY_RULE", "sgd")}
    same = {name: getattr(state, name) for name in ("problem", "batch", "lr", "regularization", "rate", "loss")}
    trainer = Trainer(len(state.inputs), state.shape, rng=np.random.default_rng(0), **parts, **same)
    trainer.theta[:] = start.theta
    return state, trainer, make_data(state)


def learn(learner, trainer, state, data, epochs):
    """Rows of epoch, training loss, test loss, as the page shows them."""
    X, y, X_test, y_test = data
    X, X_test, rows = make_inputs(state, X), make_inputs(state, X_test), []
    for epoch in range(epochs + 1):
        if epoch:
            learner.epoch(X, y)
        rows.append([epoch, trainer.mean_loss(X, y), trainer.mean_loss(X_test, y_test)])
    return rows


def printed(script, folder):
    """The table that a script prints when a reader starts it."""
    (folder / "playground.py").write_text(script, "utf-8")
    told = subprocess.run([sys.executable, "-I", "playground.py"], cwd=folder, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return [[float(cell) for cell in line.split()] for line in told.stdout.splitlines()[1:]]


def history(notebook):
    names = {}
    for cell in json.loads(notebook)["cells"][:-1]:  # the last one draws
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    return names["history"]


@pytest.mark.parametrize(("address", "own"), RUNS.values(), ids=RUNS)
def test_own_parts_learn_the_same_in_script_and_notebook(address, own, tmp_path, capsys):
    state, trainer, data = run(address, own)
    made = files(state, trainer, data, trainer.copy(), own)
    texts = made["playground.py"](), made["playground.ipynb"]()
    wanted = learn(trainer, trainer, state, data, 100)
    np.testing.assert_allclose(printed(texts[0], tmp_path), wanted, rtol=0, atol=1e-9)
    np.testing.assert_allclose(history(texts[1]), wanted, rtol=0, atol=1e-9)
    assert own.splitlines()[0] in texts[0]


@pytest.mark.parametrize(("address", "own"), RUNS.values(), ids=RUNS)
def test_code_with_own_parts_is_fit_to_be_read(address, own):
    state, trainer, _ = run(address, own)
    code = learning_code(state, trainer, own=own)
    check = ["ruff", "check", "--isolated", "--select=E,F,W,ARG", "--ignore=E731,E501,ARG001,ARG005", "-"]
    told = subprocess.run([sys.executable, "-m", *check], input=code, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


def test_edited_code_is_what_the_files_carry(tmp_path, capsys):
    state, trainer, data = run("networkShape=3", "")
    start = trainer.copy()
    code = learning_code(state, trainer).replace("LEARNING_RATE * slope", "LEARNING_RATE * np.sign(slope) / 9")
    own = OwnCode(code, state, trainer)
    wanted = learn(own, trainer, state, data, 100)
    made = files(state, trainer, data, start, "", own.text)
    np.testing.assert_allclose(printed(made["playground.py"](), tmp_path), wanted, rtol=0, atol=1e-9)
    np.testing.assert_allclose(history(made["playground.ipynb"]()), wanted, rtol=0, atol=1e-9)
    assert "learning code of your own is not in it" in made["keras.py"]()


def test_weights_can_always_be_taken():
    state, trainer, data = run("networkShape=3", ACTIVATION)
    made = files(state, trainer, data, trainer.copy(), ACTIVATION)
    file = json.loads(made["weights.json"]())
    assert (file["activations"], file["own"]) == (["own", "tanh"], ACTIVATION)
    np.testing.assert_array_equal(file["weights"][0], trainer.weights[0])
    assert made["weights.npz"]().startswith(b"PK")


def test_keras_takes_a_rule_with_a_warning_and_refuses_an_activation():
    state, trainer, data = run("networkShape=3", RULE)
    code = files(state, trainer, data, trainer.copy(), RULE)["keras.py"]()
    assert "learning rule of your own is not in it" in code
    compile(code, "keras.py", "exec")
    state, trainer, data = run("networkShape=3", ACTIVATION)
    with pytest.raises(ValueError, match=r"your activation is made of numpy's\. The weights as JSON or npz"):
        files(state, trainer, data, trainer.copy(), ACTIVATION)["keras.py"]()
