"""Advice for values of the wrong kind: a text among numbers, a number called as a function, a call with too much."""

import ast
import re

from nnlive.rules import Rule, called
from nnlive.scene import Scene


def _not_a_function(match: re.Match[str], scene: Scene) -> str:
    node = scene.tree(ast.Call)
    code = ast.unparse(node.func) if isinstance(node, ast.Call) else "it"
    kind = match[1]
    if kind in ("int", "float", "numpy.float64", "numpy.int64"):
        return f"`{code}` is a number, not a function. To multiply, write `*` before the bracket."
    if kind == "module":
        return f"`{code}` is a module, not a function; a function in it is called `{code}.name(...)`."
    entry = (
        " An entry is taken with square brackets." if kind in ("list", "tuple", "dict", "numpy.ndarray", "str") else ""
    )
    return f"`{code}` is {called(kind)}, not a function, so it cannot be called with round brackets.{entry}"


def _operands(match: re.Match[str], scene: Scene) -> str:
    return _together(scene, *match.groups())


def _joined(match: re.Match[str], scene: Scene) -> str:
    return _together(scene, "+", *match.groups())


def _together(scene: Scene, sign: str, left: str, right: str) -> str:
    if "NoneType" in (left, right):
        return f"{scene.prefix}one side is None, that is nothing. A function without `return` gives None."
    if "str" in (left, right):
        turn = "`float(...)` turns a text into a number, `str(...)` a number into a text."
        return f"{scene.prefix}{called(left)} and {called(right)} do not go together with `{sign}`. {turn}"
    if {"list", "tuple"} & {left, right}:
        return f"{scene.prefix}a list does not calculate; make it an array first: `np.array(...)`."
    return f"{scene.prefix}{called(left)} and {called(right)} do not go together with `{sign}`."


def _missing(match: re.Match[str], scene: Scene) -> str:
    names = re.sub("'(\\w+)'", r"`\1`", match[2])
    return f"the call of `{match[1]}` leaves out {names}."


def _too_many(match: re.Match[str], scene: Scene) -> str:
    takes, got = re.sub(r"^from \d+ to ", "at most ", match[2]), match[3]
    noun = "value" if takes.split()[-1] in ("1", "one") else "values"
    return f"`{match[1]}` takes {takes} {noun}, but the call gives {got}."


def _dtype(match: re.Match[str], scene: Scene) -> str:
    node = scene.tree(ast.Call)
    if isinstance(node, ast.Call) and len(node.args) > 1:
        function, sizes = ast.unparse(node.func), ", ".join(ast.unparse(part) for part in node.args)
        return f"the shape goes into brackets of its own: `{function}(({sizes}))`."
    return ""


RULES = (
    Rule(TypeError, r"'([\w.]+)' object is not callable", _not_a_function),
    Rule(TypeError, r"unsupported operand type\(s\) for (.+?): '([\w.]+)' and '([\w.]+)'", _operands),
    Rule(TypeError, r"can only concatenate (\w+) \(not \"([\w.]+)\"\) to", _joined),
    Rule(TypeError, r"'([<>]=?)' not supported between instances of '([\w.]+)' and '([\w.]+)'", _operands),
    Rule(
        TypeError,
        r"ufunc '(\w+)' (?:not supported for the input types|did not contain a loop)",
        "numpy cannot calculate `{0}` with these; is there a text among the numbers?",
    ),
    Rule(TypeError, r"(\w+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.+)", _missing),
    Rule(TypeError, r"(\w+)\(\) takes (.+?) positional arguments? but (\d+)", _too_many),
    Rule(TypeError, r"([\w.]+)\(\) takes exactly (\w+) arguments? \((\d+) given\)", _too_many),
    Rule(TypeError, r"([\w.]+) expected (\d+) arguments?, got (\d+)", _too_many),
    Rule(TypeError, r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", "`{0}` takes no value called `{1}`."),
    Rule(TypeError, r"(\w+)\(\) got multiple values for argument '(\w+)'", "the call of `{0}` gives `{1}` twice."),
    Rule(
        TypeError,
        r"cannot unpack non-iterable ([\w.]+)",
        lambda match, scene: f"{called(match[1])} cannot be taken apart into several names.",
    ),
    Rule(
        TypeError,
        r"'([\w.]+)' object is not (?:subscriptable|iterable)",
        lambda match, scene: f"this is {called(match[1])}, which has no entries.",
    ),
    Rule(TypeError, r"iteration over a 0-d array", "this is a single number, which has no entries."),
    Rule(
        TypeError,
        r"object of type '([\w.]+)' has no len",
        lambda match, scene: f"this is {called(match[1])}, which has no length.",
    ),
    Rule(
        TypeError,
        r"'([\w.]+)' object does not support item assignment",
        lambda match, scene: f"this is {called(match[1])}; its entries cannot be changed.",
    ),
    Rule(
        TypeError,
        r"list indices must be integers or slices, not tuple",
        "a list has no rows and columns in one bracket: write `x[0][1]`, or make it an array with `np.array(x)`.",
    ),
    Rule(
        TypeError,
        r"list indices must be integers or slices, not str",
        "the places of a list have numbers, 0 for the first; only a dictionary has entries with names.",
    ),
    Rule(
        TypeError,
        r"indices must be integers|cannot be interpreted as an integer|slice indices must be",
        "a whole number is needed here; `int(...)` makes one.",
    ),
    Rule(
        TypeError,
        r"only (?:length-1|0-dimensional) arrays can be converted",
        "this function takes one number, not an array; numpy's own, such as `np.exp`, takes both.",
    ),
    Rule(TypeError, r"Cannot interpret .* as a data type|data type .* not understood", _dtype),
)
