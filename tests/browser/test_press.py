"""Pictures that can be pressed: spots, undo, links, files, and the reader's own version of the Python."""

import re

from acts import expect_output, frame, press, read, rewrite, run_own, slide, take_back, wait_frame, wait_state, widget
from playwright.sync_api import expect


def open_it(visit, faults, link=""):
    place = widget(visit(faults, f"faults/{link}"), "faults:pressed")
    place.scroll_into_view_if_needed()
    if not link:
        press(place, "Reset")  # the first touch; a link opens by itself
    wait_state(place, "ready")
    return place


def test_a_press_sets_a_control_and_a_hover_is_taken_back(faults, visit, clean):
    place = open_it(visit, faults)
    spot = place.get_by_role("button", name="Start at seven")
    spot.hover()
    expect_output(place, "look", "left")
    place.page.mouse.move(0, 0)
    expect_output(place, "look", "none")
    spot.focus()
    expect_output(place, "look", "left")
    place.page.keyboard.press("Enter")
    expect_output(place, "number", "7")
    assert place.locator('input[name="start"]').input_value() == "7"


def test_a_point_is_picked(faults, visit, clean):
    place = open_it(visit, faults)
    box = place.get_by_role("button", name="Choose a point").bounding_box()
    place.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    near_half = r"0\.(49|50|51)"
    expect(place.locator('output[name="x"]')).to_have_text(re.compile(near_half))
    expect(place.locator('output[name="y"]')).to_have_text(re.compile("−" + near_half))


def test_a_live_control_draws_the_same_moment_again(faults, visit, clean):
    place = open_it(visit, faults)
    press(place, "Step")
    expect_output(place, "steps", "1")
    before = frame(place)
    slide(place, "x", 0.3)
    wait_frame(place, before + 1)
    assert read(place, "steps") == "1"


def test_undo_brings_back_the_run_that_a_change_replaced(faults, visit, clean):
    place = open_it(visit, faults)
    for n in range(3):
        press(place, "Step")
        expect_output(place, "steps", str(n + 1))
    slide(place, "start", 5)
    expect_output(place, "steps", "0")
    press(place, "Undo")
    expect_output(place, "steps", "3")
    expect_output(place, "number", "2")
    assert place.locator('input[name="start"]').input_value() == "2"
    slide(place, "x", 0.3)
    expect_output(place, "x", "0.300")
    press(place, "Undo")
    expect_output(place, "x", "0.000")
    expect(place.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_link_opens_the_same_state_and_hides_controls(faults, visit, clean):
    place = open_it(visit, faults, "#start=4&x_hide=true&planet=mars")
    expect_output(place, "number", "4")
    expect(place.locator('input[name="x"]')).to_be_hidden()
    expect(place.get_by_text("planet is not known.")).to_be_visible()
    slide(place, "start", 6)
    place.page.wait_for_function("() => location.hash === '#start=6'")


def test_files_can_be_taken_away(faults, visit, clean):
    place = open_it(visit, faults)
    place.get_by_text("Take it with you").click()
    for name, content in (("state.txt", b"start 2"), ("state.bin", bytes([1, 2, 3]))):
        with place.page.expect_download() as download:
            press(place, name)
        assert download.value.path().read_bytes() == content
        assert download.value.suggested_filename == name


def test_a_file_becomes_text_in_its_box(faults, visit, clean):
    place = open_it(visit, faults)
    place.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"1,2,3"})
    expect_output(place, "note", "1,2,3")


def test_a_readers_version_of_the_python_runs_and_can_be_taken_back(faults, visit, clean):
    place = open_it(visit, faults)
    rewrite(place, "return n * 1", "return n * 100")
    run_own(place)
    expect_output(place, "number", "200")
    rewrite(place, "return n * 100", "return n / 0")
    run_own(place)
    wait_state(place, "error")
    expect(place.get_by_role("alert")).to_contain_text("divided by zero")
    expect(place.locator(".nn-marked")).to_have_text("    return n / 0")
    place.page.reload()
    place = widget(place.page, "faults:pressed")
    place.get_by_text("Show the Python").click()
    expect(place.locator(".cm-line", has_text="n / 0")).to_be_visible()
    take_back(place)
    wait_state(place, "ready")
    expect_output(place, "number", "2")


def test_modules_of_ours_can_be_read_where_they_are_imported(faults, visit, clean):
    place = widget(visit(faults, "faults/"), "faults:pressed")
    place.get_by_text("Show the Python").click()
    place.get_by_role("link", name="nnlive.shapes").click()
    expect(place.get_by_role("textbox", name="nnlive/shapes.py")).to_contain_text("Marks: what a picture is made of")
    press(place, "Close")
    expect(place.locator(".nn-reading")).to_have_count(0)
