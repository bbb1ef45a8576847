"""A share of the processor for a browser: what is started inside `limited` runs in a cgroup of its own.

The throttling of the browser's developer tools slows its page but not its workers, so it cannot stand in for this.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "nnlive-bench"
PERIOD = 100_000  # microseconds
ROOTS = {  # the file that takes the quota, and what to write, by where this kind of cgroup lies
    Path("/sys/fs/cgroup"): ("cpu.max", "{quota} {period}"),
    Path("/sys/fs/cgroup/cpu"): ("cpu.cfs_quota_us", "{quota}"),
}


def group() -> tuple[Path, str, str] | None:
    """Our group's folder, its file and its words; None where no group can be made."""
    for root, (file, words) in ROOTS.items():
        folder = root / NAME
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            continue
        if (folder / file).exists():
            return folder, file, words
    return None


@contextmanager
def limited(cores: float) -> Iterator[None]:
    """What this process starts in here gets so many cores together; 0 is no limit."""
    found = group() if cores else None
    if found is None:
        yield
        return
    folder, file, words = found
    (folder / file).write_text(words.format(quota=int(cores * PERIOD), period=PERIOD))
    _move(folder)
    try:
        yield
    finally:
        _move(folder.parent)


def _move(folder: Path) -> None:
    (folder / "cgroup.procs").write_text(str(os.getpid()))
