"""The runtime's files in the site: each under a name that holds its hash, with its bytes and those on the wire."""

import gzip
import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from coursebuild import packs, paths, runtime

FOLDER = "assets/pyodide"
LARGE = 1_000_000
PACKED = (".gz", ".zip", ".whl", ".png")  # a host sends these as they are; what is named .gz too


def place(site: Path) -> dict[str, Any]:
    """Copies the runtime's files into the site; what the page's script must know of them.

    files: what every first start fetches, by its part in it. second: the main module's other half, if it is split.
    library: what Python fetches parts of. packages: what cells may import.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    official, base = runtime.ensure(), packs.ensure()
    main, *second = packs.ensure_main()
    first = {
        "loader": official[packs.LOADER],
        "script": packs.ensure_trimmed() / packs.SCRIPT,
        "main": main,
        "python": base / "python.zip.gz",
        "numpy": base / "numpy.zip.gz",
        "nnlive": packs.ensure_package(),
    }
    wheels = runtime.ensure("packages")
    copy(base / "manifest.json", folder / "manifest.json")
    return {
        "version": runtime.VERSION,
        "files": {part: asset(site, hashed(file, folder)) for part, file in first.items()},
        "second": [asset(site, hashed(file, folder)) for file in second],
        "library": asset(site, hashed(base / "library.zip", folder)),
        "packages": [
            {
                **asset(site, copy(wheels[p.file], folder / p.file)),
                "name": p.name,
                "imports": p.imports,
                "needs": p.needs,
            }
            for p in runtime.packages()
        ],
    }


def hashed(source: Path, folder: Path) -> Path:
    """Copies a file under a name with its hash: what a browser keeps under a name is never another version."""
    stem, dot, suffix = source.name.removesuffix(".gz").rpartition(".")
    more = ".gz" if source.suffix == ".gz" else ""
    return copy(source, folder / f"{stem}-{packs.digest(source.read_bytes())[:12]}{dot}{suffix}{more}")


def copy(source: Path, target: Path) -> Path:
    """Puts a file into the site, as a link where that can be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        shutil.copyfile(source, target)
    return target


def asset(site: Path, file: Path) -> dict[str, Any]:
    """A file's address below the site's root, its bytes, its bytes on the wire, and those in it if it is a .gz."""
    data = file.read_bytes()
    path = file.relative_to(site).as_posix()
    told: dict[str, Any] = {"path": path, "size": len(data), "wire": wire(file.name, data)}
    return {**told, "content": len(gzip.decompress(data))} if file.suffix == ".gz" else told


def wire(name: str, data: bytes) -> int:
    """How many bytes a host that compresses sends. Of a large file it is noted: the main module takes half a second."""
    if name.endswith(PACKED):
        return len(data)
    if len(data) < LARGE:
        return len(gzip.compress(data, 6))
    note = paths.CACHE / "wire" / f"{hashlib.sha256(data).hexdigest()}-{name}"
    if not note.exists():
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(str(len(gzip.compress(data, 6))))
    return int(note.read_text())
