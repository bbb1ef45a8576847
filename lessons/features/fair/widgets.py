"""Loans: what happens when old decisions were unfair, and one column stands in for another that was taken out."""

from functools import lru_cache

import numpy as np

from nnlive import Bars, Figure, Panel, Seed, Segments, Slider, Text, Toggle, widget
from nnlive.features import standardize
from nnlive.network import dense, predict
from nnlive.training import train

COUNT, EPOCHS = 2000, 40
COLUMNS = {"saved": "savings", "place": "side of the river", "group": "group"}


@lru_cache(maxsize=8)
def people(seed, apart):
    """Made-up people who asked for a loan: their columns, what the clerks decided, and who would pay back.

    Both groups save alike and pay back alike. The clerks asked group B for more. Of 100 people in a group, `apart`
    live on its own side of the river.
    """
    rng = np.random.default_rng(seed)
    b = (np.arange(COUNT) % 2).astype(float)
    saved = rng.normal(0, 1, COUNT)
    pays = saved + rng.normal(0, 0.4, COUNT) > 0
    home = rng.random(COUNT) < apart / 100
    decided = saved - 1.2 * b + 0.6 + rng.normal(0, 0.4, COUNT) > 0
    return {"saved": saved, "place": np.where(home, b, 1 - b), "group": b}, decided.astype(float), pays


def learn(names, seed, apart):
    """A neuron that imitates the clerks and sees only these columns: the share of payers in groups A and B who get a
    loan from it, of those it has not seen, before and after each epoch."""
    columns, decided, pays = people(seed, apart)
    X, mean, std = standardize(np.column_stack([columns[name][: COUNT // 2] for name in names]))
    others = (np.column_stack([columns[name][COUNT // 2 :] for name in names]) - mean) / std
    b, good = columns["group"][COUNT // 2 :] == 1, pays[COUNT // 2 :]
    net = dense([len(names), 1], rng=np.random.default_rng(0), start="zeros")
    for epoch in train(net, X, decided[: COUNT // 2], lr=1.0, epochs=EPOCHS):
        yes = predict(epoch.network, others)[:, 0] > 0.5
        yield epoch.network, [100 * float(yes[good & (b == which)].mean()) for which in (False, True)]


def clerks(seed, apart):
    columns, decided, pays = people(seed, apart)
    b = columns["group"] == 1
    return [100 * float(decided[pays & (b == which)].mean()) for which in (False, True)]


def weights_panel(names, net):
    """The neuron's inputs; the wider a line, the larger its weight. What it may not see is drawn pale."""
    weights = dict(zip(names, net.layers[0].W[:, 0].tolist(), strict=True))
    marks = []
    for i, (name, words) in enumerate(COLUMNS.items()):
        y, seen = 190 - 70 * i, name in weights
        if seen:
            marks += [Segments(150, y, 262, 120, weights[name])]
            at = f"{weights[name]:.2f}".replace("-", "−")
            marks.append(Text(168, y, at, "pos" if weights[name] >= 0 else "neg", 14, "start", dy=-13, bold=True))
        marks.append(Text(142, y, words if seen else f"{words}: hidden", "ink" if seen else "axis", 14, "end"))
    marks += [Text(272, 120, "loan?", "ink", 16, "start", bold=True)]
    return Panel(marks, (0, 340), (20, 230), axes=False, height=230)


def shares_panel(before, now):
    places = [0, 1, 3, 4]
    shares = [*before, *now]
    marks = [
        Bars(places, shares, 0, 0.8, ["pos", "neg", "pos", "neg"]),
        *(
            Text(x, share, f"{share:.0f}", "ink", 14, dy=-10, bold=True)
            for x, share in zip(places, shares, strict=True)
        ),
        *(Text(x, 0, group, "ink", 14, dy=14) for x, group in zip(places, "ABAB", strict=True)),
        Text(0.5, 124, "the clerks", "mute", 13),
        Text(3.5, 124, "the neuron", "hi", 13, bold=True),
    ]
    look = {"xticks": [], "yticks": [0, 50, 100], "ylabel": "% of payers who get a loan", "xlabel": " "}
    return Panel(marks, (-0.7, 4.7), (0, 134), **look)


@widget(
    title="A column that was taken out",
    pace=15,
    group=Toggle(False, label="it sees the group"),
    place=Toggle(True, label="it sees the side of the river"),
    apart=Slider(50, 100, 5, 90, label="of 100 people, on their group's side"),
    seed=Seed(1),
)
def loans(group, place, apart, seed):
    names = ["saved", *(["place"] if place else []), *(["group"] if group else [])]
    for epoch, (net, now) in enumerate(learn(names, seed, apart)):
        yield Figure(
            [weights_panel(names, net), shares_panel(clerks(seed, apart), now)],
            alt=f"After {epoch} epochs the neuron sees {', '.join(COLUMNS[name] for name in names)} and gives a loan "
            f"to {now[0]:.0f} % of the payers in group A and {now[1]:.0f} % in group B.",
            outputs={"epoch": epoch, "group_a": f"{now[0]:.0f} %", "group_b": f"{now[1]:.0f} %"},
        )
