"""Progress: what is finished shows in the navigation and on the home page, and can be taken away and brought back."""

import json

import pytest
from acts import follow, press, question, violations
from playwright.sync_api import expect

HEAD = '{"format": "nnlive-progress", "version": 1, "done": '
DAMAGED = {
    "cut off": HEAD + '{"neuron:que',
    "not a record": HEAD + "[1, 2]}",
    "strange names": HEAD + '{"<b>": "2026-01-01"}}',
    "no dates": HEAD + '{"neuron:question-1@0123456789ab": 5}}',
    "of another course": HEAD + '{"x:question-1@0123456789ab": "2026-01-01"}}',
    "foreign": '{"format": "another", "done": {}}',
    "newer": HEAD.replace("1", "2") + "{}}",
    "no text": "\0\1\2",
}


@pytest.fixture
def page(faults, visit, clean):
    return visit(faults, "neuron/")


def answer(page):
    question(page, 1).get_by_label("Yes").check()
    press(question(page, 1), "Check")
    expect(question(page, 1)).to_have_attribute("data-result", "right")


def ring(page):
    return page.locator(".md-nav--primary a", has_text="The neuron").locator(".nn-ring").first


def go(page, name):
    """To another page, without a new load of the site."""
    follow(page.locator(".md-nav--primary").get_by_role("link", name=name).first)


def row(page, name):
    return page.locator("nn-progress li", has_text=name)


def bring(page, text):
    page.locator("nn-progress input[type=file]").set_input_files(
        {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def told(page):
    return page.locator("nn-progress").get_by_role("status")


def test_it_shows_in_the_navigation_and_on_the_home_page(page):
    expect(ring(page)).to_have_text(", 0 of 1 done")
    answer(page)
    expect(ring(page)).to_have_text(", 1 of 1 done")
    go(page, "Home")
    expect(ring(page)).to_have_text(", 1 of 1 done")
    expect(row(page, "The neuron")).to_contain_text("1 of 1")
    expect(row(page, "cells")).to_contain_text("0 of 4")
    assert violations(page) == []
    follow(page.get_by_role("link", name="Continue"))
    expect(page.get_by_role("heading", name="Cells")).to_be_visible()
    page.reload()
    expect(ring(page)).to_have_text(", 1 of 1 done")


def test_export_start_over_and_import(page):
    answer(page)
    go(page, "Home")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    text = download.value.path().read_text("utf-8")
    (item,) = json.loads(text)["done"]
    assert item.startswith("neuron:question-1@")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Keep it").click()
    expect(row(page, "The neuron")).to_contain_text("1 of 1")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Forget everything").click()
    expect(row(page, "The neuron")).to_contain_text("0 of 1")
    expect(ring(page)).to_have_text(", 0 of 1 done")
    bring(page, text)
    expect(told(page)).to_have_text("Imported: 1 finished item is new here.")
    expect(row(page, "The neuron")).to_contain_text("1 of 1")
    bring(page, text)
    expect(told(page)).to_have_text("Imported: 0 finished items are new here.")


def test_a_damaged_file_is_told_and_nothing_is_lost(page):
    answer(page)
    go(page, "Home")
    kept = page.evaluate("localStorage['nn:done']")
    for text in DAMAGED.values():
        bring(page, text)
        expect(told(page)).to_contain_text("Nothing was changed.")
        assert page.evaluate("localStorage['nn:done']") == kept
        page.evaluate("document.querySelector('nn-progress [role=status]').textContent = ''")
    expect(row(page, "The neuron")).to_contain_text("1 of 1")


def test_a_file_is_merged_and_the_earlier_day_stays(page):
    answer(page)
    items = json.loads(page.locator("body").get_attribute("data-nn-items"))
    go(page, "Home")
    names = [*items["neuron/"], items["cells/"][0]]
    bring(page, json.dumps({"format": "nnlive-progress", "version": 1, "done": dict.fromkeys(names, "2020-01-31")}))
    expect(row(page, "cells")).to_contain_text("1 of 4")
    assert json.loads(page.evaluate("localStorage['nn:done']")) == dict.fromkeys(names, "2020-01-31")


def test_a_damaged_record_in_the_browser_does_not_stop_the_page(page):
    page.evaluate("() => { localStorage['nn:done'] = '{\"neuron' }")
    page.reload()
    expect(ring(page)).to_have_text(", 0 of 1 done")
    answer(page)
    expect(ring(page)).to_have_text(", 1 of 1 done")


def test_without_javascript_a_sentence_stands_there(faults, visit):
    page = visit(faults, "", java_script_enabled=False)
    expect(page.get_by_text("What you finish is counted here")).to_be_visible()
