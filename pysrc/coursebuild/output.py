"""What a cell gave out, as HTML, just as site/src/output.ts makes it when the page runs the cell itself."""

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import Any

Item = dict[str, Any]


def html(items: Iterable[Item]) -> str:
    """The items in order. Pieces of text that follow one another are one."""
    made = []
    for kind, group in groupby(items, key=lambda item: item["kind"]):
        found = list(group)
        if kind == "text":
            found = [{"kind": "text", "text": "".join(item["text"] for item in found)}]
        made += [_KINDS[kind](item) for item in found]
    return "".join(made)


def _text(item: Item) -> str:
    return f'<pre class="nn-text" tabindex="0">{escape(item["text"], quote=False)}</pre>'


def _figure(item: Item) -> str:
    return f'<div class="nn-html">{item["html"]}</div>'


def _image(item: Item) -> str:
    return f'<img class="nn-image" alt="{escape(item["alt"])}" src="data:image/png;base64,{item["png"]}">'


def _error(item: Item) -> str:
    report = escape(item["traceback"], quote=False)
    more = f'<details><summary>What Python said</summary><pre tabindex="0">{report}</pre></details>' if report else ""
    return f'<div class="nn-error"><p>{sentence(item["message"])}</p>{more}</div>'


def sentence(text: str) -> str:
    """A sentence in which `names` between backticks are code."""
    parts = escape(text, quote=False).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _note(item: Item) -> str:
    return f'<p class="nn-note">{escape(item["text"], quote=False)}</p>'


_KINDS: dict[str, Callable[[Item], str]] = {
    "text": _text,
    "html": _figure,
    "image": _image,
    "error": _error,
    "note": _note,
}
