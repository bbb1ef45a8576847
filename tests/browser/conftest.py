"""The built course, served as GitHub Pages serves it, and a browser that looks at it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from acts import DESKTOP, press, widget
from builds import PREFIX, build
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from teach_acts import ALLOWED, SLOW, told

from coursebuild import browsers, paths
from coursebuild.server import Site, serve

expect.set_options(timeout=20_000)  # the machine is shared with other tests


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("course"), PREFIX) as site:
        yield build(site, paths.ROOT / "lessons", "--strict")


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("faults"), PREFIX) as site:
        lessons = tmp_path_factory.mktemp("lessons") / "course"
        shutil.copytree(Path(__file__).parent / "course", lessons)
        # A lesson of this course embeds the Playground.
        shutil.copytree(
            paths.ROOT / "lessons/playground", lessons / "playground", ignore=shutil.ignore_patterns("*.md")
        )
        yield build(site, lessons)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": os.environ.get("NN_CHROMIUM") or str(browsers.chromium()), "args": browsers.ARGS}


class Watch:
    """What a page did behind its picture: what it said on the console, which hosts it asked, how many workers."""

    def __init__(self, context: BrowserContext) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.workers: list[str] = []
        context.on("console", self.hear)
        context.on("weberror", lambda e: self.said.append(str(e.error)))
        context.on("request", lambda r: self.asked.append(r.url))
        context.on("page", lambda page: page.on("worker", lambda w: self.workers.append(w.url)))

    def hear(self, message: ConsoleMessage) -> None:
        if (
            message.type in ("error", "warning")
            and "Service Worker registration blocked by Playwright" not in message.text
        ):
            self.said.append(message.text)

    def strangers(self, home: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((home, "blob:", "data:"))]

    @property
    def pythons(self) -> list[str]:
        return [url for url in self.workers if "/assets/nn/worker-" in url]


Open = Callable[..., Page]


@pytest.fixture
def watches() -> list[Watch]:
    return []


@pytest.fixture
def visit(browser: Browser, watches: list[Watch]) -> Iterator[Open]:
    """visit(site, "neuron/", **context options): a fresh visitor on a page.

    Without a service worker, unless the test allows it: what passes through one cannot be changed by `route`.
    """
    contexts = []

    def go(site: Site, path: str = "", **options: object) -> Page:
        context = browser.new_context(**{**DESKTOP, "service_workers": "block", **options})
        context.set_default_timeout(60_000)
        contexts.append(context)
        watches.append(Watch(context))
        page = context.new_page()
        page.goto(site.url + path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def clean(watches: list[Watch]) -> Iterator[None]:
    """Fails the test when a page complained on the console."""
    yield
    assert [line for watch in watches for line in watch.said] == []


@pytest.fixture
def teach(course, visit):
    """teach("teach-a-machine:pictures", **context): the widget on its page, with Python's classes on the desk."""

    def go(name="teach-a-machine:pictures", **options):
        page = visit(course, "teach-a-machine/", **{**ALLOWED, **options})
        place = widget(page, name)
        place.scroll_into_view_if_needed()
        press(place, "Use these")
        # Only then: the page may show the classes it opens with a moment before it shows those that were asked for.
        expect(told(place)).to_contain_text("press Train", timeout=SLOW)
        return place

    return go
