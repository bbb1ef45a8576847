"""What "Show the Python" shows: a widget's function, all of its own lesson's code that it stands on, and what that
takes from nnlive."""

import ast

from coursebuild import paths
from nnlive.widget import Widget

SOURCES = "assets/nn/source"  # where the site keeps nnlive's modules for reading


def excerpt(source: str, widget: Widget) -> str:
    """The parts of a lesson's source that the widget uses, directly or not, in the order of the file.

    Functions come with their decorators, constants with their values; imports are left out.
    """
    tree = ast.parse(source)
    wanted = _wanted(tree, widget)
    return _join([node for node in tree.body if node in wanted], source.splitlines())


def imports(source: str, widget: Widget) -> dict[str, list[str]]:
    """The modules of nnlive that the excerpt uses, with the names it takes from each.

    A name that is imported from `nnlive` itself is told with the module that makes it.
    """
    tree = ast.parse(source)
    used = {part.id for node in _wanted(tree, widget) for part in ast.walk(node) if isinstance(part, ast.Name)}
    front = _imported(ast.parse((paths.PACKAGE / "__init__.py").read_text("utf-8")))
    found: dict[str, list[str]] = {}
    for name, origin in _imported(tree).items():
        module, _, own = front.get(origin.partition(".")[2], origin).rpartition(".")
        if name in used and module:
            is_module = (paths.PACKAGE / f"{own}.py").is_file() and module == "nnlive"
            found.setdefault(f"nnlive.{own}" if is_module else module, []).extend([] if is_module else [own])
    return dict(sorted(found.items()))


def _imported(tree: ast.Module) -> dict[str, str]:
    """What a file imports from nnlive at its top: the name it uses -> where it is from, such as nnlive.shapes.Line."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "nnlive":
            found.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return found


def _wanted(tree: ast.Module, widget: Widget) -> set[ast.stmt]:
    """The statements at the top of a lesson's file that the widget stands on."""
    parts = {name: node for node in tree.body for name in _names(node)}
    wanted: set[ast.stmt] = set()
    pending = [widget.name]
    while pending:
        node = parts.get(pending.pop())
        if node is not None and node not in wanted:
            wanted.add(node)
            pending += [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    return wanted


def _names(node: ast.stmt) -> list[str]:
    """The names that a statement at the top of a file gives a value."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    return []


def _join(nodes: list[ast.stmt], lines: list[str]) -> str:
    """The statements' own lines, with the comment right above each, and two empty lines around functions."""
    text = ""
    after_function = False
    for node in nodes:
        is_function = isinstance(node, ast.FunctionDef | ast.ClassDef)
        if text:
            text += "\n\n\n" if is_function or after_function else "\n"
        text += "\n".join(lines[_first_line(node, lines) : node.end_lineno])
        after_function = is_function
    return text


def _first_line(node: ast.stmt, lines: list[str]) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)]) - 1
    while first > 0 and lines[first - 1].startswith("#"):
        first -= 1
    return first
