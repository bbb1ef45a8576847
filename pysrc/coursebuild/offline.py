"""Reading without a network: what the service worker must know of a finished site.

Every file has an address that tells its content: its name holds a hash, or `?v=` does. So what a browser keeps under an
address never changes, and a page of one build cannot get a file of another.
"""

import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

from coursebuild import assets

SCRIPT = "service-worker.js"
STAMP = re.compile(r'<meta name="nn-build" content="[^"]*">')
DATA = "assets/nn/data"
# Names that hold a hash or a version: these are their own address.
_NAMED = re.compile(r"assets/(pyodide|javascripts|stylesheets|nn/exercises)/|assets/nn/(nn|worker|chunk)-[^/]+$")
_LEFT = re.compile(r"\.map$|\.gz$|\.whl$|README\.md$|^404\.html$|/lunr/|^assets/pyodide/manifest\.json$")
_SHELL = re.compile(
    r"assets/(javascripts/bundle\.|stylesheets/|nn/nn-|icon\.svg$)|sitemap\.xml$|manifest\.webmanifest$"
)
_IMPORTED = re.compile(r'(?:from|import)\s*"\./(chunk-[\w-]+\.js)"')
_NEEDED = re.compile(r'(?:data-source|data-exercise|<img[^>]*? src)="((?:\.\.?/)*)([^":]+)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)

Course = dict[str, Any]


def publish(site: Path, runtime: dict[str, Any], code: str) -> None:
    """Stamps every page with the build's name and writes the service worker, which knows all files."""
    course = describe(site, runtime, stamp(site))
    (site / SCRIPT).write_text(f"self.__COURSE__={json.dumps(course, separators=(',', ':'))};\n{code}", "utf-8")


def withdraw(site: Path) -> None:
    """For previews: a worker that takes leave, where an earlier one of a finished site may still be at work."""
    (site / SCRIPT).write_text(
        "self.oninstall = () => self.skipWaiting();\n"
        "self.onactivate = async () => {\n"
        "  for (const name of await caches.keys()) if (name.startsWith('nn-')) await caches.delete(name);\n"
        "  await self.registration.unregister();\n"
        "  for (const page of await self.clients.matchAll({ type: 'window' })) page.navigate(page.url);\n"
        "};\n",
        "utf-8",
    )


def stamp(site: Path) -> str:
    """The build's name, a hash of all it has, put into the head of every page."""
    pages = {file: STAMP.sub("", file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}
    seen = hashlib.sha256()
    for text in pages.values():
        seen.update(text.encode())
    for path in contents(site):
        if not path.startswith("sitemap"):  # it holds the day of the build
            seen.update(f"{path} {digest(site / path)}".encode())
    build = seen.hexdigest()[:12]
    for file, text in pages.items():
        file.write_text(text.replace("<head>", f'<head><meta name="nn-build" content="{build}">', 1), "utf-8")
    return build


def describe(site: Path, runtime: dict[str, Any], build: str) -> Course:
    """The site for its service worker.

    files: address to hash, bytes and bytes on the wire, in groups: what every page uses (shell), what starts Python
    (start), all else (course), and packages, which are kept only for who wants them. pages: address to title and the
    addresses of what the page may ask for.
    """
    start = {file["path"] for file in runtime["files"].values()} | {
        file.relative_to(site).as_posix() for file in (site / "assets/nn").glob("worker-*.js")
    }
    packages = {file["path"] for file in runtime["packages"]}
    shell = _shell(site)
    groups: dict[str, dict[str, tuple[str, int, int]]] = {"shell": {}, "start": {}, "course": {}, "packages": {}}
    addresses = {}
    for path in sorted({*contents(site), *start, *packages}):
        name = digest(site / path)
        group = "shell" if path in shell else "start" if path in start else "packages" if path in packages else "course"
        addresses[path] = address(path, name)
        groups[group][addresses[path]] = (name, *_bytes(site / path))
    pages = {}
    for file in sorted(site.rglob("index.html")):
        page = file.parent.relative_to(site).as_posix().removeprefix(".")
        page += "/" if page else ""
        text = file.read_text("utf-8")
        groups["course"][address(page, build)] = (build, *_bytes(file))
        title = html.unescape(_TITLE.findall(text)[0]).partition(" - ")[0]
        pages[page] = (title, needed(site, text, addresses))
    return {"build": build, "pages": pages, "files": groups}


def contents(site: Path) -> list[str]:
    """The files that can be kept, except pages and what else is told by the runtime."""
    found = (file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file())
    return [path for path in found if not (_LEFT.search(path) or path.endswith(".html") or path == SCRIPT)]


def address(path: str, name: str) -> str:
    """What a browser asks for and keeps: an address that no other content ever has."""
    return path if _NAMED.match(path) else f"{path}?v={name}"


def digest(file: Path) -> str:
    return digest_of(file.read_bytes())


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def data(site: Path) -> dict[str, str]:
    """Each data set's address."""
    files = (file for file in sorted((site / DATA).iterdir()) if not _LEFT.search(file.name))
    return {file.name: address(file.relative_to(site).as_posix(), digest(file)) for file in files}


def needed(site: Path, page: str, addresses: dict[str, str]) -> list[str]:
    """The Python, exercises and pictures of a page, and the data sets that its text or its Python names."""
    asked = {path.partition("?")[0] for _, path in _NEEDED.findall(page)} & set(addresses)
    found = {addresses[path] for path in asked}
    texts = [page, *((site / path).read_text("utf-8") for path in asked if path.endswith(".py"))]
    for path, where in addresses.items():
        name = Path(path).stem
        if path.startswith(DATA) and any(re.search(rf"\b{re.escape(name)}\b", text) for text in texts):
            found.add(where)
    return sorted(found)


def _shell(site: Path) -> set[str]:
    """What every page loads; of our script's parts only those it cannot do without."""
    found = {path for path in contents(site) if _SHELL.match(path)}
    pending = [path for path in found if path.endswith(".js")]
    while pending:
        for chunk in _IMPORTED.findall((site / pending.pop()).read_text("utf-8")):
            if (path := f"assets/nn/{chunk}") not in found:
                found.add(path)
                pending.append(path)
    return found


def _bytes(file: Path) -> tuple[int, int]:
    """Bytes of a file, and those on the wire."""
    data = file.read_bytes()
    return len(data), assets.wire(file.name, data)
