"""The search: its index is fetched when a reader comes to the field, and not before."""

import pytest
from acts import DESKTOP, PHONE
from playwright.sync_api import expect

INDEX = "search/search_index.json"


def asked(watches):
    return [url for url in watches[0].asked if url.endswith(INDEX)]


def find(page, word):
    page.get_by_role("textbox", name="Search").press_sequentially(word)  # the theme hears keys only
    return page.locator(".md-search-result__link").first


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_word_is_found(course, visit, watches, clean, device):
    page = visit(course, "", **device, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    assert asked(watches) == []
    if device is PHONE:
        page.locator("label[for=__search]").first.tap()
    else:
        page.keyboard.press("/")
    find(page, "perceptron").click()
    expect(page).not_to_have_url(course.url)
    expect(page.locator(".md-content article")).to_contain_text("perceptron")
    assert len(asked(watches)) == 1


def test_it_works_on_the_next_page_too(course, visit, watches, clean):
    page = visit(course, "", reduced_motion="reduce")
    page.locator(".md-footer__link--next").click()
    expect(page.locator("article h1")).not_to_contain_text("you can watch", timeout=30_000)
    page.get_by_role("textbox", name="Search").click()
    expect(find(page, "spiral")).to_be_visible(timeout=60_000)
    assert len(asked(watches)) == 1
