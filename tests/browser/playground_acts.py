"""What a reader does with the Playground, as verbs."""

from acts import expect_output, press, read, wait_state, widget
from playwright.sync_api import Locator, Page, expect


def open_it(visit, site, link: str = "", **options: object) -> Locator:
    place = widget(visit(site, f"playground/{link}", **options), "playground:playground")
    place.scroll_into_view_if_needed()
    if not link:
        press(place, "Reset")  # the first touch; a link opens by itself
    wait_state(place, "ready")
    return place


def spot(place: Locator, label) -> Locator:
    return place.get_by_role("button", name=label)


def title(place: Locator, words: str):
    return expect(place.locator(".nn-panel svg text").filter(has_text=words).first)


def control(place: Locator, name: str) -> Locator:
    return place.locator(f'[name="{name}"]')


def choose(place: Locator, name: str, value: str) -> None:
    control(place, name).select_option(value)


def pick(place: Locator, words: str) -> None:
    place.locator("label", has=place.page.get_by_text(words, exact=True)).click()


def value(place: Locator, name: str) -> str:
    return control(place, name).input_value()


def steps(place: Locator, count: int) -> None:
    begun = int(read(place, "epoch"))
    for n in range(1, count + 1):
        press(place, "Step")
        expect_output(place, "epoch", str(begun + n))


def address(place: Locator, text: str) -> None:
    place.page.wait_for_function("text => decodeURIComponent(location.hash) === text", arg=text)


def news(place: Locator, text) -> None:
    """Waits until a screen reader has heard this."""
    expect(place.locator(".nn-news")).to_have_text(text)


# All that a reader may see of a widget beside its controls: read-outs, words, pictures, and the address.
SEEN = """place => location.hash + [...place.querySelectorAll('.nn-outputs, .nn-words')].map(e => e.textContent).join()
  + place.querySelector('.nn-picture').innerHTML
  + [...place.querySelectorAll('canvas')].map(canvas => canvas.toDataURL()).join()"""


def wait_seen(place: Locator, before: str) -> None:
    """Waits until anything that can be seen is no longer as before."""
    place.page.wait_for_function(
        f"([place, before]) => ({SEEN})(place) !== before", arg=[place.element_handle(), before], timeout=8_000
    )


def seen(place: Locator) -> str:
    return place.evaluate(SEEN)


def put_address(page: Page, text: str) -> Locator:
    """Puts another address into the page, as one who pastes a link. The theme may bring the page anew."""
    page.evaluate(
        """text => {
             const place = document.querySelector('nn-widget');
             Object.assign(window, { oldPlace: place, oldFrame: place.dataset.frame, calmSince: 0, calmKey: '' });
             location.hash = text;
           }""",
        text,
    )
    page.wait_for_function(
        """() => {
             const place = document.querySelector('nn-widget'), { state, frame } = place.dataset;
             if (state === 'idle') place.querySelector('.nn-picture').scrollIntoView(); // it starts when it is seen
             const moved = place !== window.oldPlace || frame !== window.oldFrame;
             const key = moved && state === 'ready' ? `frame ${frame}` : '';
             if (key !== window.calmKey || place !== window.calmPlace)
               Object.assign(window, { calmKey: key, calmPlace: place, calmSince: performance.now() });
             return key && performance.now() - window.calmSince > 250;
           }""",
        timeout=20_000,
    )
    return page.locator("nn-widget")
