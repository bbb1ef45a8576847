"""The Playground's address: any state comes back from it with the same losses, and it can hide what it wants."""

import random
import re

import pytest
from acts import expect_output, press, widget
from playground_acts import address, control, open_it, put_address, spot, steps, value
from playwright.sync_api import expect

from nnlive.controls import Choice, Slider
from nnlive.desk import CONTROLS, as_state
from nnlive.features import FEATURES
from nnlive.settings import CONTROLS as HIDABLE
from nnlive.settings import write

NEEDED = {"stepButton"}  # to make steps by


def any_address(seed):
    """A state within what the controls can give, in an address."""
    dice = random.Random(seed)
    given = {name: control.value for name, control in CONTROLS.items()}
    for name, one in CONTROLS.items():
        if isinstance(one, Choice):
            given[name] = dice.choice(one.options)
        elif isinstance(one, Slider):
            given[name] = one.read(dice.uniform(one.low, one.high))
    given |= {name: dice.random() < 0.5 for name in ("show_test", "discretize", "hide_text")}
    given["shape"] = ",".join(str(dice.randint(1, 8)) for _ in range(dice.randint(0, 6)))
    given["features"] = ",".join(name for name in FEATURES if dice.random() < 0.5)
    given["seed"] = dice.choice(["50% & =#+", "ü 中", f"{dice.random():.5f}"])
    given["hidden"] = ",".join(dice.sample(sorted(set(HIDABLE) - NEEDED), 3))
    given["speed"] = dice.choice([1, 2, 5])  # so that a step is the same on every device
    return "#" + write(as_state(given))


def opened(place):
    """What a reader finds there: every setting, what is hidden, and the read-outs."""
    return place.evaluate(
        """place => {
          const fields = [...place.querySelectorAll('.nn-controls [name]')].filter(e => e.name !== 'was');
          const rows = [...place.querySelectorAll('.nn-control, .nn-button')];
          return [fields.map(e => e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value),
                  rows.map(e => e.hidden),
                  [...place.querySelectorAll('output')].map(e => e.textContent),
                  place.querySelector('.nn-picture').ariaLabel];
        }"""
    )


def after_two_steps(place):
    for n in (1, 2):
        press(place, "Step")
        expect_output(place, "epoch", str(n * int(value(place, "speed"))))
    return opened(place)


def test_any_state_comes_back_from_the_address_that_the_page_writes(course, visit, clean):
    first, second = (visit(course, f"playground/{any_address(0)}") for _ in range(2))
    for page in (first, second):
        expect(page.locator("nn-widget")).to_have_attribute("data-state", "ready", timeout=60_000)
    for seed in range(1, 5):
        place = put_address(first, any_address(seed))
        found = after_two_steps(place)
        written = first.evaluate("location.hash")
        assert after_two_steps(put_address(second, written)) == found, written
        assert second.evaluate("location.hash") == written


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#noise=99", "noise is a number from 0 to 80: 99 became 50."),
        ("#networkShape=4,999", "999 became 64"),
        ("#activation=banana&seed=0.5", "no value of activation called 'banana'"),
        ("#batchSize=1e9", "1e9 became 10000"),
    ],
)
def test_impossible_values_become_the_nearest_and_it_says_so(course, visit, clean, link, said):
    place = open_it(visit, course, link)
    expect(place.locator("p.nn-words")).to_contain_text(said)
    steps(place, 1)


def test_a_link_can_hide_the_text_and_any_button(course, visit, clean):
    link = "#hideText=true&resetButton_hide=true&regenerate_hide=true&optimizer_hide=true&numHiddenLayers_hide=true"
    place = open_it(visit, course, link)
    text = place.page.get_by_role("heading", name="What am I looking at?")
    expect(text).to_be_hidden()
    expect(place.page.get_by_role("heading", name="The Playground")).to_be_visible()
    for button in (place.locator(".nn-do-reset"), place.locator("button", has_text="New data")):
        expect(button).to_be_hidden()
    expect(control(place, "optimizer").first).to_be_hidden()
    expect(control(place, "seed")).to_be_visible()
    expect(spot(place, "Add a hidden layer of 2 neurons")).to_have_count(0)
    place.get_by_text("Hide the page's text").click()
    expect(text).to_be_visible()
    address(place, "#optimizer_hide=true&resetButton_hide=true&numHiddenLayers_hide=true&regenerate_hide=true")


def test_a_lesson_embeds_it_with_presets_and_hidden_controls(faults, visit, clean):
    page = visit(faults, "embedded/")
    places = page.locator("nn-widget")
    expect(places).to_have_count(2)
    place = places.first
    expect(spot(place, "Add a neuron to layer 1, which has 3")).to_be_visible()
    assert control(place, "noise").is_hidden()
    assert (value(place, "noise"), value(place, "shape")) == ("25", "3")
    press(place, "Reset")  # the first touch
    expect_output(place, "epoch", "0")
    steps(place, 1)
    assert page.evaluate("location.hash") == "", "the lesson stands for its own presets"
    spot(place, "Add a neuron to layer 1").click()
    page.wait_for_function("() => location.hash.includes('networkShape=4')")
    page.reload()
    expect(page.locator("nn-widget").first).to_have_attribute("data-state", "ready", timeout=60_000)
    expect(spot(page.locator("nn-widget").first, "Add a neuron to layer 1, which has 4")).to_be_visible()
    other = page.locator("nn-widget").last
    press(other, "Reset")
    expect_output(other, "epoch", "0")
    steps(other, 1)
    expect(spot(other, "Data set Gaussian, chosen")).to_be_visible()
    assert "networkShape=4" in page.evaluate("location.hash"), "the second one leaves the address to the first"
    assert widget(page, "playground:playground").count() == 2
    expect(other.get_by_role("button", name=re.compile("layer"))).to_have_count(0)
