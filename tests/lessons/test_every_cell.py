"""Every cell, exercise and question of every lesson in CPython: it runs, it can be solved, it can be answered."""

import pytest

from coursebuild import cells, entries, exercises, inline, questions

COURSE = entries.of_course()
FOUND = {found[n].name: found[: n + 1] for found in COURSE.values() for n in range(len(found))}


def of(role):
    return [name for name, found in FOUND.items() if found[-1].fence.role == role]


@pytest.mark.parametrize("name", of("cell"))
def test_a_cell_runs_in_its_page(name):
    assert "<nn-cell " in cells.render(FOUND[name])


@pytest.mark.parametrize("name", of("exercise"))
def test_an_exercise_can_be_solved_and_tells_wrong_answers_apart(name):
    exercise = exercises.read(FOUND[name][-1].fence.text)
    assert exercise.wrong, "an exercise foresees at least one wrong answer"
    exercises.prove(FOUND[name], exercise)


@pytest.mark.parametrize("name", of("exercise"))
def test_an_exercise_leaves_the_page_as_it_was(name):
    found = FOUND[name]
    above = cells.runnable(found)
    before = set(cells.run_of(found[-1].page, above).cells.names)
    exercises.prove(found, exercises.read(found[-1].fence.text))
    assert set(cells.run_of(found[-1].page, above).cells.names) == before


@pytest.mark.parametrize("name", of("question"))
def test_a_question_is_clear_and_each_answer_explained(name):
    question = questions.read(FOUND[name][-1].fence.text)
    texts = [question.ask]
    if isinstance(question, questions.Choices):
        texts += [text for choice in question.choices for text in (choice.text, choice.why)]
    else:
        texts += [question.why, *(wrong.why for wrong in question.wrong)]
    assert all(inline.html(text) for text in texts)


def test_names_are_used_once():
    names = [entry.name for found in COURSE.values() for entry in found]
    assert len(names) == len(set(names))
