"""Controls read what a page, a fence or a link may send, and refuse the rest in words."""

import json
import math

import numpy as np
import pytest

from nnlive.controls import Choice, ControlError, Seed, Slider, Toggle, from_json, read_all

TENTHS = Slider(0, 1, 0.1, 0.5)
WHOLE = Slider(-3, 9, 3, 0)


def refused(reason, make, *values):
    with pytest.raises(ControlError, match=reason):
        make(*values)


@pytest.mark.parametrize("n", range(11))
def test_tenths_are_the_tenths_a_reader_sees(n):
    assert TENTHS.read(n * 0.1) == TENTHS.read(f"{n / 10}") == TENTHS.read(np.float64(n / 10 - n * 0.004)) == n / 10


def test_the_middle_of_a_slider_is_a_plain_zero():
    zero = Slider(-0.3, 0.3, 0.1, 0).read(0)
    assert (zero, math.copysign(1, zero)) == (0, 1)
    assert Slider(-1e-6, 1e-6, 1e-7, 0).read(3e-7) == 3e-7


@pytest.mark.parametrize(
    ("value", "read"), [(0, 0), ("2", 3), (4.4, 3), (4.6, 6), (-3, -3), (9.0, 9), (np.int64(6), 6)]
)
def test_whole_steps_give_whole_numbers(value, read):
    assert WHOLE.read(value) == read
    assert type(WHOLE.read(value)) is int


def test_a_fraction_anywhere_makes_floats():
    assert all(type(Slider(*declared, 1).read(1)) is float for declared in [(0, 2, 0.5), (0.5, 2.5, 1), (0, 1.5, 1)])


@pytest.mark.parametrize(
    ("declared", "last"), [((0, 1, 0.3), 0.9), ((0, 1, 0.6), 0.6), ((0, 10, 4), 8), ((0, 0.3, 0.1), 0.3)]
)
def test_the_upper_end_is_the_last_step_as_on_the_page(declared, last):
    slider = Slider(*declared, 0)
    assert slider.ends() == [0, last]
    assert slider.read(declared[1]) == last


@pytest.mark.parametrize(
    "value", [-0.01, 1.01, "nan", math.nan, math.inf, "-inf", 10**400, "", "a", None, [], True, False]
)
def test_a_slider_refuses_what_is_no_number_in_its_range(value):
    refused("is outside 0 to 1|is not a number", TENTHS.read, value)


@pytest.mark.parametrize(
    "declared",
    [(1, 0, 1, 0), (0, 0, 1, 0), (0, 1, 0, 0), (0, 1, -1, 0), (0, 1, 2, 0), (0, math.nan, 1, 0), (0, 1, 1, 5)],
)
def test_a_slider_declared_wrongly_is_refused(declared):
    refused("is no range|is outside", Slider, *declared)


@pytest.mark.parametrize(
    ("value", "read"), [("AND", "AND"), (1, 1), ("1", 1), (1.0, 1), ("0.5", 0.5), (0.5, 0.5), (np.float64(0.5), 0.5)]
)
def test_a_choice_takes_numbers_and_texts(value, read):
    assert Choice(["AND", 1, 0.5], 1).read(value) == read


@pytest.mark.parametrize("value", ["and", "", None, 2, True, False, [], {}])
def test_a_choice_refuses_what_it_does_not_offer(value):
    refused("is not one of AND, 1, 0", Choice(["AND", 1, 0], 1).read, value)


def test_a_choice_declared_wrongly_is_refused():
    refused("two or more different", Choice, ["a"], "a")
    refused("two or more different", Choice, [1, "1"], 1)
    refused("1 names for 2", Choice, [1, 2], 1, "", ["one"])
    refused("'c' is not one of", Choice, ["a", "b"], "c")


def test_a_choice_is_shown_with_its_names_or_real_minus_signs():
    assert Choice([-1, 1], 1).shown() == [("-1", "−1"), ("1", "1")]
    assert Choice([-1, 1], 1, names=["left", "right"]).shown() == [("-1", "left"), ("1", "right")]


@pytest.mark.parametrize(("value", "read"), [(True, True), (False, False), ("true", True), ("False", False)])
def test_a_toggle_reads_bools_and_their_texts(value, read):
    assert Toggle(True).read(value) is read


@pytest.mark.parametrize("value", [0, 1, "on", "", None])
def test_a_toggle_refuses_the_rest(value):
    refused("is not true or false", Toggle(True).read, value)
    refused("is not true or false", Toggle, value)


@pytest.mark.parametrize(("value", "read"), [(0, 0), ("42", 42), (7.0, 7), (9999, 9999)])
def test_a_seed_is_a_whole_number(value, read):
    assert Seed().read(value) == read
    assert type(Seed().read(value)) is int


@pytest.mark.parametrize("value", [-1, 1.5, 10_000, "", "x", True, math.nan, math.inf, None])
def test_a_seed_refuses_the_rest(value):
    refused("is not a", Seed().read, value)
    refused("is not a", Seed, value)


@pytest.mark.parametrize("control", [TENTHS, WHOLE, Choice(["a", 2], 2), Toggle(False), Seed(3)])
def test_every_end_is_a_setting_that_survives_json(control):
    for end in control.ends():
        assert control.read(json.loads(json.dumps(end))) == control.read(str(end)) == end
        assert control.starting(end).value == end


def test_all_settings_are_read_at_once():
    controls = {"rate": TENTHS, "gate": Choice(["AND", "OR"], "AND")}
    assert read_all(controls, {"gate": "OR"}) == {"rate": 0.5, "gate": "OR"}
    refused("^rate: 2 is outside 0 to 1$", read_all, controls, {"rate": 2})
    refused("no control 'ratr'; there are rate, gate", read_all, controls, {"ratr": 2})
    refused("no control 'x'; there are none", read_all, {}, {"x": 2})


@pytest.mark.parametrize("text", ["[]", "1", "null", '"a"'])
def test_a_page_sends_a_table(text):
    refused("no table", from_json, text)
