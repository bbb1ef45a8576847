"""The browser's Python: Pyodide, numpy and more, downloaded once to a cache, each checked against runtime.lock.json.

The site serves these files itself, so that a page loads nothing from another host.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coursebuild.errors import CourseError
from coursebuild.paths import CACHE

LOCK = Path(__file__).with_name("runtime.lock.json")


@dataclass(frozen=True)
class Entry:
    """One file of the lock, and the sources that carry it, in the order in which they are tried."""

    name: str
    kind: str
    size: int
    sha256: str
    sources: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Package:
    """A package that cells may import: its wheel, the modules it has, and the other packages it needs."""

    name: str
    file: str
    imports: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Lock:
    version: str
    files: tuple[Entry, ...]


def read_lock(path: Path = LOCK) -> Lock:
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Lock(raw["version"], tuple(Entry(**{**file, "sources": tuple(file["sources"])}) for file in raw["files"]))


VERSION = read_lock().version


def ensure(kind: str = "runtime", lock: Lock | None = None, cache: Path = CACHE) -> dict[str, Path]:
    """Every file of one kind, there and verified: {name: path}. What is missing or damaged is downloaded.

    The kinds are "runtime" (what the pages load), "packages" (what they load when a cell imports it) and "data" (what
    the data sets are packed from).
    """
    lock = lock or read_lock()
    wanted = [entry for entry in lock.files if entry.kind == kind]
    if not wanted:
        raise CourseError(f"{LOCK.name} lists no files of the kind {kind!r}: check the spelling.")
    folder = cache / "runtime" / lock.version
    missing = [entry for entry in wanted if not is_good(folder / entry.name, entry)]
    if missing:
        from coursebuild import download  # late: its libraries are slow to import and seldom needed

        download.fetch_all(missing, folder)
    return {entry.name: folder / entry.name for entry in wanted}


def packages() -> list[Package]:
    """The packages of the lock, as Pyodide's own list describes them. numpy is always there, so nothing names it."""
    theirs = json.loads(ensure()["pyodide-lock.json"].read_text(encoding="utf-8"))["packages"]
    ours = {entry.name for entry in read_lock().files if entry.kind == "packages"}
    about = {name: told for name, told in theirs.items() if told["file_name"] in ours}
    return [
        Package(
            name,
            told["file_name"],
            tuple(told["imports"]),
            tuple(needed for needed in told["depends"] if needed in about),
        )
        for name, told in about.items()
    ]


def is_good(path: Path, entry: Entry) -> bool:
    """Hashing all 16 MB takes some 20 ms, so every build checks what it is about to publish."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256


def sha256(name: str) -> str:
    """The hash of one file of the lock."""
    return next(entry.sha256 for entry in read_lock().files if entry.name == name)
