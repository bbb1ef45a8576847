"""Live cells at build: one namespace a page, in order; a failure is told with its line."""

import time

import pytest

from coursebuild import cells, entries
from coursebuild.locate import FenceError


def page(course, *texts, name="a"):
    """The entries of a page with these cells; a text may begin with the fence's other options and a bar."""
    fences = []
    for text in texts:
        options, bar, code = text.rpartition("|")
        fences.append(f"``` python live {options}\n{code if bar else text}\n```\n\n")
    course(f"{name}/index.md", "".join(fences))
    return entries.of_course()[name]


def shown(found):
    """The HTML of each cell, rendered in order."""
    return [cells.render(found[:number]) for number in range(1, len(found) + 1)]


def test_cells_of_a_page_share_their_names(course):
    first, second = shown(page(course, "a = 41", "print('<', a + 1)"))
    assert "&lt; 42" in second
    assert 'name="a:cell-1" data-page="a"' in first
    assert '<section class="nn-output" data-search-exclude></section>' in first
    assert 'aria-label="Python cell 2"' in second


def test_pages_do_not(course):
    shown(page(course, "a = 1", name="a"))
    with pytest.raises(FenceError, match=r"the cell failed: .*\ba\b"):
        shown(page(course, "a", name="b"))


def test_a_changed_page_starts_anew(course):
    shown(page(course, "a = 1", "b = 1"))
    with pytest.raises(FenceError, match=r"the cell failed: .*\ba\b"):
        shown(page(course, "b = 1", "a"))


def test_the_code_is_kept_letter_by_letter(course):
    [made] = shown(page(course, "x = 1\n\n\ny = '<&'  # é"))
    code = made.partition('Python cell 1">')[2].partition("</pre>")[0]
    assert strip_tags(code) == "x = 1\n\n\ny = '&lt;&amp;'  # é"


def strip_tags(html):
    return "".join(part.partition(">")[2] for part in f">{html}".split("<"))


def test_a_cell_can_be_left_alone(course):
    assert "data-search-exclude></section>" in shown(page(course, "norun|while True: pass"))[0]


def test_an_error_can_be_shown_on_purpose(course):
    [made] = shown(page(course, "raises|[][1]"))
    assert '<div class="nn-error">' in made
    with pytest.raises(FenceError, match="says `raises`, but it ran"):
        shown(page(course, "raises|1"))


@pytest.mark.parametrize(
    ("texts", "reason", "line"),
    [
        (["1\n\n[][1]"], "the cell failed", 3),
        (["x = 1\nx = = 2"], "the cell failed", 2),
        (["norum|1"], "there is no option 'norum'; there are live, norun, raises", None),
        (["exercise|1"], "there is no option 'exercise'", None),
        (["norun norun|1"], "twice", None),
        (["norun|a = 1", "a"], "the cell failed", 1),
        (["raises|a = 1\n1 / 0", "a"], "needs cell 1 above it, which fails", None),
    ],
)
def test_what_fails_is_told_with_its_line(course, texts, reason, line):
    with pytest.raises(FenceError, match=reason) as caught:
        shown(page(course, *texts))
    assert caught.value.line == line


def test_a_cell_without_end_is_told(course, monkeypatch):
    monkeypatch.setattr(cells, "SECONDS", 0.2)
    began = time.perf_counter()
    with pytest.raises(FenceError, match=r"did not end within .* seconds; with `norun`"):
        shown(page(course, "while True:\n    pass"))
    assert time.perf_counter() - began < 10
