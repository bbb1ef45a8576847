"""What comes after MkDocs: the runtime's files, our package, the page's script and style, links and policy.

A plain step on a built folder, so that it works after `mkdocs build` and after any other builder.
"""

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursebuild import bundle, exercises, finish, notebooks, package, paths, runtime, wheel
from coursebuild.excerpt import SOURCES
from nnlive import palette


@dataclass(frozen=True)
class Asset:
    """A file the page fetches: its address below the site's root, its bytes, and its bytes on the wire (gzip)."""

    path: str
    size: int
    wire: int


def publish(site: Path, policy: bool = True) -> None:
    """Makes a built folder a finished site. Raises CourseError for a page that would not work."""
    files = _runtime(site)
    archive = package.write(site / "assets/nn")
    package.write_datasets(site / "assets/nn/data")
    wheel.write(site / "assets/nn")
    manifest = _manifest(site, files, archive)
    first = sum(asset["wire"] for asset in [*manifest["files"], manifest["package"]])
    built = bundle.ensure({"__SITE__": json.dumps(manifest), "__WIRE__": str(first)})
    for file in [*built.glob("*.js*"), built / bundle.LICENCES]:
        _place(file, site / "assets/nn" / file.name)
    style = site / "assets/nn/nn.css"
    style.unlink(missing_ok=True)
    style.write_text(palette.css() + (built / "nn.css").read_text("utf-8"), "utf-8")
    _write(site / exercises.FOLDER, exercises.files())
    _write(site / notebooks.FOLDER, notebooks.files(notebooks.address(site)))
    _write(site / SOURCES, {file.name: file.read_text("utf-8") for file in paths.PACKAGE.glob("*.py")})
    finish.pages(site, policy)


def _write(folder: Path, files: dict[str, str]) -> None:
    """A folder with these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def _runtime(site: Path) -> dict[str, Path]:
    folder = site / "assets/pyodide"
    placed = {}
    for kind in ("runtime", "packages"):
        for name, file in runtime.ensure(kind).items():
            placed[name] = _place(file, folder / name)
    return placed


def _place(source: Path, target: Path) -> Path:
    """Copies a file into the site, unless the same one is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.unlink()
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        shutil.copyfile(source, target)
    return target


def _manifest(site: Path, files: dict[str, Path], archive: Path) -> dict[str, Any]:
    """What the page's script must know of the site: the runtime's files and the package, with their sizes."""

    def assets(paths_: Iterable[Path]) -> list[dict[str, object]]:
        return [_asset(site, path).__dict__ for path in paths_]

    # The lock file stays on the server: what the worker needs of it is said here.
    packages = runtime.packages()
    later = {"pyodide-lock.json", *(package.file for package in packages)}
    return {
        "version": runtime.VERSION,
        "files": assets(path for name, path in files.items() if name not in later),
        "package": _asset(site, archive).__dict__,
        "packages": [
            {**_asset(site, files[p.file]).__dict__, "name": p.name, "imports": p.imports, "needs": p.needs}
            for p in packages
        ],
    }


def _asset(site: Path, file: Path) -> Asset:
    data = file.read_bytes()
    wire = len(data) if file.suffix in (".zip", ".whl") else _gzipped(file.name, data)
    return Asset(file.relative_to(site).as_posix(), len(data), wire)


def _gzipped(name: str, data: bytes) -> int:
    """How many bytes a host that compresses sends. Kept in a file: the main module takes half a second."""
    note = paths.CACHE / "wire" / f"{hashlib.sha256(data).hexdigest()}-{name}"
    if not note.exists():
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(str(len(gzip.compress(data, 6))))
    return int(note.read_text())
