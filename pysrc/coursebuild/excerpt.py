"""What "Show the Python" shows: a widget's function and all of its own lesson's code that it stands on."""

import ast

from nnlive.widget import Widget


def excerpt(source: str, widget: Widget) -> str:
    """The parts of a lesson's source that the widget uses, directly or not, in the order of the file.

    Functions come with their decorators, constants with their values; imports are left out.
    """
    tree = ast.parse(source)
    parts = {name: node for node in tree.body for name in _names(node)}
    wanted: set[ast.stmt] = set()
    pending = [widget.name]
    while pending:
        node = parts.get(pending.pop())
        if node is not None and node not in wanted:
            wanted.add(node)
            pending += [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    return _join([node for node in tree.body if node in wanted], source.splitlines())


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
