"""A share of the processor for a browser, by a cgroup of its own.

The throttling of the browser's developer tools slows its page but not its workers, so it cannot stand in for this.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

NAME = "nnlive-bench"
PERIOD = 100_000  # microseconds
PROCESSES = "cgroup.procs"
ROOTS = {  # the file that takes the quota, and what to write, by where this kind of cgroup lies
    Path("/sys/fs/cgroup"): ("cpu.max", "{quota} {period}"),
    Path("/sys/fs/cgroup/cpu"): ("cpu.cfs_quota_us", "{quota}"),
}


def group() -> tuple[Path, str, str] | None:
    """Our group's folder, its file and its words; None where no group can be made."""
    for root, (file, words) in ROOTS.items():
        if not (root / PROCESSES).exists():
            continue
        folder = root / NAME
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
        if (folder / file).exists():
            return folder, file, words
    return None


def limit(cores: float, processes: Iterable[int]) -> None:
    """Gives processes, and all that they start from now on, so many cores together; 0 is no limit."""
    found = group()
    if found is None:
        return
    folder, file, words = found
    if cores:
        (folder / file).write_text(words.format(quota=int(cores * PERIOD), period=PERIOD))
    into = folder if cores else folder.parent
    for process in processes:
        with suppress(OSError):  # it has ended
            (into / PROCESSES).write_text(str(process))
