"""The last task of the course: choose a network, train it, and reach a goal that was set before."""

import numpy as np

from nnlive import Choice, Figure, Line, Panel, Points, Raster, Rule, Seed, Slider, Toggle, widget
from nnlive.data import moons
from nnlive.network import dense, predict
from nnlive.training import train

GOAL, SMALL, QUICK = 95, 33, 30  # percent right, parameters, epochs
NOISE, SIZES = 0.2, (120, 200, 1000)  # how far off a position may be; houses to learn from, to choose by, to test with
LEFT, RIGHT, LOW, HIGH = -1.8, 2.8, -1.3, 1.8
SIDE = 44
NAMES = ("north bank", "south bank")


def houses():
    """Three sets of houses on both sides of a river that bends: for training, for choosing, for the test."""
    rng = np.random.default_rng(8)
    return [moons(n, NOISE, rng) for n in SIZES]


TRAINING, CHOOSING, TEST = houses()
_x, _y = np.meshgrid(np.linspace(LEFT, RIGHT, SIDE), np.linspace(HIGH, LOW, SIDE))
PLACES = np.column_stack([_x.ravel(), _y.ravel()])


def percent_right(net, X, y):
    return 100 * float(np.mean((predict(net, X)[:, 0] > 0.5) == (y == 1)))


def map_panel(net):
    """What the network says at every place, and the houses that it learns from."""
    X, y = TRAINING
    south = y == 1
    says = 2 * predict(net, PLACES)[:, 0].reshape(SIDE, SIDE) - 1
    marks = [
        Raster(says, (LEFT, RIGHT, LOW, HIGH)),
        Points(*X[south].T, "pos", size=3.5, label=NAMES[1]),
        Points(*X[~south].T, "neg", "square", 3.5, label=NAMES[0]),
    ]
    return Panel(marks, (LEFT, RIGHT), (LOW, HIGH), xlabel="km east", ylabel="km north", height=270)


def course_panel(epochs, trained, chosen):
    """How many answers were right after each epoch, and the goal."""
    at = len(trained) - 1
    marks = [
        Rule(y=GOAL, color="pos"),
        Line(range(at + 1), trained, "ink", 2, dash=True, label="training"),
        Line(range(at + 1), chosen, "hi", 2.5, label="validation"),
        Points(at, chosen[-1], "hi", size=6),
    ]
    look = {"yticks": [25, 50, 75, GOAL], "height": 270}
    return Panel(marks, (0, epochs), (20, 101), xlabel="epoch", ylabel="% right", **look)


def stars(chosen, parameters, epochs):
    """One for the goal, a second for a small network, a third for a short training; none without the goal."""
    reached = chosen >= GOAL
    return (reached + (reached and parameters <= SMALL) + (reached and epochs <= QUICK)) * "★" or "none yet"


@widget(
    title="Find the river",
    layers=Choice([0, 1, 2], 0, label="hidden layers"),
    neurons=Slider(1, 8, 1, 4, label="neurons in each"),
    activation=Choice(["linear", "tanh", "relu"], "tanh", names=["Linear", "Tanh", "ReLU"], label="activation"),
    lr=Choice([0.003, 0.03, 0.3, 1, 3], 0.03, label="learning rate"),
    epochs=Choice([10, QUICK, 100, 200], 100, label="epochs"),
    seed=Seed(1, label="Seed of the start"),
    test=Toggle(False, label="open the test box"),
    pace=30,
)
def river(layers, neurons, activation, lr, epochs, seed, test):
    rng = np.random.default_rng(seed)
    net = dense([2, *[neurons] * layers, 1], hidden=activation, rng=rng)
    trained, chosen = [], []
    for epoch in train(net, *TRAINING, lr=lr, batch=10, epochs=epochs, rng=rng):
        now = epoch.network
        trained.append(percent_right(now, *TRAINING))
        chosen.append(percent_right(now, *CHOOSING))
        won = stars(chosen[-1], net.parameter_count, epochs) if epoch.number == epochs else "…"
        told = f"{percent_right(now, *TEST):.1f} %" if test and epoch.number == epochs else "closed"
        yield Figure(
            [map_panel(now), course_panel(epochs, trained, chosen)],
            alt=f"A network with {net.parameter_count} parameters after {epoch.number} epochs puts {trained[-1]:.0f} % "
            f"of the training houses on their true bank, and {chosen[-1]:.1f} % of the validation houses; the goal is "
            f"{GOAL} %.",
            outputs={
                "validation": f"{chosen[-1]:.1f} %",
                "parameters": net.parameter_count,
                "stars": won,
                "test": told,
            },
        )
