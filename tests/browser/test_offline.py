"""Without a connection: what was read, the whole course saved, and two builds side by side."""

import re
import shutil
from pathlib import Path

import pytest
from acts import follow, press, wait_frame, widget
from builds import PREFIX, build
from playwright.sync_api import expect

from coursebuild import offline, paths
from coursebuild.server import serve

SLOW = 60_000
KEPT = """async () => {
  const cache = await caches.open("nn-course /neural-networks-live/");
  return (await cache.keys()).map(({ url }) => url);
}"""
# A build of another version of nnlive: other bytes in the runtime's files, so another worker and another script.
OTHER = "from coursebuild import paths\npaths.PACKAGE = paths.Path({!r})"


def kept(page):
    """The addresses that are on the device."""
    return page.evaluate(KEPT)


def wait_for(page, script, arg=None):
    """Waits until an asynchronous function gives something true; that. (Playwright's own waiting takes its promise.)"""
    for _ in range(SLOW // 200):
        if found := page.evaluate(script, arg):
            return found
        page.wait_for_timeout(200)
    raise AssertionError(f"{script} of {arg} did not come true")


def wait_until(page, condition, arg=None):
    """Waits until this is so of `kept`, the addresses on the device. One being written is missing for a moment."""
    return wait_for(page, f"async arg => {{ const kept = await ({KEPT})(); return {condition}; }}", arg)


def wait_kept(page, *parts):
    """Waits until there is a file with each of these in its address; the addresses."""
    return [wait_until(page, "kept.find(url => url.includes(arg))", part) for part in parts]


def plays(page, name="faults:counter"):
    place = widget(page, name)
    page.wait_for_function("() => customElements.get('nn-widget')")  # a page that has just come has no script yet
    press(place, "Play")
    wait_frame(place, 3)


@pytest.fixture
def reader(visit):
    """reader(site, "faults/"): a visitor whose browser has a service worker, at work."""

    def go(site, path="", **options):
        page = visit(site, path, service_workers="allow", reduced_motion="reduce", **options)
        page.wait_for_function("() => navigator.serviceWorker.controller", timeout=SLOW)
        return page

    return go


@pytest.fixture
def off():
    """off(page, site): from now on there is no connection, for a service worker neither."""
    sites = []

    def go(page, site):
        sites.append(site)
        page.context.set_offline(True)
        site.down = True

    yield go
    for site in sites:
        site.down = False


def block(page):
    return page.locator("nn-offline")


def says(page, words):
    expect(block(page).locator(".nn-words")).to_contain_text(re.compile(words), timeout=SLOW)


@pytest.fixture
def small(tmp_path):
    """A small course that is served, and can be built again as another: small.renew()."""
    lessons = tmp_path / "course"
    shutil.copytree(Path(__file__).parent / "course" / "faults", lessons / "faults")
    (lessons / "index.md").write_text("# Home\n\n[Faults](faults/index.md)\n\n<nn-offline></nn-offline>\n", "utf-8")
    with serve(tmp_path / "one", PREFIX) as site:
        build(site, lessons)

        def renew():
            package = tmp_path / "nnlive"
            shutil.copytree(paths.PACKAGE, package)
            with (package / "tables.py").open("a") as file:
                file.write("\nANOTHER = 1\n")
            with (lessons / "faults" / "index.md").open("a") as file:
                file.write("\nThis is new.\n")
            old, site.folder = site.folder, tmp_path / "two"
            build(site, lessons, before=OTHER.format(str(package)))
            return old

        site.renew = renew
        yield site


def test_a_lesson_that_was_read_opens_and_runs_without_a_connection(faults, reader, off):
    page = reader(faults, "faults/")
    plays(page)
    wait_kept(page, "/faults/?v=", "/faults/widgets.py?v=", "/main-", "/python-", "/numpy-", "/nnlive-", "pyodide.asm-")
    off(page, faults)
    new = page.context.new_page()
    new.goto(faults.url + "faults/")
    plays(new)
    new.goto(faults.url + "packages/")
    expect(new.get_by_role("heading")).to_have_text("No connection")
    new.get_by_role("link", name="Faults").click()
    expect(new.get_by_role("heading", level=1)).to_contain_text("Faults")


def test_who_starts_no_python_pays_for_none(course, reader):
    """What a page may ask for comes with Python, also for what was read before."""
    page = reader(course, "neuron/", has_touch=True, is_mobile=True)
    wait_kept(page, "/neuron/?v=")
    page.wait_for_timeout(1000)
    assert not any(
        part in url for url in kept(page) for part in ("/pyodide/", "/worker-", ".py?", "/data/", "/exercises/")
    )
    page.goto(course.url + "logic-gates/")
    plays(page, "logic-gates:learn")
    wait_kept(page, "/neuron/widgets.py?v=", "/neuron/digits/widgets.py?v=", "/digits.npz?v=", "/exercises/neuron-1-")


def test_instant_navigation_goes_on_without_a_connection(faults, reader, off):
    page = reader(faults, "faults/")
    wait_kept(page, "/faults/?v=")
    follow(page.get_by_role("link", name="Neural Networks, Live").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Home"))
    wait_kept(page, "-live/?v=")
    page.evaluate("window.visit = 1")
    off(page, faults)
    follow(page.locator("article").get_by_role("link", name="Faults"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Faults")
    assert page.evaluate("window.visit") == 1


def test_the_whole_course_is_saved_cancelled_and_gone_on_with(small, reader, off):
    page = reader(small)
    says(page, r"Save all 2 of them, with Python, .* [\d.]+ MB to load")
    small.pace = 400_000
    press(block(page), "Save for offline")
    says(page, r"Saving: [1-9][\d.]* of [\d.]+ MB \(\d+ %\)")
    press(block(page), "Cancel")
    says(page, r"[\d.]+ of [\d.]+ MB are here")
    some = len(kept(page))
    page.reload()
    says(page, r"[\d.]+ of [\d.]+ MB are here")
    assert some > 0
    wait_until(page, "kept.length >= arg", some)
    small.forget()
    small.down = True
    press(block(page), "Go on")
    says(page, r"No connection. Waiting for it… [\d.]+ of [\d.]+ MB are here")
    small.down, small.pace = False, 0
    press(block(page), "Try again")
    says(page, "Saved on ")
    assert all(times == 1 for path, times in small.requests.items() if "pyodide" in path)
    off(page, small)
    page.goto(small.url + "faults/")
    plays(page)
    page.goto(small.url)
    press(block(page), "Remove")
    says(page, "to load")
    assert not any("pyodide" in url for url in kept(page))


def test_a_closed_tab_does_not_end_the_saving(small, reader):
    page = reader(small)
    small.pace = 400_000
    press(block(page), "Save for offline")
    says(page, r"Saving: [1-9]")
    context = page.context
    page.close()
    small.pace = 0
    page = context.new_page()
    page.goto(small.url)
    says(page, "Saved on ")


def test_a_full_device_is_told(small, reader):
    page = reader(small)
    says(page, "to load")
    page.evaluate("navigator.storage.estimate = async () => ({ quota: 1000, usage: 999 })")
    press(block(page), "Save for offline")
    says(page, "not enough space")
    expect(block(page).get_by_role("button", name="Try again")).to_be_visible()


def test_a_new_build_leaves_old_pages_alone(small, reader):
    page = reader(small, "faults/")
    old = page.locator('meta[name="nn-build"]').get_attribute("content")
    plays(page)
    runtime, *_ = wait_kept(page, "/nnlive-", "/worker-", "/faults/widgets.py?v=")
    small.renew()
    page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
    note = page.locator(".nn-renewed")
    expect(note).to_contain_text("A newer version of the course is ready", timeout=SLOW)
    # The old page goes on, and starts Python anew from its own files, which the site has no longer.
    wait_until(page, "kept.includes(arg) && kept.filter(url => url.includes('/nnlive-')).length > 1", runtime)
    wait_frame(widget(page, "faults:counter"), 5)
    assert page.evaluate("url => fetch(url).then(r => r.ok)", runtime)
    # A new page has the new build, and its own runtime.
    new = page.context.new_page()
    new.goto(small.url + "faults/")
    expect(new.get_by_text("This is new.")).to_be_visible()
    assert new.locator('meta[name="nn-build"]').get_attribute("content") != old
    plays(new)
    wait_kept(new, runtime)
    # When the old page is gone, so are its files.
    press(note, "Reload")
    expect(page.get_by_text("This is new.")).to_be_visible()
    wait_until(page, "!kept.includes(arg)", runtime)


def test_a_saved_course_is_saved_in_its_new_version_before_that_is_announced(small, reader, off):
    page = reader(small)
    press(block(page), "Save for offline")
    says(page, "Saved on ")
    small.renew()
    page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
    expect(page.locator(".nn-renewed")).to_contain_text("newer version", timeout=SLOW)
    off(page, small)
    page.goto(small.url + "faults/")
    expect(page.get_by_text("This is new.")).to_be_visible()
    plays(page)


def test_a_preview_is_not_caught_by_what_was_kept(small, reader):
    """`make serve` at an address where the finished site was opened before."""
    page = reader(small, "faults/")
    wait_kept(page, "/faults/?v=")
    for file in small.folder.rglob("*.html"):
        file.write_text(offline.STAMP.sub("", file.read_text("utf-8")).replace("Faults", "Mended"), "utf-8")
    offline.withdraw(small.folder)
    page.goto(small.url + "faults/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mended", timeout=SLOW)
    wait_for(page, "async () => !(await navigator.serviceWorker.getRegistration())")
    assert not page.evaluate("caches.keys().then(names => names.filter(name => name.startsWith('nn-course')))")


def test_a_page_of_another_build_is_loaded_whole(small, reader):
    page = reader(small)
    page.evaluate("window.visit = 1")
    small.renew()
    follow(page.locator("article").get_by_role("link", name="Faults"))
    expect(page.get_by_text("This is new.")).to_be_visible()
    page.wait_for_function("() => !window.visit")
    plays(page)


def test_without_service_workers_the_page_says_why_it_cannot_be_saved(small, visit, clean):
    page = visit(small, "")
    page.context.add_init_script("delete Navigator.prototype.serviceWorker")
    page.reload()
    says(page, "does not let the course be saved")
