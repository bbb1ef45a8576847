"""Docstrings and sources of the modules that a page starts with: they are fetched for who asks, and then are there.

`help`, `inspect.getsource` and code that reads `__doc__` work as in any Python; only the first time costs a download.
"""

import builtins
import inspect
import json
import linecache
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from nnlive.library import SITE, Library, Read

STDLIB = "/lib/python314.zip/"
INDEX = SITE / "nnlive_library.json"
# Words in a reader's code that mean that docstrings are read.
WORDS = ("__doc__", "doctest", "pydoc")


class Docs:
    """The docstrings that were fetched: {module: {name: docstring}}, and who puts them in their places."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.texts: dict[str, dict[str, str]] = {}

    def fetch(self) -> None:
        """All docstrings, in the modules that are there and in those still to be imported."""
        if self.texts:
            return
        for what, place in self.library.docs.items():
            title = "Python" if what == "python" else what
            for _, data in self.library.members(*place, f"the documentation of {title}"):
                self.texts |= json.loads(data)
        for name in self.texts:
            if name in sys.modules:
                self.put(name, sys.modules[name])
        sys.meta_path.insert(0, self)

    def put(self, name: str, module: ModuleType) -> None:
        """Gives a module its docstrings."""
        for part, text in self.texts[name].items():
            for thing in _things(module, part):
                try:
                    if thing.__doc__ != text:
                        thing.__doc__ = text
                except (AttributeError, TypeError):  # what cannot be told again stays as it is
                    continue

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """For the import system: a module that is found by others gets its docstrings once it has run."""
        if name not in self.texts:
            return None
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target) if finder is not self else None
            if spec is not None and spec.loader is not None:
                spec.loader = _Loader(spec.loader, partial(self.put, name))  # type: ignore[assignment]
                return spec
        return None

    def source(self, filename: str) -> None:
        """Makes the lines of a file known to tracebacks and to inspect."""
        for prefix, folder in ((STDLIB, ""), (f"{SITE}/", "site-packages/")):
            place = self.library.sources.get(folder + filename.removeprefix(prefix))
            if filename.startswith(prefix) and place and filename not in linecache.cache:
                for _, data in self.library.members(*place, f"the source of {filename.removeprefix(prefix)}"):
                    text = data.decode()
                    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)


class _Loader:
    """A loader that calls `done` with the module it has loaded."""

    def __init__(self, loader: Any, done: Callable[[ModuleType], None]) -> None:
        self.loader, self.done = loader, done

    def exec_module(self, module: ModuleType) -> None:
        self.loader.exec_module(module)
        self.done(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loader, name)


def _things(module: ModuleType, name: str) -> Iterator[Any]:
    """What has this name, and the functions it wraps."""
    found: Any = module
    for part in name.split(".") if name else ():
        found = vars(found).get(part)
        if found is None:
            return
    yield found
    for inner in ("__func__", "fget", "__wrapped__"):
        function = getattr(found, inner, None) if name else None
        if function is not None and function.__doc__ is None:  # else it is another's, with words of its own
            yield function


DOCS: Docs | None = None


def prepare(source: str) -> None:
    """Fetches the docstrings if this code reads any. Nothing to do where they have never been taken away."""
    if DOCS is not None and any(word in source for word in WORDS):
        DOCS.fetch()


def install(read: Read) -> None:
    """Makes the page's Python as complete as the official one; `read` gives bytes of the library."""
    global DOCS
    library = Library(json.loads(INDEX.read_text("utf-8")), read)
    sys.meta_path.append(library)
    docs = DOCS = Docs(library)
    find_source, get_doc = inspect.findsource, inspect.getdoc

    def findsource(thing: Any) -> Any:
        docs.source(inspect.getfile(thing))
        return find_source(thing)

    def getdoc(thing: Any) -> str | None:
        docs.fetch()
        return get_doc(thing)

    inspect.findsource, inspect.getdoc = findsource, getdoc  # type: ignore[assignment]
    builtins.help = _Help(docs)  # type: ignore[assignment]


class _Help:
    """Python's `help`; `site` puts one into every Python, but not into this one's bytecode."""

    def __init__(self, docs: Docs) -> None:
        self.docs = docs

    def __repr__(self) -> str:
        return "Type help(object) for help about object."

    def __call__(self, *things: Any) -> None:
        self.docs.fetch()
        import pydoc

        pydoc.help(*things)
