"""The course's Markdown as every notebook reads it: formulas in dollars, boxes as quotations, links that lead home."""

import posixpath
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(\]\(<?|\]:[ \t]+<?)([^)\s>]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"""[ \t]*\{:?[ \t]*(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s}]+))[^{}\n]*\}""")
_TAGS = re.compile(r"</?(?:div|section|span|nn-[\w-]+)\b[^>]*>|<!--.*?-->", re.DOTALL)
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:.*\n?", re.MULTILINE)
_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

_BOX = re.compile(r'^(?P<mark>\?\?\?\+?|!!!)[ \t]+[\w-]+(?:[ \t]+"(?P<title>[^"]*)")?[ \t]*$')
_TAB = re.compile(r'^===[!+]*[ \t]+"(?P<title>[^"]*)"[ \t]*$')
_DIV = re.compile(r"^<div\b[^>]*\bclass=[\"'](?P<kind>[\w -]+)[\"'][^>]*>[ \t]*$")
_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})[ \t]*(?P<kind>[\w#+-]*)")


@dataclass(frozen=True)
class Place:
    """Where a page stands: the site's address, and the page's file as a path below the lessons."""

    site: str
    file: str

    @property
    def address(self) -> str:
        """The page's own address."""
        return self.site + _as_page(self.file)

    def link(self, target: str) -> str:
        """A link of the page, as an address that is good everywhere."""
        if _ELSEWHERE.match(target):
            return target
        path, hash_, anchor = target.partition("#")
        if not path:
            return self.address + hash_ + anchor
        found = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), path))
        return self.site + _as_page(found) + hash_ + anchor


def _as_page(path: str) -> str:
    """The address of a file below the site: a page is a folder there."""
    if not path.endswith(".md"):
        return path
    folder = path.removesuffix(".md").removesuffix("index").strip("/")
    return f"{folder}/" if folder else ""


def without_matter(text: str) -> str:
    """A page without its front matter, each of whose lines becomes an empty one, so that line numbers stay."""
    return _MATTER.sub(lambda match: "\n" * match[0].count("\n"), text)


def plain(text: str, place: Place) -> str:
    """A piece of a page as Markdown that Jupyter, Colab and GitHub show alike."""
    lines = _ABBREVIATION.sub("", _dedented(text)).split("\n")
    blocks = (block for block in _blocks(lines, place) if block.strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(blocks)).strip("\n")


def _dedented(text: str) -> str:
    """What a cell has cut off the box that it stands in begins with indented lines."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if not first.startswith("    "):
        return text
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("    ")), len(lines))
    return "\n".join([textwrap.dedent("\n".join(lines[:end])), *lines[end:]])


def _blocks(lines: list[str], place: Place) -> Iterator[str]:
    """The blocks of some lines, each translated; a run of ordinary lines is one block."""
    ordinary: list[str] = []
    at = 0
    while at < len(lines):
        found = next((took for take in _TAKERS if (took := take(lines, at, place))), None)
        if found is None:
            ordinary.append(lines[at])
            at += 1
            continue
        yield _line(ordinary, place)
        ordinary = []
        text, at = found
        yield f"\n{text}\n"
    yield _line(ordinary, place)


def _line(lines: list[str], place: Place) -> str:
    return inline("\n".join(lines), place)


Took = tuple[str, int] | None  # a block's translation and the line after it


def _box(lines: list[str], at: int, place: Place) -> Took:
    """A `???` box folds in HTML's own way; a `!!!` box is a quotation."""
    match = _BOX.match(lines[at])
    if not match:
        return None
    inside, end = _indented(lines, at + 1, place)
    title = inline(match["title"] or "", place)
    if match["mark"] != "!!!":
        return folded(title or "More", inside), end
    return quoted(f"**{title}**\n\n{inside}" if title else inside), end


def _tab(lines: list[str], at: int, place: Place) -> Took:
    """Tabs stand one below the other, each under its title."""
    match = _TAB.match(lines[at])
    if not match:
        return None
    inside, end = _indented(lines, at + 1, place)
    return f"**{inline(match['title'], place)}**\n\n{inside}", end


def _indented(lines: list[str], at: int, place: Place) -> tuple[str, int]:
    """What is indented from here on, translated, and the line after it."""
    end = at
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith("    ")):
        end += 1
    return plain(textwrap.dedent("\n".join(lines[at:end])), place), end


def _div(lines: list[str], at: int, place: Place) -> Took:
    """A box that asks the reader to predict is a quotation; any other is only its content."""
    match = _DIV.match(lines[at])
    if not match:
        return None
    depth, end = 1, at + 1
    while end < len(lines) and depth:
        depth += bool(re.match(r"<div\b", lines[end])) - (lines[end].strip() == "</div>")
        end += 1
    inside = plain("\n".join(lines[at + 1 : end - (not depth)]), place)
    return (quoted(inside) if "predict" in match["kind"].split() else inside), end


def _fence(lines: list[str], at: int, place: Place) -> Took:
    """A formula stands between dollars; other fences stay as they are."""
    match = _FENCE.match(lines[at])
    if not match:
        return None
    indent, mark = match["indent"], match["mark"]
    inside = (n for n in range(at + 1, len(lines)) if lines[n].strip() == mark)
    end = next(inside, len(lines) - 1)
    body = [line.removeprefix(indent) for line in lines[at + 1 : end]]
    written = ["$$", *body, "$$"] if match["kind"] == "math" else [mark + match["kind"], *body, mark]
    return "\n".join(indent + line for line in written), end + 1


_TAKERS: tuple[Callable[[list[str], int, Place], Took], ...] = (_box, _tab, _div, _fence)


def inline(text: str, place: Place) -> str:
    """Formulas, links and attributes within lines. Code spans stay as they are."""
    made, end = [], 0
    for code in _CODE.finditer(text):
        made += [_words(text[end : code.start()], place), _span(code[0], code[2])]
        end = code.end()
    return "".join([*made, _words(text[end:], place)])


def _span(whole: str, inside: str) -> str:
    kind, _, body = inside.strip().partition(" ")
    if kind == "#!math":
        return f"${body.strip()}$"
    return f"`{body.strip()}`" if kind.startswith("#!") else whole


def _words(text: str, place: Place) -> str:
    text = _TAGS.sub("", _ATTRIBUTES.sub("", text)).replace("$", r"\$")
    return _LINK.sub(lambda link: link[1] + place.link(link[2]), text)


def folded(summary: str, text: str) -> str:
    """A part that a reader opens. The empty lines make what is inside Markdown again."""
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def quoted(text: str) -> str:
    """A quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
