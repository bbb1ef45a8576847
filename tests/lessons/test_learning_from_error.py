"""The numbers that the lesson on learning from error quotes, computed from the lesson's own functions and by numpy."""

from itertools import pairwise

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import locate, paths, still
from nnlive.data import GATES
from nnlive.network import Layer, Network, dense, gradients, predict
from nnlive.training import mean_loss, train, update

mangoes, steps, tiny = (still.load(f"learning-from-error{part}") for part in ("", "/steps", "/tiny"))
by_hand, from_above, one_round = mangoes.names, steps.names, tiny.names["one_round"]
MANGO, START = np.array([2.0, 1.0]), (-1.0, 2.0)


def shown(lesson, widget, **settings):
    return lesson.widget(widget).still(settings).outputs


def losses_downhill(lr, count):
    """The loss at the start and after each step of gradient descent, as the lesson's picture goes."""
    at = np.array(START)
    for _ in range(count):
        yield float(by_hand["prices"](*at).mean())
        at = at - lr * np.array(by_hand["slopes"](*at))


def nine(net):
    return Network((Layer(net.W, net.b, "tanh"), Layer(net.v[:, None], np.array([net.c]), "sigmoid")))


def central(f, at, tiny=1e-5):
    return (f(at + tiny) - f(at - tiny)) / (2 * tiny)


# --- twelve mangoes ---


def test_the_start_costs_a_lot_and_the_best_is_not_free():
    assert shown(mangoes, "by_hand") == {"loss": pytest.approx(1.818, abs=5e-4), "right": "4 of 12"}
    assert shown(mangoes, "by_hand", w=1.2, b=-0.6) == {"loss": pytest.approx(0.463, abs=5e-4), "right": "10 of 12"}


def test_no_pair_of_weights_gets_more_than_ten_right():
    w, b = np.meshgrid([-3, 3], 3 * (by_hand["SOFT"][:, None] + [-0.2, 0.2]).ravel())
    assert by_hand["mistakes"](w.ravel(), b.ravel()).sum(axis=-1).min() == 2


@pytest.mark.parametrize(
    ("share", "price"), [(1, 0), (0.9, 0.105), (0.5, 0.693), (0.25, 1.386), (0.1, 2.303), (0.01, 4.605)]
)
def test_what_an_answer_costs(share, price):
    cost = by_hand["LOSSES"]["log_loss"].value(np.array([share]), np.ones(1))
    assert cost == pytest.approx(price, abs=5e-4)


def test_sure_and_wrong_costs_nearly_44_times_as_much():
    assert np.log(0.01) / np.log(0.9) == pytest.approx(43.7, abs=0.05)


def test_the_cell_prints_both_prices():
    _, printed = ran("learning-from-error", 1)
    assert printed.splitlines()[1::2] == ["[0.105 0.693 2.303 4.605]", "[0.005 0.125 0.405 0.49 ]"]
    _, printed = ran("learning-from-error", 1, ("0.5, 0.1", "0.25, 0.1"))
    assert "1.386" in printed


def test_the_slopes_at_the_start_by_formula_and_by_nudges():
    along_w, along_b = by_hand["slopes"](*START)
    assert (round(along_w, 3), round(along_b, 3)) == (-0.642, 0.396)
    _, printed = ran("learning-from-error", 2)
    told = [float(line) for line in printed.splitlines() if line[-1].isdigit()]
    assert np.round(told, 3).tolist() == [-0.642, 0.396, -0.642, 0.396]
    assert along_w == pytest.approx(central(lambda w: by_hand["prices"](w, 2.0).mean(), -1.0), rel=1e-7)
    assert along_b == pytest.approx(central(lambda b: by_hand["prices"](-1.0, b).mean(), 2.0), rel=1e-7)


def test_mistakes_are_terraces_where_the_ground_is_flat():
    assert shown(mangoes, "landscape", measure="mistakes")["slope_along_w"] == 0
    assert central(lambda w: by_hand["mistakes"](w, 2.0).mean(), -1.0) == 0
    assert shown(mangoes, "landscape", measure="mistakes")["height"] == "8 of 12"


def test_the_best_place_of_the_landscape():
    assert shown(mangoes, "landscape", w=1.2, b=-0.5)["height"] == "0.463"
    w, b = np.meshgrid(np.arange(5, 20) / 10, np.arange(-12, 4) / 10)
    heights = by_hand["prices"](w.ravel(), b.ravel()).mean(axis=-1)
    assert (w.ravel()[heights.argmin()], b.ravel()[heights.argmin()]) == (1.2, -0.5)
    near = by_hand["mistakes"](*np.meshgrid([1.1, 1.2, 1.3], [-0.6, -0.5, -0.4]))
    assert set(near.sum(axis=-1).ravel()) == {2}


def test_the_first_step_with_rate_one():
    figures = [figure for figure in mangoes.widget("descent").figures() if not figure.between]
    first = figures[1].outputs
    assert (round(first["w"], 3), round(first["b"], 3), round(first["loss"], 3)) == (-0.358, 1.604, 1.285)
    assert len(figures) == 41
    assert figures[-1].outputs["slopes"] == "−0.001 and 0.001"


@pytest.mark.parametrize(("rate", "count"), [(0.1, 117), (1, 11), (5, 3)])
def test_steps_until_nearly_at_the_bottom(rate, count):
    lowest = list(losses_downhill(2, 300))[-1]
    assert next(i for i, loss in enumerate(losses_downhill(rate, 200)) if loss < lowest + 0.01) == count


@pytest.mark.parametrize("start", [{"w": -1.5, "b": 3.5}, {"w": 4.5, "b": -3.5}, {"w": 4.5, "b": 3.5}])
def test_there_is_one_valley(start):
    assert shown(mangoes, "descent", lr=5, **start)["loss"] == pytest.approx(0.462, abs=5e-4)


def test_with_rate_one_a_far_corner_needs_more_than_forty_steps():
    assert round(shown(mangoes, "descent", w=4.5, b=-3.5)["loss"], 3) == 0.472


def test_from_every_start_with_rate_five_and_never_with_twenty():
    starts = np.array([(w, b) for w in np.linspace(-1.5, 4.5, 5) for b in np.linspace(-3.5, 3.5, 5)])
    for rate, steps_taken in ((5, 40), (20, 1000)):
        at = starts.T
        for _ in range(steps_taken):
            before, error = at, by_hand["sigmoid"](np.multiply.outer(at[0], by_hand["SOFT"]) + at[1][:, None])
            error = error - by_hand["RIPE"]
            at = at - rate * np.array([(error * by_hand["SOFT"]).mean(axis=1), error.mean(axis=1)])
        loss = by_hand["prices"](*at).mean(axis=-1)
        if rate == 5:
            assert loss == pytest.approx(np.full(25, 0.4623), abs=1e-4)
        else:
            assert np.abs(at - before).max(axis=0).min() > 0.5


# --- 250 mangoes ---


def test_three_rates_after_forty_steps():
    made = [figure.outputs for figure in steps.widget("three_rates").figures()]
    assert [round(made[40][name], 3) for name in ("small", "middle", "large")] == [0.636, 0.417, 0.834]
    assert round(from_above["BEST_LOSS"], 3) == 0.417
    assert round(made[1]["large"], 1) == 2.9
    away = [outputs["large"] > 2 for outputs in made[5:]]
    assert sum(now and not before for before, now in pairwise(away)) >= 3
    assert round(shown(steps, "three_rates", large=10)["large"], 3) == 0.417


def test_the_three_walkers_and_the_edge_of_the_map():
    assert from_above["BALLS"] == {
        "small": ("mute", "square"), "middle": ("hi", "circle"), "large": ("neg", "triangle")
    }  # fmt: skip
    walker = steps.widget("three_rates").still({}, 2).panels[2].marks[-1]
    (low_w, low_b), (high_w, high_b) = from_above["LOW"], from_above["HIGH"]
    assert low_w <= walker.x[0] <= high_w
    assert low_b <= walker.y[0] <= high_b


def test_contours_join_places_of_one_height():
    for line, level in zip(from_above["CONTOURS"], from_above["LEVELS"], strict=False):
        inside = (np.abs(line.x) < 5) & (np.abs(line.y) < 4)
        assert from_above["loss_at"](line.x, line.y)[inside] == pytest.approx(level, abs=0.01)


@pytest.mark.parametrize(
    ("batch", "updates", "after_one", "after_six"), [(10, 150, 0.430, 0.418), (250, 6, 1.591, 0.751)]
)
def test_batches_against_all_at_once(batch, updates, after_one, after_six):
    *_, last = figures = [figure.outputs for figure in steps.widget("batches").figures({"batch": batch})]
    assert (last["epoch"], last["updates"], round(last["loss"], 3)) == ("6.0", updates, after_six)
    assert round(figures[updates // 6]["loss"], 3) == after_one


def test_one_at_a_time_never_comes_to_rest():
    way = np.array(list(from_above["by_batches"](1, 0.5, np.random.default_rng(1))))
    last = from_above["loss_at"](*way[-250:].T)
    assert (len(way) - 1, round(last.min(), 3), round(last.max(), 3)) == (1500, 0.417, 0.576)


# --- backpropagation ---


def test_one_round_as_told_on_the_page():
    r = one_round(tiny.names["start"](), MANGO, 1, 0.2)
    told = [*r.z, *r.h, r.s, r.p, r.loss, r.delta, *r.slopes.v, *r.deltas, *r.slopes.W[:, 0], r.new.v[0]]
    assert np.round(told, 3).tolist() == [
        0.6, 0.3, 0.537, 0.291, -0.66, 0.341, 1.077, -0.659, -0.354, -0.192, 0.704, -0.302, 1.407, 0.704, -1.429
    ]  # fmt: skip
    assert round(1 - r.h[0] ** 2, 3) == 0.712
    assert round(r.delta * r.net.v[0], 3) == 0.989


def test_the_cell_prints_the_same_round():
    _, printed = ran("learning-from-error", 3)
    assert printed.splitlines() == [
        "p 0.341", "error -0.659", "slopes of v [-0.354 -0.192]", "hidden errors [ 0.704 -0.302]",
        "slopes of W", "[[ 1.407 -0.603]", " [ 0.704 -0.302]]",
    ]  # fmt: skip


def test_the_answers_of_the_next_rounds():
    net, answers, first = tiny.names["start"](), [], []
    for _ in range(4):
        r = one_round(net, MANGO, 1, 0.2)
        net = r.new
        answers.append(round(r.p, 3))
        first.append(round(float(r.h[0]), 3))
    assert (answers[1], answers[3], first[1]) == (0.687, 0.849, -0.24)


@pytest.mark.parametrize(("x", "y", "lr"), [([2, 1], 1, 0.2), ([-2, 0.5], 0, 1), ([0, -1.5], 1, 0.05)])
def test_every_slope_is_the_networks_and_every_new_number_too(x, y, lr):
    r = one_round(tiny.names["start"](), np.array(x, float), y, lr)
    net, X, label = nine(r.net), np.array([x], float), np.array([float(y)])
    assert float(predict(net, X)[0, 0]) == pytest.approx(r.p)
    assert mean_loss(net, X, label, "log_loss") == pytest.approx(r.loss)
    (dW, db), (dv, dc) = gradients(net, X, label, "log_loss")
    for mine, theirs in ((r.slopes.W, dW), (r.slopes.b, db), (r.slopes.v, dv[:, 0]), (r.slopes.c, dc[0])):
        assert mine == pytest.approx(theirs, rel=1e-12)
    after = update(net, X, label, "log_loss", lr)
    assert [*r.new.W.ravel(), *r.new.v] == pytest.approx([*after.layers[0].W.ravel(), *after.layers[1].W[:, 0]])


def printed_pictures():
    """The number of the picture that the page prints, of each run."""
    fences = locate.of_file(paths.lessons() / "learning-from-error" / "index.md")
    specs = [still.Spec.read(fence.text) for fence in fences if fence.role == "widget"]
    return {spec.reference.split(":")[1]: spec.still for spec in specs}


def test_the_printed_pictures_leave_something_to_predict():
    printed = printed_pictures()
    assert [printed[name] for name in ("descent", "three_rates", "batches", "by_numbers")] == [6, 2, 8, 51]
    assert mangoes.widget("descent").still({}, 6).outputs["step"] == 1
    assert steps.widget("three_rates").still({}, 2).outputs["step"] == 2
    assert steps.widget("batches").still({}, 8).outputs["epoch"] == "0.3"
    assert tiny.widget("by_numbers").still({}, 51).alt.startswith("Round 1. 3. The error")


def test_the_end_of_the_first_round():
    figure = tiny.widget("by_numbers").still({}, 127)
    assert figure.alt.startswith("Round 1. 7. The update")
    assert not figure.between
    written = [mark.text for mark in figure.panels[1].marks if hasattr(mark, "text")]
    assert {"1.407", "−0.603", "0.704", "−0.302", "−0.354", "−0.192", "−0.659", "0.219", "−1.429"} <= set(written)


def test_violet_dots_travel_forward_and_back_before_what_they_make_is_known():
    figures = list(tiny.widget("by_numbers").figures())[:128]
    assert sum(figure.between for figure in figures) == 5 * 24
    assert "0.537" not in [getattr(mark, "text", "") for mark in figures[10].panels[0].marks]
    dots = [next(m for m in figure.panels[0].marks if type(m).__name__ == "Points").x[0] for figure in figures[1:25]]
    assert dots == sorted(dots)
    back = [next(m for m in figure.panels[0].marks if type(m).__name__ == "Points").x[0] for figure in figures[52:76]]
    assert back == sorted(back, reverse=True)


def test_the_digit_network():
    net = dense([784, 16, 16, 10], rng=np.random.default_rng(0))
    assert net.parameter_count == 13_002
    assert 2 * net.parameter_count == 26_004
    forward = sum(layer.W.size for layer in net.layers)
    # A slope for every weight, and every error but the first layer's through the weights and its neuron's slope.
    backward = forward + sum(layer.W.size + layer.W.shape[0] for layer in net.layers[1:])
    assert backward <= 2 * forward


# --- XOR ---


def xor_loss(hidden, seed, epochs=1000):
    net = dense([2, hidden, 1], rng=np.random.default_rng(seed))
    *_, last = train(net, *GATES["XOR"], lr=0.5, epochs=epochs)
    return last.train_loss


def test_nine_numbers_learn_xor_from_some_starts():
    losses = [xor_loss(2, seed) for seed in range(20)]
    assert (round(losses[0], 3), round(losses[4], 2)) == (0.008, 0.35)
    assert sum(loss < 0.05 for loss in losses) == 11
    assert round(xor_loss(2, 4, 5000), 2) == 0.35


@pytest.mark.parametrize(
    ("changes", "loss"),
    [((), "0.008"), ([("_rng(0)", "_rng(4)")], "0.35"), ([("_rng(0)", "_rng(4)"), ("2, 2, 1", "2, 4, 1")], "0.005")],
)
def test_the_cell_that_learns_xor(changes, loss):
    _, printed = ran("learning-from-error", 4, *changes)
    assert printed.splitlines()[5] == f"1000 {loss}"


def test_four_hidden_neurons_learn_xor_from_every_start():
    assert max(xor_loss(4, seed) for seed in range(20)) < 0.05
