"""Neural networks in plain numpy, and figures that run in a web page, in Jupyter and in tests.

Read it in this order: activations, losses, data, perceptron, network, training.
"""

from nnlive.controls import Choice, Seed, Slider, Toggle, Words
from nnlive.figure import Figure, Panel, Spot
from nnlive.runtime import runtime
from nnlive.shapes import Arrow, Bars, Disc, Line, Picture, Points, Polygon, Raster, Rule, Segments, Text
from nnlive.show import show
from nnlive.widget import Widget, widget

__version__ = "0.1.0"

__all__ = [
    "Arrow",
    "Bars",
    "Choice",
    "Disc",
    "Figure",
    "Line",
    "Panel",
    "Picture",
    "Points",
    "Polygon",
    "Raster",
    "Rule",
    "Seed",
    "Segments",
    "Slider",
    "Spot",
    "Text",
    "Toggle",
    "Widget",
    "Words",
    "runtime",
    "show",
    "widget",
]
