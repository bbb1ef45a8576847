"""A reader's samples: what the page sends, what comes back, and what is refused in words."""

import json

import numpy as np
import pytest

from nnlive import samples
from nnlive.controls import ControlError
from nnlive.live import Session
from nnlive.samples import KINDS, Group, Project, Samples, opened

FIGURE = KINDS["figure"]
LESSON = """
import numpy as np
from nnlive import Figure, Words, widget
from nnlive.samples import Samples

def two():
    return [(name, np.full((3, 11, 2), k, "<f4")) for k, name in enumerate("ab")]

PROJECT = Samples("figure", {"two": two}, "two", about={"two": "Two"})

@widget(samples=PROJECT, look=Words("", live=True))
def w(samples, look):
    X, y, names = PROJECT.project(samples).table()
    return Figure([], alt=f"{len(X)} samples of {names}", outputs={"mean": float(X.mean())})
"""


def control():
    return Samples("figure", {"one": lambda: [("a", figures(2))]}, "one", about={"one": "One class"})


def figures(n, value=0.5):
    return np.full((n, 11, 2), value, "<f4")


def project(*groups):
    return Project(FIGURE, tuple(Group(name, made, on) for name, made, on in groups))


@pytest.fixture(autouse=True)
def empty_shelf():
    yield
    samples.SHELF.clear()


@pytest.fixture
def session():
    opened_session = Session()
    assert json.loads(opened_session.add_lesson("l", LESSON, "l/widgets.py")) == {}
    return opened_session


def value(*classes, model=""):
    return json.dumps({"classes": [{"name": n, "on": on, "ids": ids} for n, on, ids in classes], "model": model})


@pytest.mark.parametrize(
    "text", ["", "nothing", "[]", "{}", '{"classes": [1]}', value(("x" * 41, True, [])), value((1, True, []))]
)
def test_a_value_of_another_form_is_refused(text):
    with pytest.raises(ControlError, match="neither a project"):
        control().read(text)


def test_a_built_in_set_is_a_project():
    made = control().project("one")
    assert [(group.name, len(group.samples), group.on) for group in made.groups] == [("a", 2, True)]


def test_what_the_page_hands_over_becomes_arrays():
    samples.SHELF["s1"] = figures(1, 0.25).tobytes()
    made = control().project(value(("mine", False, ["s1"])))
    assert made.groups[0].samples.shape == (1, 11, 2)
    assert made.groups[0].samples[0, 0, 0] == 0.25
    assert made.active == ()


def test_a_sample_that_is_not_there_or_cut_is_told():
    with pytest.raises(ControlError, match="has not reached Python"):
        control().project(value(("mine", True, ["gone"])))
    samples.SHELF["cut"] = b"123"
    with pytest.raises(ControlError, match="3 bytes, not 88"):
        control().project(value(("mine", True, ["cut"])))


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ([("a", figures(2), True)], "Two classes are needed"),
        ([("a", figures(2), True), ("b", figures(2), False)], "Two classes are needed"),
        ([("a", figures(2), True), ("b", figures(0), True)], "“b” has no samples"),
        ([("a", figures(2), True), ("b", figures(1), True)], "“b” has one sample"),
        ([("a", figures(2), True), ("b", figures(2), True)], "All samples are equal"),
    ],
)
def test_a_project_that_teaches_nothing_gets_a_sentence(groups, says):
    with pytest.raises(ControlError, match=says):
        project(*groups).table()


def test_only_classes_in_use_are_learned():
    X, y, names = project(
        ("a", figures(2, 0.1), True), ("off", figures(5), False), ("b", figures(3, 0.9), True)
    ).table()
    assert (len(X), y.tolist(), names) == (5, [0, 0, 1, 1, 1], ["a", "b"])


def test_a_project_is_saved_and_opened_unchanged():
    before = project(("a", figures(2, 0.1), True), ("…", figures(0), False))
    after = opened(before.save(b"weights"), FIGURE)
    assert [(group.name, group.on) for group in after.groups] == [("a", True), ("…", False)]
    assert (after.groups[0].samples == before.groups[0].samples).all()
    assert after.model == b"weights"


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04 broken"])
def test_a_file_of_another_kind_is_refused(data):
    with pytest.raises(ControlError, match="no project that was saved here"):
        opened(data, FIGURE)


def test_a_project_of_another_kind_is_named():
    with pytest.raises(ControlError, match="is a figure project; this page opens picture projects"):
        opened(project(("a", figures(2), True)).save(), KINDS["picture"])


@pytest.mark.parametrize("bad", [{"kind": "smell"}, {"about": {}}, {"value": "none"}])
def test_a_control_declared_wrongly_is_refused(bad):
    with pytest.raises(ControlError):
        Samples(**{"kind": "figure", "sets": {"one": list}, "value": "one", "about": {"one": "One"}, **bad})


# --- the session ---


def test_samples_travel_to_python_and_are_drawn(session):
    row = figures(4, 0.5).tobytes()
    sizes = [[id, 88] for id in ("a1", "a2", "b1", "b2")]
    assert json.loads(session.keep(json.dumps(sizes), figures(4, 0.5).tobytes()[:-4] + b"\0\0\0\0")) == {}
    assert len(row) == 4 * 88
    told = json.loads(
        session.draw("v", "l:w", json.dumps({"samples": value(("a", True, ["a1", "a2"]), ("b", True, ["b1", "b2"]))}))
    )
    assert told["alt"] == "4 samples of ['a', 'b']"
    session.drop(json.dumps(["a1"]))
    told = json.loads(
        session.draw("v", "l:w", json.dumps({"samples": value(("a", True, ["a1"]), ("b", True, ["b1"]))}))
    )
    assert "has not reached Python" in told["error"]["message"]


def test_a_built_in_set_is_given_to_the_page(session):
    told = json.loads(session.make("l:w", "samples", "two"))
    assert told == {
        "classes": [{"name": "a", "on": True, "count": 3}, {"name": "b", "on": True, "count": 3}],
        "size": 88,
        "model": 0,
    }
    assert len(session.pixels()) == 6 * 88


def test_an_opened_file_is_given_with_its_network(session):
    data = project(("a", figures(2, 0.1), True)).save(b"net")
    told = json.loads(session.open("l:w", "samples", data))
    assert (told["classes"][0]["count"], told["model"]) == (2, 3)
    assert bytes(session.pixels())[-3:] == b"net"
    assert "no project" in json.loads(session.open("l:w", "samples", b"?"))["error"]["message"]
