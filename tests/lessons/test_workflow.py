"""The numbers that the workflow lesson quotes: from its cells, its widget, and the programs in its tabs."""

import ast
import json
import re

import keras_workflow
import numpy as np
import pytest

from coursebuild import cells, entries, paths, still
from nnlive.preparation import StandardScaler
from nnlive.sequential import Adam, Dense, Input, Sequential

PAGE = "workflow"
learn = still.load(PAGE).widget("learn")
TEXT = (paths.lessons() / PAGE / "index.md").read_text("utf-8")
# The page's cells, in order.
DATA, SPLIT, SCALE, SIMPLE, SUMMARY, COMPILE, TRAIN, TEST, NEW = range(1, 10)
SMALL, AWAKE, FOUR, HOT, THREE, WRONG, SAVE = range(10, 17)


@pytest.fixture(scope="module")
def run():
    """The page's cells, run once, in order: the same run that the build shows."""
    sources = cells.runnable(entries.of_course()[PAGE])
    return cells.run_of(PAGE, sources)


@pytest.fixture(scope="module")
def printed(run):
    """The lines that the n-th cell printed."""

    def lines(number):
        items = run.items.get(f"{PAGE}:cell-{number}", [])
        return "".join(item["text"] for item in items if item["kind"] == "text").splitlines()

    return lines


@pytest.fixture(scope="module")
def shown(run):
    """The picture that the n-th cell showed, as HTML."""
    return lambda number: "".join(i["html"] for i in run.items[f"{PAGE}:cell-{number}"] if i["kind"] == "html")


def numbers(lines):
    return [float(found) for found in re.findall(r"-?\d+\.?\d*", " ".join(lines))]


# --- the cells ---


def test_the_table_is_sorted(printed, shown):
    lines = printed(DATA)
    assert lines[0] == "(1000, 2) (1000,)"
    assert lines[-2:] == ["first labels [0. 0. 0.]", "last labels [1. 1. 1.]"]
    assert "1000 points: 500 orange squares (class 0) and 500 blue" in shown(DATA)


def test_what_the_columns_hold_and_what_a_sorted_table_would_validate_on(run):
    X, y = run.cells.names["X"], run.cells.names["y"]
    assert (X[:, 1].min() > 11, X[:, 1].max() < 18, X[:, 0].min() > 100) == (True, True, True)
    assert set(y[800:]) == {1}
    assert abs(run.cells.names["y_test"].mean() - 0.5) < 0.01


def test_the_split_and_the_scale(printed):
    assert printed(SPLIT) == ["train (750, 2)", "test (250, 2)", "variety 1 in training: 0.501"]
    assert numbers(printed(SCALE)) == [346.14, 14.67, 81.75, 1.31, 0, 0, -0.048, -0.087]


def test_a_mango_scaled_by_itself_is_nothing():
    assert StandardScaler().fit_transform([[240, 15.2]]).tolist() == [[0, 0]]


def test_a_straight_border_gets_86_percent(printed):
    assert printed(SIMPLE) == ["validation accuracy", "0.86"]


def test_33_numbers(printed):
    assert printed(SUMMARY)[1:] == [
        "dense     (None, 8)         24",
        "dense_1   (None, 1)          9",
        "Total params: 33",
    ]


def test_the_training_ends_where_the_text_says(shown):
    assert " loss 0.099" in shown(TRAIN)
    assert "validation loss 0.091" in shown(TRAIN)
    assert (600 / 32, 600 - 18 * 32) == (18.75, 24)


def test_the_test_is_opened_once(printed, shown):
    assert numbers(printed(TEST)) == [0.291, 0.848, 0.093, 0.952]
    assert "12 of 250 examples" in shown(TEST)


def test_mistakes_lie_where_the_clouds_overlap(run):
    """Among the ten training mangoes that are nearest to a mistake, both varieties are found."""
    Z, y, Z_train, y_train, model = (run.cells.names[n] for n in ("Z_test", "y_test", "Z_train", "y_train", "model"))
    wrong = (model.predict(Z)[:, 0] > 0.5) != (y == 1)
    away = np.hypot(*(Z[wrong][:, None] - Z_train).transpose(2, 0, 1))
    near = y_train[away.argsort(axis=1)[:, :10]].mean(axis=1)
    assert len(near) == 12
    assert ((near > 0) & (near < 1)).all()


def test_three_new_mangoes_with_and_without_the_scaler(printed):
    assert numbers(printed(NEW)) == [0.01, 1, 0.39, 1, 1, 1]


def test_the_neuron_that_dies(printed):
    assert numbers(printed(SMALL)) == [0.693, 0.499]
    lines = printed(AWAKE)
    assert lines[:2] == ["lowest answer 0.5", "highest 0.5"]
    assert ast.literal_eval(lines[-1]) == [385, 275, 42, 2] + [0] * 8
    assert np.log(2) == pytest.approx(0.693, abs=5e-4)


@pytest.mark.parametrize(("units", "dead"), [(1, 2), (2, 0)])
def test_how_many_of_twenty_starts_die(run, units, dead):
    Z, y, count = run.cells.names["Z_train"], run.cells.names["y_train"], 0
    for seed in range(20):
        model = Sequential([Input((2,)), Dense(units, "relu"), Dense(1, "sigmoid")], seed=seed)
        model.compile(Adam(0.01), "binary_crossentropy")
        model.fit(Z, y, epochs=8)
        W, b, *_ = model.get_weights()
        count += not (Z @ W + b > 0).any()
    assert count == dead


@pytest.mark.parametrize(
    ("units", "activation", "rate", "seed", "epochs", "right"),
    [
        (2, "relu", 0.01, 0, 30, 0.87),
        (1, "relu", 0.01, 1, 30, 0.87),
        (1, "tanh", 0.01, 0, 30, 0.87),
        (1, "relu", 0.001, 0, 80, 0.5),
    ],
)
def test_what_helps_against_a_dead_start(run, units, activation, rate, seed, epochs, right):
    Z, y = run.cells.names["Z_train"], run.cells.names["y_train"]
    model = Sequential([Input((2,)), Dense(units, activation), Dense(1, "sigmoid")], seed=seed)
    model.compile(Adam(rate), "binary_crossentropy", ["accuracy"])
    model.fit(Z, y, epochs=epochs)
    assert round(model.evaluate(Z, y)[1], 2) == right


def test_the_four_cases(printed):
    assert 1 - 30 / 1000 == 0.97
    assert numbers(printed(FOUR)[1:]) == [0, 0, 120, 0, 1, 6, 1, 0, 6, 1, 1, 118]


def test_three_varieties(printed, run):
    assert printed(HOT)[:2] == ["[2 0 0 0]", "[[0. 0. 1.]"]
    assert numbers(printed(THREE)[1:2])[1] > 0.97
    (error,) = run.items[f"{PAGE}:cell-{WRONG}"]
    assert "is for two classes, 0 and 1; these labels go from 0 to 2" in error["message"]


def test_a_saved_model_answers_the_same(printed):
    assert printed(SAVE) == ["3 kilobytes", "the same answers:", "True"]


# --- the widget ---


def last(**settings):
    return learn.still(settings).outputs


@pytest.mark.parametrize(
    ("settings", "accuracy"),
    [
        ({}, 0.973),
        ({"hidden": "none"}, 0.86),
        ({"hidden": "2"}, 0.887),
        ({"hidden": "8, 8"}, 0.973),
        ({"optimizer": "SGD, 0.01"}, 0.86),
        ({"optimizer": "SGD, 0.3"}, 0.973),
        ({"optimizer": "Adam, 0.001"}, 0.867),
        ({"data": "blobs", "hidden": "none"}, 1.0),
    ],
)
def test_validation_accuracy_after_60_epochs(settings, accuracy):
    assert round(last(**settings)["val_accuracy"], 3) == accuracy


@pytest.mark.parametrize("seed", range(1, 4))
def test_without_the_scale_it_stays_below(seed):
    assert last(scaled=False, seed=seed)["val_accuracy"] < 0.8


def test_sgd_is_still_falling():
    losses = [
        figure.outputs["val_loss"] for figure in learn.figures({"optimizer": "SGD, 0.01"}) if figure.outputs["epoch"]
    ]
    assert losses[-1] < losses[-6] < losses[-11]


def test_how_many_numbers():
    counts = {hidden: last(hidden=hidden)["parameters"] for hidden in ("none", "8", "8, 8")}
    assert counts == {"none": 3, "8": 33, "8, 8": 105}


def test_the_widget_learns_as_the_cells_do():
    outputs = last()
    assert (round(outputs["loss"], 3), round(outputs["val_loss"], 3)) == (0.099, 0.091)


def test_the_widget_shows_the_neuron_that_dies():
    dead = [*learn.figures({"hidden": "1", "seed": 0})][-1]
    assert "Of its 1 hidden neurons in the first layer 1 are silent" in dead.alt
    assert round(dead.outputs["loss"], 3) == 0.693
    assert "8 hidden neurons in the first layer 0 are silent" in learn.still({}).alt


def test_the_file_to_take_home_holds_the_trained_model():
    code = learn.still({}).files["mango_model.py"]()
    assert 'keras.layers.Dense(8, activation="relu")' in code
    compile(code, "mango_model.py", "exec")


# --- the tabs ---


def test_this_pages_side_runs():
    made = keras_workflow.run(keras_workflow.tab("This page"))
    assert made["told"].history["val_loss"][-1] < 0.12
    np.testing.assert_array_equal(made["again"].predict(made["Z_test"]), made["model"].predict(made["Z_test"]))


def test_keras_side_is_the_one_that_ran_in_keras():
    kept = json.loads(keras_workflow.FILE.read_text("utf-8"))
    assert kept["code"] == keras_workflow.tab("Keras")
    assert (round(kept["val_loss"], 3), round(kept["test"][1], 3)) == (0.084, 0.964)
    assert kept["again"] < 1e-6


def test_both_sides_say_the_same():
    """From the model on they differ only in where the seed stands, in `verbose`, and in the file's kind."""
    ours, theirs = (keras_workflow.tab(title).split("# model\n")[1] for title in ("This page", "Keras"))
    theirs = theirs.replace("set_random_seed(1)\n", "").replace(",\n    verbose=2", "").replace(".keras", ".npz")
    assert ours.replace("], seed=1)", "])") == theirs


def test_dates_and_versions_stand_after_the_date():
    before, date, after = TEXT.partition("*This section and the next: as of November 2026.")
    assert date
    for fact in ("2.21", "3.10 to 3.13", "31 March 2024", "12 hours"):
        assert fact in after
        assert fact not in before
