"""A widget's controls and buttons as HTML. The page's script only binds to it, so there is one description of them."""

from collections.abc import Callable
from html import escape
from itertools import count
from typing import Any

from coursebuild import samples_html
from nnlive.controls import Choice, Control, Seed, Setting, Slider, Toggle, Words
from nnlive.numerals import text_of
from nnlive.samples import Samples
from nnlive.widget import Widget

_NUMBERS = count(1)
_SEGMENTS = 4  # so many options, or fewer, stand side by side as radio buttons
_SEGMENT_TEXT = 30  # and so many characters in all
_FILE_ROWS = 10  # a higher box is for code, which is typed

_ICONS = {
    "play": '<path d="M8 5v14l11-7z"/>',
    "pause": '<path d="M6 5h4v14H6zM14 5h4v14h-4z"/>',
    "step": '<path d="M6 5v14l9-7zM16 5h3v14h-3z"/>',
    "undo": '<path d="M7 7h7a6 6 0 1 1 0 12H8v-2h6a4 4 0 1 0 0-8H7v4L2 8l5-5z"/>',
    "reset": '<path d="M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z"/>',
}


def icon(name: str) -> str:
    """A small drawing for a button; the button's words are what a screen reader says."""
    return f'<svg class="nn-icon" viewBox="0 0 24 24" aria-hidden="true">{_ICONS[name]}</svg>'


def _button(action: str, label: str, icons: str, more: str = "") -> str:
    opening = f'<button type="button" class="nn-button nn-do-{action}" data-action="{action}"{more}>'
    return f"{opening}{icons}<span>{label}</span></button>"


# The loading bar and the line that says what is going on stand by the buttons, so that a phone shows them together.
_STATUS = (
    '<div class="nn-status"><progress class="nn-progress" max="100" value="0" aria-label="Loading Python" hidden>'
    '</progress><p class="nn-words" role="status"></p></div>'
)


def bar(widget: Widget) -> str:
    """The buttons (a run's Play, Step and Reset, a still's Reset) and, below, what is going on."""
    buttons = _button("reset", "Reset", icon("reset"))
    if widget.runs:
        play = _button("play", escape(widget.play), icon("play") + icon("pause"))
        buttons = play + _button("step", "Step", icon("step")) + buttons
    if widget.redraws:
        buttons += _button("undo", "Undo", icon("undo"), " disabled")
    return f'<div class="nn-bar"><div class="nn-buttons">{buttons}</div>{_STATUS}</div>'


def form(widget: Widget, settings: dict[str, Setting], hide: tuple[str, ...]) -> str:
    """All controls in one form. Hidden ones are there, with their values, and not shown."""
    if not widget.controls:
        return ""
    groups: dict[str, str] = {}
    for name, control in widget.controls.items():
        group = str(getattr(control, "group", ""))
        row = _row(name, control, settings[name], f"nn-{next(_NUMBERS)}", name in hide)
        groups[group] = groups.get(group, "") + row
    inside = "".join(_group(name, rows) for name, rows in groups.items())
    # Without a name it is no landmark: a page may have one widget twice.
    return f'<form class="nn-controls" autocomplete="off">{inside}</form>'


def _group(name: str, rows: str) -> str:
    grid = f'<div class="nn-grid">{rows}</div>'
    return f'<details class="nn-group" open><summary>{escape(name)}</summary>{grid}</details>' if name else grid


def _row(name: str, control: Control, value: Setting, ident: str, hidden: bool) -> str:
    label = str(getattr(control, "label", "")) or name.replace("_", " ")
    inside = _RENDER[type(control)](name, control, value, ident, label)
    flags = (" data-live" if getattr(control, "live", False) else "") + (" hidden" if hidden else "")
    kind = "textbox" if isinstance(control, Words) else type(control).__name__.lower()
    return f'<div class="nn-control nn-{kind}"{flags}>{inside}</div>'


def _slider(name: str, control: Slider, value: Setting, ident: str, label: str) -> str:
    shown = text_of(value) if isinstance(value, int) else f"{value:g}".replace("-", "−")
    return (
        f'<label for="{ident}">{escape(label)}</label><span class="nn-value" aria-hidden="true">{shown}</span>'
        f'<input type="range" id="{ident}" name="{name}" min="{control.low:g}" max="{control.high:g}"'
        f' step="{control.step:g}" value="{value:g}">'
    )


def _choice(name: str, control: Choice, value: Setting, ident: str, label: str) -> str:
    options = control.shown()
    if len(options) <= _SEGMENTS and sum(len(words) for _, words in options) <= _SEGMENT_TEXT:
        inputs = "".join(
            f'<label><input type="radio" name="{name}" value="{escape(option)}"'
            f"{' checked' if option == str(value) else ''}><span>{escape(words)}</span></label>"
            for option, words in options
        )
        return f'<fieldset><legend>{escape(label)}</legend><div class="nn-segments">{inputs}</div></fieldset>'
    inside = "".join(
        f'<option value="{escape(option)}"{" selected" if option == str(value) else ""}>{escape(words)}</option>'
        for option, words in options
    )
    return f'<label for="{ident}">{escape(label)}</label><select id="{ident}" name="{name}">{inside}</select>'


def _toggle(name: str, control: Toggle, value: Setting, ident: str, label: str) -> str:
    checked = " checked" if value else ""
    return f'<label><input type="checkbox" id="{ident}" name="{name}"{checked}> {escape(label)}</label>'


def _seed(name: str, control: Seed, value: Setting, ident: str, label: str) -> str:
    another = _button("seed", "Another", "", f' aria-label="Another {escape(label)}"')
    return (
        f'<label for="{ident}">{escape(label)}</label>'
        f'<input type="number" inputmode="numeric" id="{ident}" name="{name}" min="0" max="{control.high}"'
        f' value="{value}">{another}'
    )


def _words(name: str, control: Words, value: Setting, ident: str, label: str) -> str:
    head = f'<label for="{ident}">{escape(label)}</label>'
    given = f'id="{ident}" name="{name}" maxlength="{control.most}" autocapitalize="off" spellcheck="false"'
    if control.rows == 1:
        another = _button("another", control.another, "").replace('"another"', '"seed"') if control.another else ""
        return f'{head}<input type="text" {given} value="{escape(str(value))}">{another}'
    if control.rows > _FILE_ROWS:
        return f'{head}<textarea {given} rows="{control.rows}">{escape(str(value))}</textarea>'
    # The file's content goes into the box, where it can be seen and mended before it is used.
    file = f'<input type="file" class="nn-file" aria-label="{escape(label)}: a file" accept=".csv,.txt,text/*">'
    return f'{head}<textarea {given} rows="{control.rows}">{escape(str(value))}</textarea>{file}'


def _samples(name: str, control: Samples, value: Setting, ident: str, label: str) -> str:
    return samples_html.control(name, control, str(value), ident)


_RENDER: dict[type[Control], Callable[[str, Any, Setting, str, str], str]] = {
    Slider: _slider,
    Choice: _choice,
    Toggle: _toggle,
    Seed: _seed,
    Words: _words,
    Samples: _samples,
}
