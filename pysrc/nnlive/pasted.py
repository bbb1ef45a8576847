"""Points that a reader pastes or uploads: text with two numbers and a label in each line."""

import csv
import io
import math

import numpy as np

from nnlive.arrays import Array
from nnlive.controls import ControlError

MOST = 5_000
WORDS = {"blue": 1.0, "orange": -1.0, "yes": 1.0, "no": -1.0, "true": 1.0, "false": -1.0}


def read(text: str, classes: bool = True) -> tuple[Array, Array]:
    """X (n, 2) and y (n,) from lines of x₁, x₂, label, separated by commas, semicolons, tabs or spaces.

    A first line without numbers is a heading. With `classes` a label is 1 or −1 (also 0, and words such as blue and
    orange), else any number. ControlError, with the number of the line, for what cannot be read.
    """
    rows = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        cells = _cells(line)
        if not cells or (number == 1 and not _is_number(cells[0])):
            continue
        rows.append(_row(cells, number, classes))
    if len(rows) > MOST:
        raise ControlError(f"{len(rows):,} points are more than the {MOST:,} that train well in a page")
    table = np.array(rows, dtype=float).reshape(-1, 3)
    return table[:, :2], table[:, 2]


def _cells(line: str) -> list[str]:
    mark = next((mark for mark in (";", "\t", ",") if mark in line), " ")
    return [cell.strip() for cell in next(csv.reader(io.StringIO(line.strip()), delimiter=mark), []) if cell.strip()]


def _row(cells: list[str], number: int, classes: bool) -> tuple[float, float, float]:
    if len(cells) != 3:
        raise ControlError(f"line {number} has {len(cells)} values; each line needs three: x₁, x₂ and a label")
    x, y = (_number(cell, number) for cell in cells[:2])
    label = WORDS[cells[2].lower()] if cells[2].lower() in WORDS else _number(cells[2], number)
    if classes and label not in (-1, 0, 1):
        raise ControlError(f"line {number}: the label {cells[2]} is neither 1 (blue) nor −1 (orange)")
    return x, y, (-1.0 if classes and label == 0 else label)


def _number(cell: str, line: int) -> float:
    if not _is_number(cell):
        raise ControlError(f"line {line}: {cell[:30]!r} is not a number")
    return float(cell.replace("−", "-"))


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell.replace("−", "-")))
    except ValueError:
        return False
