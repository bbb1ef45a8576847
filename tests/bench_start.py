"""How Python starts, each time as a ratio to the official Pyodide started in the same session. `bench.py` calls it.

The official one is loadPyodide and loadPackage("numpy") with unmodified files, in a worker too.
"""

import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

import quota
from coursebuild import browsers, runtime
from coursebuild.server import Site, serve

STOCK = """
const began = performance.now();
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide();
await python.loadPackage("numpy", { messageCallback: () => undefined });
python.runPython("import numpy as np; np.eye(3) @ np.eye(3)");
postMessage(performance.now() - began);
"""
STOCK_START = """() => new Promise((done, failed) => {
  const began = performance.now(), worker = new Worker("stock.mjs", { type: "module" });
  worker.onmessage = () => done(performance.now() - began);
  worker.onerror = event => failed(new Error(event.message));
})"""
EMPTY = "assets/nn/licences.txt"  # a page of the site with nothing on it, as the official one's has nothing
# The site's own worker, as its page starts it: fresh, from what was kept, or with what the last worker compiled.
OWN = """([url, how]) => new Promise((done, failed) => {
  const began = performance.now(), worker = new Worker(url, { type: "module" });
  self.benched?.terminate();
  self.benched = worker;
  worker.onmessage = ({ data }) => {
    if (data.kind === "failed") failed(new Error(data.message));
    if (data.kind !== "booted") return;
    self.modules = data.modules;
    done(performance.now() - began);
  };
  worker.postMessage({ modules: how === "restart" ? self.modules : undefined, fresh: how === "fresh" });
  worker.postMessage({ id: 1, token: "", question: { kind: "boot" } });
})"""
KEPT = """async () => {
  for (let i = 0; i < 100 && !(await (await caches.open("nn-kept")).keys()).length; i++)
    await new Promise(done => setTimeout(done, 200));
}"""


@dataclass(frozen=True)
class Setting:
    """What the reader has: a share of a core (0: all there is), bits a second (0: no limit), milliseconds of delay."""

    name: str
    cores: float = 0
    bits: float = 0
    delay: float = 0


SETTINGS = (
    Setting("full speed"),
    Setting("0.5 of a core", cores=0.5),
    Setting("0.25 of a core", cores=0.25),
    Setting("10 Mbit/s, 40 ms", bits=10e6, delay=40),
    Setting("1.6 Mbit/s, 150 ms", bits=1.6e6, delay=150),
)
RESTARTS = 3  # in each second visit
PARTS = ("cold", "next visit", "restart")
Times = dict[str, list[float]]


def lines(play: Playwright, site: Site, runs: int) -> Iterator[str]:
    worker = next((site.folder / "assets/nn").glob("worker-*.js"))
    url = f"{site.url}assets/nn/{worker.name}"
    with stock() as official:
        for setting in SETTINGS:
            if setting.cores and quota.group() is None:
                yield f"{setting.name}: no cgroup can be made here, so it is not measured"
                continue
            times: dict[str, Times] = {"own": defaultdict(list), "official": defaultdict(list)}
            for _ in range(runs if not setting.bits or setting.bits > 2e6 else max(1, runs // 2)):
                with opened(play, setting) as new:
                    visits(new, official.url, lambda page, _how: page.evaluate(STOCK_START), times["official"])
                with opened(play, setting) as new:
                    visits(new, site.url + EMPTY, lambda page, how: page.evaluate(OWN, [url, how]), times["own"])
            yield from told(setting, times)


def visits(new: Callable[[], Page], address: str, start: Callable[[Page, str], float], times: Times) -> None:
    """A first visit, a second one, and restarts in it."""
    page = new()
    page.goto(address)
    with measured(times, "cold"):
        times["cold"].append(start(page, "fresh"))
    times["memory"].append(memory())
    if address.endswith(EMPTY):
        page.evaluate(KEPT)
    page.close()
    page = new()
    page.goto(address)
    with measured(times, "next visit"):
        times["next visit"].append(start(page, "kept"))
    for _ in range(RESTARTS):
        page.wait_for_timeout(1000)  # the browser still compiles what it has just run
        with measured(times, "restart"):
            times["restart"].append(start(page, "restart"))


@contextmanager
def measured(times: Times, part: str) -> Iterator[None]:
    before = processor()
    yield
    times[f"{part}, CPU"].append(processor() - before)


def told(setting: Setting, times: dict[str, Times]) -> Iterator[str]:
    own, official = ({name: statistics.median(values) for name, values in times[who].items()} for who in times)
    yield f"\n{setting.name}"
    for part in PARTS:
        yield (
            f"  {part:11} {own[part]:7.0f} ms, official {official[part]:7.0f} ms: {own[part] / official[part]:.2f};"
            f"  CPU {own[f'{part}, CPU']:6.0f} to {official[f'{part}, CPU']:6.0f} ms:"
            f" {own[f'{part}, CPU'] / max(1, official[f'{part}, CPU']):.2f}"
        )
    yield (
        f"  memory of the page after the first start {own['memory']:.0f} MB, official {official['memory']:.0f} MB: "
        + (f"{own['memory'] / official['memory']:.2f}")
    )


@contextmanager
def stock() -> Iterator[Site]:
    """The official files, and a page that starts them."""
    with tempfile.TemporaryDirectory(prefix="nnlive-") as work:
        for name, file in runtime.ensure().items():
            shutil.copyfile(file, Path(work) / name)
        (Path(work) / "stock.mjs").write_text(STOCK, "utf-8")
        (Path(work) / "index.html").write_text("<!doctype html><title>stock</title>", "utf-8")
        with serve(Path(work)) as site:
            yield site


@contextmanager
def opened(play: Playwright, setting: Setting) -> Iterator[Callable[[], Page]]:
    """new(): a page of one fresh reader, in a browser of its own that has what the setting gives."""
    chromium = os.environ.get("NN_CHROMIUM") or str(browsers.chromium())
    browser = play.chromium.launch(executable_path=chromium, args=browsers.ARGS)
    quota.limit(setting.cores, (int(process.name) for process in children()))
    try:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(180_000)
        yield lambda: page_of(context, setting)
    finally:
        browser.close()


def page_of(context: BrowserContext, setting: Setting) -> Page:
    page = context.new_page()
    if setting.bits:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        speed = setting.bits / 8
        limits = {"offline": False, "latency": setting.delay, "downloadThroughput": speed, "uploadThroughput": speed}
        session.send("Network.emulateNetworkConditions", limits)
    return page


def children() -> Iterator[Path]:
    """The processes below this one: the browser's."""
    pending = [os.getpid()]
    while pending:
        for task in Path(f"/proc/{pending.pop()}/task").glob("*/children"):
            with suppress(OSError):
                below = [int(child) for child in task.read_text("ascii").split()]
                pending += below
                yield from (Path(f"/proc/{child}") for child in below)


def processor() -> float:
    """Milliseconds of the processor that the browser has taken. 0 where there is no /proc."""
    ticks = 0
    for process in children():
        with suppress(OSError):
            fields = (process / "stat").read_text("ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return 1000 * ticks / os.sysconf("SC_CLK_TCK") if ticks else 0


def memory() -> float:
    """MB of the largest page process of the browser, shared parts divided among those that share them."""
    time.sleep(8)  # what is no longer used is let go, and the start has been kept
    sizes = [float("nan")]
    for process in children():
        with suppress(OSError):
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                text = (process / "smaps_rollup").read_text("ascii")
                sizes.append(next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024)
    return max(sizes[1:], default=sizes[0])
