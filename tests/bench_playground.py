"""The Playground's speed in the page, beside TensorFlow Playground's own. `bench.py` calls it; it asserts nothing."""

import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page

from coursebuild.server import Site

ALL = "&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true"
DEEP = "&networkShape=8,8,8,8,8,8" + ALL
SECONDS = 4.0
MOVES = 40
LONG = 50_000  # epochs


@dataclass(frozen=True)
class Setup:
    """A configuration as an address gives it, and TensorFlow Playground's epochs a second (facts, section 1)."""

    name: str
    link: str
    theirs: float


SETUPS = (
    Setup("default: circle, [4, 2]", "", 60.0),
    Setup("spiral, 7 inputs, [8, 8, 8]", "&dataset=spiral&networkShape=8,8,8" + ALL, 30.9),
    Setup("largest: spiral, 7 inputs, 6 x 8", "&dataset=spiral" + DEEP, 20.9),
    Setup("heaviest: regression, batch 1, 6 x 8", "&problem=regression&percTrainData=90&batchSize=1" + DEEP, 16.5),
)
# What is learned, until the test loss is below: name, link, loss, the seconds of TensorFlow Playground.
MARKS = (
    ("circle", "", 0.02, 1.32),
    ("spiral, 7 inputs, [8, 8]", "&dataset=spiral&networkShape=8,8" + ALL, 0.1, 2.77),
)
SEEDS = ("0.12345", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8")

# In the page: what is shown now.
READ = """const number = name => Number(place.querySelector(`output[name="${name}"]`)?.textContent.replaceAll(',', ''));
          const next = () => new Promise(requestAnimationFrame);"""


def in_page(place: Locator, body: str, given: object = None) -> float:
    return place.evaluate(f"async (place, given) => {{ {READ} {body} }}", given)


def open_it(page: Page, site: Site, link: str) -> Locator:
    """The Playground at full speed, live and standing at its beginning."""
    page.goto("about:blank")
    page.goto(f"{site.url}playground/#speed=0{link}")
    place = page.locator("nn-widget")
    place.scroll_into_view_if_needed()
    act(place, "play")
    until(place, "number('epoch') > 0")
    act(place, "reset")
    until(place, "number('epoch') === 0 && place.dataset.state === 'ready'")
    return place


def act(place: Locator, button: str) -> None:
    place.locator(f'[data-action="{button}"]').click()


def until(place: Locator, condition: str, seconds: float = 60) -> float:
    """Seconds until a condition holds on the page, or -1."""
    body = f"""const began = performance.now();
               while (!({condition})) {{ if (performance.now() - began > 1000 * given) return -1; await next(); }}
               return (performance.now() - began) / 1000;"""
    return in_page(place, body, seconds)


def rates(place: Locator, seconds: float = SECONDS) -> tuple[float, float]:
    """Epochs and pictures a second of a run that plays."""
    body = """const began = performance.now(), epoch = number('epoch'), frame = Number(place.dataset.frame);
              while (performance.now() - began < 1000 * given) await next();
              const passed = (performance.now() - began) / 1000;
              return [(number('epoch') - epoch) / passed, (Number(place.dataset.frame) - frame) / passed];"""
    epochs, pictures = in_page(place, body, seconds)  # type: ignore[misc]
    return epochs, pictures


def speeds(page: Page, site: Site) -> Iterator[str]:
    """Epochs a second of each setup, at how many pictures a second."""
    for setup in SETUPS:
        place = open_it(page, site, setup.link)
        act(place, "play")
        page.wait_for_timeout(1000)
        epochs, pictures = rates(place)
        yield (
            f"{setup.name:38} {epochs:7.0f} epochs/s at {pictures:4.1f} pictures/s = {epochs / setup.theirs:5.1f} x"
            f" TensorFlow Playground's {setup.theirs:g}"
        )


def marks(page: Page, site: Site) -> Iterator[str]:
    """From Play to a test loss below a mark, over some seeds."""
    for name, link, loss, theirs in MARKS:
        found = []
        for seed in SEEDS:
            place = open_it(page, site, f"{link}&seed={seed}")
            play = "place.querySelector('[data-action=play]').click();"
            found.append(in_page(place, f"{play} const loss = () => number('test_loss'); {_WAIT}", loss))
        reached = sorted(seconds for seconds in found if seconds >= 0)
        told = f"median {statistics.median(reached):.2f} s ({reached[0]:.2f} to {reached[-1]:.2f})" if reached else ""
        yield f"{name}: test loss < {loss:g} for {len(reached)} of {len(SEEDS)} seeds, {told}; theirs {theirs:g} s"


_WAIT = """const began = performance.now();
           while (!(loss() < given)) { if (performance.now() - began > 10000) return -1; await next(); }
           return (performance.now() - began) / 1000;"""


def answers(page: Page, site: Site) -> Iterator[str]:
    """From a live control's change to the painted picture that shows it, during the heaviest run."""
    place = open_it(page, site, SETUPS[-1].link)
    act(place, "play")
    page.wait_for_timeout(1500)
    # The chosen point has a violet ring on the plane: the slider moves it.
    times = in_page(
        place,
        """const slider = place.querySelector('input[name=px]'), times = [], channel = new MessageChannel();
           const ring = () => [...place.querySelectorAll('[data-layer] > path[stroke="var(--nn-hi)"]')]
             .map(path => path.getAttribute('d')).join();
           for (let i = 0; i < given; i++) {
             await new Promise(done => setTimeout(done, 500 + 37 * (i % 7)));
             const before = ring(), began = performance.now();
             slider.value = String(-5 + i / 4);
             slider.dispatchEvent(new Event('input', { bubbles: true }));
             while (ring() === before && performance.now() - began < 5000) await next();
             await new Promise(done => { channel.port1.onmessage = done; channel.port2.postMessage(0); });
             times.push(performance.now() - began);
           }
           return times;""",
        MOVES,
    )
    times = sorted(times)  # type: ignore[call-overload]
    told = f"median {statistics.median(times):.0f} ms, 95 % {times[int(0.95 * len(times))]:.0f}, most {times[-1]:.0f}"
    yield f"a control's answer in the heaviest run: {told}"


def stays(page: Page, site: Site) -> Iterator[str]:
    """The default's speed at the beginning and after many epochs."""
    place = open_it(page, site, "")
    act(place, "play")
    for epoch in (1000, LONG):
        until(place, f"number('epoch') >= {epoch}", 300)
        epochs, pictures = rates(place)
        yield f"default after {epoch:6,} epochs: {epochs:.0f} epochs/s at {pictures:.1f} pictures/s"


def endures(page: Page, site: Site, minutes: int) -> Iterator[str]:
    """Memory and the pictures' delay, each minute of a long run."""
    place = open_it(page, site, SETUPS[2].link)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    act(place, "play")
    for minute in range(minutes + 1):
        page.evaluate("performance.clearMeasures('nn:frame')")
        epochs, pictures = rates(place)
        delays = page.evaluate("performance.getEntriesByName('nn:frame').map(entry => entry.duration)")
        yield (
            f"largest, minute {minute:2}: {epochs:.0f} epochs/s, {pictures:.1f} pictures/s,"
            f" delay {statistics.median(delays):.0f} ms, script {heap(session):.1f} MB, process {resident():.0f} MB"
        )
        page.wait_for_timeout(1000 * (60 - SECONDS) if minute < minutes else 0)


def heap(session: CDPSession) -> float:
    """MB that the page's script uses, after what is no longer used has been thrown away."""
    session.send("HeapProfiler.collectGarbage")
    told = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(told["JSHeapUsedSize"]) / 1e6


def resident(kinds: tuple[str, ...] = ("RssAnon",)) -> float:
    """MB of the largest of this process's browser pages, its worker included. NaN where there is no /proc.

    Its own memory; with RssShmem also what it shares with the browser, such as pictures drawn that can be dropped.
    """
    sizes = [float("nan")]
    for process in _below(os.getpid()):
        if b"--type=renderer" in (process / "cmdline").read_bytes():
            told = dict(line.split(":", 1) for line in (process / "status").read_text("ascii").splitlines())
            sizes.append(sum(int(told[kind].split()[0]) for kind in kinds) * 1024 / 1e6)
    return max(sizes[1:], default=sizes[0])


def _below(number: int) -> Iterator[Path]:
    """All processes that a process has started, and those that these have started."""
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        for child in task.read_text("ascii").split():
            yield Path("/proc", child)
            yield from _below(int(child))


def lines(browser: Browser, site: Site, minutes: int = 0) -> Iterator[str]:
    """All of it, a sentence at a time, in one browser session."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(60_000)
    page = context.new_page()
    for part in (speeds, marks, answers, stays):
        yield from part(page, site)
    if minutes:
        yield from endures(page, site, minutes)
    context.close()
