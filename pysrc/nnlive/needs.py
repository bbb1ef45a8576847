"""What a cell needs: which cells above it must have run before it, found by reading them.

A cell is needed when it gives a name its value, or may change the value in place: `w[0] = 1`, `data.append(3)`,
`rng.normal()`. In doubt a cell counts as needed: running one too many costs time, one too few gives a wrong picture.
"""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nnlive.names import OPAQUE, OURS, Reading, at_once, binds, dotted, given, own, parsed

# Methods of numbers, texts, lists, tables and arrays that leave what they are called on as it was.
_QUIET = """
    all any argmax argmin argsort astype copy count cumsum dot endswith flatten format get index items join keys lower
    max mean min nonzero prod ravel replace reshape round split squeeze startswith std strip sum tolist transpose upper
    values var
"""
_HARMLESS = set(_QUIET.split())
_HARMFUL = {"next", "setattr", "delattr"}  # the built-in functions that change what they are given
# The functions of modules that do so, and those that are about the random numbers all cells share, or are not.
_MODULES_HARMFUL = {"copyto", "fill_diagonal", "place", "put", "put_along_axis", "setflags", "shuffle"}
_RANDOM = "the shared random numbers"
_OWN_RANDOM = {"default_rng", "Generator", "RandomState", "Random", "SeedSequence"}


@dataclass(frozen=True)
class Part:
    """One cell, read: names it needs, its functions need, it surely binds, may bind, and may change in place."""

    needs: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    readable: bool = True
    opaque: bool = False  # it may do anything

    def makes(self, names: frozenset[str]) -> bool:
        """Whether the values of these names depend on it."""
        return self.opaque or not names.isdisjoint(self.binds | self.changes)


@dataclass
class Known:
    """What is known of the names of all the cells together.

    `modules` come from imports alone. `functions` are defined in cells: each with the names from outside that calling
    it may change, and None among them when it may change what it is given. `links` are names that may share a value.
    """

    modules: set[str] = field(default_factory=set)
    functions: dict[str, set[str | None]] = field(default_factory=dict)
    links: list[set[str]] = field(default_factory=list)

    def with_links(self, names: set[str]) -> frozenset[str]:
        """These names and all that may share a value with one of them."""
        found, size = set(names), -1
        while size != len(found):
            size = len(found)
            found |= {name for link in self.links if link & found for name in link}
        return frozenset(found - self.modules | names)


def needed(sources: Sequence[str], wanted: int, beside: Iterable[str] = ()) -> list[int]:
    """The numbers of the cells above the `wanted` one (0 = first) that it needs, in order.

    `beside` are further names that are asked for. A cell that Python cannot read is needed when it alone could give
    one of the names.
    """
    parts = read(sources[: wanted + 1])
    asked, size = parts[wanted].needs | set(beside), -1
    while size != len(asked):  # a function of a cell that was found may need a name from a cell below that one
        size = len(asked)
        found, left = _upwards(parts[:wanted], asked, parts[wanted].opaque)
        asked |= {name for number in found for name in parts[number].later}
    return sorted(found + [number for number in range(wanted) if left and not parts[number].readable])


def _upwards(parts: Sequence[Part], asked: frozenset[str], everything: bool) -> tuple[list[int], frozenset[str]]:
    """The cells that these names depend on, the last first, and the names that none of them gives."""
    found, names, missing = [], asked, asked - {name for part in parts for name in part.binds}
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        if part.readable and (everything or part.makes(names)):
            found.append(number)
            everything = everything or part.opaque
            names = (names - part.surely) | part.needs
            missing |= part.needs - {name for above in parts[:number] for name in above.binds}
    return found, missing - {_RANDOM}


def read(sources: Sequence[str]) -> list[Part]:
    """What the cells of a page bind, need and change."""
    trees = [parsed(source) for source in sources]
    known = _known([tree for tree in trees if tree])
    return [Part(readable=False) if tree is None else _part(tree, known) for tree in trees]


def _part(tree: ast.Module, known: Known) -> Part:
    reading = Reading(tree)
    loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    random = {_RANDOM for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_random(node)}
    return Part(
        frozenset(reading.needs - OPAQUE | random),
        frozenset(reading.later - OPAQUE),
        frozenset(reading.bound),
        frozenset(binds(tree)),
        known.with_links(_changes(at_once(tree), known) | random),
        opaque="*" in reading.bound or not loaded.isdisjoint(OPAQUE),
    )


def _known(trees: list[ast.Module]) -> Known:
    nodes = [node for tree in trees for node in at_once(tree)]
    imports = {name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for name in given(node)}
    others = {name for node in nodes if not isinstance(node, ast.Import | ast.ImportFrom) for name in given(node)}
    known = Known(imports - others)
    known.links = [link for node in nodes if len(link := _link(node, known)) > 1]
    definitions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    known.functions = {node.name: set() for node in definitions}
    for _ in definitions:  # a function may change what another changes that it calls, which may call a third
        for node in definitions:
            known.functions[node.name] |= _effects(node, known)
    return known


def _effects(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, known: Known) -> set[str | None]:
    """The names from outside that calling it may change, and None when it may change what it is given."""
    parts = [part for part in ast.walk(definition) if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {name for part in parts for name in own(part)}
    changed = _changes((node for part in parts for line in part.body for node in ast.walk(line)), known)
    given_to_it = {node.arg for part in parts for node in ast.walk(part) if isinstance(node, ast.arg)} - {"self"}
    shared = {name for part in parts for node in ast.walk(part) if isinstance(node, ast.Global) for name in node.names}
    return {*(changed - inside), *shared, *([None] if changed & given_to_it else [])}


def _changes(nodes: Iterable[ast.AST], known: Known) -> set[str]:
    """The names whose values these nodes may change in place."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Attribute(value=value, ctx=ast.Store() | ast.Del()):
                found |= carried(value)
            case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()):
                found |= carried(value)
            case ast.AugAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Expr(value=ast.Call(func=ast.Name(id=name)) as call) if name in known.modules:
                found |= _arguments(call)  # who drops the answer of an imported function wants an effect
            case ast.Call():
                found |= _called(node, known)
    return found


def _called(call: ast.Call, known: Known) -> set[str]:
    """What a call may change, as far as its name tells."""
    match call.func:
        case ast.Name(id=name) if name in known.functions:
            effects = known.functions[name]
            return {one for one in effects if one} | (_arguments(call) if None in effects else set())
        case ast.Name(id=name) if name in OURS:
            return _arguments(call) if name in _HARMFUL else set()
        case ast.Attribute(attr=attr) if attr in _HARMLESS:
            return set()
    root = carried(call.func)
    if root & known.modules:
        return _arguments(call) if dotted(call.func).rpartition(".")[2] in _MODULES_HARMFUL else set()
    return root | _arguments(call)


def _is_random(call: ast.Call) -> bool:
    """Whether it draws from, or sets, the random numbers that all cells share: np.random.rand(), random.seed(1)."""
    *owners, name = dotted(call.func).split(".")
    return "random" in owners and name not in _OWN_RANDOM


def _arguments(call: ast.Call) -> set[str]:
    return {name for part in [*call.args, *(word.value for word in call.keywords)] for name in carried(part)}


def carried(node: ast.expr) -> set[str]:
    """The names whose values an expression's value may be, or hold: `a` in `a[0]`, `a.T`, `[a]`, not in `a + 1`."""
    match node:
        case ast.Name(id=name):
            return {name} - OURS
        case ast.Attribute(value=value) | ast.Subscript(value=value):
            return carried(value)
        case ast.Call(func=func):
            return (carried(func) if isinstance(func, ast.Attribute) else set()) | _arguments(node)
        case ast.BinOp() | ast.UnaryOp() | ast.Compare() | ast.Constant() | ast.JoinedStr() | ast.Lambda():
            return set()
    return {name for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr) for name in carried(part)}


def _link(node: ast.AST, known: Known) -> set[str]:
    """The names that may share a value from here on."""
    match node:
        case ast.Assign(value=value, targets=targets):
            shared = carried(value) | {name for target in targets for name in carried(target)}
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            shared = carried(value) | carried(target)
        case ast.For(target=target, iter=value):
            shared = carried(value) | carried(target)
        case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr not in _HARMLESS:
            shared = carried(value) | _arguments(node)
        case _:
            return set()
    return shared - known.modules
