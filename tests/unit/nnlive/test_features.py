import numpy as np
import pytest

from nnlive.features import FEATURES, columns, one_hot, standardize

X = np.array([[1.0, -2.0], [3.0, 0.5], [-2.0, 4.0]])


def test_the_seven_features_of_a_point():
    expected = [3, 0.5, 9, 0.25, 1.5, np.sin(3), np.sin(0.5)]
    np.testing.assert_allclose(columns(X, list(FEATURES))[1], expected)


def test_columns_come_in_the_order_asked_for():
    np.testing.assert_array_equal(columns(X, ["x2", "x1"]), X[:, ::-1])


def test_no_features_leave_no_columns():
    assert columns(X, []).shape == (3, 0)


def test_an_unknown_feature_is_named():
    with pytest.raises(ValueError, match=r"no feature called 'x1squared'\. Did you mean 'x1_squared'"):
        columns(X, ["x1squared"])


def test_standardized_columns_have_mean_0_and_std_1():
    scaled, mean, std = standardize(X)
    np.testing.assert_allclose((scaled.mean(axis=0), scaled.std(axis=0)), [[0, 0], [1, 1]], atol=1e-15)
    np.testing.assert_allclose(scaled * std + mean, X)


def test_a_constant_column_becomes_zeros():
    scaled, _, std = standardize(np.full((4, 1), 7.0))
    assert not scaled.any()
    assert std == 1


def test_one_hot_rows():
    np.testing.assert_array_equal(one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
