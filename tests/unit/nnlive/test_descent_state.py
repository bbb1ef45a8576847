"""What a Trainer holds and shows: views, pictures, checkpoints, new data, and what it refuses."""

import json
import math

import numpy as np
import pytest
from trainers import X7, X, Y, learn, trainer

from nnlive.activations import ACTIVATIONS
from nnlive.checkpoint import checkpoint, restore
from nnlive.network import predict


def test_views_are_the_numbers_in_use():
    net = trainer((2,))
    net.weights[0][:], net.biases[0][:], net.weights[1][:], net.biases[1][:] = 0, 0, 0, 0
    net.weights[0][1, 0], net.weights[1][0, 0], net.biases[1][0] = 2.0, 3.0, 0.5
    answer = net.forward(np.array([[7.0, 0.1]]))[-1].item()
    assert answer == pytest.approx(math.tanh(3 * math.tanh(0.2) + 0.5))


def test_forward_has_a_column_for_every_neuron():
    net = trainer((4, 3), activation=["sigmoid", "elu"])
    outputs = net.forward(X)
    assert [layer.shape for layer in outputs] == [(47, 4), (47, 3), (47, 1)]
    np.testing.assert_allclose(outputs[-1], predict(net.to_network(), X), atol=1e-14)


@pytest.mark.parametrize(("kind", "tolerance"), [("f8", 1e-14), ("f4", 5e-6)])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_pictures(activation, kind, tolerance):
    if activation == "step":  # jumps: 32 bits may fall on the other side
        tolerance = 1.0
    net = trainer((5, 3), 7, activation=activation)
    out = np.empty((9, 47), dtype=kind)
    net.forward_into(np.ascontiguousarray(X7.T, dtype=kind), out)
    np.testing.assert_allclose(out.T, np.hstack(net.forward(X7)), rtol=tolerance, atol=tolerance)


def test_pictures_of_huge_sums():
    net = trainer(())
    net.weights[0][:] = 1e4
    out = np.empty((1, 2), dtype="f4")
    net.forward_into(np.array([[6, -6], [6, -6]], dtype="f4"), out)
    assert out.tolist() == [[1.0, -1.0]]


# Copies and checkpoints


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_a_checkpoint_goes_on_as_the_first_would(optimizer):
    first = learn(trainer(optimizer=optimizer, regularization="L1", rate=0.01), epochs=5)
    first.advance(X, Y, 3)  # also in the middle of a pass
    second = trainer(optimizer=optimizer, regularization="L1", rate=0.01, seed=9)
    restore(second, json.loads(json.dumps(checkpoint(first), allow_nan=False)))
    learn(first, epochs=5)
    learn(second, epochs=5)
    np.testing.assert_array_equal(first.theta, second.theta)
    assert (second.epochs, second.steps) == (10, first.steps)


def test_a_copy_goes_its_own_way():
    first = learn(trainer(optimizer="adam"), epochs=3)
    second, third = first.copy(), first.copy()
    learn(second, epochs=4)
    assert (first.epochs, second.epochs) == (3, 7)
    np.testing.assert_array_equal(first.theta, third.theta)
    learn(first, epochs=4)
    np.testing.assert_array_equal(first.theta, second.theta)


def test_new_or_changed_data_are_used_at_once():
    y = Y.copy()
    first, second = learn(trainer(), X, y), learn(trainer())
    y[:20] *= -1
    learn(first, X, y)
    learn(second, X, y.copy())
    np.testing.assert_array_equal(first.theta, second.theta)


# What goes wrong


def test_a_run_that_diverges_says_so_without_warnings():
    net = trainer(lr=3.0, regularization="L2", rate=3.0)
    assert not net.diverged
    learn(net, epochs=300)
    assert net.diverged
    assert math.isnan(net.mean_loss(X, Y))
    again = trainer()
    restore(again, json.loads(json.dumps(checkpoint(net), allow_nan=False)))
    assert again.diverged


def test_the_loss_of_no_examples_is_nan():
    assert math.isnan(trainer().mean_loss(X[:0], Y[:0]))


WRONG = {
    "0 or more": {"inputs": -1},
    "1 neuron or more": {"shape": (4, 0)},
    "at least one; got 0": {"batch": 0},
    "whole number": {"batch": 2.5},
    "got nan": {"batch": math.nan},
    "finite numbers; got inf": {"lr": math.inf},
    "finite numbers": {"rate": math.nan},
    "activation called 'tahn'": {"activation": "tahn"},
    "Did you mean 'adam'": {"optimizer": "Adam"},
    "no loss of the Playground called 'hinge'": {"loss": "hinge"},
    "no start called": {"start": "random"},
    "no problem called": {"problem": "ranking"},
    "no regularization called 'l1'": {"regularization": "l1"},
    "2 hidden layers, but 1 act": {"activation": ["relu"]},
    "for classification": {"loss": "log_loss", "problem": "regression"},
    "slope must turn": {"activation": (np.tanh, lambda z: z.sum(axis=0))},
    "pair of functions": {"activation": [(np.tanh,)], "shape": (2,)},
}


@pytest.mark.parametrize(("message", "options"), WRONG.items(), ids=WRONG)
def test_wrong_options(message, options):
    with pytest.raises(ValueError, match=message):
        trainer(**options)


@pytest.mark.parametrize(
    ("message", "X", "y"),
    [
        ("expects X of shape", X7, Y),
        ("47 examples, y has 46", X, Y[1:]),
        ("X holds values", np.where(X > 2, math.nan, X), Y),
        ("y holds labels", X, np.where(Y > 0, math.inf, Y)),
    ],
)
def test_wrong_data(message, X, y):
    for use in (trainer().epoch, trainer().losses, trainer().gradient):
        with pytest.raises(ValueError, match=message):
            use(X, y)


def test_log_loss_needs_labels_within_one():
    with pytest.raises(ValueError, match="labels from -1 to 1"):
        trainer(loss="log_loss").epoch(X, 2 * Y)


@pytest.mark.parametrize(("message", "change"), [("finite", {"lr": math.nan}), ("no regul", {"regularization": "L3"})])
def test_wrong_changes_between_epochs(message, change):
    net = trainer()
    vars(net).update(change)
    with pytest.raises(ValueError, match=message):
        net.epoch(X, Y)


@pytest.mark.parametrize(
    ("message", "options"), [("of a network", {"shape": (3,)}), ("optimizer", {"optimizer": "adam"})]
)
def test_a_checkpoint_that_does_not_fit(message, options):
    with pytest.raises(ValueError, match=message):
        restore(trainer(**options), checkpoint(trainer()))


def test_own_functions_have_no_place_in_the_courses_network():
    with pytest.raises(ValueError, match="have names"):
        trainer(activation=(np.tanh, np.cos)).to_network()
