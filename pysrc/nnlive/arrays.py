"""The one kind of number box in this course: a numpy array of 64-bit floats.

Rows are examples and columns are features or units: `X` of shape (250, 2) is 250 points with two inputs each.
"""

from typing import Any, TypeAlias

import numpy as np

# The same type as numpy.typing.NDArray[np.float64]; the browser's trimmed numpy has no numpy.typing.
Array: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]
Flags: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.bool_]]  # true or false for each example
