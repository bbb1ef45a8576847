"""How long a lesson takes stands below its lead, and before the heading that begins another sitting."""

import re

import pytest
from markdown import Markdown

from coursebuild import locate, minutes

ASKS = "``` question\nanything\n```\n"
PAGE = f"# Lesson\n\nIts lead.\n{{ .lead }}\n\n{'word ' * 900}\n\n## Second {{ .nn-part }}\n\n{'word ' * 360}\n\n{ASKS}"


@pytest.fixture
def made(course):
    """Makes a page of a course that has the lesson "long"; its HTML without classes."""
    course("long/index.md", PAGE)

    def make(text):
        html = Markdown(extensions=["coursebuild.minutes:Minutes", *locate._BLOCKS, "toc"]).convert(text)
        return re.sub(r"word ?", "", html)

    return make


def test_it_stands_below_the_lead_and_before_the_second_sitting(made):
    html = made(PAGE)
    assert (
        '<p class="lead">Its lead.</p>\n<p class="nn-minutes"><span>About 5 minutes</span>, a place to rest, and '
        '<a href="#second">3 more</a></p>'
    ) in html
    assert re.search(r'<p class="nn-rest">[^<]* 3 minutes more\.</p>\s*<h2 class="nn-part" id="second">', html)


def test_a_page_that_asks_nothing_tells_nothing_of_itself(made):
    assert "nn-minutes" not in made(PAGE.replace(ASKS, ""))


def test_any_page_can_tell_the_minutes_of_a_lesson(made):
    html = made("# Home\n\n- [Long](long/index.md)\n\n    What it is.\n    { data-minutes=long }\n")
    assert '<p>What it is.<span class="nn-note">5 + 3 min</span></p>' in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("word " * 540, [3]),
        ("---\ntitle: not read\n---\n" + "word " * 540, [3]),
        ("[two words](a/long/address/of/many/words.md) " * 90, [1]),
        ("``` widget\nneuron:by_hand\n```\n" * 4, [4]),
        ("``` python live\nlong = code\n```\n" * 4, [3]),
        ("``` python exercise\nx = 1\n```\n``` goals\nx\n```\n" * 2, [9]),
        ("``` python\n## No heading { .nn-part }\n```\n" + "word " * 360, [2]),
    ],
)
def test_what_counts(text, told):
    assert minutes.sittings(text) == told


def test_a_lesson_that_is_not_there_is_an_error(made):
    with pytest.raises(FileNotFoundError):
        made("What it is.\n{ data-minutes=nowhere }\n")
