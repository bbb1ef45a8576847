"""The glossary, read from its own page: lessons/glossary/index.md is the one place where a term is defined.

    weight { #weight data-also="another form, one more" }
    :   What it means, in plain text.
    :   [The lesson](../lesson/index.md) that teaches it

A class `.nn-quiet` in the braces keeps a term out of the lessons' hover texts: its word has everyday meanings too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coursebuild import paths, prose
from coursebuild.errors import CourseError

PAGE = "glossary"
_ENTRY = re.compile(
    r'(?P<name>\S.*?) \{ #(?P<key>[a-z0-9-]+)(?: data-also="(?P<also>[^"]+)")?(?P<quiet> \.nn-quiet)? \}'
)
_PART = ":   "
_SUFFIXES = ("", "s", "es")  # a plural that is made in another way is listed


@dataclass(frozen=True)
class Term:
    """A term: its name, its anchor, its other forms, what it means, and the links to where it is taught."""

    name: str
    key: str
    also: tuple[str, ...]
    definition: str
    taught: str
    quiet: bool
    line: int

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True)
class Glossary:
    """All terms in the order of the page, and a way to find them in a text."""

    terms: tuple[Term, ...]
    words: dict[str, Term]  # by form; one with a capital, such as ReLU, is written like that wherever it stands
    pattern: re.Pattern[str]

    def term(self, text: str) -> Term | None:
        """The term that a piece of text is a form of, whatever its case, plural or line breaks."""
        said = " ".join(text.split())
        for suffix in _SUFFIXES:
            if said.endswith(suffix):
                bare = said.removesuffix(suffix)
                if found := self.words.get(bare) or self.words.get(bare.lower()):
                    return found
        return None


def file() -> Path:
    """The glossary's page; a course need not have one."""
    return paths.lessons() / PAGE / "index.md"


def of_course() -> Glossary | None:
    """The course's glossary. Raises CourseError for a page that is not one."""
    return read(file().read_text("utf-8")) if file().is_file() else None


@lru_cache(maxsize=4)
def read(text: str) -> Glossary:
    """A page as a glossary. Raises CourseError with the line of what is wrong."""
    lines = prose.without_matter(text).split("\n")
    terms = [_term(lines, at) for at, line in enumerate(lines) if _begins(lines, at, line)]
    words = dict[str, Term]()
    for term in terms:
        for form in term.forms:
            if words.setdefault(form, term) is not term:
                raise CourseError(f"{_place(term.line)}: {form!r} is defined in line {words[form].line} too.")
    keys = [term.key for term in terms]
    if twice := next((term for term in terms if keys.count(term.key) > 1), None):
        raise CourseError(f"{_place(twice.line)}: the anchor #{twice.key} is used twice.")
    return Glossary(tuple(terms), words, _pattern(words))


def _begins(lines: list[str], at: int, line: str) -> bool:
    """Whether a term begins here: a line that is not a part of an entry, above one that is."""
    return not line.startswith(_PART) and at + 1 < len(lines) and lines[at + 1].startswith(_PART)


def _term(lines: list[str], at: int) -> Term:
    match = _ENTRY.fullmatch(lines[at])
    if not match:
        raise CourseError(f"{_place(at + 1)}: a term is written `word {{ #anchor }}`, not {lines[at]!r}.")
    parts = []
    for line in lines[at + 1 :]:
        if not line.startswith(_PART):
            break
        parts.append(line.removeprefix(_PART).strip())
    if len(parts) != 2 or not parts[1].startswith("["):
        raise CourseError(f"{_place(at + 1)}: {match['name']} needs a line that defines it and a line of links.")
    if re.search(r"[*`<\[]", parts[0]):
        raise CourseError(f"{_place(at + 2)}: a definition is plain text, for it is shown in the lessons.")
    also = tuple(form.strip() for form in (match["also"] or "").split(",") if form.strip())
    return Term(match["name"], match["key"], also, parts[0], parts[1], bool(match["quiet"]), at + 1)


def _pattern(words: dict[str, Term]) -> re.Pattern[str]:
    """Finds all forms, the longest first: a hidden layer is not a layer."""
    forms = sorted(words, key=len, reverse=True)
    anywhere = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{anywhere or '(?!)'})(?:e?s)?(?![\w-])", re.IGNORECASE)


def _place(line: int) -> str:
    return f"lessons/{PAGE}/index.md:{line}"
