"""From a touch to a network that trains: loading, controls, runs, and what stops them."""

import re

from acts import (
    PHONE,
    expect_output,
    follow,
    frame,
    measures,
    press,
    read,
    slide,
    wait_frame,
    wait_state,
    wait_still,
    widget,
)
from playwright.sync_api import expect


def test_first_start_shows_its_bytes_and_is_measured(course, visit, watches, clean):
    page = visit(course, "logic-gates/", **PHONE)
    place = widget(page, "logic-gates:learn")
    place.scroll_into_view_if_needed()
    assert watches[0].pythons == [], "a phone's reader was not asked before megabytes were fetched"
    expect(place.locator(".nn-words")).to_have_text(re.compile(r"First start loads Python: \d+\.\d MB"))
    press(place, "Play")
    expect(place.locator(".nn-words")).to_have_text(re.compile(r"[\d.]+ MB of [\d.]+ MB \(\d+ %\)|Starting Python"))
    wait_frame(place, 3)
    for name in ("nn:boot", "nn:first-frame", "nn:frame"):
        assert measures(page, name), name
    assert watches[0].strangers(course.url) == []


def test_a_run_reaches_its_end_and_can_be_played_again(course, visit, clean):
    page = visit(course, "logic-gates/", reduced_motion="reduce")  # no gliding: quicker
    place = widget(page, "logic-gates:learn")
    press(place, "Play")
    wait_state(place, "running")
    wait_state(place, "done")
    press(place, "Play")
    wait_state(place, "running")
    press(place, "Pause")
    wait_state(place, "ready")
    stopped = frame(place)
    press(place, "Step")
    wait_frame(place, stopped + 1)
    press(place, "Reset")
    wait_state(place, "ready")


def test_a_moved_control_redraws(course, visit, clean):
    page = visit(course, "neuron/")
    place = widget(page, "neuron:by_hand")
    place.scroll_into_view_if_needed()
    wait_state(place, "ready")
    before = place.locator(".nn-picture").get_attribute("aria-label")
    slide(place, "w", -5)
    expect(place.locator(".nn-picture")).not_to_have_attribute("aria-label", before)
    expect(place.locator('input[name="w"] >> xpath=../span')).to_have_text("−5")
    press(place, "Reset")
    expect(place.locator(".nn-picture")).to_have_attribute("aria-label", before)


def test_the_latest_value_wins_and_frames_are_dropped(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:fragile")
    wait_state(place, "ready")
    start = frame(place)
    place.locator('input[name="value"]').evaluate(
        """input => { for (let i = 0; i < 200; i++) { input.value = 1 + (i % 9);
           input.dispatchEvent(new Event("input", { bubbles: true })); }
           input.value = -7; input.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    expect_output(place, "value", "−7")
    assert frame(place) - start <= 3


def test_a_live_control_goes_into_the_run_and_another_restarts_it(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:counter")
    press(place, "Play")
    wait_frame(place, 10)
    slide(place, "by", 10)
    expect_output(place, "by", "10")
    assert int(read(place, "n")) > 5, "a live control must not restart the run"
    slide(place, "start", 100)
    place.page.wait_for_function("element => Number(element.textContent) >= 100", arg=_output(place, "n"))
    wait_state(place, "running")


def _output(place, name):
    return place.locator(f'output[name="{name}"]').element_handle()


def test_step_goes_through_the_in_between_pictures_to_the_next_full_one(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:glide")
    press(place, "Step")
    wait_state(place, "ready")
    press(place, "Step")
    expect(place.locator(".nn-picture")).to_have_attribute("aria-label", "At 1.")
    assert frame(place) == 6


def test_who_wants_no_motion_sees_every_full_picture_whole(faults, visit, clean):
    place = widget(visit(faults, "faults/", reduced_motion="reduce"), "faults:glide")
    press(place, "Play")
    wait_state(place, "done")
    # The line of the last picture was last changed by an in-between one.
    assert place.locator("svg text", has_text="<b>3</b>").count() == 1


def test_a_run_waits_while_out_of_view(faults, visit, clean):
    page = visit(faults, "faults/", viewport={"width": 800, "height": 300})
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_frame(place, 10)
    page.evaluate("window.scrollTo(0, 0)")
    away = wait_still(place)
    place.scroll_into_view_if_needed()
    wait_frame(place, away + 5)


def test_one_worker_serves_the_visit_and_leaving_stops_a_run(faults, visit, watches, clean):
    page = visit(faults, "faults/")
    page.evaluate("window.visit = 1")
    press(widget(page, "faults:counter"), "Play")
    wait_frame(widget(page, "faults:counter"), 5)
    follow(page.get_by_role("link", name="Neural Networks, Live").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Home"))
    page.wait_for_timeout(200)
    pictures = len(measures(page, "nn:frame"))
    page.wait_for_timeout(300)
    assert len(measures(page, "nn:frame")) == pictures, "the run went on after its page was left"
    follow(page.locator("article").get_by_role("link", name="Faults"))
    place = widget(page, "faults:fragile")
    wait_state(place, "ready")
    slide(place, "value", 3)
    expect_output(place, "value", "3")
    assert page.evaluate("window.visit") == 1, "the page was loaded anew"
    assert len(watches[0].pythons) == 1


def test_nothing_starts_by_itself_for_who_wants_no_motion(course, visit, clean):
    page = visit(course, "", reduced_motion="reduce")
    page.wait_for_function("() => performance.getEntriesByName('nn:boot').length > 0")
    page.wait_for_timeout(300)
    assert frame(widget(page, "home:live")) == 0


def test_the_home_page_starts_by_itself_on_a_desktop(course, visit, watches, clean):
    page = visit(course, "")
    wait_frame(widget(page, "home:live"), 20)
    assert watches[0].strangers(course.url) == []
    assert len(watches[0].pythons) == 1
