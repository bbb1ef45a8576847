"""Questions as HTML: everything is on the page before any script."""

from html.parser import HTMLParser

from coursebuild import entries, questions_html

ONE = """ask: What is `2 < 3`?
choices:
  - wrong: "`False`"
    why: Two is *less*.
  - right: "`#!math w`"
    why: So it is.
"""


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def made(course, text):
    course("x/index.md", f"``` question\n{text.rstrip()}\n```\n")
    html = questions_html.render(entries.of_course()["x"])
    return html, Tags(html)


def test_one_of_several(course):
    html, tags = made(course, ONE)
    [element] = tags.all("nn-question")
    assert (element["name"], element["data-kind"]) == ("x:question-1", "one")
    assert [(i["type"], i["name"], i["value"]) for i in tags.all("input")] == [
        ("radio", "x:question-1", "0"),
        ("radio", "x:question-1", "1"),
    ]
    assert "<legend>What is <code>2 &lt; 3</code>?</legend>" in html
    assert "<math" in html


def test_each_choice_has_its_why_outside_the_search(course):
    html, tags = made(course, ONE)
    assert [("data-right" in li, li["data-choice"]) for li in tags.all("li")] == [(False, "0"), (True, "1")]
    assert "<b>Wrong: <code>False</code></b>" in html
    assert '<span class="nn-why">Two is <em>less</em>.</span>' in html
    assert "data-search-exclude" in tags.all("details")[0]


def test_several_right_ones_are_boxes_to_check(course):
    html, tags = made(course, ONE.replace("right:", "wrong:") + "  - right: a\n    why: b\n  - right: c\n    why: d\n")
    assert tags.all("nn-question")[0]["data-kind"] == "many"
    assert {i["type"] for i in tags.all("input")} == {"checkbox"}
    assert "Choose all that are right." in html


def test_a_number(course):
    html, tags = made(
        course, "ask: How much?\nanswer: 5e-1\nwithin: 0.01\nwhy: Half.\nunit: m\nwrong: [{is: 2, why: W}]\n"
    )
    assert tags.all("nn-question")[0]["data-kind"] == "number"
    assert tags.all("input")[0]["inputmode"] == "decimal"
    right, wrong = tags.all("li")
    assert (right["data-value"], right["data-within"], "data-right" in right) == ("0.5", "0.01", True)
    assert (wrong["data-value"], "data-right" in wrong) == ("2.0", False)
    assert '<b>Right: 0.5 <span class="nn-unit">m</span></b>' in html
