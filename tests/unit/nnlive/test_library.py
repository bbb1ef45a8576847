"""Modules, docstrings and sources that come from the library, here in a folder of the test's."""

import importlib
import io
import json
import linecache
import sys
import zipfile

import pytest

from nnlive.docs import Docs
from nnlive.library import Library

FILES = {
    "left_pack/__init__.py": "from left_pack import part",
    "left_pack/part.py": "VALUE = 5",
    "left_pack/bare/inner.py": "VALUE = 6",
    "left_single.py": "VALUE = 7",
}
GROUPS = {"left_pack/": "left_pack left_pack.part left_pack.bare.inner", "left_single.py": "left_single"}
DOCS = {"left_single": {"": "A module.", "Thing": "A class.", "Thing.do": "A method."}}


@pytest.fixture
def asked():
    return []


@pytest.fixture
def library(tmp_path, asked, monkeypatch):
    buffer, places = io.BytesIO(), {}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**FILES, "docs/python.json": json.dumps(DOCS)}.items():
            start = buffer.tell()
            archive.writestr(name, text)
            places[name] = (start, buffer.tell() - start)
    data = buffer.getvalue()

    def read(start, length, what):
        asked.append(what)
        return data[start : start + length]

    rest = {}
    for group, names in GROUPS.items():
        inside = [place for name, place in places.items() if name.startswith(group)]
        rest[group] = (inside[0][0], sum(inside[-1]) - inside[0][0], names)
    index = {
        "rest": rest,
        "sources": {"left_single.py": places["left_single.py"]},
        "docs": {"python": places["docs/python.json"]},
    }
    made = Library(index, read, tmp_path / "lib")
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, made])
    yield made
    for name in [name for name in sys.modules if name.startswith("left_")]:
        del sys.modules[name]


def test_a_package_comes_whole_and_once(library, asked):
    assert importlib.import_module("left_pack").part.VALUE == 5
    assert importlib.import_module("left_pack.bare.inner").VALUE == 6
    assert asked == ["the module left_pack"]


def test_a_module_of_its_own_comes_alone(library, asked):
    assert importlib.import_module("left_single").VALUE == 7
    assert asked == ["the module left_single"]


def test_what_nobody_has_is_not_asked_for(library, asked):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("left_nowhere")
    assert asked == []


def test_docstrings_come_to_what_is_there_and_to_what_is_imported_later(library, monkeypatch):
    docs = Docs(library)
    docs.fetch()
    monkeypatch.setattr(sys, "meta_path", sys.meta_path)
    assert importlib.import_module("left_single").__doc__ == "A module."
    sys.meta_path.remove(docs)


def test_docstrings_are_put_in_their_places(library):
    module = importlib.import_module("left_single")
    exec("class Thing:\n    def do(self): pass", module.__dict__)
    docs = Docs(library)
    docs.fetch()
    sys.meta_path.remove(docs)
    assert (module.__doc__, module.Thing.__doc__, module.Thing.do.__doc__) == ("A module.", "A class.", "A method.")


def test_a_source_becomes_known_to_tracebacks(library, asked):
    docs, file = Docs(library), "/lib/python314.zip/left_single.py"
    docs.source(file)
    docs.source(file)
    docs.source("/elsewhere/left_single.py")
    assert linecache.getline(file, 1) == "VALUE = 7"
    assert asked == ["the source of left_single.py"]
    linecache.cache.pop(file)
