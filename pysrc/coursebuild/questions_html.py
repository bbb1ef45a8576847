"""A question as HTML: complete without a script, its answers folded away below it."""

from collections.abc import Sequence
from html import escape

from coursebuild import inline
from coursebuild.cells import check_options
from coursebuild.entries import Entry
from coursebuild.questions import Choices, Number, Question, read


def render(entries: Sequence[Entry]) -> str:
    """The HTML of the last of a page's entries, a question. Raises ValueError for what is wrong with it."""
    entry = entries[-1]
    check_options(entry, set())
    question = read(entry.fence.text)
    fields, answers = _choices(entry, question) if isinstance(question, Choices) else _number(entry, question)
    # In a div: Python-Markdown would wrap an element it does not know in a paragraph and break it.
    return (
        f'<div class="nn-block"><nn-question name="{escape(entry.name)}" data-page="{escape(entry.page)}" '
        f'data-key="{entry.key}" data-kind="{question.kind}"><fieldset><legend>{_legend(question)}</legend>'
        f'{fields}</fieldset><details class="nn-answers" data-search-exclude><summary>Answer</summary>'
        f"<ul>{answers}</ul></details></nn-question></div>"
    )


def _legend(question: Question) -> str:
    several = ' <span class="nn-several">Choose all that are right.</span>' if question.kind == "many" else ""
    return inline.html(question.ask) + several


def _choices(entry: Entry, question: Choices) -> tuple[str, str]:
    kind = "checkbox" if question.kind == "many" else "radio"
    fields = "".join(
        f'<label><input type="{kind}" name="{escape(entry.name)}" value="{number}"> '
        f"<span>{inline.html(choice.text)}</span></label>"
        for number, choice in enumerate(question.choices)
    )
    answers = "".join(
        _answer(f'data-choice="{number}"', choice.right, inline.html(choice.text), choice.why)
        for number, choice in enumerate(question.choices)
    )
    return fields, answers


def _number(entry: Entry, question: Number) -> tuple[str, str]:
    unit = f' <span class="nn-unit">{inline.html(question.unit)}</span>' if question.unit else ""
    field = (
        f'<label><span>Your answer</span> <input type="text" inputmode="decimal" autocomplete="off" '
        f'name="{escape(entry.name)}">{unit}</label>'
    )
    right = f'data-value="{question.answer!r}" data-within="{question.within!r}"'
    answers = [_answer(right, True, f"{question.answer:g}{unit}", question.why)]
    answers += [_answer(f'data-value="{w.value!r}"', False, f"{w.value:g}{unit}", w.why) for w in question.wrong]
    return field, "".join(answers)


def _answer(data: str, right: bool, shown: str, why: str) -> str:
    """Right or wrong is said in words too: without a script this list is the answer."""
    flag, word = (" data-right", "Right") if right else ("", "Wrong")
    return f'<li {data}{flag}><b>{word}: {shown}</b> <span class="nn-why">{inline.html(why)}</span></li>'
