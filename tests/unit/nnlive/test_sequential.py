"""The Keras-like model: against what Keras itself made of the same start and data, against central differences, and
against the conventions of Keras."""

import json

import keras_sequential
import numpy as np
import pytest
from oracles import assert_same_slope, differences_of_sum

from nnlive import sequential
from nnlive.data import moons
from nnlive.scoring import SCORINGS, SMALLEST
from nnlive.sequential import SGD, Adam, Dense, Input, Sequential, load_model
from nnlive.training import train

RECORDED = json.loads(keras_sequential.FILE.read_text("utf-8"))
NAMES = list(keras_sequential.RUNS)


def yes_or_no(*hidden, seed=0, inputs=2):
    model = Sequential([Input((inputs,)), *(Dense(n, "relu") for n in hidden), Dense(1, "sigmoid")], seed=seed)
    model.compile(Adam(0.01), "binary_crossentropy", ["accuracy"])
    return model


def some_moons(n=100, seed=1):
    rng = np.random.default_rng(seed)
    X, y = moons(n, 0.2, rng)
    order = rng.permutation(n)
    return X[order], y[order]


# --- Keras ---


def test_every_run_is_recorded():
    assert [*RECORDED] == ["defaults", *NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_keras_made_the_same(name):
    made, kept = keras_sequential.run(sequential, name), RECORDED[name]
    assert [*made["history"]] == [*kept["history"]]
    assert made["epoch"] == kept["epoch"]
    assert made["parameters"] == kept["parameters"]
    for part in ("evaluate", "predict"):
        np.testing.assert_allclose(made[part], kept[part], rtol=0, atol=3e-6)
    for score, values in kept["history"].items():
        np.testing.assert_allclose(made["history"][score], values, rtol=0, atol=3e-6)
    for mine, theirs in zip(made["weights"], kept["weights"], strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=3e-6)


@pytest.mark.parametrize("name", NAMES)
def test_live_where_keras_is_installed(name):
    keras = pytest.importorskip("keras")
    made = keras_sequential.run(keras, name)
    np.testing.assert_allclose(made["predict"], RECORDED[name]["predict"], rtol=0, atol=3e-6)


def test_the_defaults_are_those_of_keras():
    told = RECORDED["defaults"]
    assert (told["kernel"], told["bias"], told["activation"]) == ("GlorotUniform", "Zeros", Dense(1).activation)
    assert told["sgd"] == pytest.approx([SGD().learning_rate, SGD().momentum])
    assert told["adam"] == pytest.approx([Adam().learning_rate, 0.9, 0.999, 1e-7])
    assert told["smallest"] == SMALLEST


def test_the_start_is_glorots():
    W, b = Sequential([Input((50,)), Dense(40)], seed=3).get_weights()
    limit = np.sqrt(6 / 90)
    assert 0.98 * limit < np.abs(W).max() <= limit
    assert not b.any()


# --- slopes ---


@pytest.mark.parametrize("name", NAMES)
def test_slopes_are_central_differences(name):
    model, (X, y) = keras_sequential.built(sequential, name), keras_sequential.data(name)
    scoring = SCORINGS[model.loss]
    labels = scoring.labels(np.asarray(y, float), len(model.get_weights()[-1]))
    model.set_weights(keras_sequential.start(name))
    X, start = X.astype(float), model.get_weights()
    for layer, pair in enumerate(scoring.gradients(model.network, X, labels)):
        for which, slope in enumerate(pair):
            at = 2 * layer + which

            def loss(part, at=at):
                model.set_weights([*start[:at], part, *start[at + 1 :]])
                return float(scoring.value(model.predict(X), labels).mean())

            assert_same_slope(slope, differences_of_sum(loss, start[at]))
    assert len(start) == 2 * len(model.layers)


def test_plain_descent_is_that_of_training():
    X, y = some_moons()
    model = yes_or_no(4)
    model.compile(SGD(0.3), "binary_crossentropy")
    *_, last = train(model.network, X, y, lr=0.3, batch=32, epochs=3, shuffle=False)
    model.fit(X, y, epochs=3, shuffle=False)
    wanted = [part for layer in last.network.layers for part in (layer.W, layer.b)]
    for mine, theirs in zip(model.get_weights(), wanted, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-12)


# --- conventions ---


def test_the_last_share_is_held_out_before_the_shuffle():
    X, y = some_moons(50)
    split, given = yes_or_no(3), yes_or_no(3)
    told = split.fit(X, y, epochs=2, validation_split=0.3)
    same = given.fit(X[:35], y[:35], epochs=2, validation_data=(X[35:], y[35:]))
    assert told.history == same.history
    assert [*told.history] == ["accuracy", "loss", "val_accuracy", "val_loss"]


def test_an_epochs_loss_is_the_mean_over_batches_while_the_weights_change():
    X, y = some_moons(40)
    model, twin = yes_or_no(3), yes_or_no(3)
    told = model.fit(X, y, batch_size=32, shuffle=False)
    first = twin.evaluate(X[:32], y[:32])[0]
    twin.fit(X[:32], y[:32], batch_size=32, shuffle=False)
    assert told.history["loss"] == [pytest.approx((32 * first + 8 * twin.evaluate(X[32:], y[32:])[0]) / 40)]


def test_a_second_fit_goes_on():
    X, y = some_moons()
    once, twice = yes_or_no(5), yes_or_no(5)
    told = once.fit(X, y, epochs=4).history["loss"]
    assert told == [loss for _ in range(4) for loss in twice.fit(X, y).history["loss"]]


def test_one_seed_one_run():
    X, y = some_moons()
    made = [yes_or_no(4, seed=seed).fit(X, y, epochs=2).history for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]


def test_the_moons_are_learned():
    X, y = some_moons(400)
    model = yes_or_no(8)
    model.fit(X, y, batch_size=10, epochs=60)
    loss, accuracy = model.evaluate(X, y)
    assert loss < 0.15
    assert accuracy > 0.94
    assert model.predict(X).shape == (400, 1)


def test_evaluate_is_one_number_without_metrics():
    X, y = some_moons()
    model = yes_or_no()
    model.compile("sgd", "mse")
    assert model.evaluate(X, y) == pytest.approx(np.mean((model.predict(X)[:, 0] - y) ** 2))


def test_layers_can_come_one_by_one_and_without_an_input():
    model = Sequential(seed=4)
    for layer in (Dense(3, "tanh"), Dense(1, "sigmoid")):
        model.add(layer)
    model.compile("adam", "binary_crossentropy")
    model.fit(*some_moons())
    assert [part.shape for part in model.get_weights()] == [(2, 3), (3,), (3, 1), (1,)]


def test_a_layer_that_comes_later_learns_with_the_others():
    X, y = some_moons()
    model = Sequential([Input((2,)), Dense(4, "tanh")])
    model.add(Dense(4, "tanh"))
    model.compile("adam", "mse")
    model.fit(X, np.tile(y[:, None], 4))
    model.add(Dense(1, "sigmoid"))
    before = model.get_weights()
    model.fit(X, y)
    assert all((new != old).any() for new, old in zip(model.get_weights(), before, strict=True))


def test_the_summary(capsys):
    yes_or_no(8).summary()
    assert capsys.readouterr().out.splitlines() == [
        "Layer     Output        Params",
        "dense     (None, 8)         24",
        "dense_1   (None, 1)          9",
        "Total params: 33",
    ]


def test_verbose_prints_a_line_for_each_epoch(capsys):
    yes_or_no(2).fit(*some_moons(), epochs=2, verbose=1)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("Epoch 2/2 accuracy: 0.")
    assert len(lines) == 2


def test_weights_out_are_copies_and_weights_in_must_fit():
    model = yes_or_no(3)
    before = model.get_weights()
    model.get_weights()[0][:] = 9
    model.set_weights(before)
    np.testing.assert_array_equal(model.get_weights()[0], before[0])
    with pytest.raises(ValueError, match="has weights of the shapes"):
        model.set_weights(before[:2])


# --- files ---


@pytest.mark.parametrize("how", [SGD(0.1), SGD(0.1, momentum=0.9), Adam(0.02)])
def test_a_loaded_model_answers_the_same_and_learns_on(tmp_path, how):
    X, y = some_moons()
    model = yes_or_no(4, 3)
    model.compile(how, "binary_crossentropy", ["accuracy"])
    model.fit(X, y, epochs=2)
    model.save(tmp_path / "moons.npz")
    again = load_model(tmp_path / "moons.npz")
    np.testing.assert_array_equal(again.predict(X), model.predict(X))
    assert again.optimizer == how
    told = [one.fit(X, y, epochs=2, shuffle=False).history for one in (model, again)]
    assert told[0] == told[1]


def test_a_model_that_was_not_compiled_can_be_saved_too(tmp_path):
    model = Sequential([Input((2,)), Dense(2)], seed=7)
    model.save(tmp_path / "m.npz")
    again = load_model(tmp_path / "m.npz")
    np.testing.assert_array_equal(again.predict([[1, 2]]), model.predict([[1, 2]]))
    assert again.optimizer is None


def test_files_of_other_kinds_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"ends in .npz"):
        yes_or_no().save(tmp_path / "model.keras")
    np.savez(tmp_path / "other.npz", W0=np.zeros(2))
    with pytest.raises(ValueError, match="not a model of this course"):
        load_model(tmp_path / "other.npz")
