"""Exercises: checked, with hints one by one, and the solution for who has tried."""

import re

import pytest
from acts import PHONE, cell, press, violations, write
from playwright.sync_api import expect

SLOW = 60_000  # Python may have to start first


@pytest.fixture
def page(faults, visit, clean):
    return visit(faults, "cells/")


def check(place, code, result, says):
    """Checks an answer: the result, and what the reader is told."""
    write(place, code)
    press(place, "Check")
    expect(place.locator(".nn-verdict")).to_have_text(re.compile(says), timeout=SLOW)
    expect(place).to_have_attribute("data-result", result)


def test_answers_are_checked_and_a_hard_coded_one_fails(page):
    place = cell(page, "exercise-1")
    check(place, "def double(x):\n    return x", "failed", "Twice 3 is 6, but your function gives 3.")
    check(place, "def double(x):\n    return 6", "failed", "passes the example, but not other values")
    check(place, "def twice(x):\n    return 2 * x", "failed", "Your code has to define double.")
    check(place, "def double(x):\n    return 2 * y", "failed", "there is no name y")
    expect(place.locator(".nn-marked")).to_have_text("    return 2 * y")
    check(place, "def double(x):\n    return 2 * x", "passed", "Correct.")
    page.reload()
    expect(place.locator(".cm-content")).to_contain_text("return 2 * x")
    expect(place.locator(".nn-words")).to_have_text("You have solved this before.")
    press(place, "Reset")
    expect(place.locator(".cm-content")).to_contain_text("# change this")


def test_hints_come_one_by_one_and_then_the_solution_when_confirmed(page, watches):
    place = cell(page, "exercise-1")
    hints = place.locator(".nn-hints li")
    expect(place.get_by_role("button", name="Solution")).to_be_disabled()
    assert not [url for url in watches[0].asked if "/exercises/" in url]
    press(place, "Hint")
    expect(hints).to_have_text(["What is twice 3?"])
    press(place, "Hint")
    expect(hints).to_have_text(["What is twice 3?", "Multiply by 2."])
    expect(place.get_by_role("button", name="Hint")).to_be_disabled()
    press(place, "Solution")
    expect(place.get_by_text("return 2 * x")).to_have_count(0)
    press(place, "Show the solution")
    expect(place.get_by_role("textbox", name="A solution")).to_contain_text("return 2 * x")
    assert violations(page) == []


def test_without_a_connection_it_says_so(faults, visit):
    page = visit(faults, "cells/")
    page.route("**/exercises/*.json", lambda route: route.abort())
    press(cell(page, "exercise-1"), "Hint")
    expect(cell(page, "exercise-1").locator(".nn-verdict")).to_contain_text("Check the connection and try again.")


def test_on_a_phone(faults, visit, clean):
    page = visit(faults, "cells/", **PHONE)
    place = cell(page, "exercise-1")
    place.get_by_role("button", name="Hint").tap()
    expect(place.locator(".nn-hints li")).to_have_count(1)
    for name in ("Check", "Hint", "Solution", "Run", "Reset"):
        box = place.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44
        assert 0 <= box["x"] <= 390 - box["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
