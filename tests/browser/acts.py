"""What a reader does with a widget, as verbs."""

from playwright.sync_api import Locator, Page, expect

from coursebuild import paths

AXE = (paths.SHELL / "node_modules/axe-core/axe.min.js").read_text("utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


def widget(page: Page, name: str) -> Locator:
    return page.locator(f'nn-widget[name="{name}"]')


def press(place: Locator, button: str) -> None:
    place.get_by_role("button", name=button, exact=True).click()


def wait_state(place: Locator, *states: str) -> None:
    place.page.wait_for_function(
        "([element, states]) => states.includes(element.dataset.state)", arg=[place.element_handle(), list(states)]
    )


def wait_frame(place: Locator, at_least: int) -> None:
    place.page.wait_for_function(
        "([element, n]) => Number(element.dataset.frame) >= n", arg=[place.element_handle(), at_least]
    )


def wait_still(place: Locator, milliseconds: int = 400) -> int:
    """Waits until the picture has not changed for so long; the number of its frame."""
    return place.page.wait_for_function(
        """([element, still]) => {
             const now = Number(element.dataset.frame), at = performance.now();
             if (element.seenFrame !== now) { element.seenFrame = now; element.seenAt = at; }
             return at - element.seenAt >= still ? { frame: now } : null;
           }""",
        arg=[place.element_handle(), milliseconds],
    ).json_value()["frame"]


def frame(place: Locator) -> int:
    return int(place.get_attribute("data-frame") or 0)


def read(place: Locator, output: str) -> str:
    return place.locator(f'output[name="{output}"]').inner_text()


def expect_output(place: Locator, output: str, text: str) -> None:
    expect(place.locator(f'output[name="{output}"]')).to_have_text(text, timeout=60_000)


def slide(place: Locator, name: str, value: float) -> None:
    place.locator(f'input[name="{name}"]').fill(str(value))


def measures(page: Page, name: str) -> list[float]:
    return page.evaluate("name => performance.getEntriesByName(name).map(entry => entry.duration)", name)


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(r => r.violations)")
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]
