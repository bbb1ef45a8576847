"""Goals: what a fence may say, what is refused and why, and what becomes of it."""

import json
from html import unescape

import pytest

from coursebuild import entries, fence, goals_html
from coursebuild.locate import FenceError
from nnlive.controls import ControlError

WIDGETS = '''"""A lesson with a run."""

from nnlive import Choice, Figure, Line, Panel, Slider, Toggle, widget


@widget(start=Slider(0, 9, 1, 3), rate=Choice([0.1, 0.3], 0.1, "Rate"), on=Toggle(True))
def run(start, rate, on):
    for epoch in range(5):
        yield Figure([Panel([Line([0, 1], [0, 1])])], alt="x", outputs={"epoch": epoch, "loss": 1 / (epoch + 1)})


@widget(start=Slider(0, 9, 1, 3))
def still(start):
    return next(run.start({"start": start, "rate": 0.1, "on": True}))
'''
PAGE = "``` widget\nr:run\nrate: 0.3\n```\n\n``` widget\nr:still\n```\n\n``` goals\n{}```\n"
GOALS = """watch: r:run
title: Task
columns: {start: Start, rate: Rate}
reads: [loss]
set: {rate: 0.1}
where: {rate: [0.1, 0.3]}
another: {start: Another}
goals:
  - say: Reach `1`.
    least: {epoch: 3}
    solution: [{epoch: 3}]
  - say: Two *starts*.
    most: {loss: 0.3}
    where: {on: true}
    unless: {rate: 0.3}
    runs: 2
    different: start
    alike: rate
    extra: true
    solution: [{start: 1, epoch: 4}, {start: 2, epoch: 4}]
compare:
  of: loss
  least: {epoch: 3}
  measured: {ours: [0.25, 0.75]}
answer: |
  One.

  Two.
"""


def made(course, text=GOALS):
    folder = course("r/index.md", PAGE.format(text))
    (folder / "r" / "widgets.py").write_text(WIDGETS, "utf-8")
    return goals_html.render(entries.of_course()["r"])


def told(html):
    return json.loads(unescape(html.partition('data-goals="')[2].partition('"')[0]))


def test_everything_is_on_the_page_before_a_script(course):
    html = made(course)
    assert '<nn-goals name="r:goals-1" data-page="r" data-key="' in html
    assert '<span class="nn-say">Reach <code>1</code>.</span> <span class="nn-reached">' in html
    assert '<span class="nn-say">Two <em>starts</em>.</span> <span class="nn-extra">extra</span>' in html
    assert "<summary>What happens</summary><p>One.</p><p>Two.</p>" in html
    assert "ours <span>2 runs from 0.250 to 0.750</span>" in html


def test_the_script_is_told_values_as_the_form_has_them(course):
    said = told(made(course))
    assert (said["names"], said["outputs"]) == (["start", "rate", "on"], ["epoch", "loss"])
    assert (said["set"], said["where"]) == ({"rate": "0.1"}, {"rate": ["0.1", "0.3"]})
    assert said["columns"][1] == {"name": "rate", "heading": "Rate", "words": {"0.1": "0.1", "0.3": "0.3"}}
    assert said["goals"][1] == {
        "where": {"on": ["on"]},
        "unless": {"rate": ["0.3"]},
        "least": {},
        "most": {"loss": 0.3},
        "runs": 2,
        "different": "start",
        "alike": "rate",
        "extra": True,
    }
    assert said["compare"] == {"of": "loss", "least": {"epoch": 3}, "by": "", "low": 0.225, "high": 0.775}


def test_runs_of_another_preset_are_another_record(course):
    def log(html):
        return html.partition('data-log="')[2].partition('"')[0]

    before = log(made(course))
    folder = course("r/index.md", PAGE.replace("0.3", "0.1").format(GOALS))
    (folder / "r" / "widgets.py").write_text(WIDGETS, "utf-8")
    assert log(goals_html.render(entries.of_course()["r"])) != before


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("title: Task\n", "", "goals needs 'title'"),
        ("title: Task", "titel: Task", "goals has no 'titel'; did you mean 'title'"),
        ("watch: r:run", "watch: r:other", "r:other stands not on this page; there are r:run, r:still"),
        ("watch: r:run", "watch: r:still", "is a still"),
        ("{start: Start", "{stort: Start", "there is no control 'stort'"),
        ("{rate: 0.1}", "{rate: 0.2}", "rate: '0.2' is not one of"),
        ("rate: [0.1, 0.3]", "rate: [0.1, 7]", "rate: '7' is not one of"),
        ("{on: true}", "{on: maybe}", "on: 'maybe' is not true or false"),
        ("[loss]", "[los]", "no read-out 'los'; r:run shows epoch, loss"),
        ("{epoch: 3}\n    solution", "{epok: 3}\n    solution", "no read-out 'epok'"),
        ("{loss: 0.3}", "{loss: low}", "most: loss is a number, not 'low'"),
        ("different: start", "different: begin", "there is no control 'begin'"),
        ("another: {start", "another: {rate", "rate is no slider and no seed"),
        ("runs: 2", "runs: 3", "asks for 3 runs, but its solution has 2"),
        ("runs: 2", "runs: half", "runs is a number"),
        ("runs: 2", "runs: 0", "runs is how many"),
        ("extra: true", "extra: perhaps", "extra is true, or it is left out"),
        ("[{epoch: 3}]", "[{start: 3}]", "a solution says how far it runs, such as epoch: 100"),
        ("[{epoch: 3}]", "[{start: 77, epoch: 3}]", "start: 77 is outside 0 to 9"),
        ("{ours: [0.25, 0.75]}", "{ours: []}", "one number or more in each"),
        ("{ours: [0.25, 0.75]}", "{ours: [a]}", "ours is a number"),
        ("    least: {epoch: 3}\n", "    extra: true\n", "the first goal is the one that opens the answer"),
        ("  One.", "  One [link](../x.md).", "links to a page"),
        ("answer: |", "answer: [", "this is no YAML"),
    ],
)
def test_a_wrong_declaration_is_refused(course, old, new, reason):
    assert old in GOALS
    with pytest.raises((FenceError, ControlError, ValueError), match=reason.replace("(", r"\(")):
        made(course, GOALS.replace(old, new, 1))


def test_the_build_fails_with_file_and_line(course):
    from markdown import Markdown
    from pymdownx.superfences import SuperFencesException

    folder = course("r/index.md", "# R\n\n" + PAGE.format(GOALS.replace("[loss]", "[los]")))
    (folder / "r" / "widgets.py").write_text(WIDGETS, "utf-8")
    formats = {"widget": fence.widget, "goals": fence.goals}
    fences = [{"name": name, "class": "nn", "format": format} for name, format in formats.items()]
    make = Markdown(
        extensions=["pymdownx.superfences"], extension_configs={"pymdownx.superfences": {"custom_fences": fences}}
    )
    with pytest.raises(SuperFencesException, match=rf"{folder}/r/index.md:12: there is no read-out 'los'"):
        make.convert((folder / "r" / "index.md").read_text("utf-8"))
