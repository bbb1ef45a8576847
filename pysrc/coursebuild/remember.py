"""What an earlier build has made is kept on this machine, by all that it was made of, so that it need not run again.

A fence's figures and outputs change only with its text, the lesson's Python, nnlive, the build's own code and numpy.
"""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np

from coursebuild import paths

DAYS = 30  # what no build has asked for in so long is deleted


def remembered(kind: str, parts: Iterable[str], make: Callable[[], str]) -> str:
    """The text that `make` gives, or that it gave when it was last made of these parts. What it raises is not kept."""
    told = hashlib.sha256(repr((kind, ours(), *parts)).encode()).hexdigest()
    file = paths.CACHE / "made" / told[:32]
    try:
        text = file.read_text("utf-8")
    except OSError:
        text = make()
        _keep(file, text)
    else:
        touch(file)
    return text


@cache
def ours() -> str:
    """A hash of what takes part in every build: nnlive with its data, this package, numpy and Python."""
    digest = hashlib.sha256(f"{sys.version} {np.__version__}".encode())
    for folder in (paths.PACKAGE, Path(__file__).parent):
        for file in sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts):
            digest.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}".encode() + file.read_bytes())
    return digest.hexdigest()


def _keep(file: Path, text: str) -> None:
    """Written beside and renamed: several builds may run at once. A full disk only means that nothing is kept."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as beside:
            beside.write(text)
        os.replace(beside.name, file)


def touch(path: Path) -> None:
    """Notes that a build has asked for this file or folder."""
    with suppress(OSError):  # somebody else's, to be read only
        os.utime(path)


def tidy(days: float = DAYS) -> None:
    """Deletes what no build of this machine has asked for in so many days."""
    limit = time.time() - days * 86_400
    for path in (path for folder in ("made", "packs", "wire") for path in (paths.CACHE / folder).glob("*")):
        if path.stat().st_mtime < limit:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
