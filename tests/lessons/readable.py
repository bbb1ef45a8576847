"""What a reader reads of a page as prose: without code, formulas, links' addresses and markup."""

import re

from coursebuild import exercises, locate, prose, questions

_TAKEN_OUT = (
    re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL),  # code and formulas in a line
    re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL),
    re.compile(r"(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)"),  # where a link leads
    re.compile(r"\{[^{}\n]*[.#=][^{}\n]*\}"),  # attributes
    re.compile(r"^(?:!!!|\?\?\?\+?) \w+", re.MULTILINE),  # what kind of box
    re.compile(r"https?://\S+"),
)
_MATTER = re.compile(r"^(?:title|description): (.*)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def prose_of(file):
    """The page's own text, then what its questions and hints say."""
    whole = file.read_text("utf-8")
    lines = locate.plain(prose.without_matter(whole)).split("\n")
    said = _MATTER.findall(whole.partition("\n---")[0])
    for fence in locate.standing(whole, file):
        end = fence.line + fence.text.count("\n") + 2 if fence.text else fence.line + 1
        lines[fence.line - 1 : end] = [""] * (end - fence.line + 1)
        said += _of_fence(fence)
    text = "\n".join(["\n".join(lines), *said])
    for pattern in _TAKEN_OUT:
        text = pattern.sub(" ", text)
    return text


def _of_fence(fence):
    if fence.role == "exercise":
        return list(exercises.read(fence.text).hints)
    if fence.role != "question":
        return []
    asked = questions.read(fence.text)
    if isinstance(asked, questions.Choices):
        return [asked.ask, *(text for choice in asked.choices for text in (choice.text, choice.why))]
    return [asked.ask, asked.why, asked.unit or "", *(wrong.why for wrong in asked.wrong)]


def words(text):
    """The words of a text. Single letters, with or without an index, are symbols; capitals are gates and the like."""
    found = (word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return {word for word in found if len(word) > 1 and word.replace("'", "").isalpha() and not word.isupper()}
