"""How many minutes a lesson takes, and where a long one has its resting place.

A Python-Markdown extension and nothing more, so it works in every builder. The minutes stand below the lead of a page
that asks something. A lesson of several sittings marks each heading that begins another one with `{ .nn-part }`. Any
paragraph can tell the minutes of a lesson: `{ data-minutes=neuron }`.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

from coursebuild import locate, paths, prose

# Words read in a minute. Adults read 238 of their own language (Brysbaert 2019); here are numbers among them, and for
# many readers it is a second language.
WORDS = 180
TAKES = {"widget": 1.0, "cell": 0.75, "exercise": 3.0, "question": 0.5, "goals": 1.5}  # minutes
_ASKS = {"exercise", "question", "goals"}
_PART = re.compile(r"## .*\{[^}]*\.nn-part\b")
_WORD = re.compile(r"\w[\w'’-]*")
_NO_WORDS = re.compile(r"(?<=\])\([^)]*\)|<[^>]*>|\{[^}]*\}")  # targets of links, tags, attributes


def sittings(text: str) -> list[int]:
    """The minutes of each sitting of a lesson's Markdown; a lesson without a resting place has one."""
    spent = [0.0]
    inside = 0  # up to which line a fence goes
    fences = {fence.line: fence for fence in locate.of_text(text, paths.lessons())}
    for number, line in enumerate(locate.plain(prose.without_matter(text)).split("\n"), 1):
        if fence := fences.get(number):
            spent[-1] += TAKES.get(fence.role, 0)
            inside = number + fence.text.count("\n") + 2
        if number > inside:
            if _PART.match(line):
                spent.append(0)
            spent[-1] += len(_WORD.findall(_NO_WORDS.sub("", line))) / WORDS
    return [round(minutes) for minutes in spent]


def told(lesson: str) -> str:
    """The minutes of the lesson in that folder in short, such as "15 + 16 min". FileNotFoundError if there is none."""
    text = (paths.lessons() / lesson / "index.md").read_text("utf-8")
    return f"{' + '.join(map(str, sittings(text)))} min"


class _Look(Preprocessor):  # type: ignore[misc]
    """Sees a page's text before anything is done to it."""

    def __init__(self, md: Any, teller: "_Teller") -> None:
        super().__init__(md)
        self.teller = teller

    def run(self, lines: list[str]) -> list[str]:
        self.teller.text = "\n".join(lines)
        return lines


class _Teller(Treeprocessor):  # type: ignore[misc]
    """Writes the minutes into a page."""

    text = ""

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            if lesson := paragraph.attrib.pop("data-minutes", ""):
                SubElement(paragraph, "span", {"class": "nn-note"}).text = told(lesson)
        lead = next((child for child in root if "lead" in _classes(child)), None)
        if lead is None or not _ASKS & {fence.role for fence in locate.of_text(self.text, paths.lessons())}:
            return
        first, *others = sittings(self.text)
        line = Element("p", {"class": "nn-minutes"})
        SubElement(line, "span").text = f"About {first} minutes"
        for part, minutes in zip(_parts(root), others, strict=True):
            root.insert(list(root).index(part), _rest(minutes))
            line[-1].tail = ", a place to rest, and "
            SubElement(line, "a", {"href": f"#{part.get('id')}"}).text = f"{minutes} more"
        root.insert(list(root).index(lead) + 1, line)


def _parts(root: Element) -> list[Element]:
    return [child for child in root if "nn-part" in _classes(child)]


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _rest(minutes: int) -> Element:
    rest = Element("p", {"class": "nn-rest"})
    rest.text = f"This is a good place to rest. From here it is about {minutes} minutes more."
    return rest


class Minutes(Extension):  # type: ignore[misc]
    """The extension, as mkdocs.yml names it."""

    def extendMarkdown(self, md: Any) -> None:
        teller = _Teller(md)
        md.preprocessors.register(_Look(md, teller), "nn-minutes", 100)
        md.treeprocessors.register(teller, "nn-minutes", 4)  # after the table of contents (5): headings have their ids
