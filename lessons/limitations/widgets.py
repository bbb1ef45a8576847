"""A good network and bad pictures: a mark that gives the answer away, and animals that all look one way."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Seed, Text, widget
from nnlive.animals import NAMES, animals
from nnlive.classifier import learn
from nnlive.contactsheet import contact_sheet
from nnlive.picturefeatures import grey

COUNT, TESTED, EPOCHS = 600, 400, 12
KINDS, TEST_KINDS = np.arange(COUNT) % 2, np.arange(TESTED) % 2  # 0 is a cat, 1 a dog
TITLES = {  # of the tests
    "on dogs": "Mark on the dogs",
    "no marks": "No marks",
    "on cats": "Mark on the cats",
    "as taught": "Cats look left, dogs right",
    "mixed": "Half of each look left",
    "mirrored": "Cats look right, dogs left",
}
LOOKS = ({}, {"dash": True}, {"color": "neg", "dash": True})  # of the three lines


def marked(pictures, which):
    """The pictures, with a white corner on those that are `which`: 9 of their 1,024 pixels."""
    pictures = pictures.copy()
    pictures[which, 1:4, 1:4] = 1.0
    return pictures


@lru_cache
def drawn(seed):
    """Animals to learn from, and others to test with."""
    rng = np.random.default_rng(seed)
    return animals(KINDS, rng), animals(TEST_KINDS, rng)


def taught(pictures, tests, seed):
    """After each epoch: the classifier, and how many percent of each test it gets right."""
    X, held_out = grey(pictures), {name: grey(test) for name, test in tests.items()}
    for net in learn(X, KINDS, 2, rng=np.random.default_rng(seed), epochs=EPOCHS):
        yield net, {name: 100 * net.accuracy(test, TEST_KINDS) for name, test in held_out.items()}


def sheet_panel(pictures, words, net, tests, right):
    """Six cats and six dogs to learn from; then six animals in each of the tests, with the answers, mistakes framed."""
    cats, dogs = pictures[KINDS == 0][:6], pictures[KINDS == 1][:6]
    some = [0, 2, 4, 1, 3, 5]
    asked = np.concatenate([test[some] for test in tests.values()])
    said, truth = net.answers(grey(asked)), np.tile(TEST_KINDS[some], len(tests))
    taught_first = [""] * 12
    return contact_sheet(
        np.concatenate([cats, dogs, asked]),
        6,
        captions=taught_first + [NAMES[k] for k in said],
        framed=taught_first + ["neg" if wrong else "" for wrong in said != truth],
        colours=taught_first + ["neg" if wrong else "mute" for wrong in said != truth],
        titles=[
            f"Cats to learn from{words[0]}",
            f"Dogs to learn from{words[1]}",
            *(f"{TITLES[name]}: {right[name]:.0f} % right" for name in tests),
        ],
    )


def curve_panel(past):
    """How many percent of each test were right after each epoch so far."""
    marks = []
    for look, (name, course) in zip(LOOKS, past.items(), strict=True):
        marks.append(Line(range(len(course)), course, width=2.5, label=name, **look))
        marks.append(
            Text(len(course) - 1, course[-1], f"{course[-1]:.0f}", look.get("color", "ink"), 13, "start", dx=6)
        )
    ends = (0, EPOCHS * 1.1)
    return Panel(marks, ends, (0, 104), xlabel="epoch", ylabel="% right", yticks=[0, 50, 100], height=300)


def lesson(pictures, tests, words, seed):
    """The pictures of a run: what it learns from, what it answers, how that came."""
    past = {name: [] for name in tests}
    for epoch, (net, right) in enumerate(taught(pictures, tests, seed)):
        for name, course in past.items():
            course.append(right[name])
        told = ", ".join(f"{TITLES[name].lower()} {right[name]:.0f} %" for name in tests)
        outputs = dict(
            zip(("first_row", "second_row", "third_row"), (f"{r:.0f} %" for r in right.values()), strict=True)
        )
        yield Figure(
            [sheet_panel(pictures, words, net, tests, right), curve_panel(past)],
            alt=f"Trained on {COUNT} pictures for {epoch} epochs. Right answers: {told}.",
            outputs={"epoch": epoch, **outputs},
        )


MARKS = {"none": (0, 0), "most": (0.1, 0.9), "all": (0, 1)}  # which share of cats and of dogs has the mark


@widget(
    title="A white corner",
    pace=6,
    mark=Choice(
        list(MARKS), "all", label="white corner on", names=["no picture", "9 in 10 dogs, 1 in 10 cats", "every dog"]
    ),
    seed=Seed(1),
)
def shortcut(mark, seed):
    (pictures, test), rng = drawn(seed), np.random.default_rng(seed + 1)
    has = rng.random(COUNT) < np.array(MARKS[mark])[KINDS]
    tests = {
        "on dogs": marked(test, TEST_KINDS == 1),
        "no marks": test,
        "on cats": marked(test, TEST_KINDS == 0),
    }
    shares = [f"{100 * np.mean(has[kind == KINDS]):.0f} % with the mark" for kind in (0, 1)]
    words = [f", {words}" if mark != "none" else "" for words in shares]
    yield from lesson(marked(pictures, has), tests, words, seed)


@widget(
    title="Cats look left, dogs look right",
    pace=6,
    share=Choice(["50", "90", "100"], "100", label="cats that look left", names=["half", "9 in 10", "all"]),
    seed=Seed(1),
)
def sides(share, seed):
    rng, part = np.random.default_rng(seed), int(share) / 100
    left = rng.random(COUNT) < np.where(KINDS == 0, part, 1 - part)
    test = animals(TEST_KINDS, rng, left=TEST_KINDS == 0)
    every_other = (np.arange(TESTED) // 2 % 2 == 0)[:, None, None]
    mixed = np.where(every_other, test, test[:, :, ::-1])
    tests = {
        "as taught": test,
        "mixed": mixed,
        "mirrored": test[:, :, ::-1],
    }
    words = [f", {100 * np.mean(left[kind == KINDS]):.0f} % look left" for kind in (0, 1)]
    yield from lesson(animals(KINDS, rng, left=left), tests, words, seed)
