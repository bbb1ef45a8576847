"""How a training went: the curves of loss and accuracy over the epochs, and the border that the model drew."""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlive.arrays import Array
from nnlive.figure import Figure, Panel
from nnlive.preparation import StandardScaler
from nnlive.sequential import History, Sequential
from nnlive.shapes import Line, Mark, Points, Raster

MESH = 60  # the border's map has so many places each way
Limits = tuple[float, float]


def learning_curves(told: History) -> Figure:
    """Each score of a training, with that of the validation part if there was one: what `fit` gives, as a picture."""
    names = [name for name in told.history if not name.startswith("val_")]
    names.sort(key=lambda name: name != "loss")
    ends = [f"{name.replace('val_', 'validation ')} {values[-1]:.3f}" for name, values in told.history.items()]
    return Figure(
        [curve_panel(told.history, name) for name in names],
        alt=f"After {len(told.epoch)} epochs: {', '.join(ends)}.",
    )


def curve_panel(history: Mapping[str, Sequence[float]], name: str, last: int | None = None, height: int = 220) -> Panel:
    """One score over the epochs, counted from 1; `last` is where the axis ends, if not with the last epoch."""
    own, theirs = np.array(history.get(name, ())), np.array(history.get(f"val_{name}", ()))
    epochs = np.arange(1, len(own) + 1)
    top = 1.0 if name == "accuracy" else 1.1 * max([*own, *theirs], default=1.0) or 1.0
    low = min([0.5, *own, *theirs]) if name == "accuracy" else 0.0
    marks: list[Mark] = [Line(epochs, own, "mute", 2, dash=True, label="training")]
    if len(theirs):
        marks += [
            Line(epochs, theirs, "hi", 2.5, label="validation"),
            Points(epochs[-1:], theirs[-1:], "hi", size=4),
        ]
    return Panel(marks, (0, max(last or len(own), 2)), (low - 0.02 * (name == "accuracy"), top * 1.02),
                 xlabel="epoch", ylabel=name, height=height)  # fmt: skip


def scatter(X: object, y: object, axes: tuple[str, str] = ("x₁", "x₂")) -> Figure:
    """Examples of two inputs, X (n, 2), with colour and shape for the class, 0 or 1."""
    at, labels = np.asarray(X, dtype=float), np.asarray(y, dtype=float).ravel()
    yes = int((labels == 1).sum())
    return Figure(
        [_plane(points(at, labels), *limits(at), axes)],
        alt=f"{len(at)} points: {len(at) - yes} orange squares (class 0) and {yes} blue circles (class 1).",
    )


def border(
    model: Sequential,
    X: object,
    y: object,
    scaler: StandardScaler | None = None,
    axes: tuple[str, str] = ("x₁", "x₂"),
) -> Figure:
    """The plane of two inputs as a model of yes and no sees it, and examples with what they really are.

    X (n, 2) and the axes are in the units of the data; `scaler`, if there is one, has been fitted before.
    """
    at, labels = np.asarray(X, dtype=float), np.asarray(y, dtype=float).ravel()
    wrong = at[(model.predict(scaler.transform(at) if scaler else at)[:, 0] > 0.5) != (labels == 1)]
    xlim, ylim = limits(at)
    marks = [answer_map(model, xlim, ylim, scaler), *points(at, labels), ringed(wrong)]
    return Figure(
        [_plane(marks, xlim, ylim, axes)],
        alt=f"The model's border between the two classes. {len(wrong)} of {len(at)} examples lie on its wrong side; "
        "each has a ring.",
    )


def _plane(marks: list[Mark], xlim: Limits, ylim: Limits, axes: tuple[str, str]) -> Panel:
    return Panel(marks, xlim, ylim, xlabel=axes[0], ylabel=axes[1])


def limits(X: Array) -> tuple[Limits, Limits]:
    """Where the axes of a picture of these points begin and end."""
    low, high = X.min(axis=0), X.max(axis=0)
    edge = 0.06 * (high - low)
    (a, c), (b, d) = (low - edge).tolist(), (high + edge).tolist()
    return (a, b), (c, d)


def answer_map(model: Sequential, xlim: Limits, ylim: Limits, scaler: StandardScaler | None = None) -> Mark:
    """Blue where the model says 1, orange where it says 0, pale where it is unsure."""
    x, y = np.meshgrid(np.linspace(*xlim, MESH), np.linspace(ylim[1], ylim[0], MESH))
    plane = np.column_stack([x.ravel(), y.ravel()])
    answers = model.predict(scaler.transform(plane) if scaler else plane)[:, 0]
    return Raster(2 * answers.reshape(MESH, MESH) - 1, (*xlim, *ylim))


def points(X: Array, y: Array, size: float = 3.2, names: tuple[str, str] = ("0", "1")) -> list[Mark]:
    """Orange squares for the examples of class 0, blue circles for those of class 1."""
    one = y == 1
    return [
        Points(X[~one, 0], X[~one, 1], "neg", "square", size, names[0]),
        Points(X[one, 0], X[one, 1], "pos", "circle", size, names[1]),
    ]


def ringed(X: Array) -> Mark:
    """A violet ring round each."""
    return Points(X[:, 0], X[:, 1], "hi", "ring", 6)
