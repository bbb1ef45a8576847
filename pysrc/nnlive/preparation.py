"""Preparing data: set examples aside for the test, bring all columns to one scale, turn classes into columns.

The names and the results are those of scikit-learn and Keras, for what is here.
"""

import numpy as np

from nnlive.arrays import Array
from nnlive.scoring import numbers, table


def train_test_split(
    X: object, y: object, *, test_size: float = 0.25, random_state: int = 0
) -> tuple[Array, Array, Array, Array]:
    """X_train, X_test, y_train, y_test: the examples shuffled, then a share (or a number) of them set aside.

    `random_state` is the seed: the same seed gives the same split. As in scikit-learn the test part is rounded up.
    """
    examples, labels = numbers(X, "X"), numbers(y, "y")
    count = len(examples)
    if len(labels) != count:
        raise ValueError(f"X has {count} examples, but y has {len(labels)} labels: each example needs one.")
    share = isinstance(test_size, float)
    test = int(np.ceil(test_size * count)) if share else int(test_size)
    if (share and not 0 < test_size < 1) or not 0 < test < count:
        raise ValueError(
            f"Both parts need examples: test_size is a share between 0 and 1, such as 0.25, or a number of examples "
            f"below {count}; got {test_size}."
        )
    order = np.random.default_rng(random_state).permutation(count)
    held, kept = order[:test], order[test:]
    return examples[kept], examples[held], labels[kept], labels[held]


class StandardScaler:
    """Gives every column the mean 0 and the standard deviation 1, as far as the data seen by `fit` tell.

    Fit it on the training part only; `transform` then treats every later example in the same way.
    """

    mean_: Array
    scale_: Array

    def fit(self, X: object) -> "StandardScaler":
        """Notes mean and standard deviation of each column. A column that never changes is only moved to 0."""
        found = table(X, None)
        self.mean_ = found.mean(axis=0)
        spread = found.std(axis=0)
        self.scale_ = np.where(spread > 0, spread, 1.0)
        return self

    def transform(self, X: object) -> Array:
        """(X − mean) / standard deviation, with those noted by `fit`."""
        return (self._checked(X) - self.mean_) / self.scale_

    def fit_transform(self, X: object) -> Array:
        """Both at once: for the training part, and for nothing else."""
        return self.fit(X).transform(X)

    def inverse_transform(self, X: object) -> Array:
        """Back to the units of the data."""
        return self._checked(X) * self.scale_ + self.mean_

    def _checked(self, X: object) -> Array:
        if not hasattr(self, "mean_"):
            raise RuntimeError("This scaler has seen no data yet: call `fit` with the training part first.")
        return table(X, len(self.mean_))


def to_categorical(y: object, num_classes: int | None = None) -> Array:
    """Class numbers as one-hot rows: 2 of 3 classes becomes 0, 0, 1."""
    classes = numbers(y, "y").ravel()
    if (classes != np.round(classes)).any() or classes.min() < 0:
        raise ValueError("Classes are numbered 0, 1, 2 ...; these labels hold something else.")
    width = int(classes.max()) + 1 if num_classes is None else num_classes
    if classes.max() >= width:
        raise ValueError(
            f"There is a class number {classes.max():g}, but {width} classes are numbered 0 to {width - 1}."
        )
    return np.asarray(np.eye(width)[classes.astype(int)])
