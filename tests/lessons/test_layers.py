"""The numbers that the lesson on layers quotes, computed from the lesson's own functions."""

from itertools import islice

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive.descent import Trainer
from nnlive.network import dense
from nnlive.settings import State, make_data, make_inputs, make_trainer
from nnlive.training import train

plane, circle, digits, depth = (still.load(f"layers{part}") for part in ("", "/circle", "/digits", "/depth"))


def shown(lesson, widget, **settings):
    return lesson.widget(widget).still(settings).outputs


# --- two hidden neurons bend the plane ---


@pytest.mark.parametrize(
    ("settings", "right"),
    [({}, 72), ({"push2": 1}, 99), ({"push2": 1, "steep": 0.2}, 50), ({"push2": 1, "bend": 0}, 99)],
)
def test_days_right_by_hand(settings, right):
    assert shown(plane, "by_hand", **settings)["right"] == f"{right} of 100"


def test_the_middles_of_the_clouds_with_and_without_the_bend():
    bent, _ = ran("layers", 1)
    assert bent["z"].tolist() == [-1, -1, 0.99, 0.99]
    assert [bent[name][2:].tolist() for name in ("h1", "h2")] == [[1, 1], [-1, -1]]
    straight, _ = ran("layers", 1, ("np.tanh(3 * (x1 + x2 + 1))", "3 * (x1 + x2 + 1)"), ("np.tanh(3", "(3"))
    assert straight["z"].tolist() == [5] * 4


def trained_to_bend(seed):
    X, y = plane.names["days"](1)
    net = dense([2, 2, 1], rng=np.random.default_rng(seed))
    *_, last = train(net, X, y, lr=0.5, batch=20, epochs=150, rng=np.random.default_rng([seed, 1]))
    return last.network, last.train_loss, plane.names["right"](last.network, X)


def test_training_finds_the_bend_from_eleven_of_twenty_starts():
    runs = [trained_to_bend(seed)[1:] for seed in range(1, 21)]
    assert shown(plane, "learn")["right"] == "100 of 100"
    assert runs[0][1] == 100
    assert sum(loss < 0.1 for loss, _ in runs) == 11
    stuck = [right for loss, right in runs if loss > 0.1]
    assert max(stuck) < 80


def test_both_blue_clouds_land_together_and_the_orange_ones_apart():
    corners = np.array([[-1.0, -1], [1, 1], [-1, 1], [1, -1]])
    low, high, blue, other = plane.names["forward"](trained_to_bend(1)[0], corners)[1]
    assert np.abs(blue - other).max() < 0.3
    assert np.abs(low - high).max() > 1.5


# --- linear layers melt ---


def test_two_linear_layers_are_one():
    difference, _ = ran("layers", 2)
    assert 0 < difference < 1e-14
    assert dense([2, 8, 1], "linear", "linear", rng=np.random.default_rng(1)).layers[0].W.size + 8 == 24


@pytest.mark.parametrize(("neurons", "kind", "loss"), [(8, "circle", 0.50), (8, "xor", 0.51), (0, "xor", 0.51)])
def test_linear_neurons_help_nothing(neurons, kind, loss):
    made = shown(circle, "how_many", neurons=neurons, kind=kind, activation="linear")["test_loss"]
    assert made == pytest.approx(loss, abs=0.006)


def test_two_layers_of_eight_linear_neurons_in_the_playground():
    state = State(dataset="xor", shape=(8, 8), activation="linear")
    X, y, X_test, y_test = make_data(state)
    trainer = make_trainer(state)
    for _ in range(100):
        trainer.epoch(make_inputs(state, X), y)
    assert trainer.mean_loss(make_inputs(state, X_test), y_test) == pytest.approx(0.5, abs=0.02)


# --- how many neurons a circle needs ---


def fence(neurons, seed):
    """Test loss and share of the test points that are right, after 200 epochs."""
    train_part, test = circle.names["data"]("circle", seed)
    trainer = circle.names["start"](neurons, "tanh", seed)
    for _ in range(circle.names["EPOCHS"]):
        trainer.epoch(*train_part)
    return circle.names["judge"](trainer, test)


@pytest.mark.parametrize(
    ("neurons", "losses", "shares"),
    [
        (0, (0.50, 0.56), (47, 65)),
        (1, (0.40, 0.46), (62, 68)),
        (2, (0.24, 0.32), (79, 86)),
        (3, (0.02, 0.03), (99, 100)),
        (4, (0.02, 0.03), (100, 100)),
        (8, (0.01, 0.02), (100, 100)),
    ],
)
def test_how_many_neurons_a_circle_needs(neurons, losses, shares):
    made = np.array([fence(neurons, seed) for seed in range(1, 6)])
    assert (made[:, 0].min(), made[:, 0].max()) == pytest.approx(losses, abs=0.006)
    assert (100 * made[:, 1].min(), 100 * made[:, 1].max()) == pytest.approx(shares, abs=0.6)


def test_the_picture_ends_where_the_table_does():
    assert shown(circle, "how_many")["test_loss"] == fence(3, 2)[0]


def test_relu_has_corners_and_fits_too():
    assert shown(circle, "how_many", neurons=4, activation="relu")["right"] == "100%"


def test_the_votes_and_the_bias_add_up_to_the_answer():
    trainer = circle.names["start"](3, "tanh", 1)
    assert isinstance(trainer, Trainer)
    hidden, answer = trainer.forward(circle.names["PLANE"])
    votes = hidden * trainer.weights[1][:, 0]
    assert np.tanh(votes.sum(axis=1) + trainer.biases[1][0]) == pytest.approx(answer[:, 0])


# --- digits ---


def test_the_digit_networks_size():
    net = digits.names["start"](1)
    assert (net.sizes, net.parameter_count) == ((64, 16, 10), 1210)
    assert 64 * 16 + 16 + 16 * 10 + 10 == 1210
    known, new = digits.names["examples"](1)
    assert (len(known[1]), len(new[1])) == (1348, 449)


def test_how_it_learns_to_read():
    new = digits.names["examples"](1)[1]
    wanted = {0: 0.107, 85: 0.624, 425: 0.911}
    made = {n: digits.names["share_right"](net, new) for n, net in enumerate(islice(digits.names["learning"](1), 426))}
    assert {n: made[n] for n in wanted} == pytest.approx(wanted, abs=0.005)
    ends = [digits.names["share_right"](digits.names["trained"](s), digits.names["examples"](s)[1]) for s in (1, 2, 3)]
    assert ends[0] == pytest.approx(0.971, abs=0.003)
    assert (round(min(ends), 2), round(max(ends), 2)) == (0.95, 0.97)


def test_two_neurons_are_dead_and_twelve_fire_for_a_usual_digit():
    X = digits.names["examples"](1)[1][0]
    h = digits.names["forward"](digits.names["trained"](1), X)[1]
    assert int(np.sum(h.max(axis=0) < 0.02)) == 2
    firing = (h > 0.02 * np.maximum(1, h.max(axis=1, keepdims=True))).sum(axis=1)
    assert round(firing.mean()) == 12


def test_which_digits_are_misread():
    new = digits.names["examples"](1)[1]
    net = digits.names["trained"](1)
    assert np.sum(digits.names["guesses"](net, new[0]) != new[1]) == 13
    said = [shown(digits, "look", digit=8, number=n)["it_says"] for n in (7, 12, 41)]
    assert said == [1, 1, 1]
    assert all(shown(digits, "look", digit=4, number=n)["it_says"] != 4 for n in (10, 14, 30))


def share_with(sizes, seed):
    (X, labels), new = digits.names["examples"](seed)
    net = dense(sizes, "relu", "softmax", rng=np.random.default_rng(seed), start="he")
    rng = np.random.default_rng(seed)
    *_, last = train(net, X, np.eye(10)[labels], loss="cross_entropy", lr=0.05, batch=16, epochs=30, rng=rng)
    return digits.names["share_right"](last.network, new)


def test_without_hidden_neurons_and_with_too_few():
    assert [share_with([64, 10], seed) for seed in (1, 2, 3)] == pytest.approx([0.95] * 3, abs=0.006)
    narrow = [share_with([64, 4, 10], seed) for seed in (1, 2, 3)]
    assert (round(min(narrow), 2), round(max(narrow), 2)) == (0.76, 0.88)


# --- depth ---


@pytest.mark.parametrize(("layers", "pieces", "deep", "flat"), [(1, 2, 2, 1), (5, 32, 10, 31), (7, 128, 14, 127)])
def test_folds_double_the_pieces(layers, pieces, deep, flat):
    made = shown(depth, "folds", layers=layers)
    assert (made["pieces"], made["neurons_in_layers"], made["in_one_layer"]) == (pieces, deep, flat)


def test_a_fold_is_two_relu_neurons():
    assert depth.names["fold"](np.array([0, 0.25, 0.5, 0.75, 1])).tolist() == [0, 0.5, 1, 0.5, 0]


def spiral_losses(shape, activation):
    for seed in (1, 2, 3):
        train_part, test = depth.names["spiral"](seed)
        trainer = depth.names["start"](depth.names["SHAPES"][shape], activation, seed)
        for _ in range(depth.names["EPOCHS"]):
            trainer.epoch(*train_part)
        yield trainer.mean_loss(*test)


@pytest.mark.parametrize(
    ("shape", "activation", "low", "high"),
    [
        ("24", "relu", 0.5, 0.6),
        ("12 + 12", "relu", 0.15, 0.4),
        ("8 + 8 + 8", "relu", 0.02, 0.16),
        ("4 × 6", "relu", 0.1, 0.2),
        ("4 × 6", "sigmoid", 0.48, 0.5),
    ],
)
def test_the_same_24_neurons(shape, activation, low, high):
    losses = list(spiral_losses(shape, activation))
    assert (min(losses), max(losses)) == pytest.approx((low, high), abs=0.05)
    assert sum(depth.names["SHAPES"][shape]) == 24


def test_one_layer_of_24_is_the_worst_of_the_four_and_hardly_better_than_guessing():
    assert min(spiral_losses("24", "relu")) > 0.45 > max(spiral_losses("8 + 8 + 8", "relu"))
