"""Logic gates: the numbers that the lesson quotes, counted again with its own widgets and functions."""

from itertools import pairwise, product

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive import network, svg
from nnlive.data import GATES, disc_with_margin, three_way
from nnlive.network import dense
from nnlive.perceptron import novikoff_bound, perceptron_rule, predict
from nnlive.training import train

widgets = still.load("logic-gates").widgets | still.load("logic-gates/lines").widgets
inside = widgets["learn"].function.__globals__


def outputs(name, **settings):
    return widgets[name].still(settings).outputs


def learned(X, y, limit=100):
    """Whether the rule got to a clean pass, and its last step."""
    *_, last = perceptron_rule(X, y, max_passes=limit)
    return bool(np.all(predict(X, last.w, last.b) == y)), last


def separable(inputs):
    X = np.array(list(product((0.0, 1.0), repeat=inputs)))
    return sum(learned(X, np.array(table), 20)[0] for table in product((0.0, 1.0), repeat=2**inputs))


def test_and_starts_one_move_from_right():
    assert outputs("by_hand")["right"] == "3 of 4"
    for move in ({"b": -2.5}, {"w1": 1}):
        assert outputs("by_hand", **move)["right"] == "4 of 4"
    assert {outputs("by_hand", w2=w2)["right"] for w2 in np.arange(-3, 3.5, 0.5)} <= {"2 of 4", "3 of 4"}


@pytest.mark.parametrize(
    ("gate", "w1", "w2", "b"), [("OR", 1, 1, -0.5), ("NAND", -1, -1, 1.5), ("NOR", -1, -1, 0.5), ("NOT", -1, 0, 0.5)]
)
def test_one_solution_of_each_gate(gate, w1, w2, b):
    every = len(GATES[gate][1])
    assert outputs("by_hand", gate=gate, w1=w1, w2=w2, b=b)["right"] == f"{every} of {every}"


@pytest.mark.parametrize(("b", "says"), [(-1.5, [0, 0, 0, 1]), (-0.5, [0, 1, 1, 1]), (0.5, [1, 1, 1, 1])])
def test_what_the_bias_makes_of_and(b, says):
    answers, _ = ran("logic-gates", 1, ("b=-1.5", f"b={b}"))
    assert answers.tolist() == says


def test_the_cell_prints_what_the_pictures_show_and_xor_never_ends():
    _, printed = ran("logic-gates", 2, ('"NOR"]', '"NOR", "XOR"]'))
    *gates, xor = printed.splitlines()
    for gate, line in zip(("AND", "OR", "NAND", "NOR"), gates, strict=True):
        shown = outputs("learn", gate=gate)
        assert line.split()[:3] == [gate, str(shown["pass"]), str(shown["updates"])]
    assert xor.split()[:3] == ["XOR", "100", "398"]


@pytest.mark.parametrize(
    ("gate", "passes", "updates", "weights"),
    [
        ("AND", 6, 11, "2 1 −3"),
        ("OR", 4, 5, "1 1 −1"),
        ("NAND", 6, 10, "−2 −1 2"),
        ("NOR", 4, 4, "−1 −1 0"),
        ("NOT", 3, 2, "−1 0"),
    ],
)
def test_the_table_of_gates(gate, passes, updates, weights):
    shown = outputs("learn", gate=gate)
    assert (shown["pass"], shown["updates"]) == (passes, updates)
    assert " ".join(shown[name] for name in ("w1", "w2", "b") if name in shown) == weights
    assert shown["right"].split(" of ")[0] == shown["right"].split(" of ")[1]


def test_the_first_pass_of_and_by_hand():
    steps = list(perceptron_rule(*GATES["AND"]))[:4]
    assert [(s.prediction, s.error, *s.w, s.b) for s in steps] == [
        (1, -1, 0, 0, -1), (0, 0, 0, 0, -1), (0, 0, 0, 0, -1), (0, 1, 1, 1, 0)
    ]  # fmt: skip
    assert predict(GATES["AND"][0], steps[-1].w, steps[-1].b).all()


def test_mistakes_in_each_pass_of_and_with_every_learning_rate():
    for lr in (0.25, 0.5, 1, 2):
        picture = widgets["learn"].still({"lr": lr})
        assert "each pass: 2, 3, 3, 2, 1, 0." in picture.alt
        assert picture.outputs["b"] == inside["num"](-3 * lr)


def test_xor_comes_back_after_every_pass_and_ends_with_words():
    steps = list(perceptron_rule(*GATES["XOR"], max_passes=7))
    ends = [(*step.w, step.b) for step in steps if step.example == 3]
    assert ends == [(-1, 0, -1)] + 6 * [(-1, 0, 0)]
    picture = widgets["learn"].still({"gate": "XOR"})
    assert "3, 3, 4, 4, 4, 4, 4" in picture.alt
    assert "round in circles" in picture.alt


def test_ten_right_answers_change_nothing():
    X = np.tile(GATES["OR"][0][1:2], (10, 1))
    assert not list(perceptron_rule(X, np.ones(10), w=np.ones(2), b=-0.5))[-1].updates


def test_the_questions_at_the_end():
    step = next(perceptron_rule(np.ones((1, 2)), np.zeros(1), w=np.ones(2), b=-2.0))
    assert (*step.w, step.b) == (0, 0, -3)
    corners = GATES["AND"][0]
    assert predict(corners, np.array([1, -1]), -0.5).tolist() == [0, 0, 1, 0]
    assert learned(corners, corners[:, 0])[0]
    assert not learned(*GATES["XNOR"])[0]


@pytest.mark.parametrize(("bias", "yes"), [(-2.5, 1), (-1.5, 4), (-0.5, 7)])
def test_the_bias_says_how_much_evidence_is_enough(bias, yes):
    assert outputs("cat", bias=bias)["says_cat"] == f"{yes} of 8"


def test_the_cat_is_learned_in_seven_passes():
    shown = outputs("cat_learns")
    assert (shown["pass"], shown["updates"], shown["b"], shown["right"]) == (7, 14, "−4", "8 of 8")
    assert [shown[f"w{i}"] for i in (1, 2, 3)] == ["2", "1", "1"]
    assert learned(*three_way())[0]
    printed = widgets["cat_learns"].still({}, 21).outputs
    assert (printed["w1"], printed["w2"], printed["w3"], printed["b"]) == ("0", "0", "0", "−1")


def test_the_best_of_all_lines():
    assert outputs("xor")["best_of_all_lines"] == outputs("xor")["right"] == "3 of 4"
    assert outputs("xor", gate="AND")["best_of_all_lines"] == "4 of 4"


def test_the_colours_of_the_map_of_lines():
    places = np.meshgrid(np.arange(2, 360, 4), np.linspace(0.975, -0.975, 40))
    right_for = widgets["xor"].function.__globals__["right_for"]
    assert [set(right_for(gate, *places).ravel()) for gate in ("XOR", "AND")] == [{1, 2, 3}, {0, 1, 2, 3, 4}]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_sigmoid_neuron_ends_undecided_on_xor(seed):
    X, y = GATES["XOR"]
    *_, last = train(dense([2, 1], rng=np.random.default_rng(seed)), X, y, lr=0.5, epochs=2000)
    assert network.predict(last.network, X) == pytest.approx(0.5 * np.ones((4, 1)))


def test_how_many_tables_are_separable():
    assert (separable(2), separable(3)) == (14, 104)


def test_two_hidden_neurons_move_four_corners_to_three_places():
    shown = outputs("two_layers")
    assert (shown["right"], shown["places"]) == ("4 of 4", 3)


def test_nand_alone_builds_the_others():
    def nand(a, b):
        return predict(np.array([[a, b]], float), np.array([-1, -1]), 1.5)[0]

    for (a, b), wanted in zip(*GATES["XOR"], strict=True):
        both = nand(a, b)
        assert nand(nand(a, both), nand(b, both)) == wanted
        assert nand(both, both) == min(a, b)
        assert nand(a, a) == 1 - a


@pytest.mark.parametrize(
    ("margin", "limit", "needed"), [(0.5, 8, 2), (0.2, 49, 3), (0.1, 192, 5), (0.05, 739, 8), (0.02, 4053, 12)]
)
def test_twenty_runs_against_the_limit(margin, limit, needed):
    limits, mistakes = [], []
    for seed in range(20):
        X, y, normal = disc_with_margin(200, margin, np.random.default_rng(seed))
        limits.append(novikoff_bound(np.column_stack([X, np.ones(200)]), y, np.append(normal, 0)))
        mistakes.append(learned(X, y)[1].updates)
    assert mistakes == widgets["convergence"].function.__globals__["TRIALS"][margin]
    assert np.all(np.array(mistakes) <= limits)
    assert (round(np.median(limits)), np.median(mistakes)) == (limit, needed)
    assert max(limits) <= 2 / margin**2


def test_the_readers_own_runs():
    runs = [outputs("convergence", seed=seed) for seed in (1, 2, 3)]
    assert [(run["mistakes"], run["limit"]) for run in runs] == [(12, 198), (2, 194), (10, 198)]


RUNS = {"learn": 576, "cat_learns": 686, "convergence": 337}  # a picture in every frame: 6 to 12 seconds


@pytest.mark.parametrize(("name", "pictures"), RUNS.items())
def test_nothing_stands_still_in_a_run(name, pictures):
    made = list(widgets[name].figures())
    drawn = [[panel.layers for panel in svg.draw(figure)] for figure in made]
    assert len(made) == pictures
    assert all(before != after for before, after in pairwise(drawn))
    assert not made[-1].between


def test_full_pictures_show_each_case_and_each_correction():
    full = [figure.outputs for figure in widgets["learn"].figures() if not figure.between]
    assert len(full) == 6 * 4 + 11 + 1
    assert [shown["updates"] for shown in full] == sorted(shown["updates"] for shown in full)
    assert (full[0]["updates"], full[1]["updates"]) == (0, 1)
