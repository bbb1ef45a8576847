"""What the Playground's tests share: a trained network, and what a panel holds."""

from nnlive import settings, svg
from nnlive.figure import Figure


def trained(state, epochs=3):
    """The state's data, and its network after some epochs."""
    data, trainer = settings.make_data(state), settings.make_trainer(state)
    for _ in range(epochs):
        trainer.epoch(settings.make_inputs(state, data[0]), data[1])
    return data, trainer


def sets(panel, control):
    """What the panel's spots set a control to, by their label."""
    return {spot.label: spot.set[control] for spot in panel.spots if control in spot.set}


def marks(kind, panel):
    return [mark for mark in panel.marks if isinstance(mark, kind)]


def drawn(*panels):
    """Draws the panels: marks refuse what is not finite, and here so does the text."""
    for panel in svg.draw(Figure(panels, "A picture.")):
        assert not any("nan" in layer.body or "inf" in layer.body for layer in panel.layers)
