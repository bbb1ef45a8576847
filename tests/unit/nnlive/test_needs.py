"""Which cells a cell needs, and what a text imports."""

import pytest

from nnlive.names import imported
from nnlive.needs import needed


def numbers(*sources):
    """The cells above the last one that it needs, counted from 1."""
    return [number + 1 for number in needed(sources, len(sources) - 1)]


@pytest.mark.parametrize(
    ("above", "last", "wanted"),
    [
        # names
        (["x = 1", "y = 2"], "print(x)", [1]),
        (["x = 1", "y = x", "z = 3"], "y", [1, 2]),
        (["x = 1", "x = 2"], "x", [2]),
        (["x = 1", "x = 2"], "x = 3\nprint(x)", []),
        (["x = 1", "if x:\n    y = 1", "y = 2"], "y", [3]),
        (["y = 2", "if y:\n    x = 1\nelse:\n    x = 2"], "x", [1, 2]),
        (["x = 0", "if True:\n    x = 1"], "x", [1, 2]),
        (["def f(): return g()", "def g(): return 1"], "f()", [1, 2]),
        (["import numpy as np", "np.zeros(2)", "x = np.ones(3)"], "np.sum(x)", [1, 3]),
        (["def f(): return w", "w = 1", "v = 2"], "f()", [1, 2]),
        (["from math import *"], "sqrt(2)", [1]),
        (["class A:\n    x = 1", "x = 2"], "A().x", [1]),
        (["i = 1", "[i for i in range(3)]"], "[i for i in range(3)]", []),
        (["i = 1"], "for i in range(3):\n    print(i)", []),
        (["n = 1"], "def f(n):\n    return n\nf(2)", []),
        (["n = 1"], "f = lambda x=n: x", [1]),
        (["w = 1", "def step():\n    global w\n    w -= 1", "step()"], "w", [1, 2, 3]),
        (["x = 1"], "x += 1", [1]),
        (["x = 1"], "print(f'{x}')", [1]),
        (["print = 1"], "print(2)", []),
        # values changed in place
        (["x = [1]", "x.append(2)", "x.count(1)", "len(x)"], "x", [1, 2]),
        (["w = [1]", "w[0] = 2", "y = w[0]"], "w", [1, 2]),
        (["rng = make()", "a = rng.normal()", "b = 1"], "rng.normal()", [1, 2]),
        (["a = [1]", "b = a", "b[0] = 2"], "a", [1, 2, 3]),
        (["a = [1]", "b = a[0] + 1", "b += 2"], "a", [1]),
        (["w = [1]", "def train(v):\n    v[0] = 2", "train(w)"], "w", [1, 2, 3]),
        (["w = [1]", "def loss(v):\n    return v[0]", "loss(w)"], "w", [1]),
        (["w = [1]", "def train():\n    w[0] = 2", "train()"], "w", [1, 2, 3]),
        (["w = [1]", "def go():\n    w[0] = 2", "def train():\n    go()", "train()"], "w", [1, 2, 3, 4]),
        (["w = [1]", "class Net:\n    def fit(self):\n        w[0] = 2", "Net().fit()"], "w", [1, 2, 3]),
        (["net = Net()", "net.fit()"], "net", [1, 2]),
        (["import numpy as np", "np.random.seed(0)"], "np.random.rand()", [1, 2]),
        (["import numpy as np", "rng = np.random.default_rng(0)"], "np.zeros(2)", [1]),
        (["import numpy as np", "w = np.ones(2)", "np.fill_diagonal(w, 0)", "np.dot(w, w)"], "w", [1, 2, 3]),
        (["from library import fit", "net = 1", "fit(net)", "y = fit(net)"], "net", [1, 2, 3]),
        (["x = 1", "exec('x = 2')"], "x", [1, 2]),
        # what cannot be read
        (["x = 1", "def"], "x", [1]),
        (["x = 1", "y = ("], "y", [2]),
    ],
)
def test_what_a_cell_needs(above, last, wanted):
    assert numbers(*above, last) == wanted


def test_names_asked_for_beside():
    assert needed(["a = 1", "b = 2", "c = 3"], 2, ["b"]) == [1]


def test_the_packages_that_a_text_imports():
    sources = ["import numpy as np, math", "from matplotlib import pyplot", "def f():\n    import os.path", "import ("]
    assert imported(sources) == ["numpy", "math", "matplotlib", "os"]
