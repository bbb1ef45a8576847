"""The numbers that the first lesson quotes, computed from its own functions."""

from functools import lru_cache

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive.network import dense

PARTS = {part: still.load(f"what-is-a-network{part}") for part in ("", "/animals", "/brain")}
rides, animals, brain = PARTS
by_hand, school = PARTS[rides].names, PARTS[animals].names["school"]


@lru_cache
def shown(lesson, widget, *settings):
    return PARTS[lesson].widget(widget).still(dict(settings)).outputs


def percent(text):
    return float(text.split()[0])


# --- the network at the top ---


@pytest.mark.parametrize(("training", "right"), [(0, 10), (1, 14), (20, 19)])
def test_how_many_of_21_animals_are_right(training, right):
    assert shown(animals, "watch", ("training", training))["right"] == f"{right} of 21"


def test_the_picture_shows_a_real_network_with_all_its_parameters():
    net = school()[20]
    assert net.sizes == (400, 8, 6, 2)
    assert net.parameter_count == 3276
    assert net.layers[0].W.size == 3200
    assert net.layers[0].W.size + 8 == 3208
    assert sum(net.sizes[1:]) == 16


def test_its_wrong_answers_are_marked_and_said():
    *_, last = PARTS[animals].widget("watch").figures()
    crosses = [mark for mark in last.panels[1].marks if getattr(mark, "shape", "") == "cross"]
    assert len(crosses) == 2
    fifth = next(
        f for f in PARTS[animals].widget("watch").figures() if f.alt.startswith("Picture 5 ") and not f.between
    )
    assert "a dog. The network says cat" in fifth.alt
    assert "wrong: a dog" in [getattr(mark, "text", "") for mark in fifth.panels[0].marks]


def test_numbers_reach_one_layer_after_the_other():
    figures = list(PARTS[animals].widget("watch").figures())[:22]
    assert [figure.between for figure in figures] == [True] * 21 + [False]
    lit = [sum(getattr(mark, "opacity", 0) > 0.01 for mark in figure.panels[0].marks) for figure in figures[::7]]
    assert lit == sorted(lit)
    assert lit[0] == 0
    assert lit[-1] > 12


def test_the_two_shares_are_what_the_network_says():
    outputs = shown(animals, "build")
    assert percent(outputs["cat"]) + percent(outputs["dog"]) == pytest.approx(100, abs=0.11)


# --- two knobs, and more ---


def test_the_fare_by_hand():
    assert shown(rides, "fare")["average_miss"] == "93.4 shillings"
    assert shown(rides, "fare", ("w", 19), ("b", 60))["average_miss"] == "6.0 shillings"
    misses = [
        by_hand["average_miss"](w * by_hand["KM"] + b, by_hand["PAID"]) for w in range(41) for b in range(0, 151, 5)
    ]
    assert min(misses) == pytest.approx(6.0, abs=0.05)
    assert 3 not in by_hand["KM"]
    assert ran("what-is-a-network", 1)[0] == 117


@pytest.mark.parametrize(
    ("neurons", "parameters", "miss"), [(0, 2, "3.3 °C"), (1, 4, "2.4 °C"), (3, 10, "0.4 °C"), (8, 25, "0.4 °C")]
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_temperature_of_a_day(neurons, parameters, miss, seed):
    outputs = shown(rides, "day", ("neurons", neurons), ("seed", seed))
    assert (outputs["parameters"], outputs["average_miss"]) == (parameters, miss)


def test_no_line_does_better_and_the_thermometer_jitters_by_as_much():
    X = np.column_stack([by_hand["HOUR"], np.ones(49)])
    best, *_ = np.linalg.lstsq(X, by_hand["TEMPERATURE"], rcond=None)
    assert by_hand["average_miss"](X @ best, by_hand["TEMPERATURE"]) == pytest.approx(3.3, abs=0.05)
    assert np.abs(np.random.default_rng(5).normal(0, 0.4, 49)).mean() == pytest.approx(0.32, abs=0.05)


# --- counting ---


def test_the_cell_counts_2_3_1():
    assert ran("what-is-a-network", 2)[1] == "9 + 4 = 13\n"


@pytest.mark.parametrize(
    ("sizes", "count"),
    [([2, 3, 1], 13), ([2, 4, 2, 1], 25), ([2, 1, 1], 5), ([64, 16, 10], 1210), ([784, 16, 16, 10], 13_002),
     ([5, 4, 1], 29)],
)  # fmt: skip
def test_parameters(sizes, count):
    assert dense(sizes, rng=np.random.default_rng(0)).parameter_count == count


def test_the_picture_as_numbers_fits_a_phone():
    lines = ran("what-is-a-network", 3)[1].splitlines()
    assert [len(line) for line in lines] == [20] * 20
    hanging = ran("what-is-a-network", 3, ("droop=0", "droop=1"))[1].splitlines()
    assert hanging != lines
    assert set("".join(lines)) <= set("·123456789")


# --- train, then test ---


def told(examples, names="right"):
    outputs = shown(animals, "learn", ("examples", examples), ("names", names))
    return percent(outputs["learned"]), percent(outputs["new"])


@pytest.mark.parametrize(("examples", "new"), [(10, 68), (40, 76), (300, 94)])
def test_learned_and_new(examples, new):
    assert told(examples) == (100, pytest.approx(new, abs=0.6))


@pytest.mark.parametrize("seed", [2, 8, 9, 10])  # the extremes of the seeds 0 to 17
def test_more_pictures_are_better_with_other_seeds_too(seed):
    few, many = (percent(shown(animals, "learn", ("examples", n), ("seed", seed))["new"]) for n in (10, 300))
    assert 50 <= few <= 75
    assert 90 <= many <= 96


def test_coin_tosses_are_learned_by_heart_and_swapped_names_too():
    learned, new = told(300, "tossed")
    assert learned >= 98
    assert new == pytest.approx(46, abs=2)
    assert told(300, "swapped") == (100, pytest.approx(8, abs=1))


def test_what_it_says_to_strange_pictures():
    assert percent(shown(animals, "build")["dog"]) > 99
    assert percent(shown(animals, "build", ("what", "turned"))["cat"]) == pytest.approx(99, abs=0.5)
    assert percent(shown(animals, "build", ("what", "empty"))["cat"]) == pytest.approx(95.5, abs=0.6)
    assert percent(shown(animals, "build", ("what", "house"))["cat"]) > 99.4


def test_where_the_answer_tips_over():
    hanging, lifted = (percent(shown(animals, "build", ("droop", droop))["cat"]) for droop in (0.65, 0.55))
    assert hanging < 10
    assert lifted > 70


# --- the nerve cell ---


@pytest.mark.parametrize(("signals", "output"), [(0, 0), (2, 0), (3, 1), (5, 1)])
def test_three_signals_make_it_fire(signals, output):
    outputs = shown(brain, "cell", ("signals", signals))
    assert outputs["output"] == output
    assert ("It fires." if output else "It keeps still.") in [
        getattr(mark, "text", "") for mark in PARTS[brain].widget("cell").still({"signals": signals}).panels[0].marks
    ]
