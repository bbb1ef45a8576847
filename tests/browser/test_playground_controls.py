"""Every control of the Playground does something that can be seen: by keyboard, and by a finger on a phone."""

import re

import pytest
from acts import PHONE
from playground_acts import control, open_it, seen, spot, wait_seen
from playwright.sync_api import Error

from nnlive.desk import CONTROLS

NEVER_SHOWN = {"auto", "was", "hidden"}  # the page's own memory, and what only a link can do
NEURON = re.compile("^Neuron 1 of layer 1, bias")


class Keys:
    """A reader who has only a keyboard."""

    def open(self, field):
        pass  # all groups are open on a desktop

    def press(self, button):
        button.focus()
        button.page.keyboard.press("Enter")

    def move(self, field):
        keys, kind = field.page.keyboard, field.get_attribute("type") or field.evaluate("e => e.localName")
        if kind == "radio":
            field.locator("xpath=../../..").locator("input:checked").focus()
        else:
            field.focus()
        keys.press({"checkbox": "Space", "select": "ArrowDown"}.get(kind, "ArrowRight"))

    def write(self, field, text):
        field.focus()
        field.page.keyboard.press("Control+a")
        field.page.keyboard.type(text)


class Thumb:
    """A reader with a phone."""

    def open(self, field):
        group = field.locator("xpath=ancestor::details[1]")
        if group.count() and not group.evaluate("e => e.open"):
            group.locator("summary").first.tap()

    def press(self, button):
        button.tap()

    def move(self, field):
        kind = field.get_attribute("type") or field.evaluate("e => e.localName")
        if kind == "select":  # a phone shows its own list
            field.select_option(index=(field.evaluate("e => e.selectedIndex") + 1))
        elif kind == "radio":
            field.locator("xpath=../..").locator("label:has(input:not(:checked))").first.tap()
        elif kind == "range":
            box = field.bounding_box()
            field.tap(position={"x": 0.8 * box["width"], "y": box["height"] / 2})
        else:
            field.tap()

    def write(self, field, text):
        field.tap()
        field.fill(text)


def target(hand, place):
    for _ in range(2):  # to a label that no point has
        hand.move(control(place, "target"))


def tap(hand, place):
    hand.move(control(place, "tap").first)
    hand.press(spot(place, "The plane: press"))


def by_code(hand, place):
    hand.write(control(place, "code"), "oops(")
    hand.move(control(place, "by_code"))


def reg_dataset(hand, place):
    if not spot(place, "Data set Plane").count():
        hand.move(control(place, "problem").first)
    hand.press(spot(place, re.compile("^Data set (Plane|Multi gaussian)$")))


def dataset(hand, place):
    hand.press(spot(place, re.compile("^Data set (Circle|Spiral)$")).first)


SPECIAL = {  # what is not simply moved
    "seed": lambda hand, place: hand.write(control(place, "seed"), "0.7"),
    "points": lambda hand, place: hand.write(control(place, "points"), "1,2,1\n-1,-2,-1\n"),
    "code": lambda hand, place: hand.write(control(place, "code"), "train = 3"),
    "target": target,
    "tap": tap,
    "by_code": by_code,
    "features": lambda hand, place: hand.press(spot(place, re.compile("^x₁², an input"))),
    "shape": lambda hand, place: hand.press(spot(place, "Add a neuron to layer 2")),
    "node": lambda hand, place: hand.press(spot(place, NEURON)),
    "look_at": lambda hand, place: spot(place, NEURON).focus(),
    "part": lambda hand, place: hand.press(spot(place, re.compile("^From x₁: "))),
    "dataset": dataset,
    "reg_dataset": reg_dataset,
}
# In this order, which puts nothing out of the others' sight.
FIRST = ["dataset", "features", "shape", "look_at", "node", "part", "numbers"]
ORDER = [*FIRST, *(name for name in CONTROLS if name not in (*FIRST, *NEVER_SHOWN))]


@pytest.mark.parametrize(("hand", "device"), [(Keys(), {}), (Thumb(), PHONE)], ids=["keyboard", "phone"])
def test_every_control_does_something_that_can_be_seen(course, visit, clean, hand, device):
    assert set(ORDER) | NEVER_SHOWN == set(CONTROLS)
    place = open_it(visit, course, **device)
    for name in NEVER_SHOWN:
        assert control(place, name).is_hidden()
    without_effect = []
    for name in ORDER:
        field = control(place, name).first
        hand.open(field)
        before = seen(place)
        try:
            if name in SPECIAL:
                SPECIAL[name](hand, place)
            else:
                hand.move(field)
            wait_seen(place, before)
        except Error as error:
            without_effect.append(f"{name}: {error.message[:200]}")
    assert without_effect == []
