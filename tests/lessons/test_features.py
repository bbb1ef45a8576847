"""The numbers that the lesson on features quotes, from the lesson's own functions and by numpy."""

import numpy as np
import pytest

from coursebuild import still
from nnlive.houses import houses

animals, town, made, fair = (still.load(f"features{part}") for part in ("", "/houses", "/made", "/fair"))
HOUSES = houses()


def shown(lesson, widget, **settings):
    return lesson.widget(widget).still(settings).outputs


# --- cats and dogs ---


@pytest.mark.parametrize(
    ("name", "share"), [("mass", 76), ("tail", 83.5), ("dark", 56), ("whiskers", 50), ("paws", 50)]
)
def test_what_one_feature_tells(name, share):
    assert animals.names["alone"](name, 1) == share


def test_two_features_tell_more_than_either_and_whiskers_with_paws_nothing():
    assert shown(animals, "which")["held_out_right"] == "196 of 200"
    assert shown(animals, "which", first="whiskers", second="paws")["held_out_right"] == "100 of 200"


@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_so_it_is_with_other_animals(seed):
    alone = [animals.names["alone"](name, seed) for name in animals.names["FEATURES"]]
    together = int(shown(animals, "which", seed=seed)["held_out_right"].split()[0]) / 2
    assert together > max(alone) + 9
    assert alone[3:] == [50, 50]


# --- the valley ---


def test_how_far_columns_reach():
    assert (round(HOUSES["size"].std()), round(HOUSES["bedrooms"].std(), 2)) == (47, 0.83)
    assert round(HOUSES["size"].std() / HOUSES["bedrooms"].std()) == 57
    assert round(HOUSES["size"].mean()) == 139


@pytest.mark.parametrize("scaled", [False, True])
def test_the_valleys_lowest_place_and_heights_are_those_of_the_best_line(scaled):
    X = np.column_stack([HOUSES["size"], HOUSES["bedrooms"]])
    X = (X - X.mean(axis=0)) / (X.std(axis=0) if scaled else 1)
    y = (HOUSES["price"] - HOUSES["price"].mean()) / 1000
    best = np.linalg.lstsq(X, y)[0]
    assert town.names["valley_of"](scaled)[1] == pytest.approx(best)
    for w in (np.zeros(2), np.array([0.5, -3.0])):
        above = 0.5 * np.mean((X.dot(w) - y) ** 2) - 0.5 * np.mean((X.dot(best) - y) ** 2)
        assert town.names["height_above"](scaled, w) == pytest.approx(above)


def left(scaled, lr, step):
    way = town.names["descend"](scaled, lr)
    return 100 * town.names["height_above"](scaled, way[step]) / town.names["height_above"](scaled, way[0])


def test_what_is_left_of_the_way():
    assert round(left(True, 0.5, 10), 1) == 0.2
    assert left(True, 0.5, 60) < 1e-3
    assert (round(left(False, 0.0008, 10), 1), round(left(False, 0.0008, 60), 1)) == (12.1, 11.3)


def test_a_larger_rate_jumps_from_wall_to_wall():
    heights = [left(False, 0.001, step) for step in range(1, 61)]
    assert heights == sorted(heights)
    assert heights[-1] > 1e6


def test_the_weight_of_the_bedrooms_is_below_zero():
    for scaled in (False, True):
        assert town.names["valley_of"](scaled)[1][1] < 0


# --- bedrooms ---


@pytest.mark.parametrize(("size", "slope"), [(160, "−$41,000"), (80, "+$1,800"), (100, "+$1,700")])
def test_what_one_more_bedroom_goes_with(size, slope):
    outputs = shown(town, "bedrooms", size=size)
    assert (outputs["all_houses"], outputs["of_this_size"]) == ("+$13,900", slope)


def test_both_best_weights():
    one = np.ones(len(HOUSES["price"]))
    alone = np.linalg.lstsq(np.column_stack([one, HOUSES["bedrooms"]]), HOUSES["price"] / 1000)[0]
    both = np.linalg.lstsq(np.column_stack([one, HOUSES["bedrooms"], HOUSES["size"]]), HOUSES["price"] / 1000)[0]
    assert (round(alone[1], 2), round(both[1], 2)) == (13.89, -29.15)


# --- garages ---


@pytest.mark.parametrize(("order", "share"), [("alphabet", 18), ("count", 6), ("length", 2)])
def test_numbers_explain_less_than_one_hot_in_every_order(order, share):
    assert shown(town, "garage", order=order) == {"explained_by_a_number": f"{share} %", "by_one_hot": "25 %"}


@pytest.mark.parametrize("order", ["alphabet", "count", "length"])
def test_one_hot_weights_are_the_mean_prices(order):
    weights, _ = town.names["by_one_hot"](order)
    kinds = town.names["numbered"](order)
    assert weights == pytest.approx([HOUSES["price"][HOUSES["garage"] == kind].mean() for kind in kinds])


def test_the_alphabet_puts_the_basement_between_attached_and_built_in():
    kinds = town.names["numbered"]("alphabet")
    assert kinds[:3] == ["attached", "basement", "built in"]
    assert (kinds[6], len(kinds)) == ("several", 7)


# --- a feature instead of a layer ---


def test_squares_have_the_circle_after_one_epoch_and_a_layer_later():
    pictures = [figure.outputs for figure in made.widget("instead").figures()]
    assert [pictures[epoch]["right_by_features"] for epoch in (1, 60)] == [200, 200]
    assert pictures[1]["right_by_layer"] < 150
    assert pictures[60]["right_by_layer"] == 197
    assert next(i for i, picture in enumerate(pictures) if picture["right_by_layer"] >= 190) in range(5, 40)
    assert pictures[0]["numbers"] == "3 and 17"


def test_the_product_has_the_exclusive_or():
    outputs = shown(made, "instead", data="xor", made="product")
    assert (outputs["right_by_features"], outputs["numbers"]) == (200, "2 and 17")


@pytest.mark.parametrize(("data", "features"), [("xor", "squares"), ("xor", "plain"), ("circle", "plain")])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wrong_features_are_helpless(data, features, seed):
    assert 70 <= shown(made, "instead", data=data, made=features, seed=seed)["right_by_features"] <= 130


# --- loans ---


@pytest.mark.parametrize(
    ("settings", "shares"),
    [
        ({}, ("94 %", "64 %")),
        ({"place": False}, ("89 %", "88 %")),
        ({"place": False, "group": True}, ("99 %", "58 %")),
        ({"group": True}, ("98 %", "58 %")),
        ({"apart": 50}, ("89 %", "88 %")),
    ],
)
def test_who_gets_a_loan(settings, shares):
    outputs = shown(fair, "loans", **settings)
    assert (outputs["group_a"], outputs["group_b"]) == shares


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_both_groups_pay_back_alike_and_the_proxy_keeps_the_gap(seed):
    columns, _, pays = fair.names["people"](seed, 90)
    by_group = [pays[columns["group"] == group].mean() for group in (0, 1)]
    assert by_group[0] == pytest.approx(by_group[1], abs=0.05)
    gaps = []
    for settings in ({}, {"place": False}):
        outputs = shown(fair, "loans", seed=seed, **settings)
        gaps.append(int(outputs["group_a"].split()[0]) - int(outputs["group_b"].split()[0]))
    assert gaps[0] > 20
    assert abs(gaps[1]) < 8
