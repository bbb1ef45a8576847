"""The numbers that the lesson on the neuron quotes, computed from the lesson's own functions."""

from itertools import islice

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive.activations import ACTIVATIONS

widgets = still.load("neuron").widgets | still.load("neuron/shapes").widgets | still.load("neuron/digits").widgets
helper, about_digits = (widgets[name].function.__globals__ for name in ("by_hand", "hole"))


def shown(widget, **settings):
    return widgets[widget].still(settings).outputs


def pictures(widget, **settings):
    return [figure.outputs for figure in widgets[widget].figures(settings)]


@pytest.mark.parametrize(
    ("x", "output"), [(5, "0.993"), (7, "0.953"), (9, "0.731"), (10, "0.500"), (11, "0.269"), (15, "0.007")]
)
def test_answers_set_by_hand(x, output):
    assert f"{shown('by_hand', x=x)['output']:.3f}" == output
    assert shown("by_hand", x=x)["right"] == "41 of 41"


def test_a_step_says_yes_at_a_sum_of_exactly_0():
    assert shown("by_hand", activation="step")["right"] == "40 of 41"
    assert shown("by_hand", activation="step", x=10)["output"] == 1
    assert shown("by_hand", activation="step", b=9.5)["right"] == "41 of 41"


def test_the_neuron_in_the_cell_answers_as_the_picture_does():
    table, _ = ran("neuron", 1)
    assert table["output"].tolist() == [0.993, 0.731, 0.5, 0.269, 0.007]
    steep, _ = ran("neuron", 1, ("w=-1", "w=-5"))
    assert steep["output"].max() < 0.5
    moved, _ = ran("neuron", 1, ("w=-1", "w=-5"), ("b=10", "b=50"))
    assert moved["output"].tolist()[1:3] == [0.993, 0.5]


def test_a_steeper_weight_needs_a_larger_bias():
    assert shown("by_hand", w=-5)["right"] == "25 of 41"
    steep = shown("by_hand", w=-5, b=50, x=9)
    assert (steep["right"], round(steep["output"], 3)) == ("41 of 41", 0.993)
    assert shown("by_hand", w=-5, x=2)["output"] == 0.5
    assert shown("by_hand", w=2, b=-6, x=3)["output"] == 0.5


@pytest.mark.parametrize(("b", "slope"), [(6, -0.023), (16, 0.024)])
def test_only_the_sigmoid_says_which_way_is_down(b, slope):
    outputs = shown("nudge", b=b)
    assert (outputs["slope_of_step"], round(outputs["slope_of_sigmoid"], 3)) == (0, slope)
    nearby = [helper["mean_error"]("sigmoid", b + away) for away in (-0.001, 0.001)]
    assert outputs["slope_of_sigmoid"] == pytest.approx((nearby[1] - nearby[0]) / 0.002, rel=1e-4)


def first_all_right(lr, *, below=10, scaled=False, epochs=20_000):
    """The first epoch after which all 41 are right, or None."""
    x, y = helper["X"], 1.0 * (helper["X"] < below)
    x = (x - x.mean()) / x.std() if scaled else x
    w = b = 0.0
    for epoch in range(1, epochs + 1):
        w, b = helper["descend"](x, y, w, b, lr)
        if np.all((w * x + b > 0) == (y == 1)):
            return epoch
    return None


def test_how_long_it_learns():
    assert first_all_right(0.1) == 2436
    assert first_all_right(0.01) is None
    assert [first_all_right(lr, scaled=True, epochs=1) for lr in (0.01, 0.1, 1)] == [1, 1, 1]
    ups = np.diff([p["loss"] for p in islice(pictures("learned", lr=1), 60)]) > 0
    assert 15 < ups.sum() < 45  # it jumps up and down
    assert [shown("learned", lr=lr)["right"] for lr in (0.01, 0.1, 1)] == ["40 of 41", "41 of 41", "41 of 41"]


def test_one_epoch_is_luck_for_the_mean_is_the_threshold():
    assert helper["X"].mean() == 10
    assert [first_all_right(0.1, below=5, scaled=scaled) for scaled in (False, True)] == [1842, 933]


def test_w_rushes_and_b_creeps():
    moved = helper["descend"](helper["X"], helper["IS_SMALL"], 0.0, 0.0, 1.0)
    assert [round(float(-move), 3) for move in moved] == [2.683, 0.012]


def test_each_mark_of_a_logarithmic_axis_is_as_many_times_the_one_before():
    learning = widgets["learned"].still({}, 1).panels[1]
    assert learning.log == "xy"
    for ticks in (learning.xticks, learning.yticks):
        assert np.divide(ticks[1:], ticks[:-1]) == pytest.approx(10)
    layers = widgets["vanishing"].still().panels[0]
    assert np.divide(layers.yticks[1:], layers.yticks[:-1]) == pytest.approx(1000)
    bars = layers.marks[0]
    tall = np.log10(np.array([bars.y[0], 1e-6]) / bars.base)
    assert (bars.y[0], tall[0]) == (1, pytest.approx(2 * tall[1]))


def test_no_error_no_change():
    x = helper["X"]
    assert helper["descend"](x, helper["sigmoid"](10 - x), -1.0, 10.0, 1.0) == (-1.0, 10.0)


@pytest.mark.parametrize(
    ("name", "steepest", "low", "high"),
    [
        ("step", 0, 0, 1),
        ("linear", 1, -np.inf, np.inf),
        ("sigmoid", 0.25, 0, 1),
        ("tanh", 1, -1, 1),
        ("relu", 1, 0, np.inf),
        ("leaky_relu", 1, -np.inf, np.inf),
        ("softplus", 1, 0, np.inf),
        ("gelu", 1.13, -0.17, np.inf),
    ],
)
def test_table_of_activations(name, steepest, low, high):
    activation = ACTIVATIONS[name]
    assert activation.slope(np.linspace(-9, 9, 3601)).max() == pytest.approx(steepest, abs=0.002)
    assert (round(activation.low, 2), round(activation.high, 2)) == (low, high)


def test_five_more_in_the_menu():
    assert list(ACTIVATIONS)[6:8] + list(ACTIVATIONS)[9:10] + list(ACTIVATIONS)[11:] == [
        "elu", "selu", "silu", "mish", "softsign"
    ]  # fmt: skip
    assert [round(ACTIVATIONS[name].low, 2) for name in ("elu", "selu")] == [-1, -1.76]
    z = np.linspace(-5, 5, 101)
    assert max(abs(ACTIVATIONS[name].f(z) - ACTIVATIONS["gelu"].f(z)).max() for name in ("silu", "mish")) < 0.32
    assert np.all(ACTIVATIONS["softsign"].f(z[51:]) < ACTIVATIONS["tanh"].f(z[51:]))


def test_slopes_left_of_zero():
    assert [shown("compare", first="relu", z=-2)[key] for key in ("output", "slope")] == [0, 0]
    assert shown("compare", first="leaky_relu", z=-2)["slope"] == 0.01
    assert [shown("compare", first="sigmoid", z=0)[key] for key in ("output", "slope")] == [0.5, 0.25]


def test_wrong_and_sure():
    run = pictures("saturation")
    at = [run[step] for step in (0, 10, 100, 200, 300)]
    assert [round(p["by_squared_error"], 3) for p in at] == [0.982, 0.981, 0.964, 0.789, 0.203]
    assert [round(p["by_log_loss"], 3) for p in at] == [0.982, 0.775, 0.041, 0.019, 0.012]
    assert round(run[0]["slope_there"], 3) == 0.018


def test_the_surer_the_smaller_is_the_correction_by_squared_error():
    told = [ran("neuron", 2, ("b=2", f"b={b}"))[1].split() for b in (2, 6)]
    assert [(words[1], words[-1]) for words in told] == [("0.0173", "0.982"), ("0.0003", "0.9997")]
    p = helper["sigmoid"](np.array([4.0, 8.0]))
    squared = p**2 * (1 - p)
    assert 45 < squared[0] / squared[1] < 55


def test_the_slope_in_the_middle():
    p = helper["sigmoid"](0.0)
    assert p * (1 - p) == 0.25


def test_slopes_through_layers():
    best = [shown("vanishing", layers=n)["product"] for n in (1, 2, 5, 10)]
    assert best == ["0.25", "0.0625", "0.000977", "9.5×10⁻⁷"]
    assert [shown("vanishing", activation=name, layers=10)["product"] for name in ("tanh", "relu")] == ["1", "1"]
    at_2 = [float(shown("vanishing", activation=n, at="2")["each_slope"]) for n in ("tanh", "sigmoid", "relu")]
    assert at_2 == sorted(at_2)
    assert at_2[-1] == 1


def test_digits_with_a_hole():
    assert len(about_digits["pictures"]()[1]) == 1797
    share = [round(s) for s in about_digits["shares_with_hole"](5)]
    assert (share[6], share[7], share[4], 100 - share[8]) == (82, 19, 48, 15)
    assert [shown("hole", number=n)["answer"] for n in (1, 26)] == ["no hole", "a hole"]
    assert shown("hole", number=1, ink=11)["answer"] == "a hole"


def test_a_hole_must_be_fenced_in():
    ring = np.zeros((1, 5, 5))
    ring[0, 1:4, 1:4] = 9
    ring[0, 2, 2] = 3
    assert [about_digits["holes"](ring, ink).sum() for ink in (2, 5)] == [0, 1]
    ring[0, 1, 2] = 0  # a gap in the fence
    assert not about_digits["holes"](ring, 5).any()


def test_learned_beats_hand_made():
    (_, _), (X, y) = about_digits["two_digits"]("6 or 7", 1)
    hole = about_digits["holes"](16 * X.reshape(-1, 8, 8), 5).any(axis=(1, 2))
    assert ((hole == (y == 0)).sum(), len(y)) == (76, 90)
    assert [shown("six_or_seven", seed=seed)["held_out_right"] for seed in (1, 2, 3)] == ["90 of 90"] * 3


def test_the_way_to_ninety_jumps_while_all_weights_are_small():
    full = [figure.outputs for figure in widgets["six_or_seven"].figures() if not figure.between]
    right = [int(outputs["held_out_right"][:2]) for outputs in full]
    assert (right[3], right[4], right[-1]) == (90, 44, 90)  # before the fourth digit, before the fifth
    assert right[7] == 57
    assert min(right[8:]) == 89


def test_the_answer_moves_towards_the_right_end_after_each_digit():
    figures = list(islice(widgets["six_or_seven"].figures(), 60))
    assert [figure.between for figure in figures] == [False, True, True] * 20
    answers = np.array([figure.panels[0].marks[-2].x[0] for figure in figures]).reshape(20, 3)
    steps = np.diff(answers)
    assert np.all(steps[:, 0] * steps[:, 1] > 0)  # both in-between pictures go the same way
    assert not list(widgets["six_or_seven"].figures())[-1].between


def test_harder_pairs_stay_imperfect():
    runs = [shown("six_or_seven", pair=pair, seed=seed) for pair in ("4 or 9", "3 or 8") for seed in (1, 2, 3)]
    wrong = [int(r["held_out_right"][-2:]) - int(r["held_out_right"][:2]) for r in runs]
    assert sum(w > 0 for w in wrong) >= 5
    assert max(wrong) < 8


def weights_after(digits):
    """Blue and orange: the weights that the picture shows after so many digits, each of them three pictures."""
    figure = widgets["six_or_seven"].still({}, 3 * digits)
    assert figure.outputs["digits_seen"] == digits
    return np.asarray(figure.panels[0].marks[1].values)


@pytest.mark.parametrize("digits", [10, 269])
def test_where_the_weights_vote(digits):
    weights = weights_after(digits)
    assert weights[1:4, 5].min() > 0  # upper right: for 7
    assert weights[5:, 5].max() < 0  # lower right, the loop: for 6
