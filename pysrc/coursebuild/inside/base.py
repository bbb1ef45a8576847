"""Runs inside Pyodide: makes the packs of the standard library and numpy from the official files in /job.

What a recipe's imports load goes into two packs as bytecode, without docstrings and asserts; compiling the shipped .py
files is most of Pyodide's start. Everything else, the sources and the docstrings go into the library, an archive of
which the page fetches a part when it is asked for.
"""

import importlib
import json
import shutil
import sys
import zipfile

from parts import docstrings, pyc, store

STDLIB = "/lib/python314.zip"
SITE = "/lib/python3.14/site-packages"
JOB = "/job"


def main() -> None:
    with open(f"{JOB}/job.json", encoding="utf-8") as file:
        job = json.load(file)
    shutil.unpack_archive(f"{JOB}/{job['numpy']}", SITE, "zip")
    sys.path_importer_cache.clear()  # importlib.invalidate_caches would load packages that the page does not need
    for name in job["wanted"]:
        load(name)
    wanted = {getattr(module, "__file__", None) for module in list(sys.modules.values()) if not frozen(module)}
    stdlib, numpy = stdlib_files(), numpy_files(f"{JOB}/{job['numpy']}")
    first = {name for name in stdlib if f"{STDLIB}/{name}" in wanted}
    first |= {name for name in numpy if f"{SITE}/{name.removeprefix('site-packages/')}" in wanted}
    everything = {**stdlib, **numpy}
    store(f"{JOB}/python.zip", {f"{name}c": pyc(data, f"{STDLIB}/{name}") for name, data in of(stdlib, first)})
    index = write_library(everything, first)
    packed = dict(numpy_member(name, data) for name, data in of(numpy, first))
    store(f"{JOB}/numpy.zip", {**packed, "nnlive_library.json": index})


def frozen(module: object) -> bool:
    """Whether a module is part of the main module; it names a file, but that is never read."""
    return getattr(getattr(module, "__spec__", None), "origin", None) == "frozen"


def load(name: str) -> None:
    """Imports a module; of a name that is none, the module that it is in."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        importlib.import_module(name.rpartition(".")[0])


def stdlib_files() -> dict[str, bytes]:
    with zipfile.ZipFile(STDLIB) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist()) if name.endswith(".py")}


def numpy_files(wheel: str) -> dict[str, bytes]:
    """numpy's modules; headers, stubs and the like are for compilers and editors."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("numpy/"))
        return {f"site-packages/{n}": archive.read(n) for n in names if n.endswith((".py", ".so"))}


def of(files: dict[str, bytes], names: set[str]) -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in files.items() if name in names]


def numpy_member(name: str, data: bytes) -> tuple[str, bytes]:
    name = name.removeprefix("site-packages/")
    return (f"{name}c", pyc(data, f"{SITE}/{name}")) if name.endswith(".py") else (name, data)


def write_library(files: dict[str, bytes], first: set[str]) -> bytes:
    """Writes library.zip; what the page must know to fetch parts of it, as JSON.

    rest: for each group of modules its place in the archive and its modules. sources: the places of the files behind
    the bytecode. docs: the places of their docstrings.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(files):
        if name not in first:
            groups.setdefault(group(name, first), []).append(name)
    places: dict[str, tuple[int, int]] = {}
    early = {module(name) for name in first if name.endswith(".py")}
    modules = {name: sys.modules[name] for name in early if name in sys.modules}
    docs: dict[str, dict[str, dict[str, str]]] = {"python": {}, "numpy": {}}
    for name, texts in docstrings(modules).items():
        docs["numpy" if name.partition(".")[0] == "numpy" else "python"][name] = texts
    with open(f"{JOB}/library.zip", "wb") as out, zipfile.ZipFile(out, "w") as archive:

        def add(name: str, data: bytes) -> None:
            start = out.tell()
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
            places[name] = (start, out.tell() - start)

        for names in groups.values():
            for name in names:
                add(name, files[name])
        for name in sorted(first):
            if name.endswith(".py"):
                add(name, files[name])
        for name, found in docs.items():
            add(f"docs/{name}.json", json.dumps(found, sort_keys=True, ensure_ascii=False).encode())
    rest = {}
    for key, names in groups.items():
        start, end = places[names[0]][0], sum(places[names[-1]])
        rest[key] = [start, end - start, " ".join(module(name) for name in names)]
    told = {
        "rest": rest,
        "sources": {name: places[name] for name in sorted(first) if name in places},
        "docs": {name: places[f"docs/{name}.json"] for name in docs},
    }
    return json.dumps(told, separators=(",", ":")).encode()


def group(name: str, first: set[str]) -> str:
    """The largest folder around a file that holds no file of the first packs, or the file itself."""
    parts = name.split("/")
    for length in range(1, len(parts)):
        folder = "/".join(parts[:length]) + "/"
        if folder != "site-packages/" and not any(other.startswith(folder) for other in first):
            return folder
    return name


def module(name: str) -> str:
    """The module in a file of the library."""
    plain = name.removeprefix("site-packages/").removesuffix("/__init__.py").removesuffix(".py")
    return plain.partition(".cpython-")[0].replace("/", ".")


main()
