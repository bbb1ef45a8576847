"""The Playground's network and planes: what can be pressed does what it says, and everything draws."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from panels import drawn, marks, sets, trained

from nnlive import settings
from nnlive.features import FEATURES
from nnlive.frame import Look, surround
from nnlive.playground import (
    Maps,
    data_marks,
    data_panel,
    key_panel,
    network_panel,
    output_panel,
    space_panel,
)
from nnlive.settings import State
from nnlive.shapes import Line, Raster, Segments

ALL = tuple(FEATURES)


def network(state, **given):
    _, trainer = trained(state, 1)
    return network_panel(state, trainer, Maps(state).paint(trainer), **given)


def every_panel(state, epochs=3):
    data, trainer = trained(state, epochs)
    maps = Maps(state).paint(trainer)
    planes = [output_panel(state, maps, data_marks(state, data), node, (1.0, 2.0)) for node in ("", "0:4", "1:0")]
    drawn(network_panel(state, trainer, maps, "1:0", "0:1"), data_panel(state), key_panel(), *planes)
    drawn(space_panel(state, trainer, *data[:2]))
    return trainer


def test_pressing_an_input_switches_that_one():
    found = sets(network(State(features=("x1", "sin_x2"))), "features")
    assert len(found) == 7
    assert found["x₁, an input that is used"] == "sin_x2"
    assert found["x₁x₂, an input that is not used"] == "x1,x1x2,sin_x2"


def test_every_input_can_be_switched_off():
    assert sets(network(State(features=("x2",))), "features")["x₂, an input that is used"] == ""


def test_an_input_says_whether_it_is_on():
    on = [spot.pressed for spot in network(State()).spots if "features" in spot.set]
    assert on == [True, True, False, False, False, False, False]


def test_buttons_add_and_take_away_neurons_and_layers():
    assert sets(network(State(shape=(4, 1))), "shape") == {
        "Remove the last hidden layer": "4",
        "Add a hidden layer of 2 neurons": "4,1,2",
        "Remove a neuron from layer 1, which has 4": "3,1",
        "Add a neuron to layer 1, which has 4": "5,1",
        "Add a neuron to layer 2, which has 1": "4,2",
    }
    assert sets(network(State(shape=())), "shape") == {"Add a hidden layer of 2 neurons": "2"}


def test_six_layers_of_eight_are_the_most():
    found = sets(network(State(shape=(8,) * 6)), "shape")
    assert not any(label.startswith("Add") for label in found)
    assert sets(network(State(shape=(1,))), "shape")["Remove the last hidden layer"] == ""


def test_pressing_a_neuron_chooses_it_and_pointing_looks_at_it():
    spots = network(State()).spots
    assert [spot.set["node"] for spot in spots if "node" in spot.set] == [
        "1:0",
        "1:1",
        "1:2",
        "1:3",
        "2:0",
        "2:1",
        "3:0",
    ]
    assert all(spot.hover["look_at"] == spot.set["node"] for spot in spots if "node" in spot.set)
    assert [spot.hover["look_at"] for spot in spots if "features" in spot.set] == [f"0:{i}" for i in range(7)]


def test_a_neuron_says_its_bias_and_its_strongest_weight():
    state = State(shape=(1,))
    trainer = settings.make_trainer(state)
    trainer.weights[0][:] = [[0.5], [-2]]
    trainer.biases[0][:] = -0.25
    labels = [spot.label for spot in network_panel(state, trainer, Maps(state).paint(trainer)).spots]
    assert "Neuron 1 of layer 1, bias −0.25, strongest weight −2.00 from x₂" in labels


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [("networkShape", {"shape"}), ("numHiddenLayers", set()), ("xSquared", set())],
)
def test_what_a_link_hides_cannot_be_pressed(hidden, gone):
    panel = network(State(hidden=frozenset({hidden})))
    left = {control for spot in panel.spots for control in spot.set}
    assert left == {"features", "node", "shape"} - gone
    if hidden == "numHiddenLayers":
        assert set(sets(panel, "shape").values()) == {"3,2", "5,2", "4,1", "4,3"}
    if hidden == "xSquared":
        assert len(sets(panel, "features")) == 6


def test_hidden_data_sets_are_shown_without_spots():
    assert data_panel(State(hidden=frozenset({"dataset"}))).spots == ()
    assert data_panel(State(hidden=frozenset({"regDataset"}))).spots
    assert data_panel(State(problem="regression", hidden=frozenset({"regDataset"}))).spots == ()


def test_data_sets_are_chosen_by_pressing_them():
    assert list(sets(data_panel(State()), "dataset").values()) == ["circle", "xor", "gauss", "spiral"]
    panel = data_panel(State(problem="regression", reg_dataset="reg_gauss"))
    assert list(sets(panel, "reg_dataset").values()) == ["reg_plane", "reg_gauss"]
    assert [spot.pressed for spot in panel.spots] == [False, True]


def test_thumbnails_stand_the_right_way_up():
    clouds = data_panel(State()).marks[8]  # the blue points of the third, the two clouds
    spot = data_panel(State()).spots[2]
    assert clouds.color == "pos"
    assert clouds.x.mean() > spot.x
    assert clouds.y.mean() > spot.y
    plane = marks(Raster, data_panel(State(problem="regression")))[0].values
    assert plane[0, -1] > 0.9 > -0.9 > plane[-1, 0]  # blue at the upper right


@pytest.mark.parametrize("shape", [(), (1,), (2,), (3,), (4, 2), (8, 8, 8), (8, 1, 3, 2), (3,) * 5, (8,) * 6])
@pytest.mark.parametrize("features", [(), ("x1",), ("x1", "x2"), ALL])
def test_networks_of_every_shape_draw(shape, features):
    every_panel(State(shape=shape, features=features), 1)


@pytest.mark.parametrize(
    ("problem", "dataset", "reg_dataset", "extras"),
    [
        *product(["classification"], ["circle", "xor", "gauss", "spiral"], ["reg_plane"], [False, True]),
        *product(["regression"], ["circle"], ["reg_plane", "reg_gauss"], [False, True]),
    ],
)
def test_every_data_set_draws(problem, dataset, reg_dataset, extras):
    every_panel(State(
        problem=problem, dataset=dataset, reg_dataset=reg_dataset, noise=50 if extras else 0, show_test=extras,
        discretize=extras,
    ))  # fmt: skip


@pytest.mark.parametrize("activation", ["relu", "linear", "tanh"])
def test_a_network_that_diverged_draws(activation):
    trainer = every_panel(State(activation=activation, lr=1000, problem="regression"), 40)
    trainer.theta[:] = np.nan
    state = State()
    maps = Maps(state).paint(trainer)
    assert not maps.large((3, 0)).any()
    drawn(network_panel(state, trainer, maps), space_panel(state, trainer, *settings.make_data(state)[:2]))


def test_numbers_beyond_32_bits_leave_a_blank_map():
    state = State(shape=(2,), activation="linear", problem="regression")
    trainer = settings.make_trainer(state)
    trainer.weights[0][:] = 1e39
    assert np.isfinite(Maps(state).paint(trainer).large((2, 0))).all()


def test_networks_larger_than_the_buttons_allow_draw():
    every_panel(State(shape=(64, 64)), 0)
    every_panel(State(shape=(1,) * 20), 0)


def test_maps_show_what_the_network_answers():
    state = State(shape=(3, 2))
    _, trainer = trained(state, 30)
    maps, X = Maps(state).paint(trainer), np.array([[-6.0, 6.0], [6.0, 6.0], [-6.0, -6.0]])  # three corners
    for node, answers in [((3, 0), trainer.forward(X)[2][:, 0]), ((1, 2), trainer.forward(X)[0][:, 2])]:
        large = maps.large(node)
        np.testing.assert_allclose([large[0, 0], large[0, -1], large[-1, 0]], answers, atol=1e-5)
    np.testing.assert_allclose(maps.large((0, 4))[0, :], np.linspace(-1, 1, 100), atol=1e-6)  # x₁x₂ at x₂ = 6
    assert maps.reach((0, 4)) == 36
    np.testing.assert_allclose(maps.small((3, 0))[0, [0, -1]], maps.large((3, 0))[0, [0, -1]])


def test_discrete_maps_have_two_colours():
    state = State(discretize=True)
    maps = Maps(state).paint(trained(state)[1])
    assert set(np.unique(maps.large((3, 0)))) <= {-1, 1}
    assert set(np.unique(maps.small((1, 0)))) <= {-1, 1}


def test_a_link_joins_the_input_it_comes_from():
    state = State(features=("x2", "sin_x1"), shape=(1,))
    panel = network(state)
    places = {spot.hover["look_at"]: spot.y for spot in panel.spots if "features" in spot.set}
    assert marks(Segments, panel)[0].y0.tolist() != [places["0:0"], places["0:2"]]
    assert sorted(marks(Segments, panel)[0].y0) == sorted([places["0:1"], places["0:5"]])


@pytest.mark.parametrize(("node", "framed"), [("1:2", True), ("0:6", True), ("9:9", False), ("", False), ("x", False)])
def test_the_chosen_neuron_has_a_violet_frame(node, framed):
    rings = [mark for mark in marks(Line, network(State(), node=node)) if mark.color == "hi" and len(mark.x)]
    assert len(rings) == framed


@pytest.mark.parametrize("shape", [(4, 2), (8, 8, 8), (8,) * 6])
def test_places_to_press_are_large_enough_and_apart(shape):
    spots = network(State(shape=shape, features=ALL)).spots
    boxes = [(s.x - s.width / 2, s.x + s.width / 2, s.y - s.height / 2, s.y + s.height / 2) for s in spots]
    assert all(spot.width >= 24 and spot.height >= 24 for spot in spots)
    assert all(x0 >= -0.5 and x1 <= 340.5 and y0 >= -0.5 for x0, x1, y0, _ in boxes)
    for i, (a0, a1, b0, b1) in enumerate(boxes):
        assert not any(a0 < c1 and c0 < a1 and b0 < d1 and d0 < b1 for c0, c1, d0, d1 in boxes[:i])


@pytest.mark.parametrize("width", [340, 170])
def test_the_plane_is_pressed_where_it_is_drawn(width):
    state = State()
    panel = output_panel(state, Maps(state), [], width=width)
    _, _, across, up = surround(Look.of(panel))[0].inner
    (spot,) = panel.spots
    assert spot.pick == ("px", "py")
    assert (spot.width, spot.height) == pytest.approx((across, up))


def test_a_point_outside_the_plane_is_not_drawn():
    state = State()
    drawn(output_panel(state, Maps(state), [], "", (7.0, 0.0)))
    far = (np.array([[9.0, 0.0], [1.0, 1.0]]), np.array([1.0, -1.0]))
    blue, orange = data_marks(replace(state), (*far, *far))
    assert (len(blue.x), len(orange.x)) == (0, 1)


@pytest.mark.parametrize("shape", [(), (3, 2), (3, 1), (4,)])
def test_the_zero_line_is_where_the_output_is_zero(shape):
    state = State(shape=shape, features=("x1", "x2"))
    data, trainer = trained(state, 20)
    panel = space_panel(state, trainer, *data[:2])
    line = marks(Line, panel)[-1]
    values = marks(Raster, panel)[0].values
    (x0, x1), (y0, y1) = panel.xlim, panel.ylim
    n = len(values)
    for t in (0.0, 0.5, 1.0):
        x, y = (float(v[0] + t * (v[1] - v[0])) for v in (line.x, line.y))
        column, row = (x - x0) / (x1 - x0) * (n - 1), (y1 - y) / (y1 - y0) * (n - 1)
        if 0 <= column < n - 1 and 0 <= row < n - 1:
            cell = values[int(row) : int(row) + 2, int(column) : int(column) + 2]
            assert cell.min() <= 0 <= cell.max()
