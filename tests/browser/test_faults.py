"""Bad input, broken lessons and broken networks: a clear sentence, and the page goes on."""

import re

from acts import expect_output, press, slide, wait_frame, wait_state, widget
from playwright.sync_api import expect


def test_an_error_is_told_in_words_and_the_widget_works_again(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:fragile")
    wait_state(place, "ready")
    slide(place, "value", 0)
    wait_state(place, "error")
    box = place.get_by_role("alert")
    expect(box).to_contain_text("It divided by zero, in line 14 of faults/widgets.py")
    expect(box.locator("pre")).to_be_hidden()
    box.get_by_text("What Python said").click()
    expect(box.locator("pre")).to_contain_text("ZeroDivisionError")
    slide(place, "value", 4)
    expect_output(place, "value", "4")
    expect(box).to_be_hidden()


def test_a_run_that_blows_up_says_so_and_starts_again(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:blows_up")
    press(place, "Play")
    wait_state(place, "error")
    expect(place.get_by_role("alert")).to_contain_text("The loss is no longer a finite number after epoch 4.")
    slide(place, "start", 5)
    press(place, "Play")
    expect_output(place, "n", "14")


def test_text_from_python_is_text(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:fragile")
    wait_state(place, "ready")
    slide(place, "value", 7)
    expect(place.locator("svg text", has_text="<b>7</b>")).to_be_visible()


def test_a_cut_download_is_told_and_can_be_tried_again(faults, visit):
    page = visit(faults, "", reduced_motion="reduce")
    page.route("**/numpy-*.zip.gz", lambda route: route.abort())
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_state(place, "error")
    expect(place.get_by_role("alert")).to_contain_text("Python could not be loaded. Check the connection")
    page.unroute("**/numpy-*.zip.gz")
    press(place, "Try again")
    wait_frame(place, 1)
    press(place, "Play")
    wait_frame(place, 4)


def test_a_python_that_dies_is_started_again(faults, visit):
    page = visit(faults, "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_frame(place, 4)
    page.route("**/faults/widgets.py*", lambda route: route.fulfill(body="import os\nos._exit(3)\n"))
    page.evaluate("document.querySelectorAll('nn-widget').forEach(w => w.dataset.source += '&other')")
    press(place, "Reset")
    wait_state(place, "error")
    expect(place.get_by_role("alert")).to_contain_text(re.compile("stopped unexpectedly|could not be"))
    page.unroute("**/faults/widgets.py*")
    press(place, "Try again")
    wait_state(place, "ready")
