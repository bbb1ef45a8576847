"""The test server answers as GitHub Pages does."""

import gzip
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from coursebuild.server import Site, serve


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "index.html").write_text("<p>lesson</p>")
    (tmp_path / "404.html").write_text("<p>lost</p>")
    for name in ("a.mjs", "a.js", "a.wasm", "a.svg", "a.webmanifest", "a.whl", "a.png", "a.zip", "a.zip.gz"):
        (tmp_path / name).write_bytes(b"0123456789" * 100)
    with serve(tmp_path, prefix="/nnlive/") as running:
        yield running


def get(site: Site, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(site.url).netloc, timeout=5)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mjs", "text/javascript"),
        ("a.js", "text/javascript"),
        ("a.wasm", "application/wasm"),
        ("a.svg", "image/svg+xml"),
        ("a.webmanifest", "application/manifest+json"),
        ("lesson/", "text/html"),
    ],
)
def test_types(site: Site, name: str, kind: str) -> None:
    answer, _ = get(site, f"/nnlive/{name}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(kind)


@pytest.mark.parametrize(
    ("name", "zipped"), [("a.wasm", True), ("a.whl", True), ("a.png", False), ("a.zip", False), ("a.zip.gz", False)]
)
def test_what_is_gzipped(site: Site, name: str, zipped: bool) -> None:
    answer, body = get(site, f"/nnlive/{name}", Accept_Encoding="gzip, br")
    assert (answer.headers["Content-Encoding"] == "gzip") is zipped
    assert (gzip.decompress(body) if zipped else body) == b"0123456789" * 100
    assert site.sent[f"/nnlive/{name}"] == len(body)


@pytest.mark.parametrize("path", ["/nnlive/none", "/other/a.js", "/nnlive/../../etc/passwd", "/"])
def test_what_is_not_there(site: Site, path: str) -> None:
    answer, body = get(site, path)
    assert (answer.status, body) == (404, b"<p>lost</p>")


def test_a_folder_gets_its_slash(site: Site) -> None:
    answer, _ = get(site, "/nnlive/lesson")
    assert (answer.status, answer.headers["Location"]) == (301, "/nnlive/lesson/")


def test_a_known_etag_is_not_sent_again(site: Site) -> None:
    first, _ = get(site, "/nnlive/a.js")
    again, body = get(site, "/nnlive/a.js", If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")
    assert first.headers["Cache-Control"] == "max-age=600"


def test_a_changed_file_is_read_again(site: Site) -> None:
    get(site, "/nnlive/lesson/")
    (site.folder / "lesson" / "index.html").write_text("<p>other lesson</p>")
    assert get(site, "/nnlive/lesson/")[1] == b"<p>other lesson</p>"


def test_a_stopped_server_is_silent_on_open_connections(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    with serve(tmp_path) as site:
        connection = HTTPConnection(urlsplit(site.url).netloc, timeout=5)
        connection.request("GET", "/a.js")
        connection.getresponse().read()
    assert connection.sock.recv(1) == b""
    connection.close()


def test_a_part_of_what_is_not_compressed(site: Site) -> None:
    answer, body = get(site, "/nnlive/a.zip", Range="bytes=8-11", Accept_Encoding="gzip")
    assert (answer.status, body, answer.headers["Content-Range"]) == (206, b"8901", "bytes 8-11/1000")
    answer, body = get(site, "/nnlive/a.js", Range="bytes=8-11", Accept_Encoding="gzip")
    assert (answer.status, len(gzip.decompress(body))) == (200, 1000)


def test_a_connection_that_breaks_in_the_middle_and_comes_back(site: Site) -> None:
    site.breaks["a.zip"] = 300
    with pytest.raises(IncompleteRead) as cut:
        get(site, "/nnlive/a.zip")
    assert len(cut.value.partial) == 300
    assert len(get(site, "/nnlive/a.zip")[1]) == 1000
    site.down = True
    with pytest.raises(ConnectionError):
        get(site, "/nnlive/a.zip")


def test_a_slow_connection(site: Site) -> None:
    site.pace = 5000
    began = time.monotonic()
    assert len(get(site, "/nnlive/a.zip")[1]) == 1000
    assert time.monotonic() - began >= 0.15
