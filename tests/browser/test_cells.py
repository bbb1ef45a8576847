"""Cells: a reader changes Python in the page and runs it."""

import re

import pytest
from acts import PHONE, cell, follow, open_python, press, violations, wait_state, write
from playwright.sync_api import expect

SLOW = 60_000  # Python may have to start first


@pytest.fixture
def page(faults, visit, clean):
    return visit(faults, "cells/")


def run(place):
    press(place, "Run")
    wait_state(place, "done", "error")


def shows(place, text):
    expect(place.locator(".nn-output")).to_contain_text(text, timeout=SLOW)


def test_nothing_is_fetched_until_a_cell_is_touched(page, watches):
    expect(cell(page, "cell-1").get_by_role("button", name="Run")).to_be_visible()
    shows(cell(page, "cell-1"), "<b>go</b>")
    assert not [url for url in watches[0].asked if "codemirror" in url or "pyodide" in url]
    open_python(cell(page, "cell-1"))
    assert len([url for url in watches[0].asked if "codemirror" in url]) == 1


def test_a_cell_runs_what_it_needs_above_and_shows_every_kind_of_output(page):
    total = cell(page, "cell-5")
    run(total)
    shows(total, "1.75")
    expect(total.locator(".nn-words")).to_have_text("Done. Cell 1 and cell 4 ran first.")
    expect(cell(page, "cell-1")).to_have_attribute("data-state", "done")
    expect(cell(page, "cell-1").locator(".nn-text")).to_have_text("ready, set\n<b>go</b>\n")
    assert cell(page, "cell-2").get_attribute("data-state") == "idle"
    for number, shown in ((2, "svg"), (3, "td >> nth=3")):
        run(cell(page, f"cell-{number}"))
        expect(cell(page, f"cell-{number}").locator(f".nn-output {shown}").first).to_be_visible()


def test_output_comes_while_the_cell_runs_and_stop_keeps_the_names(page):
    slow = cell(page, "cell-9")
    press(slow, "Run")
    shows(slow, "step 2")
    assert slow.get_attribute("data-state") == "running"
    shows(slow, "step 19")
    wait_state(slow, "done")
    endless = cell(page, "cell-7")
    press(endless, "Run")
    wait_state(endless, "running")
    press(endless, "Stop")
    wait_state(endless, "error")
    shows(endless, "Stopped in line 3.")
    run(cell(page, "cell-8"))
    shows(cell(page, "cell-8"), "42")


def test_a_changed_cell_is_used_below_and_an_error_in_it_is_led_to(page):
    first, total = cell(page, "cell-1"), cell(page, "cell-5")
    write(first, "import numpy as np\nweights = np.ones(7)")
    run(total)
    shows(total, "7.0")
    write(first, "import numpy as np\nweights = np.onse(7)")
    run(total)
    shows(total, "This needs cell 1 above, which has an error.")
    shows(first, "Line 2:")
    expect(first.locator(".nn-marked")).to_have_text("weights = np.onse(7)")
    total.get_by_role("link", name="cell 1").click()
    expect(first).to_be_in_viewport()
    assert violations(page) == []


def test_what_cannot_be_interrupted_is_ended_and_the_names_are_gone(page):
    first, long = cell(page, "cell-1"), cell(page, "cell-8")
    run(first)
    write(long, "sum(range(10**12))")
    press(long, "Run")
    wait_state(long, "running")
    press(long, "Stop")
    shows(long, "could not be interrupted, so Python was ended")
    expect(first.locator(".nn-words")).to_contain_text("so the names are gone. Run makes those it needs again.")
    run(cell(page, "cell-5"))
    shows(cell(page, "cell-5"), "1.75")


def test_printing_without_end_is_cut_off_and_asked_about(page):
    page.evaluate("() => { const t = setTimeout; window.setTimeout = (f, ms) => t(f, ms === 20_000 ? 500 : ms) }")
    place = cell(page, "cell-10")
    press(place, "Run")
    shows(place, "Output is cut off after 100,000 characters.")
    expect(place.locator(".nn-words")).to_have_text("This has been running for 20 seconds. Go on?")
    press(place, "Go on")
    expect(place.locator(".nn-words")).to_have_text("Running…")
    press(place, "Stop")
    wait_state(place, "error")
    assert place.locator(".nn-output").evaluate("e => e.textContent.length") < 101_000


def test_changes_are_kept_and_taken_back_one_by_one_or_all(page):
    first, other = cell(page, "cell-1"), cell(page, "cell-4")
    write(first, "one = 1")
    write(other, "two = 2")
    page.reload()
    expect(first.locator(".cm-content")).to_have_text("one = 1")
    expect(other.locator(".cm-content")).to_have_text("two = 2")
    press(first, "Reset")
    expect(first.locator(".cm-content")).to_contain_text("weights = np.array")
    expect(other.locator(".cm-content")).to_have_text("two = 2")
    press(first, "Reset all on this page")
    expect(other.locator(".cm-content")).to_have_text("total = weights.sum()")
    page.reload()
    expect(first.locator(".nn-pre")).to_be_visible()
    expect(page.locator(".cm-editor")).to_have_count(0)


def test_a_browser_that_keeps_nothing_says_so_once(page):
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    write(cell(page, "cell-1"), "kept_here = 1")
    expect(cell(page, "cell-1").locator(".nn-words")).to_contain_text("This browser keeps no data")
    write(cell(page, "cell-4"), "kept_here + 1")
    expect(cell(page, "cell-4").locator(".nn-words")).to_be_empty()
    run(cell(page, "cell-4"))
    shows(cell(page, "cell-4"), "2")


def test_by_keyboard_alone(page):
    place = cell(page, "cell-1")
    place.locator("pre").first.focus()
    page.keyboard.press("Enter")
    editor = place.get_by_role("textbox", name="Python cell 1, yours to change")
    expect(editor).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("if True:\nprint(6 * 7)")  # the second line is indented by itself
    expect(place.locator(".cm-line").nth(1)).to_have_text("    print(6 * 7)")
    page.keyboard.press("Shift+Enter")
    shows(place, "42")
    page.keyboard.press("Tab")
    expect(editor).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(place.get_by_role("button", name="Run")).to_be_focused()


def test_leaving_a_page_stops_its_cells_and_forgets_its_names(page, watches):
    press(cell(page, "cell-7"), "Run")
    wait_state(cell(page, "cell-7"), "running")
    follow(page.locator(".md-nav--primary").get_by_role("link", name="Home"))
    follow(page.get_by_role("link", name="cells", exact=True).first)
    write(cell(page, "cell-4"), "'kept' in globals()")
    run(cell(page, "cell-4"))
    shows(cell(page, "cell-4"), "False")
    assert len(watches[0].pythons) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_with_touch(faults, visit, clean, scheme):
    page = visit(faults, "cells/", **PHONE, color_scheme=scheme)
    place = cell(page, "cell-1")
    before = place.locator("pre").first.bounding_box()
    place.locator("pre").first.tap(position={"x": 80, "y": 20})
    editor = place.locator(".cm-editor")
    expect(editor).to_be_visible()
    assert editor.bounding_box() == pytest.approx(before, abs=1)
    assert editor.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16
    keys = page.get_by_role("toolbar", name="Keys for code")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text("print")
    for name in ("(", "[", "_", "Left", "*", "Right", "=", "]", ")", ":", "Left", "Up", "Tab"):
        keys.get_by_role("button", name=name, exact=True).tap()
    expect(place.locator(".cm-content")).to_have_text(re.compile(r"^\s+print\(\[\*_=\]\):$"))
    assert min(box["height"] for box in (key.bounding_box() for key in keys.get_by_role("button").all())) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    place.get_by_role("button", name="Run", exact=True).tap()
    expect(place.locator(".nn-output .nn-error")).to_be_visible(timeout=SLOW)
    expect(keys).to_have_count(0)


def test_where_the_editor_cannot_be_fetched_a_plain_box_does(faults, visit):
    page = visit(faults, "")
    page.route("**/chunk-codemirror-*.js", lambda route: route.abort())
    page.goto(faults.url + "cells/")
    place = cell(page, "cell-1")
    open_python(place).fill("print(6 * 7)")
    page.keyboard.press("Control+Enter")
    shows(place, "42")
