"""The download of the runtime: right bytes or a clear error, and never half a file."""

import hashlib
import json
import socket
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from coursebuild import runtime, sources
from coursebuild.errors import CourseError
from coursebuild.server import Site, serve

RIGHT = b"the right bytes " * 5000
CLOSED = {"url": "http://127.0.0.1:9/gone.bin"}  # the discard port: nobody listens there


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "right.bin").write_bytes(RIGHT)
    (folder / "wrong.bin").write_bytes(b"other bytes")
    with serve(folder) as running:
        yield running


@pytest.fixture
def cut() -> Iterator[dict[str, str]]:
    """A source that promises everything and hangs up half way."""

    class Cutter(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(RIGHT)))
            self.end_headers()
            self.wfile.write(RIGHT[: len(RIGHT) // 2])

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Cutter) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield {"url": f"http://127.0.0.1:{server.server_address[1]}/cut.bin"}
        server.shutdown()
        thread.join()


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A source that takes the call and never speaks, as behind some firewalls."""
    monkeypatch.setattr(sources, "TIMEOUT", (0.2, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield {"url": f"http://127.0.0.1:{server.getsockname()[1]}/silent.bin"}


def lock_of(*found: dict[str, str], names: tuple[str, ...] = ("file.bin",)) -> runtime.Lock:
    sha256 = hashlib.sha256(RIGHT).hexdigest()
    return runtime.Lock("9", tuple(runtime.Entry(name, "runtime", len(RIGHT), sha256, found) for name in names))


def ensure(lock: runtime.Lock, cache: Path) -> dict[str, Path]:
    return runtime.ensure("runtime", lock, cache)


def left_over(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def test_a_good_source_gives_the_file(site: Site, tmp_path: Path) -> None:
    files = ensure(lock_of({"url": f"{site.url}right.bin"}), tmp_path / "cache")
    assert files["file.bin"].read_bytes() == RIGHT
    assert left_over(tmp_path / "cache") == [files["file.bin"]]


def test_a_second_call_downloads_nothing(site: Site, tmp_path: Path) -> None:
    lock = lock_of({"url": f"{site.url}right.bin"})
    assert ensure(lock, tmp_path / "cache") == ensure(lock, tmp_path / "cache")
    assert site.requests["/right.bin"] == 1


def test_a_damaged_file_is_downloaded_again(site: Site, tmp_path: Path) -> None:
    lock = lock_of({"url": f"{site.url}right.bin"})
    ensure(lock, tmp_path / "cache")["file.bin"].write_bytes(RIGHT[:-1])
    assert ensure(lock, tmp_path / "cache")["file.bin"].read_bytes() == RIGHT


@pytest.mark.parametrize("bad", ["wrong", "missing", "closed", "cut", "silent"])
def test_a_good_source_after_a_bad_one(
    bad: str,
    site: Site,
    cut: dict[str, str],
    silent: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = {"closed": CLOSED, "cut": cut, "silent": silent}.get(bad, {"url": f"{site.url}{bad}.bin"})
    files = ensure(
        lock_of(first, {"url": f"{site.url.replace('127.0.0.1', 'localhost')}right.bin"}), tmp_path / "cache"
    )
    assert files["file.bin"].read_bytes() == RIGHT
    words = {
        "wrong": "wrong hash",
        "missing": "answered 404",
        "closed": "no connection",
        "cut": "was cut",
        "silent": "in time",
    }
    assert words[bad] in capsys.readouterr().out


def test_no_source_left_names_the_file_and_every_reason(site: Site, cut: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(CourseError) as error:
        ensure(lock_of(CLOSED, cut, {"url": f"{site.url}wrong.bin"}), tmp_path / "cache")
    for word in ("file.bin", "no connection", "connection was cut", "wrong hash", "check the network"):
        assert word in str(error.value)
    assert left_over(tmp_path / "cache") == []


def test_a_source_that_failed_is_not_asked_for_the_next_file(site: Site, tmp_path: Path) -> None:
    lock = lock_of({"url": f"{site.url}missing.bin"}, {"pypi": "any==1", "member": "x"}, names=("one.bin", "two.bin"))
    with sources.Sources() as found, (tmp_path / "part").open("wb") as part:
        for entry in lock.files:
            with pytest.raises(sources.SourceError, match="404"):
                found.copy(entry.sources[0], part, len)
    assert site.requests["/missing.bin"] == 1


def test_ctrl_c_leaves_no_half_file(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_url: str, target: "object", _advance: object) -> None:
        target.write(RIGHT[:100])  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(sources, "copy_url", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ensure(lock_of({"url": f"{site.url}right.bin"}), tmp_path / "cache")
    assert left_over(tmp_path / "cache") == []


def test_an_index_without_range_requests_gives_the_whole_wheel(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "some-1.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("some/file.bin", RIGHT)
    monkeypatch.setattr(sources, "wheel_address", lambda _spec: f"{site.url}right.bin")
    monkeypatch.setattr(sources, "pip_download", lambda _spec, _folder: wheel)
    files = ensure(lock_of({"pypi": "some==1", "member": "some/file.bin"}), tmp_path / "cache")
    assert files["file.bin"].read_bytes() == RIGHT


def test_a_client_that_fails_is_quoted() -> None:
    with pytest.raises(sources.SourceError, match="npm failed: no such package"):
        sources.ask([sys.executable, "-c", "import sys; sys.exit('no such package')"], "npm")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CourseError, match="colour"):
        runtime.ensure("colour")


def test_our_lock_says_what_pyodides_own_lock_says() -> None:
    theirs = json.loads(runtime.ensure()["pyodide-lock.json"].read_text(encoding="utf-8"))
    hashes = {package["file_name"]: package["sha256"] for package in theirs["packages"].values()}
    ours = {entry.name: entry.sha256 for entry in runtime.read_lock().files if entry.name in hashes}
    assert theirs["packages"]["numpy"]["file_name"] in ours
    assert ours == {name: hashes[name] for name in ours}


def test_the_packages_need_nothing_that_is_not_carried() -> None:
    theirs = json.loads(runtime.ensure()["pyodide-lock.json"].read_text(encoding="utf-8"))["packages"]
    carried = {package.name: package for package in runtime.packages()}
    assert "matplotlib" in carried["matplotlib"].imports
    for name in carried:
        assert set(theirs[name]["depends"]) - {"numpy"} == set(carried[name].needs) <= set(carried)
    listed = {entry.name for entry in runtime.read_lock().files if entry.kind == "packages"}
    assert {package.file for package in carried.values()} == listed


@pytest.mark.parametrize("kind", ["runtime", "packages"])
def test_sizes_are_true(kind: str) -> None:
    sizes = {name: path.stat().st_size for name, path in runtime.ensure(kind).items()}
    assert sizes == {entry.name: entry.size for entry in runtime.read_lock().files if entry.kind == kind}


def test_numpy_is_the_builds() -> None:
    assert any(name.startswith(f"numpy-{np.__version__}-") for name in runtime.ensure())
