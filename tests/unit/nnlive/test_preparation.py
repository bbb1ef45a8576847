"""Splitting, scaling and one-hot: the results of scikit-learn and Keras, and mistakes told in words."""

import numpy as np
import pytest

from nnlive.preparation import StandardScaler, to_categorical, train_test_split

X, y = np.arange(20.0).reshape(10, 2), np.arange(10)


def test_a_split_keeps_every_row_with_its_label():
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=1)
    assert (len(X_train), len(X_test)) == (7, 3)  # rounded up, as in scikit-learn
    assert sorted([*y_train, *y_test]) == y.tolist()
    np.testing.assert_array_equal(X[y_train.astype(int)], X_train)
    np.testing.assert_array_equal(X[y_test.astype(int)], X_test)


def test_a_split_is_shuffled_and_repeats_with_its_seed():
    first, same, other = (train_test_split(X, y, random_state=seed)[3].tolist() for seed in (5, 5, 6))
    assert first == same != other
    assert len(train_test_split(X, y, test_size=4)[3]) == 4


@pytest.mark.parametrize(
    ("labels", "size", "told"), [(y[:4], 0.5, "10 examples"), (y, 1.0, "Both parts"), (y, 0, "Both")]
)
def test_a_split_that_cannot_be(labels, size, told):
    with pytest.raises(ValueError, match=told):
        train_test_split(X, labels, test_size=size)


def test_a_scaler_gives_mean_0_and_spread_1_and_goes_back():
    scaler = StandardScaler()
    Z = scaler.fit_transform(X)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(Z.std(axis=0), 1)
    np.testing.assert_allclose(scaler.inverse_transform(Z), X)
    np.testing.assert_allclose(scaler.transform([[9, 10]]), 0, atol=1e-15)


def test_a_column_that_never_changes_is_not_divided_by_zero():
    assert StandardScaler().fit_transform([[5, 1], [5, 3]])[:, 0].tolist() == [0, 0]


def test_a_scaler_that_has_seen_nothing_or_other_columns():
    with pytest.raises(RuntimeError, match="call `fit` with the training part"):
        StandardScaler().transform(X)
    with pytest.raises(ValueError, match="needs 2 numbers"):
        StandardScaler().fit(X).transform([[1, 2, 3]])


def test_one_hot():
    assert to_categorical([0, 2, 1]).tolist() == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert to_categorical([0], 4).shape == (1, 4)
    for labels, width in (([0.5], None), ([-1], None), ([3], 3)):
        with pytest.raises(ValueError, match="numbered"):
            to_categorical(labels, width)
