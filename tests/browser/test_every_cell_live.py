"""Every cell, exercise, question and goal of every lesson in the reader's browser, as the build has seen them."""

import pytest
from acts import cell, press, widget, write
from playwright.sync_api import expect

from coursebuild import entries, exercises, goals, questions, watched

COURSE = {page: found for page, found in entries.of_course().items() if found}
SLOW = 60_000  # Python may have to start first
ASKS_MORE = {"teach-a-machine": "numpy.fft, for sounds: too large for who never needs it"}


def role(found, role):
    return [entry for entry in found if entry.fence.role == role]


def place_of(page, entry):
    return cell(page, entry.name.partition(":")[2])


def check(place, code, result, says):
    write(place, code)
    press(place, "Check")
    expect(place).to_have_attribute("data-result", result, timeout=SLOW)
    expect(place.locator(".nn-verdict")).to_contain_text(says.replace("`", ""), timeout=SLOW)


def run_cells(page, found):
    for entry in role(found, "cell"):
        if "norun" in entry.fence.options:
            continue
        place, state = place_of(page, entry), "error" if "raises" in entry.fence.options else "done"
        printed = place.locator(".nn-output").inner_text()
        press(place, "Run")
        expect(place).to_have_attribute("data-state", state, timeout=SLOW)
        assert place.locator(".nn-output").inner_text() == printed, entry.name


def solve_exercises(page, found):
    for entry in role(found, "exercise"):
        place, exercise = place_of(page, entry), exercises.read(entry.fence.text)
        check(place, exercise.starter, "failed", "")
        for wrong in exercise.wrong:
            check(place, wrong.text, "failed", wrong.title)
        check(place, exercise.solution.text, "passed", "Correct.")


def answer_questions(page, found):
    for number, entry in enumerate(role(found, "question")):
        place, question = page.locator("nn-question").nth(number), questions.read(entry.fence.text)
        if isinstance(question, questions.Number):
            for wrong in question.wrong:
                answer(place, f"{wrong.value:g}", "wrong")
            answer(place, f"{question.answer:.12g}", "right")
            continue
        boxes = place.locator("input[type=radio], input[type=checkbox]")
        for box, choice in zip(boxes.all(), question.choices, strict=True):
            if choice.right:
                box.check()
        press(place, "Check")
        expect(place).to_have_attribute("data-result", "right")


def answer(place, text, result):
    place.get_by_role("textbox").fill(text)
    press(place, "Check")
    expect(place).to_have_attribute("data-result", result)


def reach_goals(page, found):
    made = set()
    for entry in role(found, "goals"):
        told = goals.read(entry.fence.text)
        on = watched.find(told, entry.fence)
        own = on.texts({name: on.settings[name] for name in told.names})
        fast = {"speed": "20"} if "speed" in on.widget.controls else {}
        task = page.locator(f'nn-goals[name="{entry.name}"]')
        for goal in (goal for goal in told.goals if not goal.extra):
            for run in goal.solution:
                where = {name: values[0] for name, values in {**told.where, **goal.where}.items()}
                settings = {**own, **told.set, **where, **run, **fast}
                until = settings.pop(told.clock)
                if (key := repr((sorted(settings.items()), until))) not in made:
                    play(widget(page, told.watch), settings, told.clock, until)
                made.add(key)
        for row, goal in zip(task.locator(".nn-goals-list > li").all(), told.goals, strict=True):
            if not goal.extra:
                expect(row).to_have_attribute("data-reached", "")


def play(place, settings, clock, until):
    """Sets a widget, plays it from its start until its clock has come so far, and pauses."""
    place.evaluate("(place, settings) => { place.scrollIntoView(); place.set(settings); }", settings)
    press(place, "Reset")
    shown = "Number(place.querySelector(`output[name=${clock}]`).textContent)"
    asked = [place.element_handle(), clock, float(until)]
    place.page.wait_for_function(f"([place, clock]) => {shown} === 0", arg=asked, timeout=SLOW)
    button = place.locator('[data-action="play"]')
    button.click()
    place.page.wait_for_function(f"([place, clock, until]) => {shown} >= until", arg=asked, timeout=3 * SLOW)
    if place.get_attribute("data-state") == "running":  # some rest by themselves
        button.click()


@pytest.mark.parametrize("name", COURSE)
def test_a_lesson_can_be_run_solved_and_answered(course, visit, watches, clean, name):
    page = visit(course, f"{name}/", reduced_motion="reduce")
    run_cells(page, COURSE[name])
    solve_exercises(page, COURSE[name])
    answer_questions(page, COURSE[name])
    reach_goals(page, COURSE[name])
    expect(page.locator(".md-nav__link--active .nn-ring[data-whole]").first).to_be_attached()
    late = ("/second-",) if name in ASKS_MORE else ("/second-", "/library-")
    later = [url for url in watches[0].asked if any(part in url for part in late)]
    assert not later, "no lesson should need what the first files leave out: see packs.py and profile.py"
