"""Teaching: a classifier learns a reader's samples while the page watches, and then judges what it is shown.

What differs between pictures, sounds and poses is in a Craft: how a sample becomes a row of features, and how it is
drawn. The rest is here, once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from nnlive import takeaway
from nnlive.arrays import Array, Flags
from nnlive.classifier import Classifier, learn, nearest, nearest_others
from nnlive.controls import Choice, Control, Seed, Slider
from nnlive.figure import Figure, Panel
from nnlive.sabotage import Sabotage
from nnlive.samples import KINDS, SHELF, Project, Samples
from nnlive.shapes import Mark
from nnlive.teachpanels import answer_panel, confusion_panel, curves_panel, loss_panel, stress_panel
from nnlive.widget import Redraw, Run

# How a network learns: what every teaching page lets its reader set.
LEARNING: Mapping[str, Control] = {
    "epochs": Slider(5, 200, 5, 40, label="Epochs", group="How it learns"),
    "batch": Slider(1, 64, 1, 16, label="Batch size", group="How it learns"),
    "lr": Choice([0.0003, 0.001, 0.003, 0.01, 0.03], 0.003, "Learning rate", group="How it learns"),
    "hidden": Slider(0, 64, 4, 16, label="Hidden neurons", group="How it learns"),
    "seed": Seed(1, label="Seed", group="How it learns"),
}
HELD_OUT = 0.15  # of each class, and one sample at least
MOST_EPOCHS = 100_000
AT_ONCE = 50  # samples
UNLIKE = "Unlike anything I was taught"
STRANGE = 1.0  # times the usual distance: from there on a sample is called unlike
TINY = 1e-12  # so that the log of a share of 0 stays finite


@dataclass(frozen=True)
class Craft:
    """One kind of samples.

    columns: samples (n, *shape) -> rows of features (n, inputs). draw: a sample, and a square (left, lower edge,
    side) -> marks. recipe: the features' name, for files; code: Python that computes them, for a notebook.
    """

    columns: Callable[[Any], Array]
    draw: Callable[[Any, float, float, float], list[Mark]]
    recipe: str
    code: Callable[[], str]

    def rows(self, samples: Any) -> Array:
        """The features of many samples, a few at a time: on the way a picture takes a hundred times its room."""
        return np.concatenate([self.columns(samples[i : i + AT_ONCE]) for i in range(0, len(samples), AT_ONCE)])


@dataclass
class Lab:
    """A project's samples as features, the network that learns them, and what has happened so far."""

    project: Project
    craft: Craft
    names: list[str]
    samples: Any
    X: Array
    y: Array
    held: Flags  # which samples are kept for testing, (n,) of bool
    rows: Array  # features of what is taught, (m, inputs), and its labels, (m,)
    labels: Array
    learner: Iterator[Classifier]
    model: Classifier
    usual: float  # how far a sample is from its nearest neighbour, for nearly all samples
    epoch: int = 0
    history: list[tuple[float, float, float, float]] = field(default_factory=list)
    shown: Any = None  # a sample of the reader's to judge, or None
    tests: Mapping[str, Array] = field(default_factory=dict)  # the held-out samples, changed: rows of features

    @classmethod
    def of(
        cls, project: Project, craft: Craft, *, seed: int, sabotage: Sabotage | None = None, **options: Any
    ) -> "Lab":
        """Ready to learn. ControlError, in words, for a project from which nothing can be learned.

        `sabotage` spoils what is taught; the held-out samples stay as they are.
        """
        samples, y, names = project.table()
        rng = np.random.default_rng(seed)
        held = hold_out(y, rng)
        taught, labels = samples[~held], y[~held]
        if sabotage is not None:
            taught, labels = sabotage.spoil(taught, labels, rng)
        X, rows = craft.rows(samples), craft.rows(taught)
        learner = learn(rows, labels, len(names), rng=rng, epochs=MOST_EPOCHS, **options)
        model = next(learner)
        lab = cls(project, craft, names, samples, X, y, held, rows, labels, learner, model, 0.0)
        if sabotage is not None:
            lab.tests = {says: craft.rows(f(samples[held], y[held])) for says, f in sabotage.tests.items()}
        lab.usual = usual_distance(lab.scaled(rows))
        if project.model:
            lab.borrow(project.model)
        lab.note()
        return lab

    def borrow(self, data: bytes) -> None:
        """Judges by a network from a file, if it fits these classes and features."""
        model, names, recipe = takeaway.from_npz(data)
        if names == self.names and recipe == self.craft.recipe and len(model.mean) == self.X.shape[1]:
            self.model = model

    def scaled(self, X: Array) -> Array:
        """Features in the units in which distances are measured."""
        return (X - self.model.mean) / self.model.std

    def train(self) -> None:
        """One more epoch."""
        self.model = next(self.learner)
        self.epoch += 1
        self.note()

    def note(self) -> None:
        """Measures loss and accuracy on both parts of the samples."""
        at = self.held
        (loss, right), (test_loss, test_right) = (
            self.measured(*part) for part in ((self.rows, self.labels), (self.X[at], self.y[at]))
        )
        self.history.append((loss, test_loss, right, test_right))

    def measured(self, X: Array, y: Array) -> tuple[float, float]:
        """Mean cross-entropy, and the share that is right."""
        shares = self.model.shares(X)
        loss = -np.log(np.maximum(shares[np.arange(len(y)), y], TINY))
        return float(loss.mean()), float(np.mean(shares.argmax(axis=1) == y))

    def stressed(self) -> dict[str, float]:
        """The share of right answers to the held-out samples as they are, and changed in each way."""
        y = self.y[self.held]
        asked = {"as they are": self.X[self.held], **self.tests}
        return {says: self.measured(X, y)[1] for says, X in asked.items()}

    @property
    def held_out(self) -> int:
        """How many samples are kept for testing."""
        return int(self.held.sum())

    def confusion(self) -> Array:
        return self.model.confusion(self.X[self.held], self.y[self.held])

    def judged(self) -> tuple[Any, Array, float, int | None]:
        """The sample in view, its shares, its distance in units of the usual one, and its class if that is known.

        Without a sample of the reader's it is a held-out one, in turn.
        """
        if self.shown is not None:
            sample, right = self.shown, None
            x = self.craft.columns(sample[None])
        else:
            at = self.example()
            x, sample, right = self.X[at : at + 1], self.samples[at], int(self.y[at])
        away = float(nearest(self.scaled(x), self.scaled(self.rows))[0])
        return sample, self.model.shares(x)[0], away / max(self.usual, 1e-9), right

    def example(self) -> int:
        held = np.flatnonzero(self.held)
        return int(held[self.epoch % len(held)])


def hold_out(y: Array, rng: np.random.Generator) -> Flags:
    """Which of the samples are kept for testing: 15 % of each class, rounded up, (n,) of bool."""
    held = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        of_class = np.flatnonzero(y == label)
        held[rng.permutation(of_class)[: max(1, int(np.ceil(HELD_OUT * len(of_class) - 1e-9)))]] = True
    return held


def usual_distance(X: Array) -> float:
    """So far from its nearest neighbour are 95 of 100 samples at most. X (n, inputs) is scaled."""
    return float(np.quantile(nearest_others(X), 0.95)) if len(X) > 1 else 0.0


def teach(
    control: Samples,
    craft: Craft,
    values: Mapping[str, Any],
    *,
    sabotage: Sabotage | None = None,
    gallery: Mapping[str, Callable[[], Any]] = MappingProxyType({}),
    inside: Callable[[Lab, Mapping[str, Any]], Sequence[Panel]] = lambda lab, values: (),
) -> Run:
    """The run of a teaching page: learns so many epochs, then rests and judges; Train again learns as many more.

    `values` are those of the widget's controls: its samples, `control.look`, epochs, batch, lr, hidden, seed, and
    `show` where there is a `gallery` of samples to be shown. `inside` gives more panels, such as what the network sees.
    """
    options = {name: values[name] for name in ("batch", "lr", "hidden", "seed")}
    lab = Lab.of(control.project(values["samples"]), craft, sabotage=sabotage, **options)
    goal, epochs = 0, values["epochs"]
    newest = False
    while True:
        lab.shown = (
            gallery[values["show"]]() if values.get("show") in gallery and not newest else _look(control, values)
        )
        changed = yield picture(lab, epochs, inside(lab, values), rest=lab.epoch >= goal > 0)
        newest = _newest(control, values, changed or values, newest)
        values = changed or values
        if isinstance(changed, Redraw):
            continue
        if lab.epoch >= goal:
            goal += epochs
        lab.train()


def _newest(control: Samples, before: Mapping[str, Any], now: Mapping[str, Any], newest: bool) -> bool:
    """Whether the reader's own sample is what is to be shown: it came after the choice of a built-in one."""
    if now.get("show") != before.get("show"):
        return False
    return newest or now[control.look] != before[control.look]


def _look(control: Samples, values: Mapping[str, Any]) -> Any:
    """The sample that the page shows now, or None if there is none."""
    data = SHELF.get(str(values[control.look]).partition("#")[0])
    return None if data is None else KINDS[control.kind].array([data])[0]


def picture(lab: Lab, epochs: int, more: Sequence[Panel], rest: bool) -> Figure:
    """What the page shows of a lab."""
    sample, shares, away, right = lab.judged()
    best = int(shares.argmax())
    note = UNLIKE if away > STRANGE and lab.epoch else ""
    held = lab.held_out
    panels = [
        answer_panel(lab.names, shares, lambda *square: lab.craft.draw(sample, *square), note, right),
        curves_panel(lab.history, epochs),
        confusion_panel(lab.names, lab.confusion(), f"{held} held-out samples, epoch {lab.epoch}"),
        loss_panel(lab.history, epochs),
        *([stress_panel(lab.stressed())] if lab.tests else []),
        *more,
    ]
    loss, _, train, test = lab.history[-1]
    told = f"{lab.names[best]} with {100 * shares[best]:.0f} %"
    told += ", but the sample is unlike anything it was taught" if note else ""
    about = "Shown a new sample" if right is None else f"Shown a held-out sample of {lab.names[right]}"
    return Figure(
        panels,
        alt=f"After {lab.epoch} epochs {100 * test:.0f} % of {held} held-out samples are answered right. "
        f"{about}, it says {told}.",
        outputs={
            "epoch": lab.epoch,
            "loss": loss,
            "training": f"{100 * train:.0f} %",
            "held_out": f"{100 * test:.0f} %",
            "distance": away,
        },
        files=files(lab),
        rest=rest,
        news=told if lab.shown is not None else "",
    )


def files(lab: Lab) -> Mapping[str, Callable[[], str | bytes]]:
    """What can be taken away; each is made when it is asked for."""
    model, names, recipe = lab.model, lab.names, lab.craft.recipe
    return {
        "project.npz": lambda: lab.project.save(takeaway.to_npz(model, names, recipe)),
        "model.npz": lambda: takeaway.to_npz(model, names, recipe),
        "model.json": lambda: takeaway.to_json(model, names, recipe),
        "run.py": lambda: f"{lab.craft.code()}\n\n\n{takeaway.RUN}\n",
        "notebook.ipynb": lambda: takeaway.notebook(model, names, lab.craft.code(), lab.X[0]),
        "keras.py": lambda: takeaway.keras(model),
    }
