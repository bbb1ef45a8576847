"""Steps downhill, seen from above: three learning rates side by side, and batches of examples."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Seed, widget
from nnlive.activations import sigmoid
from nnlive.losses import LOSSES

COUNT = 250
LOW, HIGH = np.array([-1.5, -3.5]), np.array([4.5, 3.5])  # the part of the map that is shown, for w and b
START = np.array([-1.0, 2.0])


def mangoes(seed):
    """250 mangoes: how soft each is, and whether it was ripe. The softer, the more likely."""
    rng = np.random.default_rng(seed)
    soft = rng.normal(0, 1.2, COUNT)
    return soft, (rng.random(COUNT) < sigmoid(1.6 * soft - 0.6)).astype(float)


SOFT, RIPE = mangoes(5)


def loss_at(w, b):
    """The mean log loss over all mangoes; of many (w, b) at once if these are arrays."""
    p = sigmoid(np.multiply.outer(w, SOFT) + np.asarray(b)[..., None])
    return LOSSES["log_loss"].value(p[..., None], RIPE[:, None]).mean(axis=-1)


def slopes(at, soft=SOFT, ripe=RIPE):
    """How the mean log loss of these mangoes changes with w and with b."""
    error = sigmoid(at[0] * soft + at[1]) - ripe
    return np.array([np.mean(error * soft), np.mean(error)])


def lowest():
    """The lowest point of the map, found the way this page is about."""
    at = START
    for _ in range(500):
        at = at - 2 * slopes(at)
    return at


BEST = lowest()
BEST_LOSS = float(loss_at(*BEST))
LEVELS = BEST_LOSS + np.array([0.02, 0.08, 0.2, 0.4, 0.7, 1.1, 1.6])


def contours():
    """Closed lines of equal loss around the lowest point. In every direction the loss only rises, so we walk outwards
    and note where it passes each level."""
    angle, far = np.linspace(0, 2 * np.pi, 73), np.linspace(0, 9, 91)
    ray = np.array([np.cos(angle), np.sin(angle)])
    w, b = (BEST[i] + np.multiply.outer(ray[i], far) for i in (0, 1))
    reach = np.array([np.interp(LEVELS, row, far) for row in loss_at(w, b)])
    for i in range(len(LEVELS)):
        x, y = BEST[:, None] + ray * reach[:, i]
        yield Line(x, y, "axis", 1)


CONTOURS = (*contours(), Points(*BEST, "ink", "cross", 5))


def map_panel(way, title, other=(), ball=("hi", "circle"), **look):
    """The map with the way so far, and another, dashed. What leaves the map is drawn at its rim."""
    x, y = np.clip(way, LOW, HIGH).T
    dashed = [Line(*np.clip(other, LOW, HIGH).T, "mute", 2, dash=True)] if len(other) else []
    marks = [*CONTOURS, Line(x, y, ball[0], 1.5), *dashed, Points(x[-1], y[-1], *ball, size=6)]
    ticks = {"xticks": [-1, 1, 3], "yticks": [-3, 0, 3]}
    return Panel(marks, (LOW[0], HIGH[0]), (LOW[1], HIGH[1]), title, "weight w", "bias b", **ticks, **look)


SMALL = {"width": 148, "height": 200}
BALLS = {"small": ("mute", "square"), "middle": ("hi", "circle"), "large": ("neg", "triangle")}


def losses_panel(losses):
    """The three losses after every step. What is above the picture is drawn at its rim."""
    steps, low = np.arange(len(losses)), np.minimum(losses, 4)
    marks = []
    for row, (color, shape) in zip(low.T, BALLS.values(), strict=True):
        marks += [Line(steps, row, color, 2, dash=color == "mute"), Points(steps[-1], row[-1], color, shape, 5)]
    ends = {"xticks": [0, 20, 40], "yticks": [0, 2, 4]}
    return Panel(marks, (0, 42), (0, 4), "The losses", "step", "log loss", **ends, **SMALL)


@widget(
    title="Too small, right, too large",
    pace=12,
    small=Choice([0.03, 0.1, 0.3], 0.1, label="small rate"),
    middle=Choice([1, 2, 4], 2, label="middle rate"),
    large=Choice([10, 20, 40], 40, label="large rate"),
)
def three_rates(small, middle, large):
    rates = np.array([small, middle, large])
    ways = [np.array([START] * 3)]
    for step in range(41):
        losses = np.array([loss_at(*at.T) for at in ways])
        told = ", ".join(f"{loss:.3f} with {rate:g}" for loss, rate in zip(losses[-1], rates, strict=True))
        maps = [
            map_panel(np.array(ways)[:, i], f"{name}: {rates[i]:g}", ball=ball, **SMALL)
            for i, (name, ball) in enumerate(BALLS.items())
        ]
        yield Figure(
            [*maps, losses_panel(losses)],
            alt=f"After {step} steps from the same place the loss is {told}. The lowest there is: {BEST_LOSS:.3f}.",
            outputs={"step": step, **dict(zip(BALLS, losses[-1].tolist(), strict=True))},
        )
        ways.append(ways[-1] - rates[:, None] * np.array([slopes(at) for at in ways[-1]]))


# --- batches ---

EPOCHS = 6


def updates_of(batch):
    return -(-COUNT // batch)  # rounded up: the last batch may be shorter


def by_batches(batch, lr, rng):
    """Gradient descent by batches. Gives w and b after every update; each epoch has a new order."""
    at = START
    yield at
    for _ in range(EPOCHS):
        order = rng.permutation(COUNT)
        for i in range(0, COUNT, batch):
            some = order[i : i + batch]
            at = at - lr * slopes(at, SOFT[some], RIPE[some])
            yield at


def epochs_panel(batch, epochs, losses, whole):
    """The loss against the epochs, for the batches (violet) and for all 250 at once (dashed)."""
    marks = [
        Line(np.arange(len(whole)), whole, "mute", 2, dash=True, label="all at once"),
        Line(epochs, losses, "hi", 2, label=f"batches of {batch}"),
    ]
    return Panel(marks, (0, EPOCHS), (0, 2), xlabel="epoch", ylabel="log loss of all 250", yticks=[0, 1, 2])


@widget(
    title="Batches",
    pace=20,
    batch=Choice([1, 10, 50, 250], 10, label="examples in a batch"),
    lr=Choice([0.05, 0.2, 0.5, 2], 0.5, label="learning rate"),
    seed=Seed(1),
)
def batches(batch, lr, seed):
    way = np.array(list(by_batches(batch, lr, np.random.default_rng(seed))))
    whole = np.array(list(by_batches(COUNT, lr, np.random.default_rng(seed))))
    losses, losses_whole = loss_at(*way.T), loss_at(*whole.T)
    epochs = np.arange(len(way)) / updates_of(batch)
    skip = len(way) // 150 or 1  # with small batches we show every tenth update
    for end in range(0, len(way), skip):
        shown, passes = slice(0, end + 1, skip), int(epochs[end]) + 1
        above = map_panel(way[shown], f"{end} updates", whole[:passes])
        beside = epochs_panel(batch, epochs[shown], losses[shown], losses_whole[:passes])
        yield Figure(
            [above, beside],
            alt=f"After {epochs[end]:.1f} epochs: {end} updates in batches of {batch}, loss {losses[end]:.3f}; "
            f"with all 250 at once {passes - 1} updates, loss {losses_whole[passes - 1]:.3f}.",
            outputs={"epoch": f"{epochs[end]:.1f}", "updates": end, "loss": losses[end],
                     "loss_all_at_once": losses_whole[passes - 1]},
        )  # fmt: skip
