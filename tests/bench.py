"""`make bench`: what a reader pays and waits for, as medians over fresh contexts. It prints; it asserts nothing.

python tests/bench.py [--runs N] [--minutes N] [--only playground|start|pages|teach] [--site FOLDER]
"""

import argparse
import os
import statistics
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import bench_playground
import bench_start
import bench_teach
from coursebuild import browsers, paths
from coursebuild.server import Site, serve

RUNS = {
    "home": ("", "home:live"),
    "neuron": ("neuron/", "neuron:learned"),
    "gates": ("logic-gates/", "logic-gates:learn"),
}
SLIDERS = {"neuron": ("neuron/", "neuron:by_hand", "w"), "gates": ("logic-gates/", "logic-gates:by_hand", "w1")}
MOVES = 40
SECONDS = 3.0
RUNTIME = ("/assets/pyodide/", "/assets/nn/worker", "widgets.py")

Figures = dict[str, list[float]]


@contextmanager
def fresh(browser: Browser, **options: object) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    try:
        yield context.new_page()
    finally:
        context.close()


def first_visit(browser: Browser, site: Site, figures: Figures) -> None:
    """A reader who saves data opens a lesson, reads, then presses Play."""
    site.forget()
    with fresh(browser, reduced_motion="reduce", has_touch=True, is_mobile=True) as page:
        page.goto(site.url + RUNS["gates"][0], wait_until="networkidle")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        figures["first contentful paint, ms"].append(paint)
        figures["kB gzip before the runtime"].append(sum(site.sent.values()) / 1000)
        figures["requests before the runtime"].append(sum(site.requests.values()))
        site.forget()
        play(page, RUNS["gates"][1])
        page.wait_for_function("() => performance.getEntriesByName('nn:first-frame').length", timeout=60_000)
        sent = {path: n for path, n in site.sent.items() if any(part in path for part in RUNTIME)}
        figures["MB of the runtime"].append(sum(sent.values()) / 1e6)
        figures["requests of the runtime"].append(sum(site.requests[path] for path in sent))
        boot, frame = measured(page, "nn:boot")[0], measured(page, "nn:first-frame")[0]
        figures["nn:boot, ms"].append(boot)
        figures["first live picture after the boot, ms"].append(max(0, frame - boot))


def play(page: Page, name: str) -> None:
    page.locator(f'nn-widget[name="{name}"]').get_by_role("button", name="Play").click()


def measured(page: Page, name: str) -> list[float]:
    return page.evaluate("name => performance.getEntriesByName(name).map(e => e.duration)", name)


def frame_rate(browser: Browser, site: Site, key: str, figures: Figures) -> None:
    """Pictures shown in a second while a run plays, from its second second on."""
    path, name = RUNS[key]
    with fresh(browser) as page:
        page.goto(site.url + path)
        place = page.locator(f'nn-widget[name="{name}"]')
        place.scroll_into_view_if_needed()
        if key != "home":  # the home page starts by itself
            play(page, name)
        frames = "element => Number(element.dataset.frame)"
        page.wait_for_function("e => Number(e.dataset.frame) > 5", arg=place.element_handle(), timeout=60_000)
        rate = place.evaluate(
            """(element, seconds) => new Promise(done => {
                 let shown = 0, last = element.dataset.frame, began = performance.now();
                 const look = () => {
                   if (element.dataset.frame !== last) { shown++; last = element.dataset.frame; }
                   const now = performance.now();
                   if (now - began > 1000 * seconds || element.dataset.state === 'done')
                     done(1000 * shown / (now - began)); else requestAnimationFrame(look); };
                 look(); })""",
            SECONDS,
        )
        assert place.evaluate(frames) > 5
        figures[f"pictures a second, {name}"].append(rate)


def slider(browser: Browser, site: Site, key: str, figures: Figures) -> None:
    """From a slider's move to the painted picture, once live."""
    path, name, control = SLIDERS[key]
    with fresh(browser) as page:
        page.goto(site.url + path)
        place = page.locator(f'nn-widget[name="{name}"]')
        place.scroll_into_view_if_needed()
        page.wait_for_function("e => e.dataset.state === 'ready'", arg=place.element_handle(), timeout=60_000)
        handle = place.locator(f'input[name="{control}"]')
        handle.focus()
        page.evaluate("performance.clearMeasures('nn:frame')")
        for i in range(MOVES):
            handle.press("ArrowRight" if i % 2 else "ArrowLeft")
            page.wait_for_timeout(53 + 7 * (i % 5))  # not in step with the screen
        figures[f"slider to painted picture, ms, {name}"] += measured(page, "nn:frame")


def report(figures: Figures, runs: int) -> None:
    width = max(map(len, figures))
    print(f"\nmedians of {runs} fresh contexts (smallest to largest)\n")
    for name, values in figures.items():
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{name:{width}}  {middle:9.2f}   ({low:.2f} to {high:.2f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--minutes", type=int, default=0, help="of a long run of the Playground")
    parser.add_argument("--only", choices=("playground", "start", "pages", "teach"))
    parser.add_argument("--site", type=Path, default=paths.ROOT / "_site")
    given = parser.parse_args()
    figures: Figures = defaultdict(list)
    chromium = os.environ.get("NN_CHROMIUM") or str(browsers.chromium())

    def wanted(part: str) -> bool:
        return given.only in (None, part)

    with serve(given.site, "/neural-networks-live/") as site, sync_playwright() as play:
        if wanted("start"):
            for line in bench_start.lines(play, site, given.runs):
                print(line, flush=True)
        browser = play.chromium.launch(executable_path=chromium, args=browsers.ARGS)
        if wanted("playground"):
            for line in bench_playground.lines(browser, site, given.minutes):
                print(line, flush=True)
        if wanted("teach"):
            for line in bench_teach.lines(browser, site):
                print(line, flush=True)
        for _ in range(given.runs if wanted("pages") else 0):
            first_visit(browser, site, figures)
            for key in RUNS:
                frame_rate(browser, site, key, figures)
            for key in SLIDERS:
                slider(browser, site, key, figures)
        browser.close()
    if figures:
        report(figures, given.runs)


if __name__ == "__main__":
    main()
