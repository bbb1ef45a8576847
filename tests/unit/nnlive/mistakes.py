"""Mistakes as beginners make them, each with what they are told. The same table is held in CPython and in Pyodide."""

# ruff: noqa: E501  what a reader is told stands here as it is told
import warnings

from nnlive.cells import Cells

SETUP = """
import math

import numpy as np

weight = 2
X = np.ones((3, 2))
w = np.ones(3)
numbers = [1, 2, 3]
none = None


def f(a):
    return a
"""

MISTAKES = [
    ("print(wieght)", "Line 1: there is no name `wieght`. Did you mean `weight`?"),
    ("np2", "Line 1: there is no name `np2`. Did you mean `np`?"),
    ("pd.DataFrame()", "Line 1: there is no name `pd`. Import it first: `import pandas as pd`."),
    ("plt.plot(w)", "Line 1: there is no name `plt`. Import it first: `import matplotlib.pyplot as plt`."),
    ("x = true", "Line 1: there is no name `true`. Python writes `True`."),
    ("Figure([])", "Line 1: there is no name `Figure`. Import it first: `from nnlive import Figure`."),
    (
        "def g():\n    n = n + 1\ng()",
        "Line 2: `n` has no value yet. `g` gives it one somewhere, so it is the function's own name; hand the value in as a parameter.",
    ),
    ("for i in range(3)\n    print(i)", "Line 1: a colon `:` is missing at the end of `for i in range(3)`."),
    (
        "if weight > 1:\nprint(1)",
        "Line 2: after 'if' statement in line 1 comes a block: the lines that belong to it begin with 4 spaces.",
    ),
    (
        "if weight > 1:\n    x = 1\n  y = 2",
        "Line 3: this line does not begin where any line above it begins; lines of one block begin with the same number of spaces.",
    ),
    ("  x = 1", "Line 1: this line begins with too many spaces; it should begin where the line above it begins."),
    (
        "if weight > 1:\n\tx = 1\n        y = 2",
        "Line 3: this block is indented with tabs and with spaces; use 4 spaces in every line of it.",
    ),
    ("else if weight:", "Line 1: write `elif` for `else if`."),
    ("print((1, 2)", "Line 1: the bracket `(` is opened here and never closed; a `)` is missing."),
    ("x = [1, 2", "Line 1: the bracket `[` is opened here and never closed; a `]` is missing."),
    ("x = (1, 2]", "Line 1: `]` does not close `(`; that one needs `)`."),
    ("x = 1)", "Line 1: the bracket `)` closes nothing; there is one too many, or its opening bracket is missing."),
    ('print("hello)', "Line 1: a text begins here and does not end in this line; a quote is missing."),
    ('x = """abc', "Line 1: a text that begins with three quotes never ends; three more are missing."),
    ('x = f"{weight"', "Line 1: in this f-string a bracket `{` is opened and not closed."),
    ('print "hello"', "Line 1: `print` is a function; it needs round brackets: `print(...)`."),
    ("if weight = 2:\n    pass", "Line 1: `=` gives a name a value; to ask whether two values are equal, write `==`."),
    (
        "weight + 1 = x",
        "Line 1: only a name, or a place such as `w[0]`, can stand left of `=`. To ask whether two values are equal, write `==`.",
    ),
    (
        "3 = x",
        "Line 1: only a name, or a place such as `w[0]`, can stand left of `=`. To ask whether two values are equal, write `==`.",
    ),
    ("None = 3", "Line 1: `None` is a word of Python's own and cannot be a name."),
    ("x = 2weight", "Line 1: `2weight` is neither a number nor a name. To multiply, write `2 * weight`."),
    ("x = “hello”", 'Line 1: Python does not know the character `“`; write `"`.'),
    ("x = 3 − 2", "Line 1: Python does not know the character `−`; write `-`."),
    ("x = 1\xa0+ 2", "Line 1: there is a character that cannot be seen; delete the spaces here and type them again."),
    ("return 3", "Line 1: `return` belongs into a function, below a line with `def`; is this line indented?"),
    ("break", "Line 1: `break` and `continue` belong into a loop; is this line indented?"),
    ("fro i in range(3):\n    pass", "Line 1: `fro` is no word of Python's. Did you mean `for`?"),
    ("x++", "Line 1: Python has no `++`; write `x += 1`."),
    ("weight => 3", "Line 1: there is no `=>`; write `>=`."),
    (
        "x = [1 2]",
        "Line 1: two values stand side by side in a bracket; a comma, or a sign such as `*`, is missing between them.",
    ),
    ("x = 1 +", "Line 1: something is missing after `+`."),
    (
        "x = = 1",
        "Line 1: `x = = 1` is not clear: look for a sign too many or one that is missing, here or in the line above.",
    ),
    ("class = 3", "Line 1: `class` is a word of Python's own and cannot be a name."),
    ("try:\n    x = 1\ny = 2", "Line 3: `try` needs an `except` after its block."),
    ("f(a=1, 2)", "Line 1: values with a name, such as `rate=0.1`, come after those without."),
    (
        "X @ w",
        "Line 1: `X @ w`: the shapes (3, 2) and (3,) do not fit: the last number of the first, 2, must equal the first of the second, 3.",
    ),
    (
        "np.dot(X, w)",
        "Line 1: `np.dot(X, w)`: the shapes (3, 2) and (3,) do not fit: the last number of the first, 2, must equal the first of the second, 3.",
    ),
    (
        "X @ np.ones((4, 4))[0]",
        "Line 1: `X @ np.ones((4, 4))[0]`: the shapes do not fit: 2 columns meet 4 rows, and both must be the same.",
    ),
    ("X @ 3", "Line 1: `@` multiplies arrays; for numbers write `*`."),
    (
        "X + w",
        "Line 1: `X + w`: the shapes (3, 2) and (3,) do not fit. Read from the right, the numbers must be equal, or one of them 1.",
    ),
    (
        "X * np.ones((3, 3))",
        "Line 1: `X * np.ones((3, 3))`: the shapes (3, 2) and (3, 3) do not fit. Read from the right, the numbers must be equal, or one of them 1.",
    ),
    ("X[0] = w", "Line 1: values of the shape (3,) do not fit into a place of the shape (2,)."),
    ("X.reshape(4, 2)", "Line 1: 6 numbers do not fill the shape (4, 2) exactly."),
    ("np.array([[1, 2], [3]])", "Line 1: the rows of an array must all have the same length."),
    (
        "if w > 0: pass",
        "Line 1: an array is neither true nor false. Ask about all of its entries, `np.all(...)`, or about any, "
        "`np.any(...)`; to choose for each entry, take `np.where(...)` or `np.maximum(...)`.",
    ),
    ("1 / 0", "Line 1: nothing can be divided by 0."),
    ("1 / (weight - 2)", "Line 1: `weight - 2` is 0 here, and nothing can be divided by 0."),
    (
        "weight / none",
        "Line 1: `weight / none`: one side is None, that is nothing. A function without `return` gives None.",
    ),
    ("math.sqrt(-1)", "Line 1: this function has no value for that number; is it negative, or 0?"),
    ("math.exp(1000)", "Line 1: the number gets too large for Python to hold."),
    ("2.0 ** 10000", "Line 1: the number gets too large for Python to hold."),
    ("numbers[3]", "Line 1: `numbers` has 3 entries, numbers 0 to 2; there is no number 3."),
    ("numbers[weight + 5]", "Line 1: `numbers` has 3 entries, numbers 0 to 2; there is no `numbers[weight + 5]`."),
    ("numbers[-7]", "Line 1: `numbers` has 3 entries, numbers 0 to 2; there is no number -7."),
    ("[][0]", "Line 1: a list has no such place; the first is number 0, the last is its length − 1."),
    ('"abc"[3]', "Line 1: `'abc'` has 3 entries, numbers 0 to 2; there is no number 3."),
    ("w[5]", "Line 1: `w` has 3 entries, numbers 0 to 2; there is no number 5."),
    ("X[3]", "Line 1: `X` has 3 rows, numbered from 0, its shape is (3, 2); there is no number 3."),
    ("X[0, 2]", "Line 1: `X` has 2 columns, numbered from 0, its shape is (3, 2); there is no number 2."),
    ("w[0, 0]", "Line 1: the array has 1 dimensions, but the square brackets hold 2 numbers."),
    ("w[0.5]", "Line 1: places are whole numbers; `int(...)` makes one."),
    (
        'numbers["a"]',
        "Line 1: the places of a list have numbers, 0 for the first; only a dictionary has entries with names.",
    ),
    ("numbers[1.0]", "Line 1: a whole number is needed here; `int(...)` makes one."),
    (
        "numbers[0, 1]",
        "Line 1: a list has no rows and columns in one bracket: write `x[0][1]`, or make it an array with `np.array(x)`.",
    ),
    ("numbers.pop(7)", "Line 1: the list has no entry with this number."),
    ("[].pop()", "Line 1: the list is empty, so nothing can be taken from it."),
    ('{"a": 1, "b": 2}["c"]', "Line 1: there is no entry `'c'`."),
    ('table = {"a": 1}\ntable["b"]', "Line 2: `table` has no entry `'b'`; it has `'a'`."),
    (
        "w(0)",
        "Line 1: `w` is an array, not a function, so it cannot be called with round brackets. An entry is taken with square brackets.",
    ),
    (
        "numbers(0)",
        "Line 1: `numbers` is a list, not a function, so it cannot be called with round brackets. An entry is taken with square brackets.",
    ),
    ("weight(3)", "Line 1: `weight` is a number, not a function. To multiply, write `*` before the bracket."),
    ("math(2)", "Line 1: `math` is a module, not a function; a function in it is called `math.name(...)`."),
    ("none()", "Line 1: `none` is None, that is nothing, not a function, so it cannot be called with round brackets."),
    (
        'weight + "a"',
        'Line 1: `weight + "a"`: a whole number and a text do not go together with `+`. `float(...)` turns a text into a number, `str(...)` a number into a text.',
    ),
    (
        '"a" + weight',
        'Line 1: `"a" + weight`: a text and a whole number do not go together with `+`. `float(...)` turns a text into a number, `str(...)` a number into a text.',
    ),
    (
        '"a" - "b"',
        'Line 1: `"a" - "b"`: a text and a text do not go together with `-`. `float(...)` turns a text into a number, `str(...)` a number into a text.',
    ),
    (
        "numbers - numbers",
        "Line 1: `numbers - numbers`: a list does not calculate; make it an array first: `np.array(...)`.",
    ),
    ("numbers + 1", "Line 1: `numbers + 1`: a list does not calculate; make it an array first: `np.array(...)`."),
    ("none + 1", "Line 1: `none + 1`: one side is None, that is nothing. A function without `return` gives None."),
    (
        'weight < "a"',
        'Line 1: `weight < "a"`: a whole number and a text do not go together with `<`. `float(...)` turns a text into a number, `str(...)` a number into a text.',
    ),
    ("f()", "Line 1: the call of `f` leaves out `a`."),
    ("f(1, 2)", "Line 1: `f` takes 1 value, but the call gives 2."),
    ("f(b=1)", "Line 1: `f` takes no value called `b`."),
    ("f(1, a=2)", "Line 1: the call of `f` gives `a` twice."),
    ("math.sqrt()", "Line 1: `math.sqrt` takes one value, but the call gives 0."),
    ("math.sqrt(1, 2)", "Line 1: `math.sqrt` takes one value, but the call gives 2."),
    ("a, b, c, d = numbers", "Line 1: left of `=` stand 4 names, but there are 3 values on the right."),
    ("a, b = 3", "Line 1: a whole number cannot be taken apart into several names."),
    ("weight[0]", "Line 1: this is a whole number, which has no entries."),
    ("for i in weight: pass", "Line 1: this is a whole number, which has no entries."),
    ("len(3)", "Line 1: this is a whole number, which has no length."),
    ("(1, 2)[0] = 3", "Line 1: this is a tuple; its entries cannot be changed."),
    ("range(1.5)", "Line 1: a whole number is needed here; `int(...)` makes one."),
    ("np.zeros(2, 3)", "Line 1: the shape goes into brackets of its own: `np.zeros((2, 3))`."),
    ("math.exp(w)", "Line 1: this function takes one number, not an array; numpy's own, such as `np.exp`, takes both."),
    ('np.exp("a")', "Line 1: numpy cannot calculate `exp` with these; is there a text among the numbers?"),
    ('w + "a"', "Line 1: numpy cannot calculate `add` with these; is there a text among the numbers?"),
    ('int("a")', "Line 1: the text 'a' is not a whole number."),
    ('float("abc")', "Line 1: the text 'abc' is not a number."),
    ("numbers.lenght", "Line 1: a list has no `.lenght`. Its length is `len(...)`."),
    ("numbers.shape", "Line 1: a list has no `.shape`. An array has: `np.array(...)` makes one."),
    ("w.shpae", "Line 1: an array has no `.shpae`. Did you mean `.shape`?"),
    ("np.zeross(3)", "Line 1: the module `numpy` has no `.zeross`. Did you mean `.zeros`?"),
    (
        "none.append(1)",
        "Line 1: here is None, that is nothing, and it has no `.append`. A function without `return` gives None.",
    ),
    ("numbers.foo", "Line 1: a list has no `.foo`."),
    ("import torch", "Line 1: there is no package `torch` here. Python's own, numpy, matplotlib and nnlive are."),
    ("import nump", "Line 1: there is no package `nump` here. Did you mean `numpy`?"),
    ("import numpy.foo", "Line 1: the package `numpy` has no part `numpy.foo`."),
    ("from math import sqr", "Line 1: `math` has no `sqr`. Did you mean `sqrt`?"),
    ("from nnlive import Figur", "Line 1: `nnlive` has no `Figur`. Did you mean `Figure`?"),
    ('input("?")', "Line 1: `input()` does not work in a page; write the value into the code."),
    ('open("data.csv")', "Line 1: there is no file `data.csv`; a page cannot see the files on your device."),
    ("exit()", "Line 1: `exit()` would end Python, which the page keeps running."),
    ("assert weight == 3", "Line 1: `assert weight == 3` does not hold."),
    ('assert weight == 3, "the weight is 2"', "Line 1: the weight is 2."),
    ("def r(): return r()\nr()", "Line 1: a function calls itself again and again and never stops."),
    ('raise ValueError("own words")', "Line 1: ValueError: own words."),
    (
        "np.concatenate([X, w])",
        "Line 1: these arrays cannot be put together: their shapes must be the same, but for the axis along which they meet.",
    ),
    (
        "np.vstack([X, w])",
        "Line 1: these arrays cannot be put together: their shapes must be the same, but for the axis along which they meet.",
    ),
    ("numbers.index(9)", "Line 1: the list has no such entry."),
    ("def f(x)\n    return x", "Line 1: a colon `:` is missing at the end of `def f(x)`."),
    (
        "while True print(1)",
        "Line 1: `while True print(1)` is not clear: look for a sign too many or one that is missing, here or in the line above.",
    ),
    ("print('it's')", "Line 1: a text begins here and does not end in this line; a quote is missing."),
    ("x = [1, 2\ny = 3", "Line 1: the bracket `[` is opened here and never closed; a `]` is missing."),
]


def told(code):
    """What a reader is told whose second cell is this code."""
    items = []
    cells = Cells("lesson", lambda cell, item: items.append(item))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of some mistakes before it fails
        cells.run([("lesson:cell-1", SETUP), ("lesson:cell-2", code)], "lesson:cell-2")
    return [item.get("message", item) for item in items][-1]


def run():
    """The same in Pyodide."""
    return [told(code) for code, _ in MISTAKES]
