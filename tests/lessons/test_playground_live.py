"""The Playground under way: live changes, editing numbers, own points, two runs."""

from dataclasses import replace

import numpy as np
import pytest
from playground_page import Page, learned

from nnlive.desk import VERSUS
from nnlive.settings import State, make_data


def test_the_learning_rate_changes_under_way():
    page, twin = Page(), learned(State(), 5)
    page.step(5)
    page.step(1, lr=0.3)
    twin.lr = 0.3
    X, y, *_ = make_data(State())
    twin.epoch(X, y)
    np.testing.assert_array_equal(page.numbers, twin.theta)
    assert page.told["link"] == "learningRate=0.3"


def test_a_new_seed_brings_new_data_and_keeps_the_network():
    page = Page(versus="sigmoid")
    page.step(5)
    before = page.numbers
    page.live(seed="0.9")
    np.testing.assert_array_equal(page.numbers, before)
    wanted = make_data(State(seed="0.9"))
    for run in (page.run, page.other):
        np.testing.assert_array_equal(run.data[0], wanted[0])
    assert page.told["link"] == "seed=0.9"


@pytest.mark.parametrize("typed", ["", "  ", "7 ", "\u200b1"])
def test_a_seed_that_is_half_typed(typed):
    page = Page()
    page.live(seed=typed)
    page.restart()
    page.step()


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ({"show_test": True}, "showTestData=true"),
        ({"discretize": True}, "discretize=true"),
        ({"look": "space"}, "look=space"),
        ({"speed": 20}, "speed=20"),
    ],
)
def test_the_address_follows_live_changes(given, link):
    page = Page()
    page.live(**given)
    assert page.told["link"] == link


def test_two_colours_only():
    page = Page()
    page.live(discretize=True)
    assert np.unique(page.run.maps.large((3, 0))).tolist() == [-1, 1]


def test_test_points_are_drawn_when_they_shall():
    page = Page()
    few = len(page.run.marks)
    page.live(show_test=True)
    assert sum(len(mark.x) for mark in page.run.marks[few:]) == 250


@pytest.mark.parametrize(("node", "part", "place"), [("1:2", "b", (0, 2)), ("3:0", "b", (2, 0)), ("", "b", (2, 0))])
def test_a_bias_is_edited(node, part, place):
    page = Page(node=node, part=part)
    page.step(3)
    before = page.numbers
    page.live(value=-2.5)
    assert page.run.trainer.biases[place[0]][place[1]] == -2.5
    assert (page.numbers != before).sum() == 1
    assert page.form["value"] == -2.5


def test_a_weight_is_edited_and_others_stay():
    page = Page(node="1:1")
    page.step(3)
    page.live(part="1")  # from the second input
    assert page.form["value"] == round(page.run.trainer.weights[0][1, 1], 2)
    before = page.numbers
    loss = page.read_outs["training_loss"]
    page.live(value=4)
    assert page.run.trainer.weights[0][1, 1] == 4
    assert (page.numbers != before).sum() == 1
    assert page.read_outs["training_loss"] != loss
    page.step(2)
    assert page.run.trainer.weights[0][1, 1] not in (4, 0)


def test_choosing_and_moving_elsewhere_edits_nothing():
    page = Page()
    page.step(4)
    before = page.numbers
    for given in ({"node": "1:3"}, {"part": "0"}, {"node": "2:1"}, {"node": "3:0"}, {"lr": 0.1}, {"px": 1.0}):
        page.live(**given)
    np.testing.assert_array_equal(page.numbers, before)


# --- own data ---------------------------------------------------------------------------------------------------------


def test_taps_add_points():
    page = Page(tap="1")
    page.live(px=1.0, py=-2.0)
    page.live(tap="-1")
    page.live(px=3.5)
    assert page.form["points"] == "1.0, -2.0, 1\n3.5, -2.0, -1\n"
    np.testing.assert_array_equal(page.run.data[0], [[1, -2], [3.5, -2]])
    assert page.told["link"] == "", "an address cannot carry points"
    page.step(3)
    assert "test_loss" not in page.read_outs
    page.restart(shape="3")
    page.undo()
    assert page.form["points"].count("\n") == 2
    page.live(points="1,2,1")
    page.live(px=0.5)
    assert page.form["points"] == "1,2,1\n0.5, -2.0, -1\n"
    page.live(points="")
    assert len(page.run.data[0]) == 250


def test_pasted_points_are_shared_between_training_and_test():
    text = "\n".join(f"{x}\t{x % 7 - 3}\t{'blue' if x % 2 else 'orange'}" for x in range(-5, 6))
    page = Page(points=text, train_percent=70)
    assert [len(part) for part in page.run.data] == [8, 8, 3, 3]
    page.step(2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,2,1\n1,2", "line 2 has 2 values; each line needs three: x₁, x₂ and a label."),
        ("x,y,label", "there is no point yet; one is written like this: 1, 2, −1."),
        ("1e300,1,1", "line 1: 1e300 is too large; the plane goes from −6 to 6."),
    ],
)
def test_points_that_cannot_be_read_keep_the_old_ones_and_say_so(text, says):
    page = Page()
    page.step(2)
    page.live(points=text)
    assert page.read_outs["remark"] == says
    assert len(page.run.data[0]) == 250
    page.step(2)
    page.restart()
    assert page.read_outs["remark"] == says
    page.live(points="1,2,1")
    assert "remark" not in page.read_outs


def test_numbers_to_learn_may_be_any():
    page = Page(problem="regression", points="1,2,0.25\n-1,0,-3\n")
    assert page.run.data[1].tolist() == [0.25, -3] or page.run.data[1].tolist() == [-3, 0.25]
    page.step(2)


# --- two runs, code, files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("versus", [name for name in VERSUS if name != "nothing"])
def test_two_runs(versus):
    page = Page(versus=versus)
    page.step(10)
    change = {**VERSUS[versus]}
    np.testing.assert_array_equal(page.numbers, learned(State(), 10).theta)
    twin = learned(replace(State(), **change), 10, make_data(State()))
    np.testing.assert_array_equal(page.other.trainer.theta, twin.theta)
    assert float(page.read_outs["other_test_loss"]) > 0


def test_the_learning_rate_is_that_of_both_runs():
    page = Page(versus="Adam")
    page.live(lr=0.1)
    assert page.run.trainer.lr == page.other.trainer.lr == 0.1


# --- looking inside ---------------------------------------------------------------------------------------------------


def texts(page):
    """All that stands in the picture, as it was drawn last."""
    return " ".join(layer.body for panel in page.session.views["view"].shown for layer in panel.layers)


def test_any_point_goes_forward_and_backward_with_a_label_of_choice():
    page = Page(numbers=True)
    page.live(px=-5.9, py=5.9)
    assert "label −1.00, loss" in texts(page), "of the nearest point"
    page.live(target=0.5)
    assert "label 0.50, loss" in texts(page)
    before = texts(page).count("δ")
    assert before >= 7, "one for each neuron"


def test_a_press_on_a_neuron_opens_its_numbers_and_they_can_be_closed():
    page = Page()
    assert "Violet arrows" not in texts(page)
    page.live(node="1:2")
    assert "Violet arrows" in texts(page)
    page.live(node="", numbers=False)
    assert "Violet arrows" not in texts(page)


def test_what_just_happened_is_told():
    page = Page()
    assert page.told["news"] == ""
    page.step(3)
    assert page.told["news"].startswith("Trained 3 epochs since the last change: loss ")
    page.live(lr=0.1)
    assert page.told["news"] == "Learning rate: 0.1."
    page.live(value=2)
    assert page.told["news"] == "The output, bias, is now 2.000."
    page.restart(shape="4,3")
    assert page.told["news"] == "Added a neuron to layer 2: now 4, 3. The network starts again."
