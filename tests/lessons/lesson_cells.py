"""What a reader gets who changes a cell of a page and runs it: shared by the lessons' tests."""

import ast
import contextlib
import io

from coursebuild import locate, paths


def ran(page, number, *changes):
    """The value of the last line and what was printed, after each (old, new) in the page's n-th cell is replaced."""
    fences = locate.of_file(paths.lessons() / page / "index.md")
    *above, text = [fence.text for fence in fences if fence.role == "cell"][:number]
    for old, new in changes:
        assert old in text, f"{page}:cell-{number} has no {old!r}"
        text = text.replace(old, new)
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec("\n".join(above), names)
    tree = ast.parse(text)
    last = tree.body.pop().value if isinstance(tree.body[-1], ast.Expr) else ast.Constant(None)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, page, "exec"), names)
        value = eval(compile(ast.fix_missing_locations(ast.Expression(last)), page, "eval"), names)
    return value, printed.getvalue()
