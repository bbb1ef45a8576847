"""Marks the first place of each glossary term on a page, so that pointing at it shows its definition.

A Python-Markdown extension and nothing more, so it works in every builder. A marked word is a link to the glossary that
carries its definition; `site/src/terms.ts` shows it. Where a page sets a term in bold or italics it explains it itself:
that place counts as the first. Headings, links, code, and whatever has the class `nn-plain` are left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

from coursebuild import entries, glossary, prose
from coursebuild.finish import ROOT_LINK
from coursebuild.glossary import Glossary, Term

_LEFT_ALONE = {"a", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "math", "pre", "summary", "th"}
_PLAIN = {"admonition-title", "nn-plain"}
_SAID_HERE = {"strong", "em"}
_FOLDED = "details"


@dataclass
class _Slot:
    """A piece of text: what stands in `parent` after its child `after`, or at its beginning."""

    parent: Element
    after: Element | None
    folded: bool

    @property
    def text(self) -> str:
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def split(self, begin: int, end: int, word: Element) -> "_Slot":
        """Puts `word` in the place of a piece of the text; the slot of what comes after it."""
        text = self.text
        word.tail = text[end:]
        if self.after is None:
            self.parent.text = text[:begin]
            self.parent.insert(0, word)
        else:
            self.after.tail = text[:begin]
            self.parent.insert(list(self.parent).index(self.after) + 1, word)
        return _Slot(self.parent, word, self.folded)


class _Marker(Treeprocessor):  # type: ignore[misc]
    """The tree of a page, when all that is written in it has become elements."""

    is_glossary = False

    def run(self, root: Element) -> None:
        found = None if self.is_glossary else glossary.of_course()
        if found:
            mark(root, found)


class _Look(Preprocessor):  # type: ignore[misc]
    """Sees a page's text before anything is done to it: the glossary itself is not marked."""

    def __init__(self, md: Any, marker: _Marker) -> None:
        super().__init__(md)
        self.marker = marker

    def run(self, lines: list[str]) -> list[str]:
        file = glossary.file()
        own = prose.without_matter(file.read_text("utf-8")).strip() if file.is_file() else None
        self.marker.is_glossary = "\n".join(lines).strip() == own
        return lines


class Terms(Extension):  # type: ignore[misc]
    """The extension, as mkdocs.yml names it."""

    def extendMarkdown(self, md: Any) -> None:
        marker = _Marker(md)
        md.preprocessors.register(_Look(md, marker), "nn-terms", 100)
        md.treeprocessors.register(marker, "nn-terms", 6)  # after attributes (8), before the table of contents (5)


def mark(root: Element, found: Glossary) -> None:
    """Marks each term once: where the reader sees it first, in a folded box only if it stands nowhere else."""
    seen = {term.key for term in found.terms if term.quiet}
    pieces = list(_pieces(root, found, False))
    for folded in (False, True):
        for piece in pieces:
            if isinstance(piece, _Slot):
                if piece.folded == folded:
                    _mark_slot(piece, found, seen)
            elif piece[1] == folded:
                seen.add(piece[0].key)


def _pieces(element: Element, found: Glossary, folded: bool) -> Iterator[_Slot | tuple[Term, bool]]:
    """What a reader reads, in order: text, and terms that are explained where they stand."""
    yield _Slot(element, None, folded)
    for child in list(element):
        inside = folded or child.tag == _FOLDED
        here = found.term("".join(child.itertext())) if child.tag in _SAID_HERE else None
        if here:
            yield here, inside
        elif child.tag not in _LEFT_ALONE and not _PLAIN & set(child.get("class", "").split()):
            yield from _pieces(child, found, inside)
        yield _Slot(element, child, folded)


def _mark_slot(slot: _Slot, found: Glossary, seen: set[str]) -> None:
    at = 0
    while match := found.pattern.search(slot.text, at):
        term = found.term(match[0])
        if term is None or term.key in seen:
            at = match.end()
            continue
        seen.add(term.key)
        slot, at = slot.split(match.start(), match.end(), _word(match[0], term)), 0


def _word(text: str, term: Term) -> Element:
    address = f"{ROOT_LINK}{entries.address(glossary.PAGE)}#{term.key}"
    word = Element("a", {"class": "nn-term", "href": address, "data-tip": term.definition})
    word.text = text
    return word
