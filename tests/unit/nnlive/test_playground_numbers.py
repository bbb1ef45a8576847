"""The Playground's numbers and words: neurons, points, histories, counts."""

import numpy as np
import pytest
from panels import drawn, marks, sets, trained

from nnlive import settings
from nnlive.history import History, Moment
from nnlive.playground import (
    count_right,
    describe,
    find,
    key,
    label_at,
    loss_panel,
    node_panel,
    parts,
    passage,
    point_panel,
)
from nnlive.settings import State
from nnlive.shapes import Line, Text


def slope(trainer, numbers, at, loss, step=1e-6):
    """The loss's central difference by one number of the network."""
    kept = float(numbers[at])
    losses = []
    for value in (kept + step, kept - step):
        numbers[at] = value
        losses.append(loss())
    numbers[at] = kept
    return (losses[0] - losses[1]) / (2 * step)


def words(panel):
    return [mark.text for mark in marks(Text, panel)]


def test_a_neurons_numbers_and_their_slopes():
    state = State(shape=(3, 2), features=("x1", "x1x2"))
    (X, y, *_), trainer = trained(state)
    inputs = settings.make_inputs(state, X)

    def loss():
        return trainer.mean_loss(inputs, y)

    found = parts(state, trainer, (1, 2), inputs, y)
    assert [(p.key, p.label) for p in found] == [("b", "bias"), ("0", "from x₁"), ("4", "from x₁x₂")]
    assert [p.value for p in found] == [trainer.biases[0][2], *trainer.weights[0][:, 2]]
    assert found[0].slope == pytest.approx(slope(trainer, trainer.biases[0], 2, loss), abs=1e-8)
    assert found[2].slope == pytest.approx(slope(trainer, trainer.weights[0], (1, 2), loss), abs=1e-8)
    deeper = parts(state, trainer, (2, 1), inputs, y)
    assert [p.key for p in deeper] == ["b", "0", "1", "2"]
    assert deeper[3].slope == pytest.approx(slope(trainer, trainer.weights[1], (2, 1), loss), abs=1e-8)


def test_pressing_a_bar_chooses_its_number():
    state = State()
    panel = node_panel(state, trained(state)[1], "2:0", "3")
    assert list(sets(panel, "part").values()) == ["b", "0", "1", "2", "3"]
    assert [spot.pressed for spot in panel.spots[:5]] == [False] * 4 + [True]
    assert len([mark for mark in marks(Line, panel) if mark.color == "hi" and len(mark.x)]) == 1
    assert all(spot.height >= 24 for spot in panel.spots)


def test_the_chosen_number_can_be_moved_in_steps():
    state = State()
    trainer = trained(state)[1]
    trainer.biases[0][1], trainer.weights[0][0, 1] = 4.95, -0.25
    assert list(sets(node_panel(state, trainer, "1:1"), "value").values()) == [4.45, 4.85, 5, 5]
    assert list(sets(node_panel(state, trainer, "1:1", "0"), "value").values()) == [-0.75, -0.35, -0.15, 0.25]
    trainer.theta[:] = np.nan
    assert list(sets(node_panel(state, trainer, "1:1"), "value").values()) == [-0.5, -0.1, 0.1, 0.5]


def test_any_point_has_a_label():
    X, y = np.array([[1.0, 1.0], [-5.0, 2.0]]), np.array([0.25, -3.0])
    regression = State(problem="regression")
    assert [label_at(regression, X, y, at, "near") for at in ((6, 6), (-6, -6))] == [0.25, -3]
    assert label_at(regression, X, y, (0, 0), 0.5) == 0.5
    assert label_at(State(loss="log_loss"), X, y, (-6, 0), "near") == -1, "log loss knows no other labels"


def test_an_input_has_no_numbers_and_an_unknown_neuron_is_the_output():
    state = State()
    trainer = trained(state)[1]
    assert node_panel(state, trainer, "0:3").spots == ()
    assert "The output" in words(node_panel(state, trainer, "7:7"))
    assert len(node_panel(State(shape=(64,)), settings.make_trainer(State(shape=(64,))), "2:0").spots) == 16 + 5, (
        "bars, four steps and a way to close"
    )


def test_a_point_goes_forward_and_its_error_back():
    state = State(shape=(4, 3), activation="sigmoid")
    trainer = trained(state)[1]
    row, label = np.array([1.5, -2.0]), -1.0
    told = passage(trainer, row, label)
    h = row
    for W, b, f, given in zip(
        trainer.weights,
        trainer.biases,
        [lambda z: 1 / (1 + np.exp(-z))] * 2 + [np.tanh],
        told.outputs[1:],
        strict=True,
    ):
        h = f(h @ W + b)
        np.testing.assert_allclose(given, h, rtol=1e-12)
    assert told.loss == pytest.approx(0.5 * (h[0] - label) ** 2)
    for layer, deltas in enumerate(told.deltas):
        for i, delta in enumerate(deltas):
            measured = slope(trainer, trainer.biases[layer], i, lambda: trainer.mean_loss(row[None], np.array([label])))
            assert delta == pytest.approx(measured, abs=1e-8)
    assert passage(trainer, row, None).deltas == []


def test_a_points_numbers_are_written():
    state = State(shape=(1,))
    trainer = settings.make_trainer(state)
    trainer.weights[0][:], trainer.biases[0][:] = [[1], [0]], 0
    trainer.weights[1][:], trainer.biases[1][:] = 1, 0
    panel = point_panel(state, trainer, np.array([0.5, 0.0]), 1.0)
    assert {"0.46", "0.43", "δ −0.462", "Answer 0.43, label 1.00, loss 0.161"} <= set(words(panel))
    without = words(point_panel(state, trainer, np.array([0.5, 0.0])))
    assert "Answer 0.43: blue" in without
    assert not any(text.startswith("δ") for text in without)


def test_of_a_deep_network_only_the_chosen_layer_is_written():
    state = State(shape=(2,) * 5)
    trainer = trained(state)[1]
    shown = set(words(point_panel(state, trainer, np.array([1.0, 1.0]), 1.0, "3:1")))
    assert {"layer 2", "layer 3", "output"} <= shown
    assert "layer 4" not in shown
    assert "layer 3" in words(point_panel(State(shape=(2,) * 3), trained(State(shape=(2,) * 3))[1], np.ones(2)))


@pytest.mark.parametrize("shape", [(), (4, 2), (8,) * 6])
@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300])
def test_numbers_of_a_network_that_diverged_draw(shape, value):
    state = State(shape=shape)
    (X, y, *_), trainer = trained(state, 0)
    trainer.theta[:] = value
    drawn(node_panel(state, trainer, "1:0", "b", X, y), point_panel(state, trainer, X[0], y[0], "1:0"))
    if not np.isfinite(value):
        assert "diverged" in describe(state, trainer, (np.nan, np.nan))


def test_a_short_history_is_kept_whole():
    history = History()
    for epoch in range(100):
        history.add(epoch, 1 / (1 + epoch), 2 / (1 + epoch))
    assert [moment.epoch for moment in history.moments()] == list(range(100))


def test_a_long_history_keeps_its_ends_and_extremes_in_order():
    history, rng = History(), np.random.default_rng(3)
    losses = rng.uniform(1, 2, (30_000, 2))
    losses[12_345, 1], losses[20_001, 1], losses[7, 0] = 9, 0.1, 8
    for epoch, (training, test) in enumerate(losses.tolist()):
        history.add(epoch, training, test)
    kept = history.moments()
    epochs = [moment.epoch for moment in kept]
    assert len(kept) <= 302
    assert epochs == sorted(set(epochs))
    assert {0, 7, 12_345, 20_001, 29_999} <= set(epochs)
    assert all(moment == Moment(moment.epoch, *losses[moment.epoch]) for moment in kept)
    assert max(np.diff(epochs)) < 30_000 / 40  # all over the run, not only its end


def test_histories_part_after_a_copy():
    history = History()
    history.add(0, 1, 1)
    twin = history.copy()
    twin.add(1, 0.5, 0.5)
    assert len(history.moments()) == 1
    assert len(twin.moments()) == 2


@pytest.mark.parametrize(
    ("losses", "log"),
    [
        ([], False),
        ([0.5], False),
        ([0.5, 0.3], False),
        ([0.5, 0.001], True),
        ([0.5, 0.0], False),
        ([0, 0], False),
        ([1e300, 1], True),
        ([np.nan, 0.5, np.inf], False),
        ([1e-300, 1e-290], False),
    ],
)
def test_any_losses_draw_and_count_in_powers_when_they_span_a_decade(losses, log):
    history = History()
    for epoch, loss in enumerate(losses):
        history.add(epoch, loss, loss)
    panel = loss_panel(history, history)
    assert panel.log == ("y" if log else "")
    drawn(panel, loss_panel(history), loss_panel(history, test=False))


def test_another_run_is_dashed_in_violet():
    history = History()
    history.add(0, 1, 1)
    history.add(5, 0.5, 0.6)
    curves = marks(Line, loss_panel(History(), history))
    assert [(c.color, c.dash, len(c.x)) for c in curves] == [("mute", True, 0), ("ink", False, 0), ("hi", True, 2)]
    assert marks(Line, loss_panel(history, test=False))[1].label == ""


def test_right_and_wrong_are_counted_by_colour():
    counts = count_right(np.array([[0.0], [-0.1], [-2], [1], [np.nan]]), np.array([1, 1, -1, -1, -1.0]))
    assert (counts.blue_right, counts.blue_wrong, counts.orange_right, counts.orange_wrong) == (1, 1, 1, 2)
    assert (counts.right, counts.total, counts.accuracy) == (2, 5, 0.4)
    assert count_right(np.empty(0), np.empty(0)).accuracy == 0


def test_the_picture_in_words():
    state = State(shape=(1,))
    trainer = settings.make_trainer(state)
    trainer.weights[1][:] = -2
    counts = count_right(np.ones(4), np.array([1, 1, 1, -1.0]))
    assert describe(state, trainer, (0.5, 0.25), counts, (1, 0)) == (
        "A network of 2 inputs, 1 hidden neuron and an output after 0 passes over the data set Circle. "
        "It gives 3 of 4 test points their right colour. Training loss 0.500, test loss 0.250. "
        "The output listens most to neuron 1 of layer 1, with the weight −2.00. "
        "The large map shows neuron 1 of layer 1."
    )
    trainer.weights[1][:] = 0
    assert "nothing but its bias" in describe(state, trainer, (0.5, np.nan))
    assert "test loss" not in describe(state, trainer, (0.5, np.nan))


@pytest.mark.parametrize("text", ["0:0", "0:6", "1:3", "2:1", "3:0"])
def test_a_neurons_key_finds_it(text):
    assert key(find(State(), text)) == text


@pytest.mark.parametrize("text", ["", "1", "a:b", "0:7", "1:4", "4:0", "-1:0", "1:-1", "1:0:0", "²:0"])
def test_a_key_without_a_neuron_finds_none(text):
    assert find(State(), text) is None
