"""A checked exercise: its starter, hints, solution and checks, in one fence, and the proof at build that they agree."""

import ast
import difflib
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from coursebuild import cells
from coursebuild.entries import Entry, of_course
from coursebuild.finish import ROOT_LINK
from coursebuild.locate import FenceError
from nnlive.exercise import Verdict, check

FOLDER = "assets/nn/exercises"
_MARK = re.compile(r"^#\s*%%\s*(?P<kind>[\w-]*)\s*(?::\s*(?P<title>.*?))?\s*$")
_SECTIONS = {"hint": "one or more", "solution": "one", "check": "one", "variations": "one", "wrong": "any number"}


@dataclass(frozen=True)
class Section:
    """A part of the fence: its kind, what stands after its colon, its text, and the line of its mark in the fence."""

    kind: str
    title: str
    text: str
    line: int


@dataclass(frozen=True)
class Exercise:
    """What a reader starts from, is helped by and is checked with; `wrong` are answers that must be told apart."""

    starter: str
    hints: tuple[str, ...]
    solution: Section
    check: Section
    variations: Section
    wrong: tuple[Section, ...]

    def for_page(self) -> str:
        """What the page fetches when a reader wants it, as JSON."""
        return json.dumps(
            {
                "hints": self.hints,
                "solution": self.solution.text,
                "check": self.check.text,
                "variations": self.variations.text,
            }
        )


def read(text: str) -> Exercise:
    """An exercise from the fence's text, in the percent format. Raises FenceError."""
    starter, *sections = _split(text)
    for section in sections:
        _look_at(section)
    of_kind = {kind: [s for s in sections if s.kind == kind] for kind in _SECTIONS}
    for kind, number in _SECTIONS.items():
        if number != "any number" and not of_kind[kind]:
            raise FenceError(f"an exercise has {number} `# %% {kind}`; here is none")
        if number == "one" and len(of_kind[kind]) > 1:
            raise FenceError(f"an exercise has one `# %% {kind}`", of_kind[kind][1].line)
    if not starter.text:
        raise FenceError("an exercise begins with the code that a reader starts from")
    solution, checks, variations = (of_kind[kind][0] for kind in ("solution", "check", "variations"))
    hints = tuple(_prose(section) for section in of_kind["hint"])
    return Exercise(starter.text, hints, solution, checks, variations, tuple(of_kind["wrong"]))


def _split(text: str) -> list[Section]:
    parts: list[tuple[str, str, int, list[str]]] = [("starter", "", 0, [])]
    for number, line in enumerate(text.split("\n"), 1):
        if mark := _MARK.match(line):
            parts.append((mark["kind"], mark["title"] or "", number, []))
        else:
            parts[-1][3].append(line)
    return [Section(kind, title, "\n".join(lines).strip("\n"), line) for kind, title, line, lines in parts]


def _look_at(section: Section) -> None:
    if section.kind not in _SECTIONS:
        near = difflib.get_close_matches(section.kind, _SECTIONS, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(_SECTIONS)}"
        raise FenceError(f"an exercise has no part `{section.kind}`; {hint}", section.line)
    if not section.text.strip():
        raise FenceError(f"`# %% {section.kind}` is empty", section.line)
    if (section.kind == "wrong") != bool(section.title):
        told = "says after a colon part of what a reader is told" if section.kind == "wrong" else "has no colon"
        raise FenceError(f"`# %% {section.kind}` {told}", section.line)
    if section.kind in ("solution", "check", "variations"):
        try:
            ast.parse(section.text)
        except SyntaxError as error:
            line = section.line + (error.lineno or 0)
            raise FenceError(f"the {section.kind} is no Python: {error.msg}", line) from error


def _prose(section: Section) -> str:
    """A hint's text: comment lines, joined; an empty comment line begins a new paragraph."""
    lines = [line.strip() for line in section.text.split("\n") if line.strip()]
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            raise FenceError("a hint is text in comment lines", section.line + number)
    paragraphs = "\n".join(line.removeprefix("#").strip() for line in lines).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def prove(entries: Sequence[Entry], exercise: Exercise) -> None:
    """The solution passes, the starter does not, and each wrong answer is told what it should be. Raises FenceError."""
    result = _checked(entries, exercise, exercise.solution.text)
    if not result["passed"]:
        line = exercise.solution.line + (result["line"] or 0)
        raise FenceError(f"the solution does not pass: {result['message']}", line)
    if _checked(entries, exercise, exercise.starter)["passed"]:
        raise FenceError("the starter passes already, so there is nothing to do", 1)
    for wrong in exercise.wrong:
        result = _checked(entries, exercise, wrong.text)
        if result["passed"]:
            raise FenceError("this wrong answer passes", wrong.line)
        if wrong.title not in result["message"]:
            raise FenceError(f"this wrong answer is told {result['message']!r}, not {wrong.title!r}", wrong.line)


def _checked(entries: Sequence[Entry], exercise: Exercise, source: str) -> Verdict:
    """What a reader is told who answers with this source."""
    above = cells.runnable(entries)
    run = cells.run_of(entries[-1].page, above)
    with cells.limited(cells.SECONDS):
        return check(run.cells, above, source, exercise.check.text, exercise.variations.text)


def render(entries: Sequence[Entry]) -> str:
    """The HTML of the last of a page's entries, an exercise. Raises FenceError when its parts do not agree."""
    entry = entries[-1]
    cells.check_options(entry, {"exercise"})
    exercise = read(entry.fence.text)
    prove(entries, exercise)
    extra = f' data-exercise="{ROOT_LINK}{FOLDER}/{escape(file_name(entry, exercise))}"'
    return cells.element(entry, exercise.starter, f"Python exercise {entry.number}", "", extra)


def file_name(entry: Entry, exercise: Exercise) -> str:
    """Changes with its content, so that no reader gets an old one from a cache."""
    digest = hashlib.sha256(exercise.for_page().encode()).hexdigest()[:12]
    return f"{entry.page.replace('/', '-')}-{entry.number}-{digest}.json"


def files() -> dict[str, str]:
    """Every exercise of the course as the file that its page fetches: name and content."""
    entries = [entry for page in of_course().values() for entry in page if entry.fence.role == "exercise"]
    made = [(entry, read(entry.fence.text)) for entry in entries]
    return {file_name(entry, exercise): exercise.for_page() for entry, exercise in made}
