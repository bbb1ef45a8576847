"""Which page a fence is on, and its number there."""

import pytest
from markdown import Markdown

from coursebuild import entries, fence
from coursebuild.locate import FenceError

CELL = "``` python live\n{}\n```\n\n"
SAME = CELL.format("1") + CELL.format("2") + CELL.format("1")


def names(page):
    """The names of the page's elements in the order in which Markdown comes to them."""
    found = []

    def take(source, _language, _class, options, md, **_):
        claimed = entries.claim(md, "cell" if "live" in options else "exercise", source)
        found.append(claimed[-1].name if claimed else None)
        return "<hr>"

    python = {"name": "python", "class": "nn", "validator": fence.is_ours, "format": take}
    options = {"pymdownx.superfences": {"custom_fences": [python]}}
    Markdown(extensions=["pymdownx.superfences"], extension_configs=options).convert(page)
    return found


def test_cells_and_exercises_are_numbered_apart(course):
    page = SAME + CELL.replace("live", "exercise").format("3") + CELL.format("4")
    course("a/b/index.md", "---\ntitle: T\n---\n" + page)
    course("index.md", SAME)
    assert names(page) == [f"a/b:{name}" for name in ("cell-1", "cell-2", "cell-3", "exercise-1", "cell-4")]
    assert names(SAME) == ["home:cell-1", "home:cell-2", "home:cell-3"]


def test_pages_with_the_same_fences_are_told_apart_by_their_words(course):
    course("a/index.md", "A.\n\n" + SAME)
    course("b.md", "B.\n\n" + SAME)
    assert names("B.\n\n" + SAME)[0] == "b:cell-1"


def test_a_page_that_is_not_in_the_lessons_is_refused(course):
    course("index.md", SAME)
    with pytest.raises(FenceError, match="no page has these fences"):
        entries.claim(Lines(CELL.format("3")), "cell", "3")
    course("copy.md", SAME)
    with pytest.raises(FenceError, match=r"copy.md and .*index.md has these fences"):
        entries.claim(Lines(SAME), "cell", "1")


class Lines:
    """As much of a Markdown conversion as is asked."""

    def __init__(self, text):
        self.lines = text.split("\n")


def test_a_fence_in_indented_code_is_passed_over(course):
    page = "Words.\n\n    ``` python live\n    1\n    ```\n\n" + SAME
    course("index.md", page)
    assert names(page) == [None, "home:cell-1", "home:cell-2", "home:cell-3"]


def test_the_key_follows_the_text(course):
    course("index.md", SAME)
    one, two, three = entries.of_course()["home"]
    assert one.key == three.key != two.key
    assert len(one.key) == 12


def test_tabs_and_empty_lines_are_read_as_markdown_reads_them(course):
    page = "``` python live\nif 1:\n\tx = 1\n   \n\ty = 2\n```\n"
    course("index.md", page)
    assert names(page) == ["home:cell-1"]
