"""Advice: one sentence that says what is wrong in a beginner's words, and where it can, what to write instead.

Each sentence belongs to a kind of error and to Python's or numpy's words for it. The words differ between versions of
Python: the tests hold them for the build's and the page's.
"""

import builtins
import re
import sys
from collections.abc import Collection
from types import ModuleType
from typing import Any

import numpy as np

import nnlive
from nnlive import syntaxadvice, typeadvice, valueadvice
from nnlive.rules import Rule, called, first_sentence, nearest
from nnlive.scene import Scene, scene_of

_IMPORTS = {
    "np": "import numpy as np",
    "numpy": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "pd": "import pandas as pd",
    "math": "import math",
    "random": "import random",
    "time": "import time",
}
_WORDS = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None"}


def advise(error: BaseException, known: Collection[str] = ()) -> str:
    """A sentence for this error, beginning in small letters; "" when there is none.

    `known` are names that the reader may have meant, besides those that have a value.
    """
    try:
        message = str(error)
        return first_sentence(RULES, scene_of(error, known), message)
    except Exception:  # an error whose own text fails, or values that behave like no other: no advice is no harm
        return ""


def _name(match: re.Match[str], scene: Scene) -> str:
    name = match[1]
    said = f"there is no name `{name}`."
    if name in _WORDS:
        return f"{said} Python writes `{_WORDS[name]}`."
    ours = f"from nnlive import {name}" if name in nnlive.__all__ else ""
    if line := _IMPORTS.get(name) or ours:
        return f"{said} Import it first: `{line}`."
    near = nearest(name, [*scene.names, *scene.known, *vars(builtins)])
    if near:
        return f"{said} Did you mean `{near}`?"
    return f"{said} Nothing above has given it a value."


def _too_early(match: re.Match[str], scene: Scene) -> str:
    place = f"`{scene.function}`" if scene.function else "this function"
    return (
        f"`{match[1]}` has no value yet. {place} gives it one somewhere, so it is the function's own name; hand the"
        " value in as a parameter."
    )


def _attribute(match: re.Match[str], scene: Scene) -> str:
    error = scene.error
    if not isinstance(error, AttributeError) or error.name is None:
        return ""
    owner, name = error.obj, error.name
    if owner is None:
        return f"here is None, that is nothing, and it has no `.{name}`. A function without `return` gives None."
    what = f"the module `{owner.__name__}`" if isinstance(owner, ModuleType) else called(_kind(owner))
    said = f"{what} has no `.{name}`."
    if name in ("length", "lenght", "len", "size") and hasattr(owner, "__len__"):
        return f"{said} Its length is `len(...)`."
    near = nearest(name, dir(owner))
    if not near and isinstance(owner, list | tuple) and hasattr(np.ndarray, name):
        return f"{said} An array has: `np.array(...)` makes one."
    return f"{said} Did you mean `.{near}`?" if near else said


def _kind(owner: Any) -> str:
    kind = type(owner)
    return kind.__name__ if kind.__module__ in ("builtins", "numpy") else f"`{kind.__name__}`"


def _package(match: re.Match[str], scene: Scene) -> str:
    name = match[1]
    top = name.partition(".")[0]
    if top in sys.modules and "." in name:
        return f"the package `{top}` has no part `{name}`."
    near = nearest(top, [*sys.stdlib_module_names, "numpy", "nnlive", "matplotlib"])
    return f"there is no package `{top}` here. " + (
        f"Did you mean `{near}`?" if near else "Python's own, numpy, matplotlib and nnlive are."
    )


def _part(match: re.Match[str], scene: Scene) -> str:
    near = nearest(match[1], dir(sys.modules.get(match[2], None)))
    return f"`{match[2]}` has no `{match[1]}`." + (f" Did you mean `{near}`?" if near else "")


def _assertion(match: re.Match[str], scene: Scene) -> str:
    return "" if str(scene.error) else f"`{scene.text}` does not hold."


RULES = (
    *syntaxadvice.RULES,
    Rule(UnboundLocalError, r"local variable '(\w+)'", _too_early),
    Rule(NameError, r"name '(\w+)' is not defined", _name),
    Rule(AttributeError, "", _attribute),
    Rule(ModuleNotFoundError, r"No module named '([\w.]+)'", _package),
    Rule(ImportError, r"cannot import name '(\w+)' from '([\w.]+)'", _part),
    *valueadvice.RULES,
    *typeadvice.RULES,
    Rule(AssertionError, "", _assertion),
    Rule(RecursionError, "", "a function calls itself again and again and never stops."),
    Rule(
        MemoryError,
        r"Unable to allocate (\S+ \w+) for an array with shape (\(.*?\))",
        "an array of the shape {1} needs {0} of memory, more than there is.",
    ),
    Rule(ValueError, "array is too big", "such an array needs more memory than there is."),
    Rule(MemoryError, "", "this needs more memory than there is."),
    Rule(OverflowError, "", "the number gets too large for Python to hold."),
    Rule(FileNotFoundError, r"'(.+)'", "there is no file `{0}`; a page cannot see the files on your device."),
    Rule(EOFError, "nobody can type", "`input()` does not work in a page; write the value into the code."),
    Rule(SystemExit, "", "`exit()` would end Python, which the page keeps running."),
)
