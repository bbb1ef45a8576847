"""What a reader takes away from a run in the Playground: code that learns the same, its weights, a way to Keras.

`data` is (X_train, y_train, X_test, y_test), the points of two coordinates as `settings.make_data` gives them.
"""

from nnlive.arrays import Array
from nnlive.formulas import imports
from nnlive.keras_model import keras
from nnlive.listing import Listing, constants, describe, learning, network, settings
from nnlive.literals import arrays, points
from nnlive.notebook import Cell, to_json
from nnlive.saved import load_state, load_weights, weights_json, weights_npz
from nnlive.settings import State, make_trainer, training_count
from nnlive.descent import Trainer

__all__ = [
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


def learning_code(state: State, trainer: Trainer, *, count: int | None = None) -> str:
    """How this network learns, without its numbers: features, activations, forward, loss, gradients, update, train.

    count: how many examples it learns from, if they are not the Playground's own. ValueError for a network with a
    reader's own activation or rule, which have no text.
    """
    listing = Listing(state, trainer, training_count(state) if count is None else count, _any_dead(trainer))
    parts = [f"{imports(listing.names)}\n\n{constants(listing)}", network(listing), learning(listing)]
    return "\n\n\n".join(parts) + "\n"


def script(
    state: State,
    trainer: Trainer,
    data: Data,
    *,
    start: Trainer | None = None,
    epochs: int | None = None,
    code: str = "",
) -> str:
    """The run as one Python file, which prints epoch, training loss and test loss.

    start: the network before its training, if it is not the one of the settings; epochs: as many as the run has
    had, at least 100. code: a reader's own version of `learning_code`.
    """
    start = _start(state, trainer, start)
    code = code or learning_code(state, _at(trainer, start), count=len(data[0]))
    title = [
        '"""A neural network learns, in plain numpy: a run of the Playground of "Neural Networks, Live".',
        "",
        describe(trainer),
        "It prints the losses that the Playground shows. All it needs is numpy: pip install numpy",
        '"""',
    ]
    told = [f"# {line}" for line in ["The run's settings, as in the Playground's address:", *settings(state)]]
    numbers = "\n\n".join([_data(data), _weights(start)])
    return "\n".join([*title, "", *told, "", code.rstrip(), "", "", numbers, "", _inputs(data), _run(trainer, data, epochs)])


def notebook(
    state: State,
    trainer: Trainer,
    data: Data,
    *,
    start: Trainer | None = None,
    epochs: int | None = None,
) -> str:
    """The same as a Jupyter notebook, with a picture of the plane and the losses at the end."""


def _any_dead(trainer: Trainer) -> bool:
    return any(bool(dead.any()) for dead in trainer.dead)
