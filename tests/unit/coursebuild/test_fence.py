"""Whatever is wrong with a fence stops the build, with file, line and reason."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown import Markdown
from pymdownx.inlinehilite import InlineHiliteException
from pymdownx.superfences import SuperFencesException

from coursebuild import fence, paths

FENCES = [
    {"name": "widget", "class": "nn", "format": fence.widget},
    {"name": "math", "class": "nn", "format": fence.formula},
    {"name": "python", "class": "nn", "format": fence.python, "validator": fence.is_ours},
    {"name": "question", "class": "nn", "format": fence.question},
]
MATH = [{"name": "math", "class": "nn-math", "format": fence.inline_formula}]


def convert(text):
    options = {"pymdownx.superfences": {"custom_fences": FENCES}, "pymdownx.inlinehilite": {"custom_inline": MATH}}
    return Markdown(extensions=list(options), extension_configs=options).convert(text)


def fails(course, text, reason):
    page = f"# A page\n\nWords.\n\n``` widget\n{text}\n```\n"
    file = course("page.md", page) / "page.md"
    with pytest.raises(SuperFencesException) as caught:
        convert(page)
    assert str(caught.value).startswith(f"{file}:5: ")
    assert re.search(reason, str(caught.value))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("y:still", "there is no lesson 'y' with a widgets.py; there are x"),
        ("x:stil", "'x' has no widget 'stil'; did you mean 'still'?"),
        ("x:height", "has no widget 'height'"),
        ("still", "'still' is not of the form lesson:widget"),
        ("", "'' is not of the form lesson:widget"),
        ("x:still\nn: 10", "n: 10 is outside 0 to 9"),
        ("x:still\nn: true", "n: True is not a number"),
        ("x:still\nn:", "n: None is not a number"),
        ("x:still\ngate: XOR", "gate: 'XOR' is not one of AND, OR"),
        ("x:still\nm: 1", "there is no control 'm'; there are n, gate, log"),
        ("x:still\nhide: [m]", "hide: there is no control 'm'"),
        ("x:still\nhide: n", "hide is a list of controls"),
        ("x:run\nstill: 3", "run gave 3 pictures, so there is no picture 3"),
        ("x:run\nstill: -1", "still is start, end or the number of a picture, not -1"),
        ("x:run\nstill: true", "still is start, end or .* not True"),
        ("x:run\nstill: [1]", r"still is start, end or .* not \[1\]"),
        ("x:run\nautoplay: maybe", "autoplay is true or false, not 'maybe'"),
        ("x:still\nn 3", "`name: value` lines, not 'n 3'"),
        ("x:still\nn: [", "ParserError"),
        ("x:breaks", r"ZeroDivisionError: division by zero \(in line 32 of x/widgets.py\)"),
        ("x:breaks\nn: 1", r"Line: y\[1\] is nan, not a finite number \(in line 15 of x/widgets.py\)"),
        ("x:breaks\nn: 2", r"SystemExit: 0 \(in line 36 of x/widgets.py\)"),
        ("x:breaks\nn: 3", "breaks gave str, not a Figure"),
        ("x:still\nn: 0\nlog: true", "math domain error|expected a positive input"),
        ("x:endless", "endless gave 20000 pictures and no end.*`still: 200`"),
    ],
)
def test_a_wrong_fence_fails_the_page(course, text, reason):
    fails(course, text, reason)


def test_a_lesson_that_cannot_be_loaded_fails_the_page(course):
    course("x/widgets.py", "import numpy\n1 / 0\n")
    fails(course, "x:still", r"ZeroDivisionError: division by zero \(in line 2 of x/widgets.py\)")
    course("x/widgets.py", "def\n")
    fails(course, "x:still", r"SyntaxError: .*\(widgets.py, line 1\)")


def test_a_good_fence_becomes_an_element(course):
    page = "``` widget\nx:still\n```\n\n- in a list\n\n    ``` widget\n    x:run\n    still: 1\n    ```\n"
    course("page.md", page)
    made = convert(page)
    assert made.count("<nn-widget ") == 2
    assert 'name="x:run"' in made


def test_a_formula_becomes_mathml():
    assert "<math" in convert("``` math\na^2 < b\n```\n")
    assert fence.inline_formula("x_1", "math", "nn", None).startswith("<math")


def test_a_wrong_formula_in_a_line_fails_the_page(course):
    page = "# A page\n\nWords, `#!math \\begin{foo} a & b \\end{foo}`.\n"
    file = course("page.md", page) / "page.md"
    with pytest.raises(InlineHiliteException, match=rf"^{file}:3: this LaTeX environment is not understood"):
        convert(page)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("python live", "a = 1\n1 / 0", r"the cell failed: .* \(line 2 of the fence, {file}:7\)"),
        ("python live", "a = = 1", r"the cell failed: .* \(line 1 of the fence, {file}:6\)"),
        ("python live", "exit()", r"the cell failed: .* \(line 1 of the fence, {file}:6\)"),
        ("python live norum", "1", "there is no option 'norum'"),
        ("python exercise", "x = 1", "an exercise has one or more `# %% hint`; here is none"),
        ("python exercise", "x = 1\n# %% hnit\n# a", r"no part `hnit`; .* \(line 2 of the fence, {file}:7\)"),
        ("question", "ask: a\n  b: - c", r"this is no YAML: .* \(line 2 of the fence, {file}:7\)"),
        ("question", "ask: `a`", r"this is no YAML: .* \(line 1 of the fence, {file}:6\)"),
        ("question", "ask: a\nchoices: [{right: b, why: c}]", "at least one right and one wrong"),
        ("question", "ask: a\nanswer: 1\nwithin: 0\nwhy: b", "within is 0"),
    ],
)
def test_a_wrong_cell_exercise_or_question_fails_the_page(course, kind, text, reason):
    page = f"# A page\n\nWords.\n\n``` {kind}\n{text}\n```\n"
    file = course("page.md", page) / "page.md"
    with pytest.raises(SuperFencesException) as caught:
        convert(page)
    assert re.match(f"{file}:5: .*{reason.replace('{file}', str(file))}", str(caught.value))


def test_good_cells_and_code_to_read_stand_side_by_side(course):
    page = (
        "``` python live\na = 2\n```\n\n> ``` python live\n> a + 40\n>\n> a + 40\n> ```\n\n``` python\nread = 1\n```\n"
    )
    course("page.md", page)
    made = convert(page)
    assert made.count("<nn-cell ") == 2
    assert ">42\n" in made
    assert '<div class="highlight"><pre><span></span><code>' in made


def mkdocs(folder: Path, site: Path) -> subprocess.CompletedProcess[str]:
    places = {"NN_LESSONS": str(folder), "NN_SITE": str(site), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=paths.ROOT, env={**os.environ, **places}, capture_output=True, text=True)


def test_a_course_is_built_or_told_what_is_wrong(course, tmp_path):
    good = "# A\n\n``` widget\nx:run\n```\n\n> ``` widget\n> x:still\n> ```\n\n````\n``` widget\nx:shown\n```\n````\n"
    folder, site = course("index.md", good), tmp_path / "site"
    built = mkdocs(folder, site)
    assert built.returncode == 0, built.stderr
    page = (site / "index.html").read_text("utf-8")
    assert page.count("<nn-widget ") == 2
    assert "nn-root:" not in page
    assert (site / "x" / "widgets.py").is_file()
    for right, wrong, reason in (
        ("x:still", "x:stilll", "7: the lesson 'x' has no widget 'stilll'; did you mean 'still'?"),
        ("``` widget\nx:run", "``` wigdet\nx:run", "3: there is no fence `wigdet`; did you mean `widget`?"),
        (
            "``` widget\nx:run",
            "``` pyhton live\nx:run",
            "3: there is no fence `pyhton live`; did you mean `python live`?",
        ),
        ("``` widget\nx:run", "``` python live\nx:run", "3: the cell failed: "),
    ):
        course("index.md", good.replace(right, wrong))
        told = mkdocs(folder, site)
        assert told.returncode != 0
        assert f"{folder}/index.md:{reason}" in told.stderr


SPOKEN = """# A

``` python live
word = "found"
print(word + "-printed")
word + "-shown"
```

``` python exercise
x = 1
# %% hint
# hidden-hint
# %% solution
x = 2  # hidden-solution
# %% check
assert x == 2, "hidden-check"
# %% variations
assert x > 1
```

``` question
ask: asked
choices:
  - {right: chosen, why: hidden-why}
  - {wrong: b, why: hidden-why}
```

after
"""


def test_what_answers_is_not_in_the_search_and_an_exercise_s_is_fetched(course, tmp_path):
    site = tmp_path / "site"
    built = mkdocs(course("index.md", SPOKEN), site)
    assert built.returncode == 0, built.stderr
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert [word for word in ("found", "asked", "chosen", "after", "x = 1") if word not in index] == []
    assert [word for word in ("found-printed", "found-shown", "hidden") if word in index] == []
    page = (site / "index.html").read_text("utf-8")
    [file] = (site / "assets/nn/exercises").iterdir()
    assert f'data-exercise="./assets/nn/exercises/{file.name}"' in page
    for word in ("hidden-hint", "hidden-solution", "hidden-check"):
        assert word in file.read_text("utf-8")
        assert word not in page
    assert (site / "assets/nn/source/training.py").read_bytes() == (paths.PACKAGE / "training.py").read_bytes()
