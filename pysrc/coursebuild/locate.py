"""Where a fence stands. A fence is not told its page, so its text is looked up in the lessons' Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]

from coursebuild import paths
from nnlive.explain import place

# As superfences reads it: a fence may stand in a list or a quotation, and its kind may be missing or in braces.
_FENCE = re.compile(
    r"^(?P<indent>[> \t]*)(?P<mark>`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?P<kind>[\w#+-]*)[ \t]*(?P<options>[^`]*?)\}?[ \t]*$"
)
_VALUE = re.compile(r"=(\"[^\"]*\"|'[^']*'|\S*)")
_CODE_INDENT = 4  # so far in, Markdown may take a line for code
_PYTHON = {"live": "cell", "exercise": "exercise"}
# Those of mkdocs.yml's extensions that decide what is code by its indent.
_BLOCKS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]


@dataclass(frozen=True)
class Fence:
    """A fence in a lesson: its kind, its options (one with a value ends in =), its text, and where it begins."""

    kind: str
    text: str
    file: Path
    line: int
    closed: bool = True
    options: tuple[str, ...] = ()
    indent: str = ""

    @property
    def role(self) -> str:
        """What it becomes: widget, math, question or goals; "cell" or "exercise" for Python; else its language."""
        if self.kind != "python":
            return self.kind
        return next((role for option, role in _PYTHON.items() if option in self.options), self.kind)

    @property
    def place(self) -> str:
        """file:line, the file as seen from the repository."""
        return f"{self.name}:{self.line}"

    @property
    def name(self) -> str:
        """The file as seen from the repository."""
        file = self.file.relative_to(paths.ROOT) if self.file.is_relative_to(paths.ROOT) else self.file
        return file.as_posix()


class FenceError(ValueError):
    """What is wrong with a fence, and in which of its lines (the first below the fence's own is 1)."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def fences(folder: Path) -> Iterator[Fence]:
    """All fences of all Markdown files below a folder, in order. A fence within a fence is text."""
    for file in sorted(folder.rglob("*.md")):
        yield from of_file(file)


def of_file(file: Path) -> tuple[Fence, ...]:
    """The fences of one file. What Markdown takes for indented code is left out."""
    return standing(file.read_text("utf-8"), file)


@lru_cache(maxsize=512)
def standing(text: str, file: Path) -> tuple[Fence, ...]:
    """Those of a text's fences that are fences to Markdown: it is asked where one stands so far in that it might be
    code, since only Markdown knows."""
    found = of_text(text, file)
    if not any(len(fence.indent) >= _CODE_INDENT for fence in found):
        return tuple(found)
    numbers = _asked(text, found)
    return tuple(fence for number, fence in enumerate(found) if number in numbers or not fence.closed)


def of_text(text: str, file: Path) -> list[Fence]:
    """All that look like fences in Markdown, in order."""
    found = list[Fence]()
    opened: Fence | None = None
    mark, body = "", list[str]()
    for number, line in enumerate(plain(text).split("\n"), 1):
        if opened is None:
            if match := _FENCE.match(line):
                mark, body = match["mark"], []
                options = tuple(_VALUE.sub("= ", match["options"]).split())
                opened = Fence(match["kind"], "", file, number, False, options, match["indent"])
        elif line.removeprefix(opened.indent).rstrip() == mark:
            found.append(replace(opened, text="\n".join(body), closed=True))
            opened = None
        else:
            body.append(_dedented(line, opened.indent))
    return found if opened is None else [*found, replace(opened, text="\n".join(body))]


def plain(text: str) -> str:
    """As Python-Markdown normalises a text before its fences are looked for."""
    return re.sub(r"^ +$", "", text.expandtabs(4), flags=re.MULTILINE)


def _dedented(line: str, indent: str) -> str:
    """In a quotation an empty line may be a bare `>`."""
    return line[len(indent) :] if not line[: len(indent)].strip("> ") else line


def _asked(text: str, found: list[Fence]) -> set[int]:
    """The numbers of the fences that are still there when Markdown has read the text."""

    def mark(_source: str, language: str, *_: Any, **__: Any) -> str:
        return f'<hr data-fence="{language.removeprefix("nn-")}">'

    lines = plain(text).split("\n")
    for number, fence in enumerate(found):
        lines[fence.line - 1] = _FENCE.sub(rf"\g<indent>\g<mark> nn-{number}", lines[fence.line - 1])
    all_of_them = {"name": "*", "class": "nn", "format": mark}
    options = {"pymdownx.superfences": {"custom_fences": [all_of_them]}}
    made = Markdown(extensions=_BLOCKS, extension_configs=options).convert("\n".join(lines))
    return {int(number) for number in re.findall(r'<hr data-fence="(\d+)">', made)}


def find(role: str, text: str) -> Fence | None:
    """The first fence of that role and text in the lessons."""
    return next((f for f in fences(paths.lessons()) if f.role == role and f.text.strip() == text.strip()), None)


def inline(latex: str) -> Fence | None:
    """The line of the lessons in which that formula stands first."""
    for file in sorted(paths.lessons().rglob("*.md")):
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            if "#!math" in line and latex in line:
                return Fence("math", latex, file, number)
    return None


def sentence(fence: Fence | None, role: str, error: BaseException) -> str:
    """The file, the line and the reason, for a fence that failed."""
    reason = str(error) or type(error).__name__
    if not isinstance(error, ValueError):
        reason = f"{type(error).__name__}: {reason}"
    if at := place(error):
        reason += f" (in {at})"
    line = error.line if isinstance(error, FenceError) else None
    if fence and line:
        reason += f" (line {line} of the fence, {fence.name}:{fence.line + line})"
    return f"{fence.place if fence else f'a {role} fence'}: {reason}"
