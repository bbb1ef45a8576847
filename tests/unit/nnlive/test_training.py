"""Training against the numbers the lessons tell, a recorded Playground run, and our own golden run."""

import json
import runpy
from itertools import islice

import numpy as np
import pytest
from oracles import GOLDEN, playground_run

from nnlive.data import GATES, circle, digits, split, threshold
from nnlive.features import one_hot, standardize
from nnlive.network import Layer, Network, dense, predict
from nnlive.training import mean_loss, train


def neuron(w, b):
    return Network((Layer(np.array([[float(w)]]), np.array([float(b)]), "sigmoid"),))


def accuracy(net, X, y):
    return float(np.mean((predict(net, X)[:, 0] >= 0.5) == (y > 0.5)))


def first_perfect(X, y, lr, within):
    epochs = train(neuron(0, 0), X, y, lr=lr, epochs=within)
    return next((e for e in epochs if accuracy(e.network, X, y) == 1), None)


def last(epochs):
    *_, epoch = epochs
    return epoch


def test_golden_run():
    run = runpy.run_path(str(GOLDEN / "golden_run.py"))["run"]
    golden = json.loads((GOLDEN / "training.json").read_text())
    assert run() == pytest.approx(golden, rel=0, abs=1e-9)


def test_the_playground_itself():
    record = playground_run("circle_default")
    pairs = zip(record["init"]["W"], record["init"]["b"], strict=True)
    net = Network(tuple(Layer(np.array(W).T, np.array(b), "tanh") for W, b in pairs))
    (X, y), (test_X, test_y) = ((np.array(p)[:, :2], np.array(p)[:, 2]) for p in (record["train"], record["test"]))
    options = {"loss": "squared", "lr": 0.03, "batch": 10, "epochs": 100, "shuffle": False}
    epochs = list(train(net, X, y, test=(test_X, test_y), **options))
    for number, train_loss, test_loss in record["losses"]:
        assert epochs[number].train_loss == pytest.approx(train_loss, abs=1e-12)
        assert epochs[number].test_loss == pytest.approx(test_loss, abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_two_layers_learn_xor(seed):
    net = dense([2, 4, 1], rng=np.random.default_rng(seed))
    epoch = last(train(net, *GATES["XOR"], lr=1.0, epochs=2000))
    np.testing.assert_array_equal(predict(epoch.network, GATES["XOR"][0])[:, 0] > 0.5, GATES["XOR"][1] == 1)


def test_one_neuron_ends_xor_undecided():
    epoch = last(train(dense([2, 1], rng=np.random.default_rng(0)), *GATES["XOR"], lr=1.0, epochs=2000))
    np.testing.assert_allclose(predict(epoch.network, GATES["XOR"][0]), 0.5, atol=1e-4)
    assert epoch.train_loss == pytest.approx(np.log(2), abs=1e-6)


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        ("squared", {0: 0.982, 10: 0.981, 100: 0.964, 200: 0.789, 300: 0.203}),
        ("log_loss", {0: 0.982, 10: 0.775, 100: 0.041, 300: 0.012}),
    ],
)
def test_a_saturated_neuron_wakes_up_sooner_with_log_loss(loss, expected):
    X, y = np.array([[1.0]]), np.array([0.0])
    p = [predict(e.network, X).item() for e in train(neuron(2, 2), X, y, loss=loss, lr=0.15, epochs=300)]
    assert {n: p[n] for n in expected} == pytest.approx(expected, abs=5e-4)


def test_is_x_below_10_is_slow_to_learn_from_raw_numbers():
    X, y = threshold()
    assert first_perfect(X, y, lr=0.01, within=20_000) is None
    assert first_perfect(X, y, lr=0.1, within=3_000).number == 2436


def test_is_x_below_10_at_rate_1_jumps_about_for_hundreds_of_epochs():
    # When it is first right depends on the 16th digit (measured: anywhere from 30 to 840), so no lesson may say.
    X, y = threshold()
    right = [accuracy(e.network, X, y) == 1 for e in train(neuron(0, 0), X, y, lr=1.0, epochs=1200)]
    assert not all(right[500:800])
    assert all(right[1000:])


@pytest.mark.parametrize("lr", [0.01, 0.1, 1.0])
def test_is_x_below_10_is_right_at_once_with_standardized_numbers(lr):
    X, y = threshold()
    scaled, mean, std = standardize(X)
    epoch = first_perfect(scaled, y, lr, within=5)
    (layer,) = epoch.network.layers
    boundary = float(-layer.b[0] / layer.W[0, 0] * std[0] + mean[0])
    assert (epoch.number, boundary) == (1, pytest.approx(9.833, abs=5e-4))


def test_neurons_that_start_alike_stay_alike():
    X, y = circle(100, 0.0, np.random.default_rng(0))
    same = Network(
        (Layer(np.full((2, 4), 0.3), np.full(4, 0.3), "tanh"), Layer(np.full((4, 1), 0.3), np.zeros(1), "tanh"))
    )
    W = last(train(same, X, y, loss="squared", lr=0.1, epochs=100)).network.layers[0].W
    np.testing.assert_allclose(W, W[:, :1] * np.ones(4), atol=1e-12)
    assert np.abs(W - 0.3).max() > 0.05


def test_softmax_reads_digits():
    rng = np.random.default_rng(0)
    images, labels = digits()
    (X, y), (test_X, test_y) = split(images.reshape(-1, 64) / 16, labels.astype(float), 0.75, rng)
    net = dense([64, 10], output="softmax", rng=rng)
    epoch = last(train(net, X, one_hot(y, 10), loss="cross_entropy", lr=0.5, batch=32, epochs=20, rng=rng))
    assert np.mean(predict(epoch.network, test_X).argmax(axis=1) == test_y) > 0.95


def some_points():
    rng = np.random.default_rng(2)
    X, y = circle(25, 0.0, rng)
    return dense([2, 3, 1], rng=rng), X, (y + 1) / 2


def test_epoch_0_is_the_untrained_network():
    net, X, y = some_points()
    first = next(train(net, X, y))
    assert (first.number, first.network, first.test_loss) == (0, net, None)
    assert first.train_loss == mean_loss(net, X, y, "log_loss")


def test_epochs_counts_passes_and_none_goes_on():
    net, X, y = some_points()
    assert [e.number for e in train(net, X, y, epochs=3)] == [0, 1, 2, 3]
    assert len(list(islice(train(net, X, y), 50))) == 50


def test_training_changes_neither_the_network_nor_the_data():
    net, X, y = some_points()
    before = [array.copy() for array in (X, y, net.layers[0].W, net.layers[0].b)]
    last(train(net, X, y, batch=4, epochs=3, rng=np.random.default_rng(0)))
    for old, new in zip(before, (X, y, net.layers[0].W, net.layers[0].b), strict=True):
        np.testing.assert_array_equal(old, new)


def test_the_short_last_batch_counts_with_its_own_mean():
    net, X, y = some_points()
    in_one = last(train(net, X, y, batch=20, epochs=1, shuffle=False))
    by_hand = last(train(net, X[:20], y[:20], epochs=1)).network
    by_hand = last(train(by_hand, X[20:], y[20:], epochs=1)).network
    np.testing.assert_allclose(in_one.network.layers[0].W, by_hand.layers[0].W, rtol=1e-12)


def test_a_batch_of_everything_is_full_batch():
    net, X, y = some_points()
    shuffled = last(train(net, X, y, batch=25, epochs=5, rng=np.random.default_rng(0)))
    assert shuffled.train_loss == pytest.approx(last(train(net, X, y, epochs=5)).train_loss, rel=1e-12)


def test_the_learning_rate_may_change_during_a_run():
    net, X, y = some_points()
    rates = iter([0.0, 1.0])
    losses = [e.train_loss for e in train(net, X, y, lr=lambda: next(rates), epochs=2)]
    assert losses[0] == losses[1] != losses[2]


def test_a_run_that_diverges_says_so_in_words():
    X = np.linspace(-10, 10, 20)[:, None]
    net = dense([1, 1], output="linear", rng=np.random.default_rng(0))
    with pytest.raises(FloatingPointError, match=r"after epoch \d+: the learning rate 30 is too large"):
        last(train(net, X, 3 * X[:, 0], loss="squared", lr=30, epochs=200))


def test_the_caller_keeps_its_own_numpy_warnings():
    net, X, y = some_points()
    before = np.geterr()
    epochs = train(net, X, y)
    next(epochs), next(epochs)
    assert np.geterr() == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"batch": 5}, "rng=np.random.default_rng"),
        ({"batch": 0}, "at least one example"),
        ({"loss": "logloss"}, "mean 'log_loss'"),
        ({"y": np.tile([-1.0, 1.0], 13)[:25]}, "Log loss needs labels from 0 to 1; these go from -1 to 1"),
        ({"test": (np.ones((3, 2)), np.ones(4))}, r"labels \(4,\)"),
        ({"y": np.ones(24)}, r"shape \(25, 1\).*labels \(24,\)"),
    ],
)
def test_mistakes_are_answered_before_the_first_epoch(options, words):
    net, X, y = some_points()
    with pytest.raises(ValueError, match=words):
        train(net, X, options.pop("y", y), **options)
