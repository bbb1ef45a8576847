"""What a page may cost: bytes on the wire and requests, before Python and for it. The budgets are in budgets.json.

python tests/browser/budgets.py [SITE]: records what a built site costs now, with a little room, as its new budgets.
"""

import json
import math
import os
import sys
from pathlib import Path

from acts import PHONE
from playwright.sync_api import Browser, Page, sync_playwright

from coursebuild import browsers, paths
from coursebuild.server import Site, serve

FILE = Path(__file__).with_name("budgets.json")
ROOM = 1.02  # another build of the same differs by a few bytes
RUNTIME = ("/assets/pyodide/", "/assets/nn/worker")
STARTS = "logic-gates/", "logic-gates:learn"

Cost = dict[str, int]


def pages(site: Site) -> list[str]:
    """The addresses of a built site's pages."""
    found = (file.parent.relative_to(site.folder).as_posix() for file in site.folder.rglob("index.html"))
    return sorted("" if page == "." else f"{page}/" for page in found)


def page_costs(browser: Browser, site: Site, path: str) -> Cost:
    """A first visit by a reader on a phone who touches nothing: Python is not fetched."""
    context = browser.new_context(**PHONE, reduced_motion="reduce")
    site.forget()
    page = context.new_page()
    page.goto(site.url + path)
    settled(page, site)
    assert not any(part in asked for asked in site.requests for part in RUNTIME)
    cost = {"bytes": sum(site.sent.values()), "requests": sum(site.requests.values())}
    context.close()
    return cost


def settled(page: Page, site: Site) -> None:
    """Waits until the page has its script and has asked for nothing more for a while."""
    page.wait_for_function("() => customElements.get('nn-widget')")
    asked = -1
    while asked != sum(site.requests.values()):
        asked = sum(site.requests.values())
        page.wait_for_timeout(800)


def runtime_costs(browser: Browser, site: Site) -> Cost:
    """Then the reader presses Play for the first time."""
    context = browser.new_context(**PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site.url + STARTS[0])
    settled(page, site)
    site.forget()
    page.locator(f'nn-widget[name="{STARTS[1]}"]').get_by_role("button", name="Play").click()
    page.wait_for_function("() => performance.getEntriesByName('nn:first-frame').length", timeout=120_000)
    page.wait_for_timeout(1000)
    asked = {path: times for path, times in site.requests.items() if any(part in path for part in RUNTIME)}
    context.close()
    return {"bytes": sum(site.sent[path] for path in asked), "requests": sum(asked.values())}


def read() -> dict[str, Cost]:
    """The budgets: of each page by its address, of "a new page", and of "Python"."""
    return json.loads(FILE.read_text("utf-8"))


def record(site: Site, browser: Browser) -> None:
    costs = {"Python": runtime_costs(browser, site), **{path: page_costs(browser, site, path) for path in pages(site)}}
    rounded = {
        name: {"bytes": math.ceil(ROOM * cost["bytes"] / 1000) * 1000, "requests": cost["requests"]}
        for name, cost in costs.items()
    }
    told = {"a new page": read()["a new page"], **rounded}
    FILE.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else paths.ROOT / "_site"
    with serve(folder, "/neural-networks-live/") as site, sync_playwright() as play:
        chromium = os.environ.get("NN_CHROMIUM") or str(browsers.chromium())
        browser = play.chromium.launch(executable_path=chromium, args=browsers.ARGS)
        record(site, browser)
        browser.close()
    print(FILE.read_text("utf-8"))


if __name__ == "__main__":
    main()
