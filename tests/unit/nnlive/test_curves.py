"""Pictures of a training: what they say of the numbers that they are made from."""

import numpy as np

from nnlive.curves import border, curve_panel, learning_curves, scatter
from nnlive.preparation import StandardScaler
from nnlive.sequential import Dense, Input, Sequential
from nnlive.shapes import Line, Points, Raster

X, y = np.array([[0.0, 0], [10, 0], [20, 1], [30, 1]]), np.array([0, 1, 1, 1])


def marks(panel, kind):
    return [mark for mark in panel.marks if isinstance(mark, kind)]


def neuron():
    """Says 1 where the scaled first input is above 0."""
    model = Sequential([Input((2,)), Dense(1, "sigmoid")])
    model.compile("sgd", "binary_crossentropy", ["accuracy"])
    model.set_weights([[[4.0], [0.0]], [0.0]])
    return model


def test_the_curves_hold_every_epoch():
    told = neuron().fit(X, y, epochs=3, validation_split=0.25)
    figure = learning_curves(told)
    assert [panel.ylabel for panel in figure.panels] == ["loss", "accuracy"]
    training, validation = marks(figure.panels[0], Line)
    np.testing.assert_array_equal(training.y, told.history["loss"])
    np.testing.assert_array_equal(validation.y, told.history["val_loss"])
    assert f"validation loss {told.history['val_loss'][-1]:.3f}" in figure.alt


def test_curves_of_nothing_yet_and_without_validation():
    assert len(marks(curve_panel({}, "loss", 60), Line)) == 1
    assert curve_panel({}, "accuracy", 60).xlim == (0, 60)
    assert len(marks(learning_curves(neuron().fit(X, y)).panels[0], Line)) == 1


def test_the_border_rings_what_is_wrong():
    scaler = StandardScaler().fit(X)
    figure = border(neuron(), X, y, scaler)
    (ring,) = [mark for mark in marks(figure.panels[0], Points) if mark.shape == "ring"]
    assert (ring.x.tolist(), ring.y.tolist()) == ([10], [0])
    assert "1 of 4 examples" in figure.alt
    (answers,) = marks(figure.panels[0], Raster)
    assert answers.values[0, 0] < 0 < answers.values[0, -1]


def test_a_scatter_tells_how_many_of_each():
    assert scatter(X, y).alt == "4 points: 1 orange squares (class 0) and 3 blue circles (class 1)."
