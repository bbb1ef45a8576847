"""Too few pictures, and pictures with wrong labels: a network is trained anew for each point of the curve."""

from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Rule, Seed, Text, widget
from nnlive.animals import NAMES, animals
from nnlive.classifier import learn
from nnlive.contactsheet import contact_sheet
from nnlive.picturefeatures import grey

MOST, TESTED = 700, 400  # pictures of each kind to learn from; pictures to test with
KINDS, TEST_KINDS = np.arange(2 * MOST) % 2, np.arange(TESTED) % 2
AMOUNTS = [5, 10, 25, 50, 100, 200, 400, 700]
SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5]


@lru_cache(maxsize=2)
def drawn(seed):
    """(pictures to learn from, their features), and the same of those to test with."""
    rng = np.random.default_rng(seed)
    pictures, test = animals(KINDS, rng), animals(TEST_KINDS, rng)
    return (pictures, grey(pictures)), (test, grey(test))


@lru_cache(maxsize=64)
def after_learning(seed, each, share=0.0):
    """Learns from `each` pictures of each kind, a `share` of them with the wrong label.

    Returns the classifier, the labels it was given, and how many percent are right: of these, and of the test.
    """
    (_, X), (_, test) = drawn(seed)
    labels, X = KINDS[: 2 * each], X[: 2 * each]
    slip = np.random.default_rng(seed + 2).random(2 * MOST)[: 2 * each] < share
    given = np.where(slip, 1 - labels, labels)
    epochs = max(15, min(60, 6000 // each))  # few pictures make short epochs
    *_, net = learn(X, given, 2, rng=np.random.default_rng(seed), epochs=epochs)
    return net, given, 100 * net.accuracy(X, given), 100 * net.accuracy(test, TEST_KINDS)


def curve_panel(at, learned, tested, **look):
    """Percent right at each of the points so far, of what it learned from and of the test."""
    marks = [
        Rule(y=50),
        Line(at, learned, "mute", 2, dash=True, label="what it learned from"),
        Line(at, tested, width=2.5, label="new pictures"),
        Points(at, tested, "hi", size=5),
        # Just above 50 a number would lie on the line there.
        *(
            Text(x, y, f"{y:.0f}", "hi", 13, dy=-13 if 50 <= y < 65 else 15, bold=True)
            for x, y in zip(at, tested, strict=True)
        ),
    ]
    return Panel(marks, ylim=(35, 106), ylabel="% right", yticks=[50, 75, 100], height=250, **look)


@widget(title="How many pictures are enough?", pace=2.5, seed=Seed(1))
def amount(seed):
    learned, tested = [], []
    test = drawn(seed)[1][0]
    for each in AMOUNTS:
        net, _, on_these, on_new = after_learning(seed, each)
        learned.append(on_these)
        tested.append(on_new)
        look = {"xlim": (4, 900), "log": "x", "xticks": [5, 25, 100, 700], "xlabel": "pictures of each kind"}
        yield Figure(
            [
                test_panel(net, test[:12], f"New pictures, after {each} of each kind"),
                curve_panel(AMOUNTS[: len(tested)], learned, tested, **look),
            ],
            alt=f"Taught with {each} cats and {each} dogs: {on_these:.0f} % of these are right, "
            f"and {on_new:.0f} % of {TESTED} new pictures.",
            outputs={"of_each_kind": each, "what_it_learned": f"{on_these:.0f} %", "new_pictures": f"{on_new:.0f} %"},
        )


def test_panel(net, pictures, title):
    """Pictures with the network's answers; mistakes are framed."""
    said = net.answers(grey(pictures))
    wrong = (said != TEST_KINDS[: len(pictures)]).tolist()
    return sheet(pictures, [NAMES[k] for k in said], wrong, title)


def sheet(pictures, words, wrong, title):
    frames, colours = ([on if w else off for w in wrong] for on, off in (("neg", ""), ("neg", "mute")))
    return contact_sheet(pictures, 6, captions=words, framed=frames, colours=colours, titles=[title])


@widget(
    title="Wrong labels",
    pace=2.5,
    each=Choice([100, 300, 700], 300, label="pictures of each kind"),
    seed=Seed(1),
)
def labels(each, seed):
    pictures, learned, tested = drawn(seed)[0][0], [], []
    for share in SHARES:
        _, given, on_these, on_new = after_learning(seed, each, share)
        learned.append(on_these)
        tested.append(on_new)
        at = [100 * s for s in SHARES[: len(tested)]]
        title = f"To learn from: {100 * share:.0f} % of the labels are wrong"
        wrong = (given != KINDS[: 2 * each])[:12].tolist()
        yield Figure(
            [
                sheet(pictures[:12], [NAMES[k] for k in given[:12]], wrong, title),
                curve_panel(at, learned, tested, xlim=(-2, 54), xlabel="% of labels wrong"),
            ],
            alt=f"With {100 * share:.0f} % wrong labels among {2 * each} pictures the network agrees with "
            f"{on_these:.0f} % of the labels it was given, and is right about {on_new:.0f} % of new pictures.",
            outputs={"labels_wrong": f"{100 * share:.0f} %", "new_pictures": f"{on_new:.0f} %"},
        )
