"""Questions: one answer, several or a number, each with its explanation."""

import pytest
from acts import PHONE, press, question, violations
from playwright.sync_api import expect


@pytest.fixture
def page(faults, visit, clean):
    return visit(faults, "cells/")


def says(place, result, text):
    """Checks the answer given: what it counts as, and what is said of it."""
    press(place, "Check")
    expect(place.get_by_role("status")).to_contain_text(text)
    if result:
        expect(place).to_have_attribute("data-result", result)
    else:
        expect(place).not_to_have_attribute("data-result", "right")
        expect(place).not_to_have_attribute("data-result", "wrong")


def test_one_answer(page):
    place = question(page, 1)
    expect(place.locator(".nn-answers")).to_be_hidden()
    says(place, "", "Choose an answer first.")
    place.get_by_label("8").check()
    says(place, "wrong", "Not yet.That is 2**3.")
    place.get_by_label("5").check()
    expect(place.get_by_role("status")).to_be_empty()
    place.get_by_label("6").check()
    says(place, "right", "Right.Three and three.")


def test_several_answers(page):
    place = question(page, 2)
    place.get_by_label("two").check()
    says(place, "wrong", "it is not all")
    place.get_by_label("three").check()
    says(place, "wrong", "It is one more than two.")
    place.get_by_label("three").uncheck()
    place.get_by_label("four").check()
    says(place, "right", "It is 2 · 1.It is 2 · 2.")


@pytest.mark.parametrize("wheres", [{}, PHONE])
def test_a_number(faults, visit, clean, wheres):
    page = visit(faults, "cells/", **wheres)
    place = question(page, 3)
    box = place.get_by_role("textbox")
    for text, result, said in (
        ("a half", "", "Write a number, such as 0.5."),
        ("", "", "Write a number"),
        ("2", "wrong", "That is two divided by one."),
        ("−0.5", "wrong", "That is not it."),
        ("0,5", "right", "One divided by two."),
        (" .505 ", "right", "One divided by two."),
        ("0.52", "wrong", "That is not it."),
    ):
        box.fill(text)
        says(place, result, said)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390 if wheres else True
    assert violations(page) == []


def test_by_keyboard_and_for_a_screen_reader(page):
    place = question(page, 1)
    group = place.get_by_role("group", name="What is")
    expect(group).to_have_attribute("aria-describedby", place.get_by_role("status").get_attribute("id"))
    group.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(place).to_have_attribute("data-result", "right")
    page.reload()
    expect(place.get_by_role("status")).to_have_text("You have answered this before.")


def test_without_javascript_the_answers_can_be_unfolded(faults, visit):
    page = visit(faults, "cells/", java_script_enabled=False)
    place = question(page, 1)
    place.get_by_text("Answer", exact=True).click()
    expect(place.get_by_text("Three and three.")).to_be_visible()
