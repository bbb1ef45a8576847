"""The last pass: every fence became an element, links lead to the root, one policy holds for all pages."""

import base64
import hashlib
import json
import re
from html import escape

import pytest

from coursebuild import finish
from coursebuild.errors import CourseError

WIDGET = "``` widget\nx:still\n```\n"
ELEMENT = '<nn-widget name="x:still"></nn-widget>'
HEAD = "<html><head><title>t</title></head><body>"


def refused(reason, work, *values):
    with pytest.raises(CourseError, match=reason):
        work(*values)


def finished(tmp_path, policy=True, **pages):
    site = tmp_path / "site"
    for name, text in pages.items():
        file = site.joinpath(*name.split("__")[:-1]) / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + text, "utf-8")
    finish.pages(site, policy)
    return [(site.joinpath(*name.split("__")[:-1]) / "index.html").read_text("utf-8") for name in pages]


def test_as_many_elements_as_fences(course):
    course("index.md", WIDGET + "\n````\n" + WIDGET + "````\n\n" + WIDGET)
    finish.count_fences([ELEMENT, ELEMENT])
    refused("2 `widget` fences but the pages have 1", finish.count_fences, [ELEMENT])
    refused("2 `widget` fences but the pages have 3", finish.count_fences, [ELEMENT * 3])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("wigdet", "widget"),
        ("widgets", "widget"),
        ("Widget", "widget"),
        ("widge", "widget"),
        ("maths", "math"),
        ("questoin", "question"),
        ("gaols", "goals"),
        ("goal", "goals"),
        ("Question", "question"),
        ("quiestion one", "question"),
        ("pyhton live", "python live"),
        ("python liev", "python live"),
        ("python exercice", "python exercise"),
        ("python lives norun", "python live"),
        ("py live", "python live"),
        ("python numbered", "python live"),
    ],
)
def test_a_misspelt_fence_is_told(course, said, meant):
    folder = course("index.md", f"# A\n\n``` {said}\nx:still\n```\n")
    told = rf"{folder}/index.md:3: there is no fence `\w+( \w+)?`; did you mean `{meant}`"
    refused(told, finish.count_fences, [])


LANGUAGES = ["python", "bash", "matlab", "text", "html", "javascript", "yaml", "make", "c++", ""]


@pytest.mark.parametrize("name", [*LANGUAGES, 'python hl_lines="1"', 'python title="live"'])
def test_other_languages_are_left_alone(course, name):
    course("index.md", f"```{name}\nx = 1\n```\n")
    finish.count_fences([])


CELLS = "``` python live\n1\n```\n\n``` question\nq\n```\n"


def test_each_cell_and_question_stands_on_its_page_once(course):
    folder = course("a/index.md", CELLS)
    cell, question = '<nn-cell name="a:cell-1">', '<nn-question name="a:question-1">'
    finish.count_fences([cell + question])
    refused(rf"{folder}/a/index.md:5: this question did not become an element", finish.count_fences, [cell])
    refused(rf"{folder}/a/index.md:1: this cell stands on 2 pages", finish.count_fences, [cell + question, cell])


def test_a_fence_that_was_wrongly_taken_for_code_is_told(course):
    course("index.md", "# A\n")
    refused("stands in something that .*locate.py does not know", finish.count_fences, ["<p><nn-code></nn-code></p>"])


def test_every_page_tells_what_a_reader_can_do(course, tmp_path):
    course("a/index.md", CELLS)
    cells = '<nn-cell name="a:cell-1"></nn-cell><nn-question name="a:question-1"></nn-question>'
    home, page = finished(tmp_path, index="", a__index=cells)
    [items] = finish.items().items()
    assert items[0] == "a/"
    assert re.fullmatch(r"\['a:question-1@[0-9a-f]{12}'\]", str(items[1]))
    told = f'<body data-nn-items="{escape(json.dumps(dict([items]), separators=(",", ":")))}"'
    assert told in home
    assert told in page


def test_a_fence_without_an_end_is_told(course):
    folder = course("index.md", "# A\n\n``` widget\nx:still\n")
    refused(rf"{folder}/index.md:3: the fence is not closed", finish.count_fences, [])


def test_links_lead_to_the_root(course, tmp_path):
    course()
    link = '<a href="nn-root:x/widgets.py">'
    pages = finished(tmp_path, index=link, a__index=link, a__b__index=link)
    assert [
        page.count(f'href="{way}x/widgets.py"') for page, way in zip(pages, ("./", "../", "../../"), strict=True)
    ] == [
        1,
        1,
        1,
    ]


def policy_of(page):
    return page.partition('Security-Policy" content="')[2].partition('"')[0]


def test_every_page_allows_the_scripts_of_all_pages(course, tmp_path):
    course()
    one, other = "one();\n", "two('<é>')"
    scripts = [f"<script>{one}</script>", f'<script type="module">{other}</script><script src="x.js"></script>']
    pages = finished(tmp_path, index=scripts[0], a__index=scripts[1] + '<script type="application/json">{}</script>')
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in (one, other)]
    assert policy_of(pages[0]) == policy_of(pages[1])
    assert sorted(hashes) == sorted(word.rstrip(";") for word in policy_of(pages[0]).split() if "sha256" in word)
    assert "'unsafe-inline'" not in policy_of(pages[0]).partition("script-src")[2].partition(";")[0]
    assert pages[0].index("Security-Policy") < pages[0].index("<title>")


def test_a_second_pass_changes_nothing(course, tmp_path):
    course()
    once = finished(tmp_path, index="<script>1</script>")[0]
    finish.pages(tmp_path / "site", policy=True)
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == once


def test_a_preview_has_no_policy(course, tmp_path):
    course()
    assert finished(tmp_path, policy=False, index="x") == [HEAD.replace("<body", '<body data-nn-items="{}"') + "x"]
