"""A model learns from mangoes while you watch: its border, its loss and its accuracy, epoch by epoch."""

import numpy as np

from nnlive import Bars, Choice, Figure, Panel, Points, Seed, Text, Toggle, widget
from nnlive.curves import answer_map, curve_panel, limits, ringed
from nnlive.data import blobs, moons
from nnlive.keras_network import to_keras
from nnlive.network import forward
from nnlive.preparation import StandardScaler, train_test_split
from nnlive.sequential import SGD, Adam, Dense, Input, Sequential

EPOCHS = 60
HIDDEN = {"none": (), "1": (1,), "2": (2,), "8": (8,), "8, 8": (8, 8)}
OPTIMIZERS = {
    "Adam, 0.01": lambda: Adam(0.01),
    "Adam, 0.001": lambda: Adam(0.001),
    "SGD, 0.01": lambda: SGD(0.01),
    "SGD, 0.3": lambda: SGD(0.3),
}


def mangoes(kind):
    """A thousand mangoes, weight in grams and sugar in percent, and their variety, 0 or 1."""
    rng = np.random.default_rng(78)
    X, y = moons(1000, 0.2, rng) if kind == "moons" else blobs(1000, 1, rng)
    middle, width = ([300, 14], [90, 2.5]) if kind == "moons" else ([345, 14.6], [40, 0.9])
    return X * width + middle, y


def prepared(kind, scaled=True):
    """The mangoes to learn from (the last fifth of them for validation), and the scaler, if there shall be one."""
    X_train, _, y_train, _ = train_test_split(*mangoes(kind), test_size=0.25, random_state=78)
    scaler = StandardScaler().fit(X_train) if scaled else None
    return X_train, y_train, scaler


def built(hidden, optimizer, seed):
    layers = [Dense(units, activation="relu") for units in HIDDEN[hidden]]
    model = Sequential([Input((2,)), *layers, Dense(1, activation="sigmoid")], seed=seed)
    model.compile(OPTIMIZERS[optimizer](), "binary_crossentropy", ["accuracy"])
    return model


def dots(X, y, size, shapes=("square", "circle"), names=("", "")):
    return [
        Points(*X[y == label].T, colour, shape, size, name)
        for label, colour, shape, name in zip((0, 1), ("neg", "pos"), shapes, names, strict=True)
    ]


def awake(model, at):
    """For which share of the mangoes each neuron of the first hidden layer passes on more than 0."""
    return (forward(model.network, at)[1] > 0).mean(axis=0) if len(model.layers) > 1 else np.zeros(0)


def awake_words(model, at):
    shares = awake(model, at)
    return f"Of its {len(shares)} hidden neurons in the first layer {int((shares == 0).sum())} are silent for all."


def awake_panel(model, at):
    shares = awake(model, at)
    count = len(shares)
    if not count:
        marks = [Text(0.5, 0.5, "no hidden neurons", "mute")]
    else:
        marks = [Bars(np.arange(count) + 1, shares, width=0.6, color="hi")]
        marks += [Text(i + 1, share, f"{share:.0%}", "ink", 12, dy=-9) for i, share in enumerate(shares)]
    look = {"xlabel": "hidden neuron", "ylabel": "awake for (share of mangoes)", "yticks": [0, 0.5, 1], "height": 180}
    edges = (0.4, count + 0.6) if count else (0, 1)
    return Panel(marks, edges, (0, 1.15), xticks=range(1, count + 1), **look)


@widget(
    title="Watch it train",
    data=Choice(["moons", "blobs"], "moons", label="data", names=["two moons", "two blobs"]),
    hidden=Choice(list(HIDDEN), "8", label="hidden layers (ReLU)"),
    optimizer=Choice(list(OPTIMIZERS), "Adam, 0.01", label="optimizer, learning rate"),
    scaled=Toggle(True, label="scale the columns"),
    seed=Seed(1),
)
def learn(data, hidden, optimizer, scaled, seed):
    X, y, scaler = prepared(data, scaled)
    model, at = built(hidden, optimizer, seed), scaler.transform(X) if scaled else X
    cut = int(len(X) * 0.8)
    xlim, ylim = limits(X)
    fixed = [
        *dots(X[:cut], y[:cut], 1.8),
        *dots(X[cut:], y[cut:], 3.4, names=("variety 0", "variety 1")),
    ]
    told = {name: [] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
    for epoch in range(EPOCHS + 1):
        wrong = X[cut:][(model.predict(at[cut:])[:, 0] > 0.5) != (y[cut:] == 1)]
        plane = Panel(
            [answer_map(model, xlim, ylim, scaler), *fixed, ringed(wrong)],
            *(xlim, ylim),
            xlabel="weight in grams",
            ylabel="sugar in percent",
        )
        right = len(X) - cut - len(wrong)
        yield Figure(
            [plane, *(curve_panel(told, name, EPOCHS, 180) for name in ("loss", "accuracy")), awake_panel(model, at)],
            alt=f"After {epoch} epochs {right} of {len(X) - cut} validation mangoes are on their side of the border. "
            + awake_words(model, at),
            outputs={
                "epoch": epoch,
                "parameters": model.count_params(),
                **{name: told[name][-1] for name in ("loss", "val_loss", "val_accuracy") if epoch},
            },
            files={"mango_model.py": lambda: to_keras(model.network)},
        )
        for name, values in model.fit(at, y, validation_split=0.2).history.items():
            told[name] += values
