"""The numbers of the review, and its last task: what wins stars and what does not."""

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import paths, still
from nnlive.network import Layer, Network, dense, predict

lesson = still.load("review")
helper = lesson.names
WINNING = {"layers": 1, "neurons": 8, "activation": "relu", "lr": 1, "epochs": 30, "seed": 2}


def played(**settings):
    return lesson.widget("river").still(settings).outputs


def percent(text):
    return float(text.split()[0])


def test_one_neuron_gets_80_and_with_larger_rates_85_percent():
    assert percent(played()["validation"]) == pytest.approx(80, abs=1)
    for lr in (0.3, 1, 3):
        outputs = played(lr=lr)
        assert percent(outputs["validation"]) == pytest.approx(85, abs=2)
        assert outputs["stars"] == "none yet"
    assert played()["parameters"] == 3


def test_linear_hidden_neurons_do_not_help():
    assert percent(played(layers=2, neurons=8, activation="linear", lr=0.3)["validation"]) < 88


def test_a_small_rate_creeps_and_a_larger_one_wins():
    assert percent(played(layers=1, neurons=4, lr=0.03)["validation"]) < 88
    slow = played(layers=1, neurons=4, lr=1, epochs=200)
    assert (slow["parameters"], slow["stars"]) == (17, "★★")


def test_one_way_to_three_stars_and_what_the_box_says():
    outputs = played(**WINNING, test=True)
    assert (outputs["parameters"], outputs["stars"]) == (33, "★★★")
    assert percent(outputs["validation"]) == pytest.approx(97, abs=0.6)
    assert percent(outputs["test"]) == pytest.approx(95.1, abs=0.4)
    assert percent(played(**WINNING | {"seed": 1})["validation"]) == pytest.approx(91, abs=1.1)


def test_the_best_of_many_is_less_good_on_the_test():
    drop = []
    for seed in range(1, 13):
        outputs = played(**WINNING | {"seed": seed}, test=True)
        drop.append((percent(outputs["validation"]), percent(outputs["test"])))
    chosen, tested = max(drop)
    assert chosen > tested


def test_the_box_stays_closed_until_it_is_opened():
    assert played()["test"] == "closed"
    first, *_ = lesson.widget("river").figures({"test": True})
    assert first.outputs["test"] == "closed"


@pytest.mark.parametrize(
    ("chosen", "parameters", "epochs", "won"),
    [(94.9, 3, 10, "none yet"), (95, 34, 31, "★"), (95, 33, 31, "★★"), (95, 34, 30, "★★"), (95, 33, 30, "★★★")],
)
def test_what_is_a_star(chosen, parameters, epochs, won):
    assert helper["stars"](chosen, parameters, epochs) == won


def test_2_8_1_has_33_parameters():
    assert dense([2, 8, 1], rng=np.random.default_rng(0)).parameter_count == 33


def test_without_scaling_nothing_is_learned():
    assert ran("review", 1)[0] == pytest.approx(0.5, abs=0.03)


# --- what the questions claim ---


def test_linear_layers_collapse_into_one_neuron():
    rng = np.random.default_rng(0)
    deep = dense([3, 5, 5, 1], hidden="linear", output="linear", rng=rng)
    W = np.linalg.multi_dot([layer.W for layer in deep.layers])
    one = Network((Layer(W, np.zeros(1), "linear"),))
    X = rng.normal(size=(20, 3))
    assert predict(deep, X) == pytest.approx(predict(one, X))
    assert np.log(0.5) == pytest.approx(-0.693, abs=5e-4)


def test_equal_weights_stay_equal():
    rng = np.random.default_rng(0)
    start = dense([2, 6, 1], rng=rng)
    equal = Network(tuple(Layer(np.full_like(layer.W, 0.3), layer.b, layer.activation) for layer in start.layers))
    X, y = helper["TRAINING"]
    *_, last = helper["train"](equal, X, y, lr=0.3, batch=10, epochs=30, rng=rng)
    W = last.network.layers[0].W
    assert np.ptp(W, axis=1) == pytest.approx(np.zeros(2), abs=1e-9)


def test_92_of_a_hundred_right_is_luck_that_happens():
    right = np.random.default_rng(0).binomial(250, 0.887, 10_000)
    assert 0.92 * 250 == 230
    assert 0.02 < np.mean(right >= 230) < 0.1


def test_a_mark_on_the_other_animals():
    outputs = still.load("limitations").widget("shortcut").still({}).outputs
    assert percent(outputs["first_row"]) == pytest.approx(100, abs=1)
    assert percent(outputs["third_row"]) == pytest.approx(12, abs=1)


def test_every_lesson_of_the_course_is_named():
    text = (paths.lessons() / "review" / "index.md").read_text("utf-8")
    lessons = {folder.name for folder in paths.lessons().iterdir() if (folder / "index.md").is_file()} - {"review"}
    assert not {name for name in lessons if f"(../{name}/index.md)" not in text}
    assert text.count("``` question\n") == 12
