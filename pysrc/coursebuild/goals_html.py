"""Goals as HTML: complete without a script, the answer folded away below. The page's script notes runs and ticks."""

import hashlib
import json
from collections.abc import Sequence
from html import escape
from typing import Any

from coursebuild import inline
from coursebuild.cells import check_options
from coursebuild.entries import Entry
from coursebuild.goals import Compare, Goal, Goals, Where, read
from coursebuild.watched import Watched, check, find
from nnlive.controls import Choice
from nnlive.samples import Samples


def render(entries: Sequence[Entry]) -> str:
    """The HTML of the last of a page's entries, goals. Raises ValueError for what is wrong with them."""
    entry = entries[-1]
    check_options(entry, set())
    goals = read(entry.fence.text)
    on = find(goals, entry.fence)
    check(goals, on)
    rows = "".join(_row(goal) for goal in goals.goals)
    strip = _strip(goals.compare) if goals.compare else ""
    paragraphs = "".join(f"<p>{inline.html(text)}</p>" for text in goals.answer)
    # In a div: Python-Markdown would wrap an element it does not know in a paragraph and break it.
    return (
        f'<div class="nn-block"><nn-goals name="{escape(entry.name)}" data-page="{escape(entry.page)}" '
        f'data-key="{entry.key}" data-log="{hashlib.sha256(on.source.encode()).hexdigest()[:12]}" '
        f'data-goals="{escape(json.dumps(_told(goals, on), separators=(",", ":")))}">'
        f'<p class="nn-goals-title">{inline.html(goals.title)}</p><ul class="nn-goals-list">{rows}</ul>'
        f'<details class="nn-answers" data-search-exclude><summary>What happens</summary>{paragraphs}{strip}</details>'
        f"</nn-goals></div>"
    )


def _row(goal: Goal) -> str:
    extra = ' <span class="nn-extra">extra</span>' if goal.extra else ""
    return f'<li><span class="nn-say">{inline.html(goal.say)}</span>{extra} <span class="nn-reached"></span></li>'


def _told(goals: Goals, on: Watched) -> dict[str, Any]:
    """What the page's script needs to know, with every value as the widget's form has it."""
    return {
        "watch": goals.watch,
        "clock": goals.clock,
        "names": goals.names,
        "outputs": goals.outputs,
        "columns": [_column(name, heading, on) for name, heading in goals.columns.items()],
        "reads": goals.reads,
        "set": on.texts(goals.set),
        "where": _where(goals.where, on),
        "unless": _where(goals.unless, on),
        "another": goals.another,
        "goals": [_goal(goal, on) for goal in goals.goals],
        "compare": _compare(goals.compare) if goals.compare else None,
    }


def _column(name: str, heading: str, on: Watched) -> dict[str, Any]:
    control = on.widget.controls[name]
    words: dict[str, str] = {}
    if isinstance(control, Choice):
        words = dict(control.shown())
    elif isinstance(control, Samples):
        words = dict(control.about)
    return {"name": name, "heading": heading, "words": words}


def _goal(goal: Goal, on: Watched) -> dict[str, Any]:
    return {
        "where": _where(goal.where, on),
        "unless": _where(goal.unless, on),
        "least": goal.least,
        "most": goal.most,
        "runs": goal.runs,
        "different": goal.different,
        "alike": goal.alike,
        "extra": goal.extra,
    }


def _where(where: Where, on: Watched) -> dict[str, list[str]]:
    return {name: [on.text(name, value) for value in values] for name, values in where.items()}


def _compare(compare: Compare) -> dict[str, Any]:
    low, high = _limits(compare)
    return {"of": compare.of, "least": compare.least, "by": compare.by, "low": low, "high": high}


def _limits(compare: Compare) -> tuple[float, float]:
    """From the lowest to the highest number, with a little room."""
    values = [value for row in compare.measured.values() for value in row]
    room = (max(values) - min(values)) / 20 or 0.05
    return round(min(values) - room, 3), round(max(values) + room, 3)


def _strip(compare: Compare) -> str:
    """Each measured number as a dot on its row, from the lowest to the highest; the script adds the reader's rows."""
    low, high = _limits(compare)
    rows = "".join(_lane(name, row, low, high) for name, row in compare.measured.items())
    ends = f'<div class="nn-strip-ends" aria-hidden="true"><span>{low:.2f}</span><span>{high:.2f}</span></div>'
    title = escape(compare.of.replace("_", " "))
    return f'<div class="nn-strip"><p class="nn-strip-title">{title}, each dot one run</p>{rows}{ends}</div>'


def _lane(name: str, values: Sequence[float], low: float, high: float) -> str:
    told = f"{len(values)} runs from {min(values):.3f} to {max(values):.3f}"
    dots = "".join(f'<i style="left:{100 * (value - low) / (high - low):.1f}%"></i>' for value in values)
    return (
        f'<div class="nn-lane"><p>{escape(name)} <span>{told}</span></p>'
        f'<div class="nn-dots" aria-hidden="true">{dots}</div></div>'
    )
