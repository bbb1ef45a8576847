"""Pages as notebooks: which cells they get, what stands in them, and that a broken one fails the build."""

import json
import re

import pytest
from nbformat import validate

from coursebuild import notebooks, wheel
from coursebuild.errors import CourseError

ROOT = "https://x.org/nn/"
EXERCISE = """``` python exercise
def twice(x):
    return x

print(twice(1))
# %% hint
# Two `#!math x`.
# %% solution
def twice(x):
    return 2 * x

print(twice(1))
# %% check
assert printed == "2\\n", "It prints 2."
assert twice(2) == 4, "Twice 2 is 4."
# %% variations
assert twice(3) == 6, "Twice 3 is 6."
```
"""
CHOICES = """``` question
ask: What is `#!math 1 + 1`?
choices:
  - right: "2"
    why: So it is.
  - wrong: "3"
    why: One too many.
```
"""
NUMBER = """``` question
ask: Half of 1?
answer: 0.5
within: 0.01
unit: m
why: Cut it.
wrong:
  - is: 5
    why: No.
```
"""


@pytest.fixture
def cells_of(course):
    """cells_of(markdown): the cells of a page by name, as the notebook format has them."""

    def make(text):
        file = course("a/b.md", text) / "a/b.md"
        made = json.loads(notebooks.notebook(file, ROOT))
        validate(made, relax_add_props=False)
        return {cell["id"]: cell | {"source": "".join(cell["source"])} for cell in made["cells"]}

    return make


def printed(cell):
    return "".join(text for out in cell["outputs"] if out["output_type"] == "stream" for text in out["text"])


def test_it_begins_with_the_title_the_way_back_and_the_package(cells_of):
    cells = cells_of("---\ntitle: T\n---\n\n# The page\n\nText.\n")
    assert list(cells) == ["title", "install", "text-1"]
    assert cells["title"]["source"].startswith("# The page\n")
    assert f"({ROOT}a/b/)" in cells["title"]["source"]
    assert f"\n%pip install -q {ROOT}assets/nn/{wheel.name()}" in cells["install"]["source"]
    assert cells["text-1"]["source"] == "Text."


def test_a_widget_is_its_python_and_a_call_with_the_values_of_the_fence(cells_of):
    cells = cells_of("One.\n\n``` widget\nx:still\nn: 5\nhide: [log]\n```\n\nTwo.\n")
    assert list(cells)[2:] == ["text-1", "widget-1-python", "widget-1", "text-2"]
    assert "def height(n)" in cells["widget-1-python"]["source"]
    assert 'figure = still.still({"n": 5, "gate": "AND"})' in cells["widget-1"]["source"]
    assert printed(cells["widget-1"]) == "{'how_high': 10}\n"
    shown = cells["widget-1"]["outputs"][-1]["data"]
    assert shown["text/plain"] == ["up to <10>"]
    assert re.match(r'<img alt="up to &lt;10&gt;" src="data:image/svg\+xml;base64,', shown["text/html"][0])


def test_a_run_shows_the_picture_of_the_fence(cells_of):
    cells = cells_of("``` widget\nx:run\nstill: 1\n```\n\n``` widget\nx:run\n```\n")
    assert 'run.still({"n": 3}, frame=1)' in cells["widget-1"]["source"]
    assert [printed(cells[name]) for name in ("widget-1", "widget-2")] == ["{'how_high': 1}\n", "{'how_high': 2}\n"]


def test_live_cells_share_their_names_and_show_what_they_give(cells_of):
    cells = cells_of("``` python live\nx = 2\nprint(x)\n```\n\n``` python live\nx * 3\n```\n\n``` python\nx\n```\n")
    assert printed(cells["cell-1"]) == "2\n"
    assert cells["cell-2"]["outputs"][0]["data"] == {"text/plain": ["6"]}
    assert cells["text-1"]["source"] == "```python\nx\n```"


def test_what_is_shown_in_between_stands_in_between(cells_of):
    code = "from nnlive import show\nprint('one')\nshow([2])\nprint('three')\n4"
    outputs = cells_of(f"``` python live\n{code}\n```\n")["cell-1"]["outputs"]
    assert ["".join(out.get("text", out.get("data", {}).get("text/plain"))) for out in outputs] == [
        "one\n",
        "[2]",
        "three\n",
        "4",
    ]


def test_a_cell_that_is_meant_to_fail_does_not_end_the_run(cells_of):
    cells = cells_of("``` python live raises\n1 / 0\n```\n\n``` python live norun\nwhile True: pass\n```\n")
    assert cells["cell-1"]["metadata"] == {"tags": ["raises-exception"]}
    assert cells["cell-1"]["outputs"][0]["ename"] == "ZeroDivisionError"
    assert cells["cell-2"]["cell_type"] == "markdown"


def test_an_exercise_has_hints_a_check_and_its_solution_folded(cells_of):
    cells = cells_of(EXERCISE)
    text, answer, check, solution = (cells[f"exercise-1{part}"] for part in ("", "-answer", "-check", "-solution"))
    assert "<summary>Hint 1</summary>\n\nTwo $x$." in text["source"]
    assert answer["source"].startswith("# Exercise 1\ndef twice(x):")
    assert printed(check) == "Not yet. It prints 2.\n"
    assert "```python\ndef twice(x):\n    return 2 * x" in solution["source"]


def test_the_check_says_right_to_the_solution(cells_of):
    starter, solution = "return x\n\nprint(twice(1))\n# %% hint", "return 2 * x\n\nprint(twice(1))\n# %% hint"
    cells = cells_of(EXERCISE.replace(starter, solution))
    assert printed(cells["exercise-1-check"]) == "Right.\n"
    hard_coded = EXERCISE.replace(starter, starter.replace("return x", "return 4 if x == 2 else 2"))
    assert printed(cells_of(hard_coded)["exercise-1-check"]) == "Not yet. Twice 3 is 6.\n"


def test_questions_hide_their_answers(cells_of):
    cells = cells_of(f"{CHOICES}\n{NUMBER}")
    asked, folded = cells["question-1"]["source"].split("<details>")
    assert "What is $1 + 1$?\n\n- **A** 2\n- **B** 3" in asked
    assert "- **A** is right. So it is.\n- **B** is wrong. One too many." in folded
    assert "**0.5 m** is right. Cut it.\n- 5 m is wrong. No." in cells["question-2"]["source"]


def test_a_cell_within_a_box_parts_the_box(cells_of):
    cells = cells_of('??? note "Box"\n\n    before\n\n    ``` python live\n    1 + 1\n    ```\n\n    after\n')
    assert cells["cell-1"]["source"] == "1 + 1"
    assert cells["text-2"]["source"] == "after"


def test_the_same_page_makes_the_same_bytes(course):
    file = course("a.md", f"# A\n\n{EXERCISE}\n``` widget\nx:still\n```\n") / "a.md"
    assert notebooks.notebook(file, ROOT) == notebooks.notebook(file, ROOT)


@pytest.mark.parametrize("code", ["1 / 0", "raise SystemExit"])
def test_one_that_does_not_run_fails_the_build(cells_of, code):
    with pytest.raises(CourseError, match="The notebook of T does not run, in cell-1"):
        cells_of(f"# T\n\n``` python live\n{code}\n```\n")


def test_the_sites_address_is_what_its_builder_wrote(tmp_path):
    (tmp_path / "index.html").write_text('<link rel="canonical" href="https://x.org/a&amp;b/">', "utf-8")
    assert notebooks.address(tmp_path) == "https://x.org/a&b/"
    (tmp_path / "index.html").write_text("<html>", "utf-8")
    with pytest.raises(CourseError, match="site_url"):
        notebooks.address(tmp_path)
