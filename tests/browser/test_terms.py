"""A word of the glossary in a lesson: what it means comes when a reader points at it, tabs to it, or taps it."""

import re

import pytest
from acts import PHONE, follow, violations
from playwright.sync_api import expect

PAGE = "logic-gates/"
MEANS = "The number by which a neuron multiplies one of its inputs"


def word(page):
    return page.locator("a.nn-term", has_text=re.compile("^weight$"))


def tip(page):
    return page.locator(".nn-tip")


def inside(page):
    """Whether what is shown lies within the window."""
    box, window = tip(page).bounding_box(), page.viewport_size
    return box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= window["width"]


def test_pointing_shows_it_until_the_pointer_leaves(course, visit, clean):
    page = visit(course, PAGE)
    word(page).hover()
    expect(tip(page)).to_contain_text(MEANS)
    expect(word(page)).to_have_accessible_description(re.compile(MEANS))
    tip(page).hover()  # the pointer can go there
    page.wait_for_timeout(400)
    expect(tip(page)).to_be_visible()
    page.mouse.move(5, 400)
    expect(tip(page)).to_have_count(0)
    expect(word(page)).to_have_accessible_description("")


def test_a_click_leads_to_the_glossary(course, visit, clean):
    page = visit(course, PAGE)
    word(page).hover()
    expect(tip(page)).to_be_visible()
    page.wait_for_timeout(300)  # the theme notes down where the page stands, and would go there
    word(page).click()
    expect(page).to_have_url(f"{course.url}glossary/#weight")
    expect(page.locator("dt#weight")).to_be_in_viewport()


def test_by_keyboard_and_escape(course, visit, clean):
    page = visit(course, PAGE)
    page.get_by_role("link", name="last lesson").first.focus()
    page.keyboard.press("Tab")
    expect(word(page)).to_be_focused()
    expect(tip(page)).to_contain_text(MEANS)
    page.keyboard.press("Tab")
    expect(tip(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(word(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(tip(page)).not_to_contain_text(MEANS)  # the next word's
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tap_shows_it_and_stays_on_the_page(course, visit, clean, scheme):
    page = visit(course, PAGE, **PHONE, color_scheme=scheme)
    before = violations(page)
    for number in range(page.locator("a.nn-term").count()):
        one = page.locator("a.nn-term").nth(number)
        if one.is_visible():  # others stand in folded boxes
            one.tap()
            expect(tip(page)).to_contain_text(one.get_attribute("data-tip"))
            assert inside(page), one.inner_text()
    assert page.url == course.url + PAGE
    assert violations(page) == before
    assert tip(page).get_by_role("link").bounding_box()["height"] >= 44
    page.locator("h1").tap()
    expect(tip(page)).to_have_count(0)


def test_a_second_tap_takes_it_away_and_its_link_leads_on(course, visit, clean):
    page = visit(course, PAGE, **PHONE)
    word(page).tap()
    expect(tip(page)).to_be_visible()
    word(page).tap()
    expect(tip(page)).to_have_count(0)
    word(page).tap()
    tip(page).get_by_role("link").tap()
    expect(page).to_have_url(f"{course.url}glossary/#weight")
    expect(tip(page)).to_have_count(0)


def test_it_stays_with_its_word_when_the_page_is_scrolled(course, visit, clean):
    page = visit(course, PAGE)
    page.get_by_role("link", name="last lesson").first.focus()
    page.keyboard.press("Tab")  # a pointer would leave its word
    expect(tip(page)).to_be_visible()

    def gap():
        return tip(page).bounding_box()["y"] - word(page).bounding_box()["y"]

    before = gap()
    page.evaluate("scrollBy({ top: 60, behavior: 'instant' })")
    page.wait_for_timeout(100)
    assert abs(gap() - before) < 2


def test_after_instant_navigation(course, visit, clean):
    page = visit(course, "neuron/")
    page.evaluate("window.same = true")
    follow(page.locator("nav.md-nav--primary").get_by_role("link", name=re.compile("^Logic gates")))
    expect(page.locator("h1")).to_contain_text("Logic gates")
    word(page).hover()
    expect(tip(page)).to_contain_text(MEANS)
    follow(page.locator("nav.md-nav--primary").get_by_role("link", name=re.compile("^The neuron")))
    expect(page.locator("h1")).to_contain_text("The neuron")
    expect(tip(page)).to_have_count(0)
    assert page.evaluate("window.same") is True


def test_without_javascript_it_is_a_link(course, visit, clean):
    page = visit(course, PAGE, java_script_enabled=False)
    word(page).click()
    expect(page).to_have_url(f"{course.url}glossary/#weight")
    expect(page.locator("dt#weight + dd")).to_contain_text(MEANS)
    expect(page.locator("nn-filter")).to_be_hidden()


def test_the_glossary_can_be_filtered(course, visit, clean):
    page = visit(course, "glossary/", **PHONE)
    box = page.get_by_role("searchbox", name="Find a word")
    shown = page.locator("dt:visible")
    everything = shown.count()
    box.fill("softm")
    expect(shown).to_have_text(["softmax"])
    expect(page.get_by_role("status").filter(has_text="One word.")).to_be_visible()
    box.fill("SGD")
    expect(shown).to_have_text(["stochastic gradient descent"])
    box.fill("mango")  # no name has it
    expect(shown).to_have_text(["example"])
    box.fill("zzz")
    expect(page.get_by_text("No word fits.")).to_be_visible()
    box.fill("")
    expect(shown).to_have_count(everything)
    expect(page.locator(".nn-letters")).to_be_visible()
