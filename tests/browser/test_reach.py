"""Everyone can use it: axe, the keyboard, a phone's thumb, both colour schemes, and a strict policy."""

import re

import pytest
from acts import PHONE, frame, press, violations, wait_frame, wait_state, widget
from course_pages import ADDRESSES
from playwright.sync_api import expect

PAGES = [*ADDRESSES, "404.html"]


OPEN = "document.querySelectorAll('details').forEach(element => (element.open = true))"
# The coloured words of code are thousands, and the same colours on every page: one page's are looked at.
PLAIN_CODE = "document.querySelectorAll('pre').forEach(element => (element.textContent = element.textContent))"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(course, visit, path):
    page = visit(course, path, color_scheme="light", reduced_motion="reduce")
    page.evaluate(f"{OPEN}; {PLAIN_CODE}")
    assert violations(page) == []
    go_dark(page)
    assert violations(page, "color-contrast") == []


def test_code_can_be_read(course, visit):
    page = visit(course, "workflow/", color_scheme="light", reduced_motion="reduce")
    page.evaluate(OPEN)
    assert violations(page, "color-contrast") == []
    go_dark(page)
    assert violations(page, "color-contrast") == []


def go_dark(page):
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.wait_for_selector("body[data-md-color-scheme=slate]")


def test_axe_finds_nothing_in_an_error_on_a_phone(faults, visit):
    page = visit(faults, "faults/", **PHONE)
    place = widget(page, "faults:fragile")
    place.locator("input").fill("0")
    wait_state(place, "error")
    assert violations(page) == []


def test_everything_by_keyboard(course, visit, clean):
    page = visit(course, "logic-gates/", reduced_motion="reduce")
    place = widget(page, "logic-gates:learn")
    place.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    wait_state(place, "running", "done")
    hand = widget(page, "logic-gates:by_hand")
    slider = hand.locator("input[type=range]").first
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight")
    wait_frame(hand, 1)
    assert slider.input_value() != before
    hand.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(hand.locator(".nn-source pre")).to_be_visible()


def test_every_control_can_be_reached_by_tab(course, visit):
    page = visit(course, "neuron/", reduced_motion="reduce")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('nn-widget :is(button, input, select, summary)')]
           .filter(e => e.checkVisibility() && !e.disabled && !(e.type === 'radio' && !e.checked)).length"""
    )
    page.evaluate(
        "document.querySelector('article').prepend(Object.assign(document.createElement('a'), {id: 'x', href: '#x'}))"
    )
    page.locator("#x").focus()
    reached = set()
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => { const e = document.activeElement; return e.closest('nn-widget')
               ? [...document.querySelectorAll('nn-widget :is(button, input, select, summary)')].indexOf(e) : -1 }"""
        )
        if where >= 0:
            reached.add(where)
    assert len(reached) >= wanted


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_no_sideways_scroll_and_targets_for_a_thumb(course, visit, path):
    page = visit(course, path, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate(
        """() => [...document.querySelectorAll('nn-widget :is(button, select, summary, .nn-segments label, input)')]
           .filter(e => e.checkVisibility() && !(e.type === 'checkbox'))
           // A spot is as large as what it stands on; no smaller than WCAG 2.2 asks.
           .filter(e => e.getBoundingClientRect().height < (e.matches('.nn-spot') ? 24 : 43.5))
           .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_a_phone_reader_taps_play(course, visit, clean):
    page = visit(course, "", **PHONE)
    place = widget(page, "home:live")
    place.get_by_role("button", name="Play").tap()
    wait_frame(place, 10)
    place.get_by_role("button", name="Pause").tap()
    wait_state(place, "ready")


def test_colours_change_without_a_new_picture(course, visit, clean):
    page = visit(course, "", color_scheme="light", reduced_motion="reduce")
    place = widget(page, "home:live")
    press(place, "Step")
    wait_frame(place, 1)
    shown = frame(place)
    paper = "element => getComputedStyle(element).getPropertyValue('--nn-paper')"
    light = place.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    # The theme hears of it a moment later.
    page.wait_for_function(
        "([element, light]) => getComputedStyle(element).getPropertyValue('--nn-paper') !== light",
        arg=[place.element_handle(), light],
    )
    assert frame(place) == shown


def test_pages_carry_a_strict_policy(course, visit):
    page = visit(course, "neuron/")
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert re.fullmatch(r"'self' 'wasm-unsafe-eval'( 'sha256-[\w+/]+=')+", rules["script-src"])
    assert "http" not in policy
    blocked = page.evaluate(
        """() => new Promise(done => { addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));
           const s = document.createElement('script'); s.textContent = 'window.evil = 1'; document.head.append(s) })"""
    )
    assert blocked.startswith("script-src")
    assert page.evaluate("window.evil") is None
