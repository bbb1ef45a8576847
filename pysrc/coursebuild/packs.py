"""The runtime's own files: what the pages load in place of the official standard library and numpy wheel.

They are made from the official files, checked against runtime.lock.json, by Pyodide itself under Node
(`inside/base.py` says what goes where), and kept by a hash of sources and recipe: a second build takes what is there.
"""

import ast
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from coursebuild import node, paths, remember, runtime, split, trim, uses
from coursebuild.errors import CourseError

RESULTS = ("python.zip.gz", "numpy.zip.gz", "library.zip", "manifest.json")
MAIN, SCRIPT, LOADER = "pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs"
HALVES = ("main.wasm", "second.wasm")
INSIDE = Path(__file__).with_name("inside")
# What the first packs hold, with all that these load: what Pyodide and nnlive import, and a learner is likely to.
# Anything else comes from the library when it is imported.
WANTED = (
    *("numpy", "numpy.linalg", "numpy.ma", "numpy.random"),
    *("ast", "base64", "bisect", "collections", "contextlib", "copy", "csv", "dataclasses"),
    *("datetime", "decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq", "inspect"),
    *("io", "itertools", "json", "linecache", "math", "numbers", "operator", "pathlib", "pprint", "random", "re"),
    *("secrets", "shutil", "statistics", "string", "textwrap", "time", "traceback", "types", "typing"),
    *("warnings", "zipfile", "zlib"),
)


def prepare() -> None:
    """Makes all there is to make, with a word where that takes a while."""
    if not list((paths.CACHE / "packs").glob("base-*")):
        print("Making the pages' Python: its bytecode is compiled once, which takes some 20 seconds.", flush=True)
    for make in (ensure, ensure_package, ensure_main):
        make()


def ensure(cache: Path = paths.CACHE) -> Path:
    """The folder with python.zip.gz, numpy.zip.gz, library.zip and manifest.json, which names their sources' hashes."""
    official = runtime.ensure()
    wheel = next(path for name, path in official.items() if name.startswith("numpy-"))
    sources = {path.name: digest(path.read_bytes()) for path in official.values()}
    job = {"numpy": wheel.name, "wanted": sorted({*WANTED, *imported()})}

    def make(folder: Path) -> None:
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        shutil.copyfile(wheel, folder / wheel.name)
        inside("base", folder)
        for name in ("python.zip", "numpy.zip"):
            pack(folder / name)
        told = {"sources": sources, "recipe": recipe()}
        (folder / "manifest.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")

    key = digest(json.dumps([sources, job, recipe()]).encode())
    return kept(
        cache / "packs" / f"base-{key}", make, ["python.zip.gz", "numpy.zip.gz", "library.zip", "manifest.json"]
    )


def ensure_trimmed(cache: Path = paths.CACHE) -> Path:
    """The folder with Python's main module and its script, with only the names that the site's own files ask for."""
    official = runtime.ensure()
    wheels = {**official, **runtime.ensure("packages")}
    needed = sorted(trim.wanted(path for name, path in wheels.items() if name.endswith(".whl")))

    def make(folder: Path) -> None:
        script, loader = (official[name].read_text("utf-8") for name in (SCRIPT, LOADER))
        main, script = trim.trimmed(official[MAIN].read_bytes(), script, loader, set(needed))
        (folder / MAIN).write_bytes(main)
        (folder / SCRIPT).write_text(script, "utf-8")

    told = [runtime.sha256(name) for name in (MAIN, SCRIPT, LOADER)]
    key = digest(json.dumps([told, needed, own("trim.py", "wasm.py")]).encode())
    return kept(cache / "packs" / f"trimmed-{key}", make, (MAIN, SCRIPT))


def ensure_main(cache: Path = paths.CACHE) -> list[Path]:
    """Python's main module in its two halves; the whole of it if nobody has looked which functions it uses."""
    whole = ensure_trimmed(cache) / MAIN
    used = split.profile(runtime.sha256(MAIN))
    if used is None:
        return [whole]

    def make(folder: Path) -> None:
        for name, data in zip(HALVES, split.split(whole.read_bytes(), used), strict=True):
            (folder / name).write_bytes(data)

    told = [whole.parent.name, split.PROFILE.read_text("utf-8"), own("split.py", "wasm.py")]
    folder = kept(cache / "packs" / f"main-{digest(json.dumps(told).encode())}", make, HALVES)
    return [folder / name for name in HALVES]


def own(*names: str) -> str:
    """A hash of modules of this package: what they make changes with them."""
    return digest(b"".join(Path(__file__).with_name(name).read_bytes() for name in names))


def imported() -> set[str]:
    """What nnlive's modules import from elsewhere when they are loaded."""
    found = set()
    for file in paths.PACKAGE.glob("*.py"):
        for line in ast.parse(file.read_text("utf-8")).body:
            if isinstance(line, ast.Import):
                found |= {alias.name for alias in line.names}
            elif isinstance(line, ast.ImportFrom):
                found |= {f"{line.module}.{alias.name}" for alias in line.names}  # a module, or a name in one
    return {name for name in found if not name.startswith("nnlive")}


def ensure_package(cache: Path = paths.CACHE) -> Path:
    """nnlive.zip.gz: its sources, and the bytecode of those that most pages need."""
    files = {file.name: file.read_bytes() for file in sorted(paths.PACKAGE.glob("*.py"))}
    compiled = uses.shared()

    def make(folder: Path) -> None:
        (folder / "nnlive").mkdir()
        for name, data in files.items():
            (folder / "nnlive" / name).write_bytes(data)
        (folder / "job.json").write_text(json.dumps({"compiled": compiled}), "utf-8")
        inside("package", folder)
        pack(folder / "nnlive.zip")

    key = digest(json.dumps([recipe(), compiled, {name: digest(data) for name, data in files.items()}]).encode())
    return kept(cache / "packs" / f"nnlive-{key}", make, ["nnlive.zip.gz"]) / "nnlive.zip.gz"


def inside(script: str, job: Path) -> None:
    """Runs a script of inside/ in Pyodide, with the folder as its /job."""
    pyodide = next(iter(runtime.ensure().values())).parent
    command = [os.fspath(path) for path in (node.node(), INSIDE / "run.mjs", pyodide, job, script)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise CourseError(f"The runtime's files could not be made ({script}): {done.stderr.strip()[-2000:]}")


def pack(file: Path) -> None:
    """Compresses a file as a whole; the name and the time that gzip would note are left out."""
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


def kept(target: Path, make: Callable[[Path], None], results: Iterable[str]) -> Path:
    """The target folder, made in one of its own and renamed when it is whole: several builds may run at once."""
    if target.is_dir():
        remember.touch(target)
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="making-") as work:
        done = Path(work) / "done"
        done.mkdir()
        make(Path(work))
        for name in results:
            os.replace(Path(work) / name, done / name)
        try:
            done.rename(target)
        except OSError:
            if not target.is_dir():  # else another build was quicker, and made the same
                raise
    return target


def recipe() -> str:
    """A hash of all that decides what the files become, but their sources."""
    files = [*(INSIDE / name for name in ("base.py", "package.py", "parts.py", "run.mjs")), Path(__file__)]
    return digest(b"".join(file.read_bytes() for file in files))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
