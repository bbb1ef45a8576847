"""A widget's Python that runs by itself, in a cell of a notebook: its excerpt, and the imports that this one needs."""

import ast
import textwrap
from collections.abc import Iterator

from coursebuild.excerpt import excerpt
from nnlive.widget import Widget

_WIDTH = 100


def alone(source: str, widget: Widget) -> str:
    """The parts of a lesson's source that the widget uses, after those of the lesson's imports that they use."""
    code = excerpt(source, widget)
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    lines = [line for node in ast.parse(source).body for line in _needed(node, used)]
    return "\n".join([*lines, "\n", code]) if lines else code


def _needed(node: ast.stmt, used: set[str]) -> Iterator[str]:
    """An import cut down to the names that are used; `import a.b` binds the name a."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return
    node.names = [name for name in node.names if (name.asname or name.name.partition(".")[0]) in used]
    if node.names:
        line = ast.unparse(node)
        yield line if len(line) <= _WIDTH else _wrapped(line)


def _wrapped(line: str) -> str:
    head, _, names = line.partition(" import ")
    body = textwrap.fill(names, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"{head} import (\n{body},\n)"
