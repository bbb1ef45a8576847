"""What a reader takes away from a run in the Playground: code that learns the same, its weights, a way to Keras.

`data` is (X_train, y_train, X_test, y_test), the points of two coordinates as `settings.make_data` gives them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlive.arrays import Array
from nnlive.descent import Trainer
from nnlive.formulas import imports
from nnlive.keras_model import keras
from nnlive.listing import Listing, constants, describe, learning, network, same_network, settings
from nnlive.literals import arrays, points
from nnlive.notebook import Cell, to_json
from nnlive.saved import finite, load_state, load_weights, weights_json, weights_npz
from nnlive.settings import State, make_trainer, training_count

__all__ = [
    "files",
    "keras",
    "learning_code",
    "load_state",
    "load_weights",
    "notebook",
    "script",
    "weights_json",
    "weights_npz",
]

Data = tuple[Array, Array, Array, Array]


@dataclass(frozen=True)
class Run:
    """What a script and a notebook are written from; see `script`."""

    state: State
    trainer: Trainer
    data: Data
    start: Trainer
    epochs: int
    own: str
    code: str

    @property
    def tested(self) -> bool:
        return len(self.data[2]) > 0

    @property
    def listing(self) -> Listing:
        return Listing(self.state, self.trainer, len(self.data[0]), any_dead(self.start), self.own)


def files(
    state: State, trainer: Trainer, data: Data, start: Trainer, own: str = "", code: str = ""
) -> dict[str, Callable[[], str | bytes]]:
    """What can be taken away, by name. Each is made when it is asked for; what cannot be made is a ValueError."""
    return {
        "playground.py": lambda: script(state, trainer, data, start=start, own=own, code=code),
        "playground.ipynb": lambda: notebook(state, trainer, data, start=start, own=own, code=code),
        "keras.py": lambda: keras(state, trainer, own, code),
        "weights.json": lambda: weights_json(state, trainer, code or own),
        "weights.npz": lambda: weights_npz(trainer),
    }


def learning_code(
    state: State, trainer: Trainer, *, count: int | None = None, start: Trainer | None = None, own: str = ""
) -> str:
    """How this network learns, without its numbers: features, activations, forward, loss, gradients, update, train.

    count: of the examples it learns from, if they are not the Playground's own; start: as for `script`; own: as for
    `Listing`, which a network with a reader's own activation or rule needs.
    """
    count = training_count(state) if count is None else count
    listing = Listing(state, trainer, count, start is not None and any_dead(start), own)
    return join(f"{imports(listing.names)}\n\n{constants(listing)}", network(listing), learning(listing)) + "\n"


def script(
    state: State,
    trainer: Trainer,
    data: Data,
    *,
    start: Trainer | None = None,
    epochs: int | None = None,
    own: str = "",
    code: str = "",
) -> str:
    """The run as one Python file, which prints epoch, training loss and test loss.

    The losses agree to 1e-9 unless the run itself is chaotic: where a change in the last digit of a weight grows
    beyond that, as with high learning rates or a long spiral, no two machines agree either.
    start: the network before its training, if it is not the one of the settings; epochs: as many as the run has
    had, at least 100. own: as for `Listing`; code: a reader's own version of `learning_code`.
    """
    run = _run(state, trainer, data, start, epochs, own, code)
    title = f'''
"""A neural network learns, in plain numpy: a run from the Playground of "Neural Networks, Live".

{describe(trainer)}
The losses it prints are those of the Playground, until rounding makes a difference: some networks
react to the last digit of a weight, and part after many epochs. It needs numpy: pip install numpy
"""

# The settings, as in the Playground's address:
{commented(settings(state))}
'''.strip()
    code = code or learning_code(state, trainer, count=len(data[0]), start=run.start, own=own)
    numbers = f"{_data(run)}\n\n{_weights(run)}\n\n{_inputs(run)}"
    return f"{title}\n\n{join(code.strip(), numbers)}\n\n{_printing(run)}\n"


def notebook(
    state: State,
    trainer: Trainer,
    data: Data,
    *,
    start: Trainer | None = None,
    epochs: int | None = None,
    own: str = "",
    code: str = "",
) -> str:
    """The same as a Jupyter notebook, which also keeps the losses and shows a picture of what was learned."""
    run = _run(state, trainer, data, start, epochs, own, code)
    lines = "\n".join(f"    {line}" for line in settings(state))
    title = f"""
# A neural network learns

A run from the Playground of *Neural Networks, Live*, in plain numpy. {describe(trainer)}
The cells run from top to bottom, here, in Jupyter or in Colab.

The settings, as in the Playground's address:

{lines}
"""
    return to_json(
        [
            Cell("title", title, is_code=False),
            Cell("data-text", "## The data\n\nA row for each point: x1, x2 and its label.", is_code=False),
            Cell("data", f"import numpy as np\n\n{_data(run)}"),
            *(_own_cells(run) if run.code else _cells(run)),
            Cell("picture-text", "## What it has learned", is_code=False),
            Cell("picture", _picture(run)),
        ]
    )


def _cells(run: Run) -> list[Cell]:
    listing = run.listing
    head = f"{imports(listing.names)}\n\n\n" if "math" in imports(listing.names) else ""
    return [
        Cell("network-text", f"## The network\n\n{NETWORK_TEXT}", is_code=False),
        Cell("network", f"{head}{join(network(listing), _weights(run))}\n\n{_inputs(run)}"),
        Cell("training-text", f"## The training\n\n{TRAINING_TEXT}", is_code=False),
        Cell("training", join(constants(listing), learning(listing), _history(run))),
    ]


def _own_cells(run: Run) -> list[Cell]:
    """A reader's own code is one piece: network and training cannot be told apart in it."""
    return [
        Cell("code-text", "## Your code\n\nIt is as you wrote it in the Playground.", is_code=False),
        Cell("code", run.code),
        Cell("start-text", "## The start\n\nThe weights and biases before any training.", is_code=False),
        Cell("start", f"{_weights(run)}\n\n{_inputs(run)}"),
        Cell("training-text", f"## The training\n\n{TRAINING_TEXT}", is_code=False),
        Cell("training", _history(run)),
    ]


NETWORK_TEXT = "What it sees, how it answers, how wrong it is, and the weights and biases it starts with."
TRAINING_TEXT = "Run this cell again to train on; run the cell above it first to start anew."


def _run(
    state: State, trainer: Trainer, data: Data, start: Trainer | None, epochs: int | None, own: str, code: str
) -> Run:
    same_network(state, trainer)
    start = make_trainer(state) if start is None else start
    if start.sizes != trainer.sizes:
        raise ValueError(f"The start is a network {list(start.sizes)}, the run's is {list(trainer.sizes)}.")
    finite(start)
    return Run(state, trainer, data, start, max(100, trainer.epochs) if epochs is None else epochs, own, code)


def any_dead(trainer: Trainer) -> bool:
    return any(bool(dead.any()) for dead in trainer.dead)


def join(*parts: str) -> str:
    """Parts of a program, with two empty lines between."""
    return "\n\n\n".join(parts)


def commented(lines: list[str]) -> str:
    return "\n".join(f"# {line}" for line in lines)


def _data(run: Run) -> str:
    X, y, X_test, y_test = run.data
    train = f"# To learn from: x1, x2 and label of each point\nTRAIN = {points(X, y)}"
    return train + (f"\n\n# To test with, never learned from\nTEST = {points(X_test, y_test)}" if run.tested else "")


def _weights(run: Run) -> str:
    note = "# The start: W[i] has a row for each input of layer i and a column for each neuron"
    dead = f"\n{arrays('DEAD', [dead * 1.0 for dead in run.start.dead])}" if any_dead(run.start) else ""
    return f"{note}\n{arrays('W', run.start.weights)}\n{arrays('b', run.start.biases)}{dead}"


def _inputs(run: Run) -> str:
    test = "\nX_test, y_test = features(TEST[:, :2]), TEST[:, 2:]" if run.tested else ""
    return f"X, y = features(TRAIN[:, :2]), TRAIN[:, 2:]{test}"


def _losses(run: Run) -> list[str]:
    return ["loss(X, y, W, b)", *["loss(X_test, y_test, W, b)"] * run.tested]


def _printing(run: Run) -> str:
    shown = "  ".join(f"{{{one}:.12f}}" for one in _losses(run))
    return (
        f'print("epoch   training loss{"       test loss" * run.tested}")\n'
        f"for epoch in train(X, y, W, b, epochs={run.epochs}):\n"
        f'    print(f"{{epoch:5}}  {shown}")'
    )


def _history(run: Run) -> str:
    heads = "".join(f", {name}" for name in ["training loss", "test loss"][: 1 + run.tested])
    return (
        f"history = []  # rows of epoch{heads}\n"
        f"for epoch in train(X, y, W, b, epochs={run.epochs}):\n"
        f"    history.append([epoch, {', '.join(_losses(run))}])\n"
        f"    if epoch % {max(1, run.epochs // 10)} == 0:\n"
        "        print(*history[-1])"
    )


def _picture(run: Run) -> str:
    reach = max(6, int(np.ceil(max((np.abs(X).max(initial=0.0) for X in run.data[::2]), default=0.0))))
    picture = PICTURE.replace("<reach>", str(reach))
    test = 'curve.plot(epochs, losses[:, 1], label="test loss")'
    return picture.replace("    <test>\n", f"    {test}\n" if run.tested else "")


PICTURE = """
try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None
    print("For a picture, install matplotlib: pip install matplotlib")

if plt:
    side = np.linspace(-<reach>, <reach>, 100)
    grid = np.array([[x1, x2] for x2 in side for x1 in side])
    answers = forward(features(grid), W, b)[1][-1].reshape(100, 100)
    figure, (plane, curve) = plt.subplots(1, 2, figsize=(11, 4.5))
    colours = {"cmap": "PuOr", "vmin": -1, "vmax": 1}  # orange for -1, purple for +1
    plane.pcolormesh(side, side, answers, **colours)
    plane.scatter(TRAIN[:, 0], TRAIN[:, 1], c=TRAIN[:, 2], edgecolors="white", **colours)
    plane.set(title="What the network answers", xlabel="x1", ylabel="x2", aspect="equal")
    epochs, losses = np.array(history)[:, 0], np.array(history)[:, 1:]
    curve.plot(epochs, losses[:, 0], label="training loss")
    <test>
    curve.set(title="Loss", xlabel="epoch", ylim=(0, None))
    curve.legend()
    plt.show()
""".strip()
