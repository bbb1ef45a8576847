"""What a reader does with a widget, a cell or a question, as verbs."""

import re

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


def cell(page: Page, name: str) -> Locator:
    """The cell of that name on its page, such as "cell-1"."""
    return page.locator(f'nn-cell[name$=":{name}"]')


def question(page: Page, number: int) -> Locator:
    return page.locator("nn-question").nth(number - 1)


def open_python(place: Locator) -> Locator:
    """Opens the Python of a widget or a cell in the editor, as a click or a tap on it does; the editor."""
    if place.get_by_text("Show the Python").is_visible():
        place.get_by_text("Show the Python").click()
    code = place.locator(".nn-pre")
    editor = place.get_by_role("textbox", name=re.compile("yours to change"))
    expect(code.or_(editor).first).to_be_visible()
    if editor.is_visible():
        editor.focus()
    else:
        code.click(position={"x": 80, "y": 20})
    expect(editor).to_be_focused()
    return editor


def write(place: Locator, code: str) -> None:
    """Puts other Python in the place of all that is in a cell."""
    open_python(place)
    place.page.keyboard.press("ControlOrMeta+A")
    place.page.keyboard.insert_text(code)


def rewrite(place: Locator, line: str, text: str) -> None:
    """Puts `text` in the place of one line of the Python, as a reader types."""
    if not place.locator(".cm-editor").is_visible():
        open_python(place)
    place.locator(".cm-line", has_text=line).click()
    keyboard = place.page.keyboard
    keyboard.press("Home")
    keyboard.press("Shift+End")
    keyboard.insert_text(text)


def run_own(place: Locator) -> None:
    """Runs the reader's version of a widget's Python."""
    press(place.locator(".nn-source"), "Run")


def take_back(place: Locator) -> None:
    """Takes the reader's version of a widget's Python back."""
    press(place.locator(".nn-source"), "Reset")


def follow(link: Locator) -> None:
    """Clicks a link to another page of the site and waits until that page is in the place of this one."""
    page = link.page
    page.locator("article").evaluate("element => (element.dataset.left = '')")
    link.click()
    expect(page.locator("article:not([data-left])")).to_have_count(1)


def measures(page: Page, name: str) -> list[float]:
    return page.evaluate("name => performance.getEntriesByName(name).map(entry => entry.duration)", name)


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong on the page as it stands, by these rules or by all."""
    page.evaluate(AXE)
    found = page.evaluate(
        """rules => axe.run({ resultTypes: ["violations"], ...(rules.length && { runOnly: rules }) })
           .then(result => result.violations)""",
        rules,
    )
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]
