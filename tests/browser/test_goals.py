"""Goals: the page reads the reader's own runs, ticks what they reach and then opens the answer."""

import re

import pytest
from acts import PHONE, expect_output, follow, press, read, slide, violations, wait_state, widget
from playwright.sync_api import expect

SIDEWAYS = "document.documentElement.scrollWidth"


@pytest.fixture
def page(faults, visit, clean):
    return visit(faults, "goals/", reduced_motion="reduce")


def task(page, number):
    return page.locator("nn-goals").nth(number - 1)


def falls(page):
    return widget(page, "goals:falls")


def goal(page, number, which=1):
    return task(page, number).locator(".nn-goals-list > li").nth(which - 1)


def play_to(page, epoch):
    """Plays from the start until the run has come so far, and pauses."""
    press(falls(page), "Reset")
    expect_output(falls(page), "epoch", "0")
    go_on_to(page, epoch)


def go_on_to(page, epoch):
    place = falls(page)
    press(place, "Play")
    page.wait_for_function(
        "([place, epoch]) => Number(place.querySelector('output').textContent) >= epoch",
        arg=[place.element_handle(), epoch],
    )
    if place.get_attribute("data-state") == "running":
        press(place, "Pause")


def done(page):
    return [
        item.partition("@")[0] for item in page.evaluate("Object.keys(JSON.parse(localStorage['nn:done'] ?? '{}'))")
    ]


def rows(page, number):
    return [row.all_inner_texts() for row in (r.locator("td") for r in task(page, number).locator("tbody tr").all())]


def test_a_goal_is_reached_and_the_answer_opens(page):
    expect(goal(page, 1)).to_have_text(re.compile("not yet$"))
    expect(task(page, 1).locator(".nn-answers")).to_be_hidden()
    expect(task(page, 1).get_by_text("Each run that you play will be noted here.")).to_be_visible()
    play_to(page, 60)
    wait_state(falls(page), "done")
    expect(goal(page, 1)).to_have_text(re.compile("reached$"))
    expect(goal(page, 1, 2)).to_have_attribute("data-reached", "")
    task(page, 1).get_by_text("What happens").click()
    expect(task(page, 1).get_by_text("Then it hardly moves.")).to_be_visible()
    expect(task(page, 1).locator("td").nth(1)).to_have_text("60")
    assert rows(page, 1) == [["two", "60", read(falls(page), "test_loss"), "0.101"]]
    expect(goal(page, 2)).to_have_text(re.compile("1 of 3$"))
    assert done(page) == ["goals:goals-1"]


def test_it_is_kept_and_the_same_run_is_not_counted_twice(page):
    play_to(page, 60)
    expect(goal(page, 2)).to_have_text(re.compile("1 of 3$"))
    page.reload()
    expect(goal(page, 1)).to_have_attribute("data-reached", "")
    expect(goal(page, 2)).to_have_text(re.compile("1 of 3$"))
    play_to(page, 60)
    slide(falls(page), "start", 4)
    play_to(page, 55)
    expect(goal(page, 2)).to_have_text(re.compile("2 of 3$"))
    assert [row[0] for row in rows(page, 2)] == ["4", "0"]
    press(task(page, 2), "Start over")
    press(task(page, 2), "Keep them")
    press(task(page, 2), "Start over")
    press(task(page, 2), "Forget them")
    expect(goal(page, 2)).to_have_text(re.compile("0 of 3$"))
    page.reload()
    expect(task(page, 2).get_by_text("Each run that you play will be noted here.")).to_be_visible()


def test_another_start_and_the_spread(page):
    for n in (1, 2, 3):
        press(task(page, 2), "Another start")
        expect(falls(page).locator("[name=start]")).to_have_value(str(n))
        expect(task(page, 2).locator("tbody tr")).to_have_count(n, timeout=60_000)
        wait_state(falls(page), "done")
    expect(goal(page, 2)).to_have_text(re.compile("reached$"))
    expect(task(page, 2).get_by_text("Your 3 full runs: test loss from 0.12")).to_be_visible()
    task(page, 2).get_by_text("What happens").click()
    expect(task(page, 2).locator(".nn-mine p")).to_have_text(re.compile("Yours, two 3 runs from 0.12"))
    assert task(page, 2).locator(".nn-mine i").count() == 3
    assert violations(page) == []


def test_another_start_keeps_what_the_reader_has_set(page):
    falls(page).locator("[name=size]").last.check(force=True)
    press(task(page, 2), "Another start")
    expect(falls(page).locator("[name=start]")).to_have_value("1")
    expect(falls(page).locator("[name=size]").last).to_be_checked()
    press(task(page, 2), "Set this up")
    expect(falls(page).locator("[name=size]").first).to_be_checked()


def test_a_task_sets_its_widget_up_and_other_runs_do_not_count(page):
    falls(page).locator("[name=size]").last.check(force=True)
    play_to(page, 60)
    expect(task(page, 2).locator("tbody tr")).to_have_count(1)
    expect(task(page, 1).get_by_text("Each run that you play will be noted here.")).to_be_visible()
    press(task(page, 1), "Set this up")
    expect(falls(page).locator("[name=size]").first).to_be_checked()
    expect(falls(page).get_by_role("button", name="Play")).to_be_focused()
    page.keyboard.press("Enter")
    expect(goal(page, 1)).to_have_attribute("data-reached", "")
    expect(page.locator(".nn-notice", has_text="Reached. Task 1: Train for 40 epochs.")).to_be_visible()


def test_a_control_moved_on_the_way_makes_another_run(page):
    play_to(page, 10)
    falls(page).locator("[name=shade]").check()
    falls(page).locator("[name=rate]").first.check(force=True)
    go_on_to(page, 60)
    expect(task(page, 1).locator("tbody tr")).to_have_count(2)
    assert [row[0] for row in rows(page, 1)] == ["0.1 → 0.01", "0.1"]
    assert int(rows(page, 1)[1][1]) < 60


def test_the_answer_can_be_shown_anyway(page):
    press(task(page, 1), "Show it anyway")
    expect(task(page, 1).get_by_text("It falls quickly.")).to_be_visible()
    expect(task(page, 1).get_by_text("What happens")).to_be_focused()
    assert done(page) == []
    expect(task(page, 2).locator(".nn-answers")).to_be_hidden()


def test_on_a_phone_by_touch(faults, visit, clean):
    page = visit(faults, "goals/", **PHONE)
    task(page, 1).get_by_role("button", name="Set this up").tap()
    falls(page).get_by_role("button", name="Play").tap()
    wait_state(falls(page), "done")
    expect(goal(page, 1)).to_have_attribute("data-reached", "")
    page.get_by_role("link", name="Task 1: Train for 40 epochs.").first.tap()
    expect(task(page, 1).get_by_text("reached").first).to_be_in_viewport()
    task(page, 1).get_by_text("What happens").tap()
    assert page.evaluate(SIDEWAYS) <= 390
    small = page.evaluate(
        """() => [...document.querySelectorAll('nn-goals :is(button, summary)')]
           .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"""
    )
    assert small == []
    assert violations(page) == []


def test_a_damaged_record_does_not_stop_the_page(page):
    play_to(page, 20)
    expect(task(page, 1).locator("tbody tr")).to_have_count(1)
    damage = "text => { for (const key in localStorage) if (key.startsWith('nn:runs:')) localStorage[key] = text }"
    # The page keeps its record once more when it is left.
    for text in (
        '[{"set',
        '{"a": 1}',
        '[{"set": {"size": 2}, "reads": {}}]',
        "[null]",
        '[{"set": {}, "reads": {"epoch": 1}}]',
    ):
        page.add_init_script(f"({damage})({text!r})")
        page.reload()
        expect(task(page, 1).get_by_text("Each run that you play will be noted here.")).to_be_visible()


def test_forgetting_everything_forgets_the_runs(page):
    play_to(page, 45)
    expect(goal(page, 1)).to_have_attribute("data-reached", "")
    follow(page.locator(".md-nav--primary").get_by_role("link", name="Home").first)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Forget everything").click()
    page.reload()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('nn:runs:'))") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, scheme):
    page.emulate_media(color_scheme=scheme)
    press(task(page, 1), "Show it anyway")
    press(task(page, 2), "Show it anyway")
    assert violations(page) == []


def test_without_javascript_it_is_complete(faults, visit):
    page = visit(faults, "goals/", java_script_enabled=False)
    expect(task(page, 1).get_by_text("Train for 40 epochs.")).to_be_visible()
    task(page, 2).get_by_text("What happens").click()
    expect(task(page, 2).get_by_text("ours, two 3 runs from 0.100 to 0.150")).to_be_visible()
