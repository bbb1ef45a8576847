"""Points that a reader pastes: what is understood, and in which line and why something is not."""

import numpy as np
import pytest

from nnlive.controls import ControlError
from nnlive.pasted import FEW, MOST, read, read_split


def rows(text, **given):
    X, y = read(text, **given)
    return np.column_stack([X, y]).tolist()


def told(text, **given):
    with pytest.raises(ControlError) as error:
        read(text, **given)
    return str(error.value)


@pytest.mark.parametrize("mark", [",", ", ", ";", " ; ", "\t", " ", "   ", "\u00a0"])
def test_separators(mark):
    assert rows(mark.join(["1.5", "-2", "1"]) + "\n" + mark.join(["0", "3e-1", "-1"])) == [[1.5, -2, 1], [0, 0.3, -1]]


@pytest.mark.parametrize("heading", ["x1,x2,label\n", "\ufeffx;y;what\n", "\n\nx y label\n", "points\n"])
def test_a_first_line_without_numbers_is_a_heading(heading):
    assert rows(heading + "1,2,1\n") == [[1, 2, 1]]


@pytest.mark.parametrize("text", ["", "\n \n", "x1,x2,label"])
def test_no_points_at_all(text):
    X, y = read(text)
    assert (X.shape, y.shape) == ((0, 2), (0,))


def test_labels_in_words_and_with_0():
    text = "\n".join(f"1,2,{word}" for word in ("blue", "Orange", "yes", "no", "TRUE", "false", "0", "1.0"))
    assert read(text)[1].tolist() == [1, -1, 1, -1, 1, -1, -1, 1]


def test_a_real_minus_sign_quotes_and_empty_lines():
    assert rows('−1,"−2.5",−1\r\n\r\n  3, 4, 1  \r\n') == [[-1, -2.5, -1], [3, 4, 1]]
    assert rows("\ufeff1,2,1,") == [[1, 2, 1]]


def test_for_numbers_any_label_is_meant():
    assert rows("1,2,0\n1,2,-7.25\n1,2,blue", classes=False) == [[1, 2, 0], [1, 2, -7.25], [1, 2, 1]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,2", "line 1 has 2 values; each line needs three: x₁, x₂ and a label"),
        ("x,y,label\n\n1,2,1\n1,2,3,4", "line 4 has 4 values"),
        ("\n\n1,2", "line 3 has 2 values"),
        ("1,,1", "line 1 has 2 values"),
        ("1,2,1\n" + "7," * 50_000, "line 2 has 50000 values"),
        ("1,2,1\n3,two,1", "line 2: 'two' is not a number"),
        ("1O,2,1\n3,4,1", "line 1: '1O' is not a number"),
        ("1,2,green", "line 1: 'green' is not a number"),
        ("1,2,2", "line 1: the label 2 is neither 1 (blue) nor −1 (orange)"),
        ("1,5;2,0;1", "line 1: '1,5' is not a number (1.5 is one)"),
        ("nan,2,1", "line 1: 'nan' is not a number"),
        ("1,2,1\n1,inf,1", "line 2: 'inf' is not a number"),
        ("1,1e400,1", "line 1: '1e400' is not a number"),
        ("1,2,1\n3,-2e6,1", "line 2: -2e6 is too large; the plane goes from −6 to 6"),
        ("1_0,2,1", "line 1: '1_0' is not a number"),
        ("a\nb", "line 2 has 1 values"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text, says):
    assert told(text).startswith(says)


def test_a_cell_without_end_is_cut():
    assert len(told("1,2,1\n" + "y" * 140_000 + ",1,1")) < 100


def test_too_many_points():
    assert len(rows("1,2,1\n" * MOST)) == MOST
    assert told("1,2,1\n" * (MOST + 1)) == "5,001 points are more than the 5,000 that train well in a page"


def test_a_label_that_is_no_number_for_numbers():
    assert told("1,2,warm", classes=False) == "line 1: 'warm' is not a number"


def test_some_points_are_kept_for_testing_unless_there_are_few():
    text = "".join(f"{i},{i % 3},{1 if i % 2 else -1}\n" for i in range(20))
    parts = read_split(text, classes=True, share=0.7)
    assert [len(part) for part in parts] == [14, 14, 6, 6]
    assert sorted([*parts[0][:, 0], *parts[2][:, 0]]) == list(range(20))
    few = "\n".join(text.splitlines()[: FEW - 1])
    assert [len(part) for part in read_split(few, classes=True, share=0.7)] == [FEW - 1, FEW - 1, 0, 0]
    with pytest.raises(ControlError, match="there is no point yet"):
        read_split("x,y,label", classes=True, share=0.5)
