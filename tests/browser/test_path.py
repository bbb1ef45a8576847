"""A reader's way through the course: from the first page to the last, by the links that the pages offer."""

from acts import DESKTOP, follow, wait_frame
from course_pages import PAGES
from playwright.sync_api import expect

TOUCHES = (
    'button:text-is("Step"), input[name][type="range"], input[name][type="radio"]:not(:checked), '
    'input[name][type="checkbox"], select[name]'
)


def touch(place):
    """Moves the first thing of a widget that can be moved."""
    control = place.locator(TOUCHES).and_(place.locator(":not(:checked)")).locator("visible=true").first
    tag, kind = control.evaluate("element => [element.tagName, element.type]")
    if tag == "BUTTON":
        control.click()
    elif tag == "SELECT":
        control.select_option(index=1)
    elif kind == "range":
        control.focus()
        before = control.input_value()
        place.page.keyboard.press("ArrowRight")
        if control.input_value() == before:
            place.page.keyboard.press("ArrowLeft")
    else:
        control.check(force=True)


def go_on(page):
    """Follows "Next:" in the text, or else the arrow at the foot."""
    said = page.locator("article p", has_text="Next:").get_by_role("link")
    follow(said.last if said.count() else page.locator(".md-footer__link--next"))


def test_from_the_first_page_to_the_last(course, visit, clean):
    page = visit(course, **DESKTOP, reduced_motion="reduce")
    page.evaluate("window.same = true")
    for number, one in enumerate(PAGES):
        expect(page).to_have_url(course.url + one.address)
        expect(page.locator("article h1")).to_be_visible()
        places = page.locator("nn-widget")
        if places.count():
            places.first.scroll_into_view_if_needed()
            touch(places.first)
            wait_frame(places.first, 1)
        if number < len(PAGES) - 1:
            go_on(page)
    assert page.evaluate("window.same") is True, "a page was loaded anew, so Python had to start again"
