"""What holds for the whole course: its order, what each lesson must have, and where "Next:" leads."""

import posixpath
import re

import pytest
from course_pages import KINDS, PAGES, TAUGHT

from coursebuild import entries, locate, minutes, paths, still
from nnlive import lesson

SHORTEST = 8  # words that describe a picture
NEXT = re.compile(r"^Next: .*?\]\(([^)#]+)(?:#[^)]*)?\)", re.MULTILINE)


def ids(pages):
    return [page.name for page in pages]


def fences(page, role):
    return [fence for fence in locate.of_file(page.file) if fence.role == role]


def widget(fence):
    """The widget of a fence, and its figure at the fence's values."""
    spec = still.Spec.read(fence.text)
    name, function = lesson.split(spec.reference)
    found = still.load(name).widget(function)
    return found, found.still(spec.values, spec.still)


def test_the_navigation_is_the_table_in_order():
    there = {entries.page_of(file) for file in paths.lessons().rglob("*.md")}
    assert ids(PAGES) == [name for name in KINDS if name in there]
    assert there <= set(KINDS)


@pytest.mark.parametrize("lesson_page", TAUGHT, ids=ids(TAUGHT))
def test_a_lesson_has_something_to_run_to_solve_and_to_answer(lesson_page):
    widgets = [widget(fence) for fence in fences(lesson_page, "widget")]
    assert any(found.runs for found, _ in widgets), "no widget that trains"
    assert fences(lesson_page, "exercise"), "no exercise"
    assert len(fences(lesson_page, "question")) >= 2, "fewer than two questions"


@pytest.mark.parametrize("lesson_page", TAUGHT, ids=ids(TAUGHT))
def test_a_sitting_is_neither_short_nor_long(lesson_page):
    assert all(9 <= sitting <= 20 for sitting in minutes.sittings(lesson_page.text))


@pytest.mark.parametrize("lesson_page", PAGES, ids=ids(PAGES))
def test_its_pictures_are_described(lesson_page):
    for fence in fences(lesson_page, "widget"):
        alt = widget(fence)[1].alt
        assert len(alt.split()) >= SHORTEST, f"{fence.place}: {alt!r}"


@pytest.mark.parametrize("lesson_page", TAUGHT, ids=ids(TAUGHT))
def test_it_says_what_it_is_about(lesson_page):
    matter = lesson_page.text.split("---\n")[1]
    assert re.search("^title: .{3,70}$", matter, re.MULTILINE)
    assert re.search("^description: .{40,200}$", matter, re.MULTILINE)
    assert "{ .lead }" in lesson_page.text


@pytest.mark.parametrize("number", range(len(TAUGHT) - 1), ids=ids(TAUGHT[:-1]))
def test_next_leads_to_the_next_page(number):
    page, following = TAUGHT[number], TAUGHT[number + 1]
    [target] = NEXT.findall(page.text)
    assert posixpath.normpath(f"{page.name}/{target}") == f"{following.name}/index.md"
