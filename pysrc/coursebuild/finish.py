"""The last pass over the built pages: links to the site's root, a count of the fences, the security policy."""

import base64
import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from coursebuild import locate, paths
from coursebuild.errors import CourseError

ROOT_LINK = "nn-root:"  # a fence does not know how deep its page lies; this stands for the way up
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_META = 'http-equiv="Content-Security-Policy"'
_ELEMENTS = {"widget": "<nn-widget "}
_OURS = (*_ELEMENTS, "math")


def pages(site: Path, policy: bool) -> None:
    """Finishes every page of a built site. Raises CourseError when a fence did not become what it should."""
    files = sorted(site.rglob("*.html"))
    texts = {file: _rooted(file.read_text("utf-8"), file, site) for file in files}
    count_fences(texts.values())
    hashes = sorted({h for text in texts.values() for h in inline_hashes(text)})
    for file, text in texts.items():
        file.write_text(_with_policy(text, hashes) if policy else text, "utf-8")


def _rooted(text: str, file: Path, site: Path) -> str:
    depth = len(file.relative_to(site).parts) - 1
    return text.replace(ROOT_LINK, "../" * depth or "./")


def count_fences(pages: Iterable[str]) -> None:
    """Every fence must have become an element: a misspelt or swallowed one would stand there as code."""
    found = list(locate.fences(paths.lessons()))
    for fence in found:
        near = [] if fence.kind in _OURS else difflib.get_close_matches(fence.kind.lower(), _OURS, 1, 0.7)
        if near:
            raise CourseError(f"{fence.place}: there is no fence `{fence.kind}`; did you mean `{near[0]}`?")
        if not fence.closed:
            raise CourseError(f"{fence.place}: the fence is not closed.")
    wanted = Counter(fence.kind for fence in found)
    texts = list(pages)
    for kind, element in _ELEMENTS.items():
        made = sum(text.count(element) for text in texts)
        if made != wanted[kind]:
            raise CourseError(f"The lessons have {wanted[kind]} `{kind}` fences but the pages have {made} of them.")


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
        "style-src 'self' 'unsafe-inline'",  # SVG text and panel sizes carry style attributes
        "img-src 'self' data: blob:",
        "connect-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
    meta = f'<meta {_META} content="{"; ".join(rules)}">'
    return text.replace("<head>", f"<head>{meta}", 1)
