"""One set of examples, one split, six models: houses or digits."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Polygon, Seed, Text, widget
from nnlive.boosting import boost
from nnlive.data import digits
from nnlive.descent import Trainer
from nnlive.features import one_hot, standardize
from nnlive.houses import houses
from nnlive.neighbours import ask_neighbours
from nnlive.network import dense, predict
from nnlive.training import train
from nnlive.trees import ask, grow

NUMBERS = ("size", "lot", "bedrooms", "rooms", "baths", "cars", "year", "north", "east")
MODELS = {
    "baseline": "always the same",
    "line": "line",
    "neighbours": "5 neighbours",
    "tree": "one tree",
    "boosted": "boosted trees",
    "network": "network",
}


@dataclass(frozen=True, eq=False)
class Task:
    """Examples X, y to learn from, and held-out ones, `new` and `wanted`. y has a column for each class, or one number:
    a price's logarithm to base 10, minus `middle`."""

    X: np.ndarray
    y: np.ndarray
    new: np.ndarray
    wanted: np.ndarray
    middle: float = 0.0

    @property
    def classes(self):
        return self.y.shape[1] > 1

    def error(self, answers):
        """How many percent are wrong; of prices, by how many percent they are missed: half by less, half by more."""
        if self.classes:
            return 100 * float(np.mean(answers.argmax(axis=1) != self.wanted.argmax(axis=1)))
        return 100 * float(np.median(np.abs(10 ** (answers - self.wanted) - 1)))

    def explained(self, answers):
        """R²: which part of the differences the answers explain; 0 for always the mean, 1 for perfect."""
        spread = ((self.wanted - self.wanted.mean()) ** 2).sum()
        return 1 - float(((answers - self.wanted) ** 2).sum() / spread)


@lru_cache(maxsize=4)
def task(data, seed):
    if data == "digits":
        images, labels = digits()
        X, y = images.reshape(-1, 64) / 16, one_hot(labels, 10)
    else:
        columns = houses()
        X, y = np.column_stack([columns[name] for name in NUMBERS]), np.log10(columns["price"])[:, None]
    order = np.random.default_rng(seed).permutation(len(X))
    known, new = order[: 3 * len(X) // 4], order[3 * len(X) // 4 :]
    if data == "digits":
        return Task(X[known], y[known], X[new], y[new])
    _, mean, std = standardize(X[known])
    X, middle = (X - mean) / std, float(y[known].mean())
    if data == "words":
        for name in ("place", "garage"):
            kinds, numbers = np.unique(columns[name], return_inverse=True)
            X = np.column_stack([X, one_hot(numbers, len(kinds))])
    return Task(X[known], y[known] - middle, X[new], y[new] - middle, middle)


# Each model learns from a task and yields, as it goes, its answers for the new examples and how many numbers it keeps.


def by_baseline(t):
    """Looks at nothing: the middle price, or the most common digit."""
    answer = t.y.mean(axis=0) if t.classes else np.median(t.y, axis=0)
    yield np.tile(answer, (len(t.new), 1)), 1


def by_line(t):
    if t.classes:
        yield from by_network(t, hidden=(), epochs=30)
        return
    # The best line has a formula. The small number keeps it calm where a column is nearly always 0.
    X, new = (np.column_stack([rows, np.ones(len(rows))]) for rows in (t.X, t.new))
    w = np.linalg.solve(X.T.dot(X) + 0.5 * np.eye(X.shape[1]), X.T.dot(t.y))
    yield new.dot(w), w.size


def by_neighbours(t):
    labels = 1 if t.classes else t.y.shape[1]
    yield ask_neighbours(t.X, t.y, t.new, 5), len(t.X) * (t.X.shape[1] + labels)


def by_tree(t):
    for depth in range(1, 9):
        tree = grow(t.X, t.y, depth)
        yield ask(tree, t.new), tree.parameter_count


def by_boosted(t):
    options = {"rounds": 60, "depth": 4, "rate": 2.0, "classify": True} if t.classes else {"rounds": 200}
    answers = 0
    for model in boost(t.X, t.y, **options):
        answers = answers + (model.rate * ask(model.trees[-1], t.new) if model.trees else model.base)
        if model.trees and len(model.trees) % (5 if t.classes else 10) == 0:
            yield answers, model.parameter_count


def by_network(t, hidden=(32,), epochs=30):
    if not t.classes:
        yield from by_network_for_prices(t)
        return
    net = dense([t.X.shape[1], *hidden, t.y.shape[1]], "relu", "softmax", rng=np.random.default_rng(1), start="he")
    how = {"loss": "cross_entropy", "lr": 0.2, "batch": 30, "epochs": epochs, "rng": np.random.default_rng(1)}
    for epoch in train(net, t.X, t.y, **how):
        if epoch.number % 3 == 0 and epoch.number:
            yield predict(epoch.network, t.new), net.parameter_count


def by_network_for_prices(t):
    """Two hidden layers of 32 and 16, Adam as the rule. Prices are scaled too, so that they differ by about 1."""
    scale = float(t.y.std())
    options = {"activation": "relu", "problem": "regression", "optimizer": "adam", "start": "he"}
    net = Trainer(t.X.shape[1], (32, 16), rng=np.random.default_rng(1), lr=0.003, batch=32, **options)
    for epoch in range(1, 41):
        net.epoch(t.X, t.y[:, 0] / scale)
        if epoch % 4 == 0:
            yield scale * net.forward(t.new)[-1], len(net.theta)


LEARN = dict(zip(MODELS, (by_baseline, by_line, by_neighbours, by_tree, by_boosted, by_network), strict=True))


HEADS = {True: "wrong in %", False: "typical miss in %"}


def bars_panel(data, seen):
    """A row for each model that has begun: how much it gets wrong, and how many numbers it keeps for that."""
    longest = 60.0 if data == "digits" else 30.0
    marks = [
        Text(118, 262, HEADS[data == "digits"], "mute", 12, "start"),
        Text(336, 262, "numbers kept", "mute", 12, "end"),
    ]
    best = min((error for error, _, _ in seen.values()), default=0)
    for i, (name, words) in enumerate(MODELS.items()):
        y = 232 - 41 * i
        marks.append(Text(108, y, words, "ink" if name in seen else "axis", 13, "end"))
        if name in seen:
            error, _, kept = seen[name]
            end, first = 118 + 130 * min(1, error / longest), error == best
            marks.append(Polygon([118, end, end, 118], [y - 12, y - 12, y + 12, y + 12], "hi" if first else "pos", 0.6))
            marks.append(Text(end + 6, y, f"{error:.1f}", "hi" if first else "ink", 14, "start", bold=True))
            marks.append(Text(336, y, f"{kept:,}", "mute", 12.5, "end"))
    marks.append(Line([118, 118], [10, 250], "axis", 1))
    return Panel(marks, (0, 340), (0, 274), axes=False, height=274)


@widget(
    title="One split, six models",
    pace=8,
    data=Choice(["houses", "words", "digits"], "houses", names=["Houses, 9 numbers", "Houses, words too", "Digits"]),
    seed=Seed(2, label="split"),
)
def race(data, seed):
    t, seen = task(data, seed), {}
    yield picture(data, seen)
    for name, learn in LEARN.items():
        for answers, kept in learn(t):
            seen[name] = t.error(answers), t.explained(answers), kept
            yield picture(data, seen)


def picture(data, seen):
    told = {name: f"{error:.1f} %" for name, (error, _, _) in seen.items()}
    what = "digits that are wrong" if data == "digits" else "typical miss of the price"
    said = ", ".join(f"{MODELS[name]} {error}" for name, error in told.items()) or "nothing has been learned yet"
    return Figure([bars_panel(data, seen)], alt=f"New examples, {what}: {said}.", outputs=told or {"baseline": "?"})
