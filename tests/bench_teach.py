"""How long teaching takes: from Train to an answer, the live preview's pace, memory over 500 samples.

Part of `make bench`; Chromium's pretended camera stands for a real one.
"""

import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Locator, Page

from bench_playground import heap, resident
from coursebuild.server import Site

NAME = "teach-a-machine:pictures"
SECONDS = 5.0
STEPS = (0, 100, 200, 300, 400, 500)


def opened(page: Page, site: Site, samples: str) -> Locator:
    """The desk with built-in samples, Python ready."""
    page.goto(f"{site.url}teach-a-machine/")
    place = page.locator(f'nn-widget[name="{NAME}"]')
    place.get_by_label("Built-in samples").select_option(samples)
    press(place, "Use these")
    place.locator(".nn-thumb").first.wait_for()
    until(place, "e.dataset.state === 'ready'")
    return place


def press(place: Locator, words: str) -> None:
    place.get_by_role("button", name=words, exact=True).click()


def until(place: Locator, condition: str) -> None:
    place.page.wait_for_function(f"e => {condition}", arg=place.element_handle())


def train(page: Page, site: Site) -> Iterator[str]:
    """3 classes of 50 pictures, 40 epochs, until the run rests and judges."""
    place = opened(page, site, "clothes")
    began = time.perf_counter()
    press(place, "Train")
    until(place, "e.dataset.state === 'ready' && e.querySelector('output[name=epoch]').textContent === '40'")
    yield f"teaching 3 x 50 pictures, 40 epochs: {time.perf_counter() - began:.2f} s (goal 3)"
    press(place, "Camera")
    until(place, "e.querySelector('video')?.videoWidth > 0")
    frames = "e => Number(e.dataset.frame)"
    before, began = place.evaluate(frames), time.perf_counter()
    page.wait_for_timeout(1000 * SECONDS)
    pace = (place.evaluate(frames) - before) / (time.perf_counter() - began)
    yield f"live preview: {pace:.1f} pictures a second (goal 10)"


def memory(page: Page, site: Site) -> Iterator[str]:
    """Samples of the camera, 100 at a time, into one class."""
    place = opened(page, site, "clothes")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    press(place, "Camera")
    until(place, "e.querySelector('video')?.videoWidth > 0")
    button = place.get_by_role("button", name="Hold to record: Red")
    count = place.get_by_role("region", name="Class Red").locator(".nn-count")
    start = int(count.inner_text().split()[0])
    for more in STEPS:
        button.focus()
        page.keyboard.down(" ")
        page.wait_for_function(
            "([e, n]) => parseInt(e.textContent) >= n", arg=[count.element_handle(), start + more], timeout=120_000
        )
        page.keyboard.up(" ")
        page.wait_for_timeout(1500)
        both = resident(("RssAnon", "RssShmem"))
        yield (
            f"{count.inner_text()}: script {heap(session):.1f} MB, page {resident():.0f} MB,"
            f" with the pictures that Chromium keeps of the camera's frames {both:.0f} MB"
        )


def lines(browser: Browser, site: Site) -> Iterator[str]:
    for part in (train, memory):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, permissions=["camera"])
        context.set_default_timeout(60_000)
        yield from part(context.new_page(), site)
        context.close()
