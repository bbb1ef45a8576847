"""Advice for values that do not fit: shapes of arrays, places in a list, names in a dictionary, division by 0."""

import ast
import re
from typing import Any

import numpy as np

from nnlive.rules import Rule, called
from nnlive.scene import Scene


def _sides(scene: Scene) -> tuple[str, Any, Any]:
    """(code, left value, right value) of the operation, or of a call such as np.dot(a, b), that failed."""
    node = scene.tree(ast.BinOp, ast.Compare, ast.Call)
    match node:
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            pass
        case ast.Call(args=[left, right]):
            pass
        case ast.Call(func=ast.Attribute(value=left), args=[right]):
            pass
        case _:
            return "", None, None
    return ast.unparse(node), scene.worth(left), scene.worth(right)


def _product(match: re.Match[str], scene: Scene) -> str:
    code, left, right = _sides(scene)
    one, two = np.shape(left), np.shape(right)
    if not (one and two):
        return ""
    last, first = one[-1], two[-2 if len(two) > 1 else 0]
    return (
        f"`{code}`: the shapes {one} and {two} do not fit: the last number of the first, {last}, must equal the"
        f" {'first' if len(two) < 3 else 'last but one'} of the second, {first}."
    )


def _product_by_words(match: re.Match[str], scene: Scene) -> str:
    code = scene.code or "the product"
    return f"`{code}`: the shapes do not fit: {match[2]} columns meet {match[1]} rows, and both must be the same."


def _spaced(shape: str) -> str:
    """(3,2) as Python itself writes it: (3, 2)."""
    return re.sub(r",(?=\d)", ", ", shape)


def _broadcast(match: re.Match[str], scene: Scene) -> str:
    shapes = re.findall(r"\(.*?\)", _spaced(match[1]))
    return (
        f"{scene.prefix}the shapes {' and '.join(shapes)} do not fit. Read from the right, the numbers must be equal,"
        " or one of them 1."
    )


def _division(match: re.Match[str], scene: Scene) -> str:
    node = scene.tree(ast.BinOp)
    if isinstance(node, ast.BinOp) and not isinstance(node.right, ast.Constant):
        return f"`{ast.unparse(node.right)}` is 0 here, and nothing can be divided by 0."
    return "nothing can be divided by 0."


def _place(match: re.Match[str], scene: Scene) -> str:
    """An index past the end, with the length."""
    node = scene.tree(ast.Subscript)
    value: Any = scene.worth(node.value) if isinstance(node, ast.Subscript) else None
    if not isinstance(node, ast.Subscript) or not hasattr(value, "__len__"):
        return f"{called_of(match[1])} has no such place; the first is number 0, the last is its length − 1."
    length, index = len(value), scene.worth(node.slice)
    asked = f"there is no number {index}" if isinstance(index, int) else f"there is no `{ast.unparse(node)}`"
    return f"{_having(ast.unparse(node.value), length)}; {asked}."


def called_of(kind: str) -> str:
    """The type named in a message such as "string index out of range"."""
    return called({"string": "str"}.get(kind, kind))


def _having(code: str, length: int) -> str:
    if length == 0:
        return f"`{code}` is empty"
    entries = "1 entry, number 0" if length == 1 else f"{length} entries, numbers 0 to {length - 1}"
    return f"`{code}` has {entries}"


def _bounds(match: re.Match[str], scene: Scene) -> str:
    index, axis, size = (int(part) for part in match.groups())
    node = scene.tree(ast.Subscript)
    code = ast.unparse(node.value) if isinstance(node, ast.Subscript) else "the array"
    value: Any = scene.worth(node.value) if isinstance(node, ast.Subscript) else None
    if np.ndim(value) < 2 and axis == 0:
        return f"{_having(code, size)}; there is no number {index}."
    what = ("rows", "columns")[axis] if axis < 2 else f"places along axis {axis}"
    shape = f", its shape is {np.shape(value)}" if np.ndim(value) else ""
    return f"`{code}` has {size} {what}, numbered from 0{shape}; there is no number {index}."


def _key(match: re.Match[str], scene: Scene) -> str:
    error, node = scene.error, scene.tree(ast.Subscript)
    table = scene.worth(node.value) if isinstance(node, ast.Subscript) else None
    if not isinstance(table, dict) or not isinstance(node, ast.Subscript):
        return f"there is no entry `{error.args[0]!r}`."
    there = ", ".join(f"`{key!r}`" for key in list(table)[:8]) + (", …" if len(table) > 8 else "")
    return f"`{ast.unparse(node.value)}` has no entry `{error.args[0]!r}`; it has {there or 'none'}."


def _unpack(match: re.Match[str], scene: Scene) -> str:
    few = scene.error.args[0].startswith("not enough")
    got = re.search(r"got (\d+)", str(scene.error))
    what = f"{got[1]}" if got else "fewer" if few else "more"
    return f"left of `=` stand {match[1]} names, but there are {what} values on the right."


RULES = (
    Rule(ZeroDivisionError, "", _division),
    Rule(ValueError, r"matmul|not aligned", _product),
    Rule(ValueError, r"matmul.*\(size (\d+) is different from (\d+)\)", _product_by_words),
    Rule(
        ValueError,
        r"matmul: Input operand \d does not have enough dimensions",
        "`@` multiplies arrays; for numbers write `*`.",
    ),
    Rule(ValueError, r"operands could not be broadcast together with shapes (.+)", _broadcast),
    Rule(
        ValueError,
        r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))",
        lambda match, scene: (
            f"values of the shape {_spaced(match[1])} do not fit into a place of the shape {_spaced(match[2])}."
        ),
    ),
    Rule(
        ValueError,
        r"cannot reshape array of size (\d+) into shape (\(.*?\))",
        lambda match, scene: f"{match[1]} numbers do not fill the shape {_spaced(match[2])} exactly.",
    ),
    Rule(ValueError, r"inhomogeneous shape", "the rows of an array must all have the same length."),
    Rule(
        ValueError,
        r"truth value of an array",
        "an array is neither true nor false. Ask about all of its entries, `np.all(...)`, or about any, `np.any(...)`; "
        "to choose for each entry, take `np.where(...)` or `np.maximum(...)`.",
    ),
    Rule(
        ValueError,
        r"all the input array",
        "these arrays cannot be put together: their shapes must be the same, but for the axis along which they meet.",
    ),
    Rule(ValueError, r"Singular matrix", "this matrix has no inverse."),
    Rule(ValueError, r"(.*) is not in list|x not in list", "the list has no such entry."),
    Rule(ValueError, r"could not convert string to float: (.*)", "the text {0} is not a number."),
    Rule(ValueError, r"invalid literal for int\(\) with base 10: (.*)", "the text {0} is not a whole number."),
    Rule(ValueError, r"values to unpack \(expected (?:at least )?(\d+)", _unpack),
    Rule(
        ValueError,
        r"math domain error|expected a (?:nonnegative|positive) input",
        "this function has no value for that number; is it negative, or 0?",
    ),
    Rule(IndexError, r"^(list|tuple|string|range object) (?:assignment )?index out of range", _place),
    Rule(IndexError, r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", _bounds),
    Rule(
        IndexError,
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
        "the array has {0} dimensions, but the square brackets hold {1} numbers.",
    ),
    Rule(IndexError, r"pop from empty list", "the list is empty, so nothing can be taken from it."),
    Rule(IndexError, r"only integers, slices", "places are whole numbers; `int(...)` makes one."),
    Rule(IndexError, r"pop index out of range", "the list has no entry with this number."),
    Rule(KeyError, "", _key),
)
