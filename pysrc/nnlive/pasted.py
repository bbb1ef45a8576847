"""Points that a reader pastes or uploads: text with two numbers and a label in each line."""

import math

import numpy as np

from nnlive.address import clip
from nnlive.arrays import Array
from nnlive.controls import ControlError
from nnlive.data import split

MOST = 5_000
FEW = 10  # of fewer points none are spared for testing
LARGEST = 1e6  # squares of larger numbers soon leave what a computer counts with
WORDS = {"blue": 1.0, "orange": -1.0, "yes": 1.0, "no": -1.0, "true": 1.0, "false": -1.0}


def read_split(text: str, classes: bool, share: float) -> tuple[Array, Array, Array, Array]:
    """X_train, y_train, X_test, y_test from a reader's points, this share of them to train with; of few points, all.

    ControlError as by `read`, and if there are none.
    """
    X, y = read(text, classes)
    if not len(X):
        raise ControlError("there is no point yet; one is written like this: 1, 2, −1")
    train, test = split(X, y, share if len(X) >= FEW else 1.0, np.random.default_rng(0))
    return *train, *test


def read(text: str, classes: bool = True) -> tuple[Array, Array]:
    """X (n, 2) and y (n,) from lines of x₁, x₂, label, separated by commas, semicolons, tabs or spaces.

    A first line without numbers is a heading. With `classes` a label is 1 or −1 (also 0, and words such as blue and
    orange), else any number. ControlError, with the number of the line, for what cannot be read.
    """
    rows: list[tuple[float, float, float]] = []
    begun = False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):  # the mark some programs begin with
        cells = _cells(line)
        if cells and (begun or any(map(_is_number, cells))):
            rows.append(_row(cells, number, classes))
        begun = begun or bool(cells)
    if len(rows) > MOST:
        raise ControlError(f"{len(rows):,} points are more than the {MOST:,} that train well in a page")
    table = np.array(rows, dtype=float).reshape(-1, 3)
    return table[:, :2], table[:, 2]


def _cells(line: str) -> list[str]:
    mark = next((mark for mark in (";", "\t", ",") if mark in line), None)  # None: spaces of any kind
    return [cell.strip(" \"'") for cell in line.split(mark) if cell.strip()]


def _row(cells: list[str], number: int, classes: bool) -> tuple[float, float, float]:
    if len(cells) != 3:
        raise ControlError(f"line {number} has {len(cells)} values; each line needs three: x₁, x₂ and a label")
    x, y = (_number(cell, number) for cell in cells[:2])
    label = WORDS[cells[2].lower()] if cells[2].lower() in WORDS else _number(cells[2], number)
    if classes and label not in (-1, 0, 1):
        raise ControlError(f"line {number}: the label {clip(cells[2])} is neither 1 (blue) nor −1 (orange)")
    return x, y, (-1.0 if classes and label == 0 else label)


def _number(cell: str, line: int) -> float:
    if not _is_number(cell):
        raise ControlError(f"line {line}: {clip(cell)!r} is not a number{_hint(cell)}")
    number = float(cell.replace("−", "-"))
    if abs(number) > LARGEST:
        raise ControlError(f"line {line}: {clip(cell)} is too large; the plane goes from −6 to 6")
    return number


def _hint(cell: str) -> str:
    return f" ({cell.replace(',', '.')} is one)" if _is_number(cell.replace(",", ".")) else ""


def _is_number(cell: str) -> bool:
    try:
        return "_" not in cell and math.isfinite(float(cell.replace("−", "-")))
    except ValueError:
        return False
