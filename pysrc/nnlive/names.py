"""The names of a piece of code: which it gives a value, which it must be given, which packages it asks for.

The code is read and not run. What cannot be known by reading counts as needed rather than as not needed.
"""

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeGuard

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
# What these do depends on text that reading does not see.
OPAQUE = {"exec", "eval", "globals", "locals", "vars", "__import__"}
OURS = set(dir(builtins)) - OPAQUE


def parsed(source: str) -> ast.Module | None:
    """The code as a tree; None when Python cannot read it."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def imported(sources: Iterable[str]) -> list[str]:
    """The top-level packages that these texts import, in order; a text that Python cannot read imports none."""
    trees = [tree for tree in map(parsed, sources) if tree]
    found = [name for tree in trees for node in ast.walk(tree) for name in _modules(node)]
    return list(dict.fromkeys(name.partition(".")[0] for name in found))


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def given(node: ast.AST) -> set[str]:
    """The names that a node itself gives a value, not looking into it."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return {name}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return {alias.asname or alias.name.partition(".")[0] for alias in aliases}
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return {name}
        case ast.MatchMapping(rest=str(name)):
            return {name}
    return set()


def dotted(node: ast.AST) -> str:
    """ "np.random.seed" for such an expression; "" for any other."""
    if isinstance(node, ast.Attribute) and (owner := dotted(node.value)):
        return f"{owner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def is_function(node: ast.AST) -> TypeGuard[Function]:
    """Whether it is a piece of code that runs later, when it is called."""
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def at_once(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all in it that runs with it: the bodies of functions are left out, their default values are not."""
    yield node
    inner = (
        [*getattr(node, "decorator_list", []), *node.args.defaults, *filter(None, node.args.kw_defaults)]
        if is_function(node)
        else ast.iter_child_nodes(node)
    )
    for part in inner:
        yield from at_once(part)


def binds(tree: ast.AST) -> set[str]:
    """All names that the code may give a value: at once, or by `global` when one of its functions is called."""
    shared = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    return shared | {name for node in at_once(tree) for name in given(node)}


def bound_by(sources: Iterable[str]) -> set[str]:
    """All names that these texts may give a value."""
    return {name for source in sources if (tree := parsed(source)) for name in binds(tree)}


def own(function: Function) -> set[str]:
    """A function's own names: its parameters, and what it gives a value without saying `global`."""
    parts = list(ast.walk(function))
    shared = {name for node in parts if isinstance(node, ast.Global) for name in node.names}
    params = {node.arg for node in parts if isinstance(node, ast.arg)}
    stored = {name for node in parts if node is not function for name in given(node)}
    return params | (stored - shared)


class Reading:
    """Goes through code in the order in which it runs: `needs` are names it reads before it has `bound` them.

    `later` are the names that its functions read from outside, whenever they are called.
    """

    def __init__(self, tree: ast.AST, bound: Iterable[str] = ()) -> None:
        self.needs: set[str] = set()
        self.bound: set[str] = set(bound)
        self.later: set[str] = set()
        self._read(tree)
        self.needs |= self.later - self.bound  # functions are called when all of the code has run, as a rule

    def _read(self, *nodes: ast.AST | None) -> None:
        for node in nodes:
            if node is not None:
                reader = _READERS.get(type(node))
                if reader:
                    reader(self, node)
                else:
                    self._read(*ast.iter_child_nodes(node))
                self.bound |= given(node)

    def _name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Store) and node.id not in self.bound | OURS:
            self.needs.add(node.id)

    def _assignment(self, node: ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.AugAssign) -> None:
        self._read(node.value)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id not in self.bound:
            self.needs.add(node.target.id)
        if node.value is not None:
            self._read(*(node.targets if isinstance(node, ast.Assign) else [node.target]))

    def _loop(self, node: ast.For | ast.AsyncFor) -> None:
        self._read(node.iter, node.target, *node.body, *node.orelse)

    def _branches(self, node: ast.If | ast.IfExp | ast.While) -> None:
        self._read(node.test)
        before, after = set(self.bound), []
        for body in (node.body, node.orelse):
            self.bound = set(before)
            self._read(*(body if isinstance(body, list) else [body]))
            after.append(self.bound)
        self.bound = set.intersection(*after)

    def _attempt(self, node: ast.Try | ast.TryStar) -> None:
        before = set(self.bound)
        self._read(*node.body, *node.orelse)
        after = self.bound
        for handler in node.handlers:
            self.bound = set(before)
            self._read(handler)
            after = after & self.bound
        self.bound = after
        self._read(*node.finalbody)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        before = set(self.bound)
        for part in node.generators:
            self._read(part.iter, part.target, *part.ifs)
        self._read(*((node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)))
        self.bound = before

    def _function(self, node: Function) -> None:
        self._read(*(part for part in at_once(node) if isinstance(part, ast.Name)))
        body: list[ast.stmt] = node.body if isinstance(node.body, list) else [ast.Expr(node.body)]
        self.later |= Reading(ast.Module(body, []), own(node)).needs

    def _class(self, node: ast.ClassDef) -> None:
        before = set(self.bound)
        self._read(*node.decorator_list, *node.bases, *node.keywords, *node.body)
        self.bound = before


_READERS: dict[type[ast.AST], Callable[[Reading, Any], None]] = {
    ast.Name: Reading._name,
    **dict.fromkeys((ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr), Reading._assignment),
    **dict.fromkeys((ast.For, ast.AsyncFor), Reading._loop),
    **dict.fromkeys((ast.If, ast.IfExp, ast.While), Reading._branches),
    **dict.fromkeys((ast.Try, ast.TryStar), Reading._attempt),
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), Reading._comprehension),
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda), Reading._function),
    ast.ClassDef: Reading._class,
}
