"""How Python starts: from the site's files the first time, then from what that start left on the reader's machine."""

import re

import pytest
from acts import cell, press, wait_frame, widget
from playwright.sync_api import expect

SLOW = 60_000
RUNTIME = re.compile(r"/assets/pyodide/([\w.]+?)-[0-9a-f]{12}\.")
FIRST = {"pyodide", "pyodide.asm", "main", "python", "numpy", "nnlive"}

# What is done to the bytes of the kept start; to its key, if one is given.
DAMAGE = """async ([damage, key]) => {
  const damages = {
    cut: bytes => bytes.slice(0, bytes.length / 2),
    header: bytes => (bytes.fill(7, 4, 40), bytes),
    length: bytes => (bytes.fill(255, 0, 4), bytes),
    memory: bytes => (bytes.fill(1, bytes.length / 4, bytes.length / 2), bytes),
    byte: bytes => ((bytes[bytes.length >> 1] ^= 1), bytes),
    empty: bytes => bytes.slice(0, 0),
    none: bytes => bytes,
  };
  const cache = await caches.open("nn-kept"), [request] = await cache.keys(), old = await cache.match(request);
  const bytes = damages[damage](new Uint8Array(await old.arrayBuffer())), headers = new Headers(old.headers);
  if (key) headers.set("X-Key", key);
  await cache.put(request, new Response(bytes, { headers }));
}"""
NO_SPACE = 'Cache.prototype.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));'


def booted(page):
    """How Python started: "new" or "kept"."""
    page.wait_for_function("() => performance.getEntriesByName('nn:boot').length", timeout=SLOW)
    return page.evaluate("performance.getEntriesByName('nn:boot').at(-1).detail.how")


def kept(page):
    """Waits until the start is kept."""
    page.evaluate("""async () => {
      while (!(await (await caches.open("nn-kept")).keys()).length) await new Promise(done => setTimeout(done, 100));
    }""")


def counter(page):
    place = widget(page, "faults:counter")
    press(place, "Play")
    wait_frame(place, 3)
    return booted(page)


@pytest.fixture
def again(faults, visit):
    """A reader whose first visit has been kept: again() is the next one, in a new tab."""
    page = visit(faults, "faults/")
    assert counter(page) == "new"
    kept(page)

    def go(path="faults/"):
        new = page.context.new_page()
        new.goto(faults.url + path)
        return new

    go.first = page
    return go


def files(site):
    """Which of the runtime's files were asked for, and how often."""
    asked = {match[1]: times for path, times in site.requests.items() if (match := RUNTIME.search(path))}
    scripts = sum(times for path, times in site.requests.items() if "pyodide.asm-" in path)
    return {**asked, "pyodide.asm": scripts} if scripts else asked


def test_a_first_start_fetches_each_file_once(faults, visit, clean):
    faults.forget()
    page = visit(faults, "faults/")
    assert counter(page) == "new"
    assert files(faults) == dict.fromkeys(FIRST, 1)


def test_the_next_visit_starts_from_what_was_kept(faults, again, clean):
    faults.forget()
    assert counter(again()) == "kept"
    assert set(files(faults)) & {"python", "numpy", "nnlive", "second"} == set()


def test_two_kept_starts_draw_different_numbers(again):
    outputs = []
    for _ in range(2):
        page = again("library/")
        press(cell(page, "cell-6"), "Run")
        output = cell(page, "cell-6").locator(".nn-output")
        expect(output).not_to_be_empty(timeout=SLOW)
        assert booted(page) == "kept"
        outputs += output.inner_text().split()
    assert len(set(outputs)) == 4


@pytest.mark.parametrize("damage", ["cut", "header", "length", "memory", "byte", "empty"])
def test_a_damaged_start_is_thrown_away(again, damage):
    again.first.evaluate(DAMAGE, [damage, None])
    assert counter(again()) == "new"


def test_a_start_of_another_build_is_thrown_away(again):
    again.first.evaluate(DAMAGE, ["none", "another"])
    assert counter(again()) == "new"


def test_without_space_every_start_is_a_first_one(faults, visit, clean):
    page = visit(faults, "")
    page.context.route(
        "**/worker-*.js", lambda route: route.fulfill(response=(got := route.fetch()), body=NO_SPACE + got.text())
    )
    for _ in range(2):
        page.goto(faults.url + "faults/")
        assert counter(page) == "new"
        page.wait_for_timeout(4000)


def test_what_was_left_out_comes_when_asked_for(faults, visit, clean):
    page = visit(faults, "library/")
    said = {
        1: "'left out'",
        2: "Compute the arithmetic mean along the specified axis.",
        3: "Serialize ``obj`` to a JSON formatted ``str``.",
        4: "def mean(a, axis=None",
        5: r"b'\x93\xfa\x96{'",
    }
    for number, words in said.items():
        place = cell(page, f"cell-{number}")
        press(place, "Run")
        expect(place.locator(".nn-output")).to_contain_text(words, timeout=SLOW)
    assert {"library", "second"} <= set(files(faults))
