"""Exercises: the parts of the fence, and the proof that they agree."""

import json

import pytest

from coursebuild import cells, entries, exercises
from coursebuild.locate import FenceError

CELL = "``` python live\nfactor = 2\n```\n\n"
GOOD = """def double(x):
    return x
# %% hint
# Twice is
# times 2.
#
# Use `factor`.
# %% hint
#Or add.
# %% solution
def double(x):
    return factor * x
# %% check
assert double(3) == 6, f"Twice 3 is 6, not {double(3)}."
# %% variations
assert double(5) == 10, f"Twice 5 is 10, not {double(5)}."
# %% wrong: Twice 3 is 6, not 3.
def double(x):
    return x
# %% wrong: but not other values
def double(x):
    return 6
"""


def page(course, text):
    course("a/b/index.md", f"{CELL}``` python exercise\n{text.rstrip()}\n```\n")
    found = entries.of_course()["a/b"]
    cells.render(found[:1])
    return found


def test_the_parts_are_read():
    exercise = exercises.read(GOOD)
    assert exercise.starter == "def double(x):\n    return x"
    assert exercise.hints == ("Twice is times 2.\n\nUse `factor`.", "Or add.")
    assert exercise.solution.text == "def double(x):\n    return factor * x"
    assert [(wrong.title, wrong.line) for wrong in exercise.wrong] == [
        ("Twice 3 is 6, not 3.", 17),
        ("but not other values", 20),
    ]


def test_a_good_exercise_becomes_a_cell_with_its_starter(course):
    made = exercises.render(page(course, GOOD))
    assert 'name="a/b:exercise-1" data-page="a/b"' in made
    assert 'aria-label="Python exercise 1"' in made
    assert "factor" not in made


def test_the_page_s_file_holds_the_rest(course):
    made = exercises.render(page(course, GOOD))
    [(name, content)] = exercises.files().items()
    assert f'data-exercise="nn-root:assets/nn/exercises/{name}"' in made
    assert name.startswith("a-b-1-")
    told = json.loads(content)
    assert list(told) == ["hints", "solution", "check", "variations"]
    assert told["check"].startswith("assert double(3)")


def test_the_cells_above_are_not_changed_by_an_answer(course):
    found = page(course, GOOD.replace("return factor * x", "return factor * x\nfactor = 2\n"))
    exercises.render(found)
    assert "factor" in cells.run_of("a/b", cells.runnable(found)).cells.names
    assert "double" not in cells.run_of("a/b", cells.runnable(found)).cells.names


@pytest.mark.parametrize(
    ("old", "new", "reason", "line"),
    [
        ("return factor * x", "return 3 * x", "the solution does not pass: Twice 3 is 6, not 9", 10),
        ("double(5) == 10", "double(5) == 11", "the solution does not pass: .*not other values", 10),
        ("    return x\n# %% hint", "    return 2 * x\n# %% hint", "the starter passes already", 1),
        ("not 3.\ndef double(x):\n    return x", "not 3.\ndef double(x):\n    return x + x", "passes", 17),
        ("wrong: Twice 3 is 6, not 3.", "wrong: Oh no", "is told 'Twice 3 is 6, not 3.', not 'Oh no'", 17),
    ],
)
def test_parts_that_do_not_agree_are_told(course, old, new, reason, line):
    assert old in GOOD
    with pytest.raises(FenceError, match=reason) as caught:
        exercises.render(page(course, GOOD.replace(old, new)))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("old", "new", "reason", "line"),
    [
        ("# %% solution", "# %% soluton", "no part `soluton`; did you mean `solution`?", 10),
        ("# %% hint\n#Or add.", "# %% solution\n1", "one `# %% solution`", 10),
        ("# %% hint\n#Or add.", "# %% hint\nOr add.", "a hint is text in comment lines", 9),
        ("# %% hint\n#Or add.", "# %% hint: one\n# Or add.", "`# %% hint` has no colon", 8),
        ("# %% hint\n#Or add.", "# %% hint\n", "`# %% hint` is empty", 8),
        ("# %% wrong: but not other values", "# %% wrong", "`# %% wrong` says after a colon", 20),
        ("return factor * x", "return factor *", "the solution is no Python: invalid syntax", 12),
        ("# %% variations", "# more", "an exercise has one `# %% variations`; here is none", None),
        ("def double(x):\n    return x\n# %% hint\n# Twice", "# %% hint\n# Twice", "begins with the code", None),
    ],
)
def test_a_broken_form_is_refused(old, new, reason, line):
    assert old in GOOD
    with pytest.raises(FenceError, match=reason) as caught:
        exercises.read(GOOD.replace(old, new, 1))
    assert caught.value.line == line


def test_an_exercise_needs_a_hint():
    without = GOOD.replace("# %% hint\n", "").replace("# ", "#")
    with pytest.raises(FenceError, match="one or more `# %% hint`; here is none"):
        exercises.read(without)
