"""Rules of advice: which error, by its kind and Python's words for it, gets which sentence."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from nnlive.scene import Scene

Say = str | Callable[[re.Match[str], Scene], str]


@dataclass(frozen=True)
class Rule:
    """For errors of a kind whose message matches the pattern: a sentence.

    The sentence may have the pattern's groups in it as {0}, {1}; a function that makes it may give "" to pass.
    """

    kind: type[BaseException]
    pattern: str
    say: Say

    def sentence(self, scene: Scene, message: str) -> str:
        """The sentence for this error; "" when the rule is for others."""
        match = re.search(self.pattern, message) if isinstance(scene.error, self.kind) else None
        if match is None:
            return ""
        return self.say.format(*match.groups()) if isinstance(self.say, str) else self.say(match, scene)


def first_sentence(rules: Sequence[Rule], scene: Scene, message: str) -> str:
    """What the first rule that knows the error says; "" when none does."""
    return next((said for rule in rules if (said := rule.sentence(scene, message))), "")


def nearest(name: str, known: Iterable[str], likeness: float = 0.7) -> str:
    """The name that was probably meant, or ""."""
    names = [one for one in known if one != name]
    same = [one for one in names if one.casefold() == name.casefold()]
    return next(iter(same or difflib.get_close_matches(name, names, 1, likeness)), "")


# What Python calls a type, and what a beginner does.
_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "complex": "a complex number",
    "bool": "True or False",
    "str": "a text",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dictionary",
    "set": "a set",
    "NoneType": "None, that is nothing",
    "ndarray": "an array",
    "numpy.ndarray": "an array",
    "module": "a module",
    "function": "a function",
    "builtin_function_or_method": "a function",
    "method": "a function",
    "type": "a class",
    "range": "a range",
    "generator": "a generator",
    "float64": "a number",
    "numpy.float64": "a number",
    "int64": "a whole number",
    "numpy.int64": "a whole number",
}


def called(kind: str) -> str:
    """A type's name in words: "a list" for "list"."""
    return _KINDS.get(kind) or f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind.rpartition('.')[2]}"
