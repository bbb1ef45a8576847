"""Advice for code that Python cannot read: a colon, a bracket, a quote that is missing, lines that do not line up."""

import keyword
import re

from nnlive.rules import Rule, nearest
from nnlive.scene import Scene

_OPENS = {"(": ")", "[": "]", "{": "}"}
_PLAIN = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "÷": "/",
    "²": "**2",
}


def _colon(match: re.Match[str], scene: Scene) -> str:
    header = scene.text.split("#")[0].strip()
    return f"a colon `:` is missing at the end of `{header}`."


def _else_if(match: re.Match[str], scene: Scene) -> str:
    return "write `elif` for `else if`." if re.match(r"else\s+if\b", scene.text) else ""


def _never_closed(match: re.Match[str], scene: Scene) -> str:
    return f"the bracket `{match[1]}` is opened here and never closed; a `{_OPENS[match[1]]}` is missing."


def _unequal(match: re.Match[str], scene: Scene) -> str:
    return f"`{match[1]}` does not close `{match[2]}`; that one needs `{_OPENS[match[2]]}`."


def _character(match: re.Match[str], scene: Scene) -> str:
    plain = _PLAIN.get(match[1])
    return f"Python does not know the character `{match[1]}`" + (f"; write `{plain}`." if plain else ".")


_UNSEEN = "there is a character that cannot be seen; delete the spaces here and type them again."


def _number(match: re.Match[str], scene: Scene) -> str:
    if re.search(r"\d[\u00a0\u2000-\u200b]", scene.text):  # early Pythons 3.11 take such a space for part of a number
        return _UNSEEN
    found = re.search(r"\b(\d+)([A-Za-z_]\w*)", scene.text)
    if not found:
        return ""
    return f"`{found[0]}` is neither a number nor a name. To multiply, write `{found[1]} * {found[2]}`."


def _block(match: re.Match[str], scene: Scene) -> str:
    what, line = match[1], match[2]
    return f"after {what} in line {line} comes a block: the lines that belong to it begin with 4 spaces."


def _print(match: re.Match[str], scene: Scene) -> str:
    return f"`{match[1]}` is a function; it needs round brackets: `{match[1]}(...)`."


def _keyword(match: re.Match[str], scene: Scene) -> str:
    first = re.match(r"[A-Za-z]+(?=\s+[\w(])", scene.text)
    known = ["for"] if " in " in scene.text else keyword.kwlist
    near = nearest(first[0], known, 0.6) if first and not keyword.iskeyword(first[0]) else ""
    return f"`{first[0]}` is no word of Python's. Did you mean `{near}`?" if first and near else ""


def _increment(match: re.Match[str], scene: Scene) -> str:
    found = re.match(r"(\w+)\s*(\+\+|--)\s*$", scene.text)
    return f"Python has no `{found[2]}`; write `{found[1]} {found[2][0]}= 1`." if found else ""


def _arrow(match: re.Match[str], scene: Scene) -> str:
    found = re.search(r"=[<>]", scene.text)
    return f"there is no `{found[0]}`; write `{found[0][::-1]}`." if found else ""


def _statement(match: re.Match[str], scene: Scene) -> str:
    text = scene.text
    if re.match(r"(if|elif|while)\b", text):
        return "`=` gives a name a value; to ask whether two values are equal, write `==`."
    return ""


def _unclear(match: re.Match[str], scene: Scene) -> str:
    text = scene.text
    if keyword.iskeyword(target := re.split(r"\s*=", text)[0].strip()):
        return f"`{target}` is a word of Python's own and cannot be a name."
    if unfinished := re.search(r"[-+*/@=,%]$", text):
        return f"something is missing after `{unfinished[0]}`."
    return f"`{text}` is not clear: look for a sign too many or one that is missing, here or in the line above."


RULES = (
    Rule(TabError, "", "this block is indented with tabs and with spaces; use 4 spaces in every line of it."),
    Rule(IndentationError, r"expected an indented block after (.+) on line (\d+)", _block),
    Rule(
        IndentationError,
        "unexpected indent",
        "this line begins with too many spaces; it should begin where the line above it begins.",
    ),
    Rule(
        IndentationError,
        "unindent",
        "this line does not begin where any line above it begins; lines of one block begin"
        " with the same number of spaces.",
    ),
    Rule(SyntaxError, r"invalid syntax|^expected", _else_if),
    Rule(SyntaxError, r"^expected ':'", _colon),
    Rule(SyntaxError, r"'([(\[{])' was never closed", _never_closed),
    Rule(
        SyntaxError,
        r"unmatched '(.)'",
        "the bracket `{0}` closes nothing; there is one too many, or its opening bracket is missing.",
    ),
    Rule(SyntaxError, r"parenthesis '(.)' does not match opening parenthesis '(.)'", _unequal),
    Rule(
        SyntaxError,
        r"unterminated triple-quoted",
        "a text that begins with three quotes never ends; three more are missing.",
    ),
    Rule(
        SyntaxError, r"unterminated f?-?string", "a text begins here and does not end in this line; a quote is missing."
    ),
    Rule(
        SyntaxError, r"EOL while|f-string: expecting '}'", "in this f-string a bracket `{{` is opened and not closed."
    ),
    Rule(SyntaxError, r"(?:Missing parentheses in call to) '(\w+)'", _print),
    Rule(SyntaxError, r"Maybe you meant '==' or ':='", _statement),
    Rule(SyntaxError, r"cannot assign to .*(?:Maybe you meant '==')", _statement),
    Rule(
        SyntaxError,
        r"cannot assign to (?:literal|expression|comparison|function call)",
        "only a name, or a place such as"
        " `w[0]`, can stand left of `=`. To ask whether two values are equal, write `==`.",
    ),
    Rule(SyntaxError, r"cannot assign to (True|False|None)", "`{0}` is a word of Python's own and cannot be a name."),
    Rule(SyntaxError, r"invalid decimal literal", _number),
    Rule(SyntaxError, r"leading zeros", "a whole number cannot begin with 0."),
    Rule(SyntaxError, r"invalid character '(.)'", _character),
    Rule(
        SyntaxError,
        r"invalid non-printable character",
        _UNSEEN,
    ),
    Rule(
        SyntaxError,
        r"'(return|yield)' outside function",
        "`{0}` belongs into a function, below a line with `def`; is this line indented?",
    ),
    Rule(
        SyntaxError,
        r"'(break)' outside loop|'(continue)' not properly",
        "`break` and `continue` belong into a loop; is this line indented?",
    ),
    Rule(SyntaxError, r"'await' outside", "`await` does not work here."),
    Rule(SyntaxError, r"expected 'except' or 'finally'", "`try` needs an `except` after its block."),
    Rule(
        SyntaxError,
        r"positional argument follows keyword",
        "values with a name, such as `rate=0.1`, come after those without.",
    ),
    Rule(SyntaxError, r"invalid syntax|expected", _increment),
    Rule(SyntaxError, r"invalid syntax|cannot assign", _arrow),
    Rule(SyntaxError, r"invalid syntax", _keyword),
    Rule(
        SyntaxError,
        r"forgot a comma",
        "two values stand side by side in a bracket; a comma, or a sign such as `*`, is missing between them.",
    ),
    Rule(SyntaxError, r"^invalid syntax", _unclear),
)
