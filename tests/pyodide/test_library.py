"""What the site's own Python leaves out is there when asked for, as in the official one."""

import zipfile

import pytest
import pythons

from coursebuild import paths, runtime

# They do something when they are imported, or end the program.
NOT = {"antigravity", "this", "idlelib", "numpy.f2py.__main__"}

IMPORTS = """
import importlib, io, sys, warnings

def run():
    warnings.simplefilter("ignore")
    sys.stdout = sys.stderr = io.StringIO()
    told = {}
    for name in NAMES:
        try:
            importlib.import_module(name)
            told[name] = "imported"
        except BaseException as error:
            told[name] = type(error).__name__
    sys.stdout = sys.__stdout__
    return told
"""

DOCS = """
import hashlib, importlib
from collections.abc import Iterator
import nnlive.docs

def run():
    nnlive.docs.prepare("print(numpy.mean.__doc__)")
    for name in LATER:
        importlib.import_module(name)
    found = docstrings({name: importlib.import_module(name) for name in NAMES})
    return {f"{module}:{name}": hashlib.md5(text.encode()).hexdigest()
            for module, texts in found.items() for name, text in texts.items()}
"""

ASKED = """
import contextlib, inspect, io, json, traceback
import numpy as np

def said(work):
    with contextlib.redirect_stdout(io.StringIO()) as told:
        work()
    return told.getvalue()

def run():
    def lines():
        try:
            json.loads("{")
        except ValueError:
            return traceback.format_exc()
    import nn_host
    before = list(nn_host.asked)
    source = inspect.getsource(np.mean)
    help_mean, help_loads = said(lambda: help(np.mean)), said(lambda: help(json.loads))
    return {"before": before, "source": source, "mean": help_mean, "loads": help_loads}
"""


def modules():
    """Every module of the official files, by name."""
    official = runtime.ensure()
    wheel = next(path for name, path in official.items() if name.startswith("numpy-"))
    found = set()
    for archive in (official["python_stdlib.zip"], wheel):
        with zipfile.ZipFile(archive) as opened:
            found |= {name for name in opened.namelist() if name.endswith((".py", ".so"))}
    names = {name.partition(".")[0].removesuffix("/__init__").replace("/", ".") for name in found}
    return sorted(name for name in names if name not in NOT and not name.endswith("__main__") and "-" not in name)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """both(script): what it gives in the official Python, and in our own."""
    folder = tmp_path_factory.mktemp("library")

    def run(text):
        script = folder / "script.py"
        script.write_text(text)
        return pythons.official(script, folder), pythons.own(script)

    return run


def test_every_module_is_imported_as_in_the_official_python(both):
    theirs, ours = both(f"NAMES = {modules()}\n{IMPORTS}")
    assert len(theirs) > 700
    assert sum(how == "imported" for how in theirs.values()) > 600
    assert {name: how for name, how in ours.items() if how != theirs[name]} == {}


def test_docstrings_are_as_in_the_official_python(both):
    parts = (paths.ROOT / "pysrc/coursebuild/inside/parts.py").read_text()
    names = ["json", "dataclasses", "inspect", "collections", "numpy", "numpy.linalg", "numpy.ma.core", "random"]
    later = ["statistics", "fractions", "numpy.lib.scimath"]
    theirs, ours = both(f"{parts}\nNAMES, LATER = {names + later}, {later}\n{DOCS}")
    assert len(theirs) > 500
    assert {name for name, text in theirs.items() if ours.get(name) != text} == set()


def test_help_and_sources_are_fetched_when_asked_for(both, tmp_path):
    script = tmp_path / "asked.py"
    script.write_text(ASKED)
    ours = pythons.own(script)
    assert ours["before"] == []
    assert ours["source"].startswith("@array_function_dispatch(_mean_dispatcher)\ndef mean(")
    assert "Compute the arithmetic mean along the specified axis." in ours["mean"]
    assert "Deserialize ``s``" in ours["loads"]
