"""The last pass over the built pages: links to the site's root, a count of the fences, what a reader can do on each
page, the security policy."""

import base64
import difflib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from coursebuild import entries, locate, paths
from coursebuild.errors import CourseError
from coursebuild.locate import Fence

ROOT_LINK = "nn-root:"  # a fence does not know how deep its page lies; this stands for the way up
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_META = 'http-equiv="Content-Security-Policy"'
_BODY = re.compile(r'<body(?: data-nn-items="[^"]*")?')
_NAME = re.compile(r'<nn-(?:cell|question|goals) name="([^"]+)"')
_SHELL = re.compile(r'(?<=assets/nn/)nn(?:-[0-9a-f]{12})?\.(js|css)(?=")')
_PLAIN = ("widget", "math", "question", "goals")
_WITH_WORD = ("python live", "python exercise")
_ROLES = (*_PLAIN, "cell", "exercise")


def pages(site: Path, policy: bool, names: Mapping[str, str] | None = None) -> None:
    """Finishes every page of a built site; `names` tells those of the page's script and style, by the plain ones.

    Raises CourseError when a fence did not become what it should.
    """
    files = sorted(site.rglob("*.html"))
    texts = {file: _named(_rooted(file.read_text("utf-8"), file, site), names or {}) for file in files}
    count_fences(texts.values())
    progress = json.dumps(items(), separators=(",", ":"))
    hashes = sorted({h for text in texts.values() for h in inline_hashes(text)})
    for file, plain in texts.items():
        text = _with_items(plain, progress)
        file.write_text(_with_policy(text, hashes) if policy else text, "utf-8")


def _rooted(text: str, file: Path, site: Path) -> str:
    depth = len(file.relative_to(site).parts) - 1
    return text.replace(ROOT_LINK, "../" * depth or "./")


def _named(text: str, names: Mapping[str, str]) -> str:
    return _SHELL.sub(lambda found: names.get(f"nn.{found[1]}", found[0]), text)


def count_fences(pages: Iterable[str]) -> None:
    """Every fence must have become an element: a misspelt or swallowed one would stand there as code."""
    found = list(locate.fences(paths.lessons()))
    for fence in found:
        _check_spelling(fence)
        if not fence.closed:
            raise CourseError(f"{fence.place}: the fence is not closed.")
    texts = list(pages)
    if any(entries.CODE in text for text in texts):
        raise CourseError("A fence stands in something that locate.py does not know: add its extension to _BLOCKS.")
    wanted, made = sum(fence.role == "widget" for fence in found), sum(text.count("<nn-widget ") for text in texts)
    if made != wanted:
        raise CourseError(f"The lessons have {wanted} `widget` fences but the pages have {made} of them.")
    there = Counter(name for text in texts for name in _NAME.findall(text))
    for entry in (entry for page in entries.of_course().values() for entry in page):
        if there[entry.name] != 1:
            told = "did not become an element" if not there[entry.name] else f"stands on {there[entry.name]} pages"
            raise CourseError(f"{entry.fence.place}: this {entry.fence.role} {told}.")


def _check_spelling(fence: Fence) -> None:
    """What is nearly one of our fences was meant to be one; Python with a strange word would not even be code."""
    if fence.role in _ROLES:
        return
    bare = [option for option in fence.options if "=" not in option]
    said = " ".join([fence.kind, *bare[:1]])
    near = difflib.get_close_matches(fence.kind.lower(), _PLAIN, 1, 0.7)
    if bare:
        near = difflib.get_close_matches(said.lower(), _WITH_WORD, 1, 0.7) or near
    if bare and fence.kind == "python":
        near = near or list(_WITH_WORD)
    if near:
        raise CourseError(f"{fence.place}: there is no fence `{said}`; did you mean `{near[0]}`?")


def items() -> dict[str, list[str]]:
    """What a reader can do on each page, by its address: exercises, questions and goals, each as name@key."""
    course = entries.of_course()
    done = {page: [f"{e.name}@{e.key}" for e in found if e.fence.role != "cell"] for page, found in course.items()}
    return {entries.address(page): names for page, names in done.items() if names}


def _with_items(text: str, items: str) -> str:
    return _BODY.sub(lambda _: f'<body data-nn-items="{escape(items)}"', text, count=1)


def inline_hashes(text: str) -> set[str]:
    """The policy's hash for each script that stands in the page itself (data blocks are not run, so need none)."""
    found = set()
    for attributes, body in _SCRIPT.findall(text):
        if "src=" not in attributes and "application/json" not in attributes:
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            found.add(f"'sha256-{digest}'")
    return found


def _with_policy(text: str, hashes: list[str]) -> str:
    """The page with its policy as the first thing in its head.

    All pages carry the hashes of all pages: with instant navigation the first page's policy holds for the visit.
    """
    if _META in text:
        return text
    rules = [
        "default-src 'self'",
        f"script-src 'self' 'wasm-unsafe-eval' {' '.join(hashes)}",
        "worker-src 'self'",
        "manifest-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # SVG text and panel sizes carry style attributes
        "img-src 'self' data: blob:",
        "connect-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
    meta = f'<meta {_META} content="{"; ".join(rules)}">'
    return text.replace("<head>", f"<head>{meta}", 1)
