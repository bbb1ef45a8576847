"""Runs inside Pyodide: bytecode, docstrings and archives, the same bytes whenever they are made."""

import importlib._bootstrap_external as loading
import importlib.util
import types
import zipfile
from collections.abc import Iterator

HEAP_TYPE, IMMUTABLE = 1 << 9, 1 << 8  # flags of classes that C code made, or made unchangeable
WRAPPERS = ("_ArrayFunctionDispatcher", "_lru_cache_wrapper", "cached_property")


def pyc(source: bytes, filename: str, optimize: int = 2) -> bytes:
    """A .pyc that is never compared with its source."""
    code = compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
    return bytes(loading._code_to_hash_pyc(code, importlib.util.source_hash(source), False))


def store(path: str, files: dict[str, bytes]) -> None:
    """An archive without compression: the whole of it is compressed on its way, which is smaller."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])


def docstrings(modules: dict[str, types.ModuleType]) -> dict[str, dict[str, str]]:
    """What optimizing takes away: {module: {name: docstring}}; a member of a class is Class.member, the module "".

    The modules must have their docstrings now: some are made by the modules' own code.
    """
    seen: set[int] = set()
    return {name: found for name in sorted(modules) if (found := dict(written(modules[name], "", seen)))}


def written(thing: object, name: str, seen: set[int]) -> Iterator[tuple[str, str]]:
    """The docstring of a module, class or function made by Python, and of all in it, each thing once."""
    if id(thing) in seen or not by_python(thing):
        return
    seen.add(id(thing))
    if isinstance(doc := vars(thing).get("__doc__") if isinstance(thing, HOLDERS) else thing.__doc__, str):
        yield name, doc
    if isinstance(thing, HOLDERS):
        for part, value in list(vars(thing).items()):
            if isinstance(value, types.ModuleType) or part == "__class__":
                continue
            yield from written(value, f"{name}.{part}" if name else part, seen)


HOLDERS = (types.ModuleType, type)


def by_python(thing: object) -> bool:
    if isinstance(thing, property):
        return isinstance(thing.fget, types.FunctionType)
    if isinstance(thing, type):
        return bool(thing.__flags__ & HEAP_TYPE) and not thing.__flags__ & IMMUTABLE
    return isinstance(thing, (types.ModuleType, types.FunctionType, classmethod, staticmethod)) or (
        type(thing).__name__ in WRAPPERS or isinstance(getattr(thing, "__dict__", {}).get("__doc__"), str)
    )
