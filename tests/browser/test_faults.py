"""Bad input, broken lessons and broken networks: a clear sentence, and the page goes on."""

import re
from pathlib import Path

from acts import expect_output, press, slide, wait_frame, wait_state, widget
from builds import PREFIX
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


def test_what_is_touched_before_the_pages_script_is_here_is_done_when_it_comes(faults, visit, clean):
    page = visit(faults, "", reduced_motion="reduce")
    held = []
    page.route("**/assets/nn/nn-*.js", lambda route: held.append(route))
    page.goto(faults.url + "faults/", wait_until="commit")
    place = widget(page, "faults:counter")
    press(place, "Play")
    slide(widget(page, "faults:fragile"), "value", 3)
    expect(place.locator(".nn-words")).to_have_text("One moment: the rest of this page is on its way.")
    for route in held:
        route.continue_()
    wait_frame(place, 4)
    expect_output(widget(page, "faults:fragile"), "value", "3")


def played_without(faults, visit, files):
    """A run that was to begin on a page to which these files do not come."""
    page = visit(faults, "", reduced_motion="reduce")
    page.route(files, lambda route: route.abort())
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    return place


def test_a_page_whose_script_does_not_arrive_says_so(faults, visit):
    place = played_without(faults, visit, "**/assets/nn/nn-*.js")
    expect(place.locator(".nn-words")).to_have_text("A part of this page did not arrive. Load the page again.")


WAITING = re.compile(r"^No connection. Waiting for it… [\d.]+ of [\d.]+ MB are here.$")


def test_a_download_waits_for_the_network_and_can_be_tried_again(faults, visit):
    place = played_without(faults, visit, "**/numpy-*.zip.gz")
    expect(place.locator(".nn-words")).to_have_text(WAITING)
    place.page.wait_for_timeout(4000)
    wait_state(place, "loading")
    place.page.unroute("**/numpy-*.zip.gz")
    press(place, "Try again")
    wait_frame(place, 4)
    expect(place.get_by_role("button", name="Try again")).to_be_hidden()


def test_what_has_come_is_not_fetched_again(faults, visit, clean):
    """A network that breaks in the middle of two files: of one the rest is asked for, the other comes whole again."""
    numpy, main = (next(faults.folder.glob(f"assets/pyodide/{name}")).name for name in ("numpy-*", "main-*"))
    page = visit(faults, "", reduced_motion="reduce")
    faults.forget()
    faults.breaks, faults.pace = {numpy: 1_500_000, main: 500_000}, 1_500_000
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_frame(place, 4)
    asked = {Path(path).name: times for path, times in faults.requests.items() if "/pyodide/" in path}
    assert {name for name, times in asked.items() if times > 1} == {numpy, main}
    faults.pace = 0
    # What the browser had not yet given to the page when the connection broke is lost.
    size = (faults.folder / "assets/pyodide" / numpy).stat().st_size
    assert size <= faults.sent[f"{PREFIX}assets/pyodide/{numpy}"] < 1.2 * size


def test_a_download_goes_on_by_itself_when_the_network_is_back(faults, visit):
    page = visit(faults, "", reduced_motion="reduce")
    page.route("**/python-*.zip.gz", lambda route: route.abort())
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    expect(place.locator(".nn-words")).to_have_text(WAITING)
    page.context.set_offline(True)
    page.unroute("**/python-*.zip.gz")
    page.wait_for_timeout(3000)
    expect(place.locator(".nn-words")).to_have_text(WAITING)
    page.context.set_offline(False)
    wait_frame(place, 4)


def test_a_lessons_python_that_did_not_come_while_python_started_is_asked_for_again(faults, visit):
    page = visit(faults, "", reduced_motion="reduce")
    page.route("**/faults/widgets.py?*", lambda route: route.abort(), times=1)
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_frame(place, 4)


def test_files_that_fall_silent_on_the_way_are_asked_for_again(faults, visit):
    """No connection breaks, but nothing more comes: after half a minute each file is asked for anew."""
    names = [next(faults.folder.glob(f"assets/pyodide/{name}")).name for name in ("main-*", "pyodide.asm-*", "numpy-*")]
    page = visit(faults, "", reduced_motion="reduce")
    faults.forget()
    faults.silences = {**dict.fromkeys(names, 50_000), "faults/widgets.py": 100}
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_frame(place, 4)
    asked = {Path(path).name: times for path, times in faults.requests.items()}
    assert faults.silences == {}
    assert all(asked[name] > 1 for name in [*names, "widgets.py"])


def test_files_that_the_site_has_no_longer_are_told(faults, visit):
    page = visit(faults, "", reduced_motion="reduce")
    page.route("**/nnlive-*.zip.gz", lambda route: route.fulfill(status=404))
    page.goto(faults.url + "faults/")
    place = widget(page, "faults:counter")
    press(place, "Play")
    expect(place.get_by_role("alert")).to_contain_text("The course has been renewed since this page was opened. Reload")


def test_who_saves_data_is_asked_first(course, visit, watches):
    """On a desktop too: nothing is fetched before a touch, and its size is said."""
    page = visit(course, "404.html")
    page.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true, type: 'wifi' } })"
    )
    page.goto(course.url)
    place = widget(page, "home:live")
    expect(place.locator(".nn-words")).to_have_text(re.compile(r"^First start loads Python: \d\.\d MB"))
    page.wait_for_timeout(1500)
    assert watches[0].pythons == []
    press(place, "Play")
    wait_frame(place, 3)


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
