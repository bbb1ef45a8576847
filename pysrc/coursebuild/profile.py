"""Counts which of the main module's functions starting and learning take, for `split.py`.

`python -m coursebuild profile`, when Pyodide's version changes or a lesson makes the page fetch the second half.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coursebuild import browsers, entries, exercises, node, packs, paths, runtime, server, split
from coursebuild.errors import CourseError
from coursebuild.packs import MAIN

if TYPE_CHECKING:
    from playwright.sync_api import Route

# Put before the worker's script: finds the memory in which a counting module notes what was called.
FINDING = """
const instantiating = WebAssembly.instantiate;
WebAssembly.instantiate = async (code, imports) => {
  const made = await instantiating(code, imports);
  self.used ??= (made.instance ?? made).exports["%used"];
  return made;
};
"""
_LIVE = re.compile("<nn-(?:widget|cell) ")
_MAIN_SIZE = re.compile(r'(/main-\w+\.wasm",size:)\d+')
PATIENCE = 60_000  # milliseconds for a page's first answer
PRESSED = ("Play", "Train", "Run", "Check")


def measure(site: Path) -> int:
    """Writes the profile beside split.py; the number of functions that were used."""
    counting = split.counting(runtime.ensure()[MAIN].read_bytes())
    used = {*under_node(counting), *(i for found in in_browser(counting, site) for i in found)}
    split.save_profile(runtime.sha256(MAIN), used)
    return len(used)


def under_node(counting: bytes) -> set[int]:
    """What the work of inside/work.py takes."""
    with tempfile.TemporaryDirectory(prefix="nnlive-") as work:
        folder, result = Path(work) / "pyodide", Path(work) / "used"
        folder.mkdir()
        for name, file in runtime.ensure().items():
            shutil.copyfile(file, folder / name)
        (folder / MAIN).write_bytes(counting)
        script = packs.INSIDE / "count.mjs"
        (Path(work) / "pages.json").write_text(json.dumps(pages()), "utf-8")
        given = (node.node(), script, folder, packs.ensure(), packs.ensure_package(), paths.lessons(), result, work)
        done = subprocess.run([os.fspath(path) for path in given], capture_output=True, text=True)
        if done.returncode != 0:
            raise CourseError(f"The main module could not be looked at: {done.stderr[-2000:]}")
        return called(result.read_bytes())


def pages() -> list[dict[str, object]]:
    """Each page's cells, and its exercises with every answer that they know of."""
    found: list[dict[str, object]] = []
    for entered in entries.of_course().values():
        cells = [{"id": e.name, "source": e.fence.text} for e in entered if runs(e)]
        tasks = []
        for e in (e for e in entered if e.fence.role == "exercise"):
            task = exercises.read(e.fence.text)
            answers = [task.starter, task.solution.text, *(wrong.text for wrong in task.wrong)]
            tasks.append({"id": e.name, "task": task.for_page(), "answers": answers})
        found.append({"cells": cells, "tasks": tasks})
    return found


def runs(entry: entries.Entry) -> bool:
    return entry.fence.role == "cell" and "norun" not in entry.fence.options


def in_browser(counting: bytes, site: Path) -> Iterator[set[int]]:
    """What each page of the built site takes, whose buttons are pressed; the second visit starts from the first's."""
    from playwright.sync_api import Error, sync_playwright  # only this command needs it here

    pages = sorted(file.parent for file in site.rglob("index.html") if _LIVE.search(file.read_text("utf-8")))
    with server.serve(site, "/course/") as served, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(browsers.chromium()), args=browsers.ARGS)
        for folder in pages:
            context = browser.new_context(service_workers="block")
            context.route("**/main-*.wasm", lambda route: route.fulfill(body=counting, content_type="application/wasm"))
            context.route("**/worker-*.js", partial(with_finding, len(counting)))
            for _ in range(2):
                page = context.new_page()
                page.goto(f"{served.url}{folder.relative_to(site).as_posix()}/")
                for name in PRESSED:
                    for button in page.get_by_role("button", name=name, exact=True).all():
                        try:
                            button.click(timeout=3000)
                        except Error:
                            continue  # another press has hidden it
                page.wait_for_function("() => performance.getEntriesByName('nn:boot').length", timeout=PATIENCE)
                page.wait_for_timeout(6000)
                for worker in (found for found in page.workers if "/worker-" in found.url):
                    yield called(bytes(worker.evaluate("Array.from(new Uint8Array(self.used.buffer))")))
                page.close()
            context.close()
        browser.close()


def with_finding(size: int, route: "Route") -> None:
    """The worker's script, which also finds the notes, and expects a main module of this size."""
    script = route.fetch()
    route.fulfill(response=script, body=FINDING + _MAIN_SIZE.sub(rf"\g<1>{size}", script.text()))


def called(notes: bytes) -> set[int]:
    return {i for i, note in enumerate(notes) if note}
