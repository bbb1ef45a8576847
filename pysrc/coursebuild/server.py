"""A small web server for tests and benchmarks that answers as GitHub Pages does: under a prefix, gzipped, max-age 600.

with serve(folder, prefix="/nnlive/") as site:
    page.goto(site.url)
"""

import gzip
import hashlib
import mimetypes
import re
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ZIPPED = "application/gzip"
# The system's table differs from machine to machine, and browsers refuse a module script of the wrong type.
TYPES = {
    ".gz": ZIPPED,
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".py": "text/x-python; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
# GitHub Pages leaves what is packed already as it is, but gzips unknown types.
PACKED = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "font/",
    "video/",
    "audio/",
    "application/zip",
    "application/gzip",
)
RANGE = re.compile(r"bytes=(\d+)-(\d*)")  # a part of a file, which Pages gives of what it does not compress
STEP = 0.05  # seconds between two pieces of a slow answer
NOT_FOUND = b"404: there is no such page."


@dataclass(frozen=True)
class Answer:
    """One file as it travels, raw and gzipped."""

    kind: str
    raw: bytes
    packed: bytes | None
    etag: str


@dataclass
class Site:
    """A running server: where it is, what it serves, and what was asked of it (bytes are those of bodies)."""

    url: str
    folder: Path
    prefix: str
    requests: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    answers: dict[tuple[Path, int], Answer] = field(default_factory=dict)
    down: bool = False  # no request gets an answer
    breaks: dict[str, int] = field(default_factory=dict)  # a path's end: its next answer is cut after so many bytes
    silences: dict[str, int] = field(default_factory=dict)  # the same, but nothing tells that no more will come
    pace: float = 0  # bytes a second, if not as fast as can be

    @staticmethod
    def told_once(ends: dict[str, int], path: str) -> int | None:
        """After how many bytes this answer is to end; forgotten then, so that the next one is whole."""
        found = next((end for end in ends if path.endswith(end)), None)
        return None if found is None else ends.pop(found)

    def forget(self) -> None:
        """Start counting again."""
        self.requests.clear()
        self.sent.clear()


@contextmanager
def serve(folder: Path, prefix: str = "/", port: int = 0) -> Iterator[Site]:
    """Serve a folder on 127.0.0.1 until the block ends; then every open connection is cut as well."""
    prefix = f"/{prefix.strip('/')}/" if prefix.strip("/") else "/"
    site = Site("", folder.resolve(), prefix)
    server = Server(("127.0.0.1", port), partial(Handler, site))
    site.url = f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.cut()
        server.server_close()
        thread.join()


class Server(ThreadingHTTPServer):
    """Knows its open connections: a browser keeps some alive, and a stopped server must be silent at once."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: "partial[Handler]") -> None:
        self.open: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def cut(self) -> None:
        for connection in list(self.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page drops its connections; that is no error worth a traceback."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave in one piece, and at once: Nagle's algorithm would add 40 ms to a request.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, site: Site, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if self.site.down:
            return self.hang_up()
        self.site.requests[path] += 1
        found = find(self.site, path)
        if found is None:
            missing = self.site.folder / "404.html"
            page = load(self.site, missing) if missing.is_file() else Answer("text/plain", NOT_FOUND, None, '"404"')
            self.answer(HTTPStatus.NOT_FOUND, page)
        elif found.is_dir():
            self.redirect(f"{urlsplit(self.path).path}/")
        else:
            self.answer(HTTPStatus.OK, load(self.site, found))

    do_HEAD = do_GET  # noqa: N815

    def answer(self, status: HTTPStatus, page: Answer) -> None:
        """The page, or 304 when the browser holds it already."""
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == page.etag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_common(page)
            self.end_headers()
            return
        zipped = page.packed is not None and "gzip" in self.headers.get("Accept-Encoding", "")
        body = page.packed if zipped and page.packed is not None else page.raw
        wanted = RANGE.fullmatch(self.headers.get("Range", "")) if status == HTTPStatus.OK and not zipped else None
        if wanted:
            status, whole, start = HTTPStatus.PARTIAL_CONTENT, len(body), int(wanted[1])
            body = body[start : int(wanted[2] or whole) + 1]
        self.send_response(status)
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{start + len(body) - 1}/{whole}")
        self.send_common(page)
        self.send_header("Content-Type", page.kind)
        self.send_header("Content-Length", str(len(body)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD":
            self.send_body(unquote(urlsplit(self.path).path), body)

    def send_body(self, path: str, body: bytes) -> None:
        """The whole, or what goes through before the connection breaks; slowly if that is wanted."""
        cut = self.site.told_once(self.site.breaks, path)
        end = self.site.told_once(self.site.silences, path) if cut is None else cut
        step = int(self.site.pace * STEP) or len(body) or 1
        for at in range(0, len(body[:end]), step):
            piece = body[:end][at : at + step]
            self.site.sent[path] += len(piece)
            self.wfile.write(piece)
            self.wfile.flush()
            if self.site.pace:
                time.sleep(STEP)
            if self.site.down:
                return self.hang_up()
        if cut is None and end is not None:
            with suppress(OSError):
                self.connection.recv(1)  # until the browser gives up
        if end is not None:
            self.hang_up()

    def hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def send_common(self, page: Answer) -> None:
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("ETag", page.etag)
        self.send_header("Vary", "Accept-Encoding")

    def redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: a test that wants to know what was asked reads `Site.requests`."""


def find(site: Site, path: str) -> Path | None:
    """The file of a path; a folder when the path lacks its last slash; None when there is nothing, or it leads out."""
    if not path.startswith(site.prefix):
        return None
    target = (site.folder / path.removeprefix(site.prefix)).resolve()
    if not target.is_relative_to(site.folder):
        return None
    if target.is_dir() and not path.endswith("/"):
        return target
    target = target / "index.html" if target.is_dir() else target
    return target if target.is_file() else None


def load(site: Site, path: Path) -> Answer:
    """Read and gzip a file once; a changed file is read again."""
    key = (path, path.stat().st_mtime_ns)
    if key not in site.answers:
        raw = path.read_bytes()
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = None if kind.startswith(PACKED) else gzip.compress(raw, 6)
        etag = f'"{hashlib.sha256(raw).hexdigest()[:16]}"'
        site.answers[key] = Answer(kind, raw, packed, etag)
    return site.answers[key]
