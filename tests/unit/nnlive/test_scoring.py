"""Losses and metrics by Keras's names, and the mistakes that beginners make: each is told at once, in words."""

import numpy as np
import pytest

from nnlive.scoring import METRICS, SCORINGS
from nnlive.sequential import SGD, Adam, Dense, Input, Sequential

X = np.arange(12.0).reshape(6, 2) / 10
YES = np.array([0, 1, 0, 1, 1, 0])
KINDS = np.array([0, 1, 2, 0, 1, 2])
HOT = np.eye(3)[KINDS]


def model(units=1, activation="sigmoid", loss="binary_crossentropy", inputs=2):
    made = Sequential([Input((inputs,)), Dense(units, activation)])
    made.compile("adam", loss, ["accuracy"])
    return made


# --- values ---


def test_values_in_closed_form():
    p, y = np.array([[0.8, 0.4]]), np.array([[1.0, 0.0]])
    values = {name: float(SCORINGS[name].value(p, y)[0]) for name in SCORINGS}
    assert values["binary_crossentropy"] == pytest.approx(-(np.log(0.8) + np.log(0.6)) / 2)
    assert values["categorical_crossentropy"] == pytest.approx(-np.log(0.8))
    assert values["mse"] == values["mean_squared_error"] == pytest.approx((0.04 + 0.16) / 2)


def test_a_sure_mistake_costs_as_in_keras():
    cost = SCORINGS["binary_crossentropy"].value(np.ones((1, 1)), np.zeros((1, 1)))
    assert float(cost[0]) == pytest.approx(-np.log(1e-7), rel=1e-6)


def test_metrics():
    assert METRICS["accuracy"](np.array([[0.5], [0.51]]), np.array([[1.0], [1.0]])).tolist() == [0, 1]
    assert METRICS["accuracy"](np.array([[0.2, 0.7, 0.1]]), HOT[1:2]).tolist() == [1]
    assert METRICS["mae"](np.array([[1.0, 4.0]]), np.array([[0.0, 2.0]])).tolist() == [1.5]


def test_sparse_and_one_hot_labels_are_the_same():
    sparse, hot = (model(3, "softmax", f"{kind}categorical_crossentropy") for kind in ("sparse_", ""))
    assert sparse.fit(X, KINDS, epochs=3).history == hot.fit(X, HOT, epochs=3).history
    assert model(3, "softmax", "sparse_categorical_crossentropy").evaluate(X, KINDS[:, None])[0] > 0


# --- mistakes ---

SOFT = (3, "softmax", "sparse_categorical_crossentropy")
LABELS = [
    ((), KINDS, "is for two classes"),
    ((), 2 * YES - 1, r"Write `\(y \+ 1\) / 2`"),
    ((), HOT, "hese labels have 3 columns"),
    ((), YES[:4], "6 examples, but 4 labels"),
    ((), ["yes", "no"] * 3, "not a number"),
    ((), [0, 1, np.nan, 1, 0, 1], "has a gap"),
    (SOFT, HOT, "if they are one-hot"),
    (SOFT, KINDS + 1, "numbered 0 to 2"),
    (SOFT, KINDS / 2, "whole"),
    ((3, "softmax", "categorical_crossentropy"), KINDS, "sparse_categorical_crossentropy"),
    ((3, "softmax", "categorical_crossentropy"), HOT[:, :2], "needs 3 labels"),
    ((3, "softmax", "categorical_crossentropy"), HOT + HOT, "one 1 in each row"),
    ((2, "sigmoid", "binary_crossentropy"), YES, "needs 2 labels"),
    ((2, None, "mse"), YES, "needs 2 labels"),
]


@pytest.mark.parametrize(("what", "labels", "told"), LABELS)
def test_labels_that_do_not_fit(what, labels, told):
    with pytest.raises(ValueError, match=told):
        model(*what).fit(X, labels)


EXAMPLES = [
    (X[0], r"double brackets"),
    (np.zeros((6, 3)), r"needs 2 numbers; X has the shape \(6, 3\), which is 3"),
    (np.zeros((6, 2, 2)), "wants a table"),
    (np.zeros((0, 2)), "no examples"),
    ([[1, 2], [3]], "not a number"),
]


@pytest.mark.parametrize(("examples", "told"), EXAMPLES)
def test_examples_that_do_not_fit(examples, told):
    with pytest.raises(ValueError, match=told):
        model().predict(examples)


def test_single_numbers_want_a_column():
    with pytest.raises(ValueError, match=r"reshape\(-1, 1\)"):
        model(inputs=1).predict([1.0, 2.0])


PARTS = [
    (lambda: Dense(3, input_dim=2), TypeError, r"Sequential\(\[Input\(\(2,\)\), Dense\(3\)"),
    (lambda: Dense(3, name="a"), TypeError, "has no 'name'"),
    (lambda: Dense(0), ValueError, "whole number"),
    (lambda: Dense(3, "rleu"), ValueError, "Did you mean 'relu'"),
    (lambda: Dense(3, "leaky_relu"), ValueError, "no activation"),
    (lambda: Input(2), TypeError, r"Input\(\(2,\)\), not Input\(2\)"),
    (lambda: Input((28, 28)), ValueError, "one row of numbers"),
    (lambda: Sequential([Dense(2), Input((2,))]), ValueError, "before all layers"),
    (lambda: Sequential([Dense]), TypeError, r"Are the \(\) missing"),
    (lambda: Sequential([Input((2,)), Dense(2, "softmax"), Dense(1)]), ValueError, "only the last layer"),
    (lambda: Sequential().summary(), RuntimeError, "no layers yet"),
    (lambda: Sequential([Dense(1)]).summary(), RuntimeError, "put an Input"),
    (lambda: SGD(0), ValueError, "above 0"),
    (lambda: SGD(momentum=0.5), ValueError, "0 or 0.9"),
]


@pytest.mark.parametrize(("make", "kind", "told"), PARTS)
def test_parts_that_do_not_fit(make, kind, told):
    with pytest.raises(kind, match=told):
        make()


COMPILED = [
    ((1, "relu", "binary_crossentropy"), {}, 'needs activation="sigmoid"'),
    ((3, "sigmoid", "sparse_categorical_crossentropy"), {}, 'needs activation="softmax"'),
    ((1, "softmax", "mse"), {}, "can only say yes"),
    ((1, "sigmoid", "binary_crosentropy"), {}, "Did you mean 'binary_crossentropy'"),
    ((1, "sigmoid", "mse"), {"optimizer": "adm"}, "Did you mean 'adam'"),
    ((1, "sigmoid", "mse"), {"optimizer": Adam}, r"Are the \(\) missing"),
    ((1, "sigmoid", "mse"), {"metrics": "accuracy"}, "metrics is a list"),
    ((1, "sigmoid", "mse"), {"metrics": ["acuracy"]}, "Did you mean 'accuracy'"),
]


@pytest.mark.parametrize(("what", "how", "told"), COMPILED)
def test_what_cannot_be_compiled(what, how, told):
    units, activation, loss = what
    made = Sequential([Input((2,)), Dense(units, activation)])
    with pytest.raises((ValueError, TypeError), match=told):
        made.compile(**{"optimizer": "adam", "loss": loss, **how})


def test_not_compiled():
    made = Sequential([Input((2,)), Dense(1, "sigmoid")])
    assert made.predict(X).shape == (6, 1)
    for ask in (made.fit, made.evaluate):
        with pytest.raises(RuntimeError, match=r"Before fit and evaluate: model.compile"):
            ask(X, YES)


def test_a_model_without_layers_cannot_learn():
    made = Sequential([Input((2,))])
    made.compile("adam", "mse")
    with pytest.raises(RuntimeError, match="no layers yet"):
        made.fit(X, YES)


@pytest.mark.parametrize("given", [{"epochs": 0}, {"batch_size": 0}, {"validation_split": 1.0}])
def test_fit_refuses_what_makes_no_sense(given):
    with pytest.raises(ValueError, match=r"1 or more|share between"):
        model().fit(X, YES, **given)


def test_a_run_that_diverges_is_told_in_words():
    made = model(1, None, "mse")
    made.compile(SGD(1e6), "mse")
    with pytest.raises(FloatingPointError, match="learning rate is too large"):
        made.fit(X, YES, epochs=200)
