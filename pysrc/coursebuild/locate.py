"""Where a fence stands. A fence is not told its page, so its text is looked up in the lessons' Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coursebuild import paths
from nnlive.explain import place

# As superfences reads it: a fence may stand in a list or a quotation, and its kind may be missing or in braces.
_FENCE = re.compile(r"^(?P<indent>[> \t]*)(?P<mark>`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?P<kind>[\w#+-]*)[^`]*$")


@dataclass(frozen=True)
class Fence:
    """A fence in a lesson: its kind, its text, and where its first line stands."""

    kind: str
    text: str
    file: Path
    line: int
    closed: bool = True

    @property
    def place(self) -> str:
        """file:line, the file as seen from the repository."""
        file = self.file.relative_to(paths.ROOT) if self.file.is_relative_to(paths.ROOT) else self.file
        return f"{file.as_posix()}:{self.line}"


def fences(folder: Path) -> Iterator[Fence]:
    """All fences of all Markdown files below a folder, in order. A fence within a fence is text."""
    for file in sorted(folder.rglob("*.md")):
        yield from _of_file(file)


def _of_file(file: Path) -> Iterator[Fence]:
    start, body, opened = 0, list[str](), None
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        if opened is None:
            opened, start, body = _FENCE.match(line), number, []
        elif line.removeprefix(opened["indent"]).rstrip() == opened["mark"]:
            yield Fence(opened["kind"], "\n".join(body), file, start)
            opened = None
        else:
            body.append(line.removeprefix(opened["indent"]))
    if opened is not None:
        yield Fence(opened["kind"], "\n".join(body), file, start, closed=False)


def sentence(kind: str, text: str, error: BaseException) -> str:
    """The file, the line and the reason, for a fence that failed."""
    found = (f for f in fences(paths.lessons()) if f.kind == kind and f.text.strip() == text.strip())
    fence = next(found, None)
    reason = str(error) or type(error).__name__
    if not isinstance(error, ValueError):
        reason = f"{type(error).__name__}: {reason}"
    if at := place(error):
        reason += f" (in {at})"
    return f"{fence.place if fence else f'a {kind} fence'}: {reason}"
