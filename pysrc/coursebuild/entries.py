"""The cells, exercises, questions and goals of a page: their names, in order, and which page is being made right now.

A fence is not told its page. But Python-Markdown keeps the page's text while it looks for fences, and the page is the
one whose fences are the same.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from coursebuild import locate, paths
from coursebuild.locate import Fence, FenceError

ROLES = ("cell", "exercise", "question", "goals")
CODE = "<nn-code></nn-code>"  # what a fence becomes until Markdown finds that it is code; on no page in the end


@dataclass(frozen=True)
class Entry:
    """One of a page's cells, exercises, questions or goals."""

    fence: Fence
    page: str
    number: int

    @property
    def name(self) -> str:
        """Such as "neuron:exercise-1"."""
        return f"{self.page}:{self.fence.role}-{self.number}"

    @property
    def key(self) -> str:
        """Changes with the fence's text: what a reader's browser kept for another text does not count."""
        return hashlib.sha256(self.fence.text.encode()).hexdigest()[:12]


@dataclass
class _Making:
    """A page that is being made: its fences, and how many of them have come."""

    lines: list[str]
    fences: list[Fence]
    entries: dict[int, Entry]  # by line; what Markdown takes for code has none
    come: int = 0


_MAKING: WeakKeyDictionary[Any, _Making] = WeakKeyDictionary()


def claim(md: Any, role: str, text: str) -> tuple[Entry, ...]:
    """The page's entries up to and including the fence that Markdown has come to.

    Empty where Markdown took code for a fence and will put it back. Raises FenceError when no page has this fence.
    """
    making = _MAKING.get(md)
    if making is None or making.lines is not md.lines:
        making = _MAKING[md] = _begin(md.lines)
    for number in range(making.come, len(making.fences)):
        fence = making.fences[number]
        if (fence.role, fence.text) == (role, text):
            making.come = number + 1
            up_to = tuple(entry for line, entry in making.entries.items() if line <= fence.line)
            return up_to if fence.line in making.entries else ()
    raise FenceError("the page of this fence was not found: it is not in the lessons as it stands here")


def _begin(lines: list[str]) -> _Making:
    text = "\n".join(lines).strip()
    told = [(fence.role, fence.text) for fence in locate.of_text(text, Path())]
    same = list[tuple[Path, str, list[Fence]]]()
    for file in sorted(paths.lessons().rglob("*.md")):
        whole = file.read_text("utf-8")
        fences = locate.of_text(whole, file)
        if [(fence.role, fence.text) for fence in fences] == told:
            same.append((file, whole, fences))
    if len(same) > 1:  # a page's own text follows its front matter
        same = [page for page in same if locate.plain(page[1]).strip().endswith(text)]
    if len(same) != 1:
        names = " and ".join(file.as_posix() for file, _, _ in same) or "no page"
        raise FenceError(f"the page of this fence was not found: {names} has these fences")
    file, whole, fences = same[0]
    entries = of_page(locate.standing(whole, file), page_of(file))
    return _Making(lines, fences, {entry.fence.line: entry for entry in entries})


def page_of(file: Path) -> str:
    """A page's name: its folder, such as "neuron"; "home" for the first page."""
    path = file.relative_to(paths.lessons()).with_suffix("")
    name = (path.parent if path.name == "index" else path).as_posix()
    return "home" if name == "." else name


def address(page: str) -> str:
    """Where a page lies below the site's root, such as "neuron/"."""
    return "" if page == "home" else f"{page}/"


def of_page(fences: Iterable[Fence], page: str) -> tuple[Entry, ...]:
    """The entries among a page's fences, each role numbered from 1."""
    count = dict.fromkeys(ROLES, 0)
    found = []
    for fence in fences:
        if fence.role in count:
            count[fence.role] += 1
            found.append(Entry(fence, page, count[fence.role]))
    return tuple(found)


def of_course() -> dict[str, tuple[Entry, ...]]:
    """Every page's entries, by the page's name."""
    files = sorted(paths.lessons().rglob("*.md"))
    return {page_of(file): of_page(locate.of_file(file), page_of(file)) for file in files}
