"""The numbers that the lesson on simpler models quotes, from the lesson's own functions."""

from functools import lru_cache

import numpy as np
import pytest

from coursebuild import still
from nnlive.boosting import boost, total
from nnlive.data import digits
from nnlive.neighbours import ask_neighbours
from nnlive.network import dense, predict
from nnlive.training import train

moons, tree, running = (still.load(f"simpler-models{part}") for part in ("", "/questions", "/race"))


@lru_cache
def borders(**settings):
    outputs = moons.widget("borders").still(settings).outputs
    return {name: float(share.split()[0]) for name, share in outputs.items() if name != "epochs_of_the_network"}


@lru_cache
def race(data, seed=2):
    """For each model: its error in percent, R², and how many numbers it keeps."""
    task, ends = running.names["task"](data, seed), {}
    for name, learn in running.names["LEARN"].items():
        *_, (answers, kept) = learn(task)
        ends[name] = (task.error(answers), task.explained(answers), kept)
    return ends


def errors(data, seed=2):
    return {name: round(error, 1) for name, (error, _, _) in race(data, seed).items()}


# --- borders ---


def test_moons():
    share = borders()
    assert round(share["line"]) == 87
    assert [share[name] for name in ("neighbours", "network")] == pytest.approx([96, 96], abs=0.6)
    assert [share[name] for name in ("tree", "boosted")] == pytest.approx([95, 95], abs=0.6)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_blobs_a_line_is_as_good(seed):
    share = borders(data="blobs", seed=seed)
    assert share["line"] > max(share.values()) - 0.6


def test_useless_columns():
    few, many = borders(useless=2), borders(useless=10)
    assert few["neighbours"] > 90
    assert round(many["neighbours"]) in (82, 83)
    assert many["network"] == pytest.approx(80, abs=2)
    assert min(many["tree"], many["boosted"]) > 90


# --- the tree ---


@pytest.mark.parametrize(
    ("depth", "known", "new"), [(0, 26.0, 23.4), (1, 18.6, 18.1), (3, 13.6, 13.9), (6, 10.2, 10.8)]
)
def test_errors_of_the_tree(depth, known, new):
    assert [round(error, 1) for error in tree.names["errors"](depth)] == [known, new]


def test_it_begins_to_learn_by_heart():
    known, new = tree.names["errors"](10)
    assert (round(known, 1), round(new, 1)) == (7.5, 9.8)


def test_the_first_question():
    assert tree.names["question"](tree.names["tree_of"](3), 0) == ("year", "> 1980?")
    assert tree.names["question"](tree.names["tree_of"](3), 1) == ("size", "> 127 m²?")
    assert [len(part[0]) for part in tree.names["table"]()] == [2197, 733]


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("house", [0, 7, 55])
def test_the_violet_way_ends_at_the_answer(depth, house):
    figure = tree.widget("questions").still({"depth": depth, "house": house})
    violet = [mark for mark in figure.panels[0].marks if getattr(mark, "opacity", 1) == 0.15]
    answers = [mark for mark in figure.panels[0].marks if getattr(mark, "size", 0) == 13]
    y = violet[-1].y.mean()
    at = next(mark for mark in answers if abs(mark.x[0] - violet[-1].x.mean()) < 1 and abs(mark.y[0] - y) < 1)
    assert figure.outputs["tree_says"] == f"${at.text},000"
    assert len(violet) == depth + 1


# --- the race ---


def test_the_table_of_houses():
    plain, words = errors("houses"), errors("words")
    order = ("baseline", "line", "neighbours", "tree", "boosted")
    assert [plain[name] for name in order] == [25.8, 11.6, 8.8, 10.4, 8.3]
    assert [words[name] for name in order] == [25.8, 9.2, 9.6, 10.2, 7.6]
    assert [plain["network"], words["network"]] == pytest.approx([9.3, 9.3], abs=0.4)


def test_how_many_numbers_they_keep():
    kept = {name: row[2] for name, row in race("words").items()}
    assert (kept["line"], kept["network"]) == (45, 1985)
    assert race("houses")["neighbours"][2] == 2197 * 10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_words_boosted_trees_come_first_in_three_of_three_splits(seed):
    row = race("words", seed)
    assert min(row, key=lambda name: row[name][0]) == "boosted"
    assert max(row, key=lambda name: row[name][1]) == "boosted"
    assert row["network"][0] < row["boosted"][0] + 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_digits_neighbours_come_first_in_three_of_three_splits(seed):
    row = errors("digits", seed)
    assert min(row, key=row.get) == "neighbours"
    assert max(row, key=lambda name: -1 if name == "baseline" else row[name]) == "tree"
    assert row["boosted"] < row["tree"] / 2


def test_the_split_of_digits_that_is_told():
    row = errors("digits")
    assert [row[name] for name in ("neighbours", "tree", "boosted")] == [1.1, 12.9, 3.3]
    assert row["network"] == pytest.approx(2.2, abs=0.5)
    assert row["line"] == pytest.approx(3.6, abs=0.5)


# --- moved digits ---


@lru_cache
def moved(by):
    """Shares of the last 450 digits, moved to the right, that are right: neighbours, boosted trees, a network."""
    images, labels = digits()
    y, known = np.eye(10)[labels[:1347]], images[:1347].reshape(-1, 64)
    asked = np.roll(images[1347:], by, axis=2).reshape(-1, 64)
    *_, model = boost(known, y, rounds=60, depth=4, rate=2.0, classify=True)
    net = dense([64, 32, 10], "relu", "softmax", rng=np.random.default_rng(1), start="he")
    options = {"loss": "cross_entropy", "lr": 0.2, "batch": 30, "epochs": 20, "rng": np.random.default_rng(1)}
    *_, last = train(net, known / 16, y, **options)
    answers = ask_neighbours(known, y, asked, 5), total(model, asked), predict(last.network, asked / 16)
    return [float(np.mean(answer.argmax(axis=1) == labels[1347:])) for answer in answers]


def test_neighbours_of_moved_digits():
    assert [round(moved(by)[0], 3) for by in (0, 1, 2)] == [0.964, 0.591, 0.162]


def test_the_others_fall_even_deeper():
    assert min(moved(0)[1:]) > 0.85
    assert max(moved(1)[1:]) < moved(1)[0]
