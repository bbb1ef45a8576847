"""The drawing of a network: one disc a neuron, one line a weight, and weights that fit the columns."""

import numpy as np
import pytest

from nnlive import svg
from nnlive.activations import ACTIVATIONS
from nnlive.diagram import network, neuron, rows
from nnlive.figure import Figure
from nnlive.shapes import Disc, FigureError, Segments, Text

INSIDE = [["1", "2"], ["a", "b", "c"], ["<y>"]]
WEIGHTS = [np.arange(6.0).reshape(2, 3) - 2, np.ones((3, 1))]


def marks(kind, panel):
    return [mark for mark in panel.marks if isinstance(mark, kind)]


def test_rows_are_even_and_from_the_top():
    assert rows(2, 100).tolist() == [75, 25]
    assert rows(1, 100).tolist() == [50]
    assert rows(0, 100).shape == (0,)


def test_every_weight_is_a_line_and_every_neuron_a_disc():
    panel = network(WEIGHTS, INSIDE)
    assert [len(piece.columns[0]) for piece in marks(Segments, panel)] == [6, 3]
    assert [disc.text for disc in marks(Disc, panel)] == ["1", "2", "a", "b", "c", "<y>"]
    assert "&lt;y&gt;" in svg.standalone(Figure([panel], "A network."))


def test_a_line_joins_the_neurons_its_weight_joins():
    panel = network(WEIGHTS, INSIDE)
    x0, y0, x1, y1, weight = (column[4] for column in marks(Segments, panel)[0].columns)  # row 1, column 1
    discs = marks(Disc, panel)
    assert (x0, y0, x1, y1) == (discs[1].x[0], discs[1].y[0], discs[3].x[0], discs[3].y[0])
    assert weight == WEIGHTS[0][1, 1]


def test_numbers_and_names_are_written():
    texts = [text.text for text in marks(Text, network([[[-0.5]]], [["a"], ["b"]], [["in"], [""]], numbers=True))]
    assert texts == ["−0.5", "in"]


@pytest.mark.parametrize("weights", [[], WEIGHTS[:1], [*WEIGHTS, np.ones((1, 1))], [WEIGHTS[0].T, WEIGHTS[1]]])
def test_weights_that_do_not_fit_the_columns_are_refused(weights):
    with pytest.raises(ValueError, match=r"columns"):
        network(weights, INSIDE)


def test_a_weight_that_is_not_finite_is_refused():
    with pytest.raises(FigureError, match=r"weight\[1\] is nan"):
        network([[[0, np.nan]]], [["a"], ["b", "c"]], numbers=True)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "step"])
@pytest.mark.parametrize("w", [-1000, 0, 1000])
def test_a_neuron_draws_at_any_weight(name, w):
    drawn = svg.draw(Figure([neuron(ACTIVATIONS[name], w, -w / 2, 3)], "A neuron."))[0]
    assert not any("nan" in layer.body for layer in drawn.layers)
