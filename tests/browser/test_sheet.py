"""The cheat sheet on paper: two sheets of A4, nothing cut off, none of the site around it."""

import re

from playwright.sync_api import expect

A4 = {"width": 718, "height": 1047}  # in CSS pixels, within margins of 10 mm


def test_it_prints_on_two_sheets(course, visit, clean):
    page = visit(course, "cheat-sheet/", viewport=A4)
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "10mm"))
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    page.emulate_media(media="print")
    for part in (".md-header", ".md-sidebar--primary", ".md-footer"):
        expect(page.locator(part).first).to_be_hidden()
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.nn-sheet table, .nn-sheet td')]
           .filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1)
           .map(e => e.textContent.slice(0, 40))"""
    )
    assert cut == []


def test_on_a_phone_a_row_is_a_block(course, visit, clean):
    page = visit(course, "cheat-sheet/", viewport={"width": 390, "height": 844})
    row = page.locator("tr", has_text="gradient descent").last
    formula, link = row.locator("td").nth(1).bounding_box(), row.get_by_role("link").last.bounding_box()
    assert link["y"] > formula["y"]
    assert link["x"] + link["width"] <= 390
