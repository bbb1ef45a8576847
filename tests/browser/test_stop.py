"""Code without end: the reader stops it, and what else was on the page comes back."""

import re

from acts import (
    expect_output,
    press,
    read,
    rewrite,
    run_own,
    slide,
    take_back,
    wait_frame,
    wait_state,
    wait_still,
    widget,
)
from playwright.sync_api import expect

ONE_LONG_CALL = "return sum(range(10**12))"
GROWS = "kept = []\n    while True:\n        kept.append(bytearray(10_000_000))"


SLOW = 60_000  # Python may have to start first


def told(place, words):
    expect(place.get_by_role("alert")).to_contain_text(words, timeout=SLOW)


def run_version(place, code):
    """Runs a version of faults:pressed in which the number is made by `code`."""
    place.scroll_into_view_if_needed()
    rewrite(place, "return n * 1", code)
    run_own(place)


def stop(place):
    expect(place.locator(".nn-words")).to_have_text(re.compile("Python has been busy for more than 3 s."), timeout=SLOW)
    press(place.locator(".nn-source"), "Stop")


def test_an_endless_loop_is_stopped_and_the_original_comes_back(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:pressed")
    run_version(place, "while True: pass")
    stop(place)
    words = re.compile(r"Stopped, in line \d+ of faults, your version")
    told(place, words)
    expect(place.locator(".nn-source").get_by_text(words)).to_be_visible()  # beside the code too
    take_back(place)
    wait_state(place, "ready")
    expect_output(place, "number", "2")


def test_where_python_cannot_be_interrupted_it_is_ended_and_a_run_comes_back_as_it_was(faults, visit, watches, clean):
    page = visit(faults, "faults/")
    counter, place = widget(page, "faults:counter"), widget(page, "faults:pressed")
    press(counter, "Play")
    wait_frame(counter, 10)
    slide(counter, "by", 10)
    expect_output(counter, "by", "10")
    press(counter, "Pause")
    wait_still(counter)
    n = int(read(counter, "n"))
    run_version(place, ONE_LONG_CALL)
    stop(place)
    told(place, "could not be interrupted, so Python was ended")
    press(counter, "Step")
    expect_output(counter, "n", str(n + 10))
    assert len(watches[0].pythons) == 2


def test_memory_without_end_does_not_take_the_page_down(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:pressed")
    run_version(place, GROWS)
    told(place, "more memory than a page may have")
    take_back(place)
    expect_output(place, "number", "2")


def test_a_readers_version_is_in_force_again_in_a_new_python(faults, visit, watches, clean):
    page = visit(faults, "faults/")
    place, counter = widget(page, "faults:pressed"), widget(page, "faults:counter")
    run_version(place, "return n * 100")
    expect_output(place, "number", "200")
    counter.scroll_into_view_if_needed()
    rewrite(counter, "n += by", "n += sum(range(10**12))")
    run_own(counter)
    press(counter, "Step")
    stop(counter)
    told(counter, "could not be interrupted, so Python was ended")
    slide(place, "start", 3)
    expect_output(place, "number", "300")
    assert len(watches[0].pythons) == 2
