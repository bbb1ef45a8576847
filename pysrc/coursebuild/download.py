"""Downloads the files of a lock: source after source until one gives the right bytes, never leaving half a file."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

import pooch  # type: ignore[import-untyped]
from tqdm import tqdm

from coursebuild.errors import CourseError
from coursebuild.runtime import Entry
from coursebuild.sources import Source, SourceError, Sources, title

Bar: TypeAlias = "tqdm[NoReturn]"


def fetch_all(entries: Sequence[Entry], folder: Path) -> None:
    """Put every entry into the folder, with a bar on a terminal and plain lines elsewhere."""
    pooch.get_logger().setLevel("ERROR")  # it would print each address; our own lines are shorter
    total = sum(entry.size for entry in entries)
    print(f"Downloading {', '.join(entry.name for entry in entries)} ({megabytes(total)}) to {folder}", flush=True)
    bar: Bar = tqdm(total=total, unit="B", unit_scale=True, leave=False, disable=not sys.stderr.isatty())
    with Sources() as sources, bar:
        for entry in entries:
            fetch(entry, folder, sources, bar)


def fetch(entry: Entry, folder: Path, sources: Sources, bar: Bar) -> None:
    """Try the sources of one file in order. The first with the right hash wins; the others are told in a line."""
    said: list[str] = []
    for source in entry.sources:
        before = bar.n
        try:
            save(entry, source, folder, sources, bar)
        except SourceError as error:
            bar.update(before - bar.n)
            said.append(f"{title(source)}: {error}")
            if not error.repeated:
                tell(f"  {entry.name}: {said[-1]}")
        else:
            bar.update(before + entry.size - bar.n)
            tell(f"  {entry.name}: {megabytes(entry.size)} from {title(source)}")
            return
    raise CourseError(
        f"{entry.name} could not be downloaded ({'; '.join(said)}): check the network "
        "or the index settings of pip and npm, then run the command again."
    )


def save(entry: Entry, source: Source, folder: Path, sources: Sources, bar: Bar) -> None:
    """One file from one source. pooch writes beside the target, checks the hash, and only then renames."""

    def downloader(_url: str, part: str, _pooch: object) -> None:
        with open(part, "wb") as file:
            sources.copy(source, file, bar.update)

    known = f"sha256:{entry.sha256}"
    try:
        pooch.retrieve(title(source), known, fname=entry.name, path=folder, downloader=downloader)
        (folder / entry.name).chmod(0o644)  # a temporary file is private, but the site's files are for everyone
    except ValueError:
        raise SourceError("the file has a wrong hash") from None
    except OSError as error:
        raise CourseError(
            f"{entry.name} could not be written to {folder} ({error.strerror or error}): "
            "free some space or set NN_CACHE to a folder that you may write to."
        ) from error


def tell(line: str) -> None:
    """A line that does not tear the progress bar."""
    tqdm.write(line)
    sys.stdout.flush()


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
