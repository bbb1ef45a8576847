"""Before any script runs the page is complete."""

import re

from acts import widget
from course_pages import ADDRESSES
from playwright.sync_api import expect


def test_without_javascript_a_lesson_reads_complete(course, visit, clean):
    for path in ADDRESSES:
        page = visit(course, path, java_script_enabled=False)
        for place in page.locator("nn-widget").all():
            expect(place.locator(".nn-panel svg").first).to_be_visible()
            expect(place.locator(".nn-picture")).to_have_attribute("aria-label", re.compile(r"\w{3,}"))
            expect(place.locator(".nn-controls, .nn-bar").first).to_be_hidden()


def test_without_javascript_the_python_can_be_read(course, visit, clean):
    page = visit(course, "logic-gates/", java_script_enabled=False)
    place = widget(page, "logic-gates:learn")
    place.get_by_text("Show the Python").click()
    expect(place.locator(".nn-source pre")).to_contain_text("def learn(")
