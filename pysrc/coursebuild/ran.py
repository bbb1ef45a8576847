"""What a notebook's code cells give, in the words of the notebook format: they are run at build, one after another.

Pictures are kept as images, not as SVG: Jupyter shows no SVG of a notebook that its reader has not run yet.
"""

import ast
import base64
import io
import linecache
import traceback
from contextlib import redirect_stdout
from html import escape
from typing import Any

from coursebuild.cells import SECONDS, limited
from coursebuild.errors import CourseError
from nnlive import svg
from nnlive.figure import Figure

Output = dict[str, Any]


class Shell:
    """One namespace for the cells of a notebook, as Jupyter has it."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.names: dict[str, Any] = {"__name__": "__main__", "In": [""]}  # In: what was run, as in Jupyter

    def run(self, name: str, source: str, may_fail: bool = False) -> list[Output]:
        """What the cell prints, and its last value. Raises CourseError when it fails and may not."""
        self.names["In"].append(source)
        printed = io.StringIO()
        shown: list[Output] = []
        try:
            with redirect_stdout(printed), limited(SECONDS):
                value = self._value(f"{self.title}, {name}", source)
            shown = _shown(value)
        except (Exception, SystemExit, KeyboardInterrupt) as error:  # the build must not end in peace
            if not may_fail:
                raise CourseError(f"The notebook of {self.title} does not run, in {name}: {error!r}.") from error
            shown = [_failed(error)]
        text = printed.getvalue()
        return [*([_printed(text)] if text else []), *shown]

    def _value(self, place: str, source: str) -> object:
        """Runs the source; the value of its last statement, if that is an expression without a semicolon."""
        tree = ast.parse(source, place)
        linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
            exec(compile(tree, place, "exec"), self.names)
            return None
        del tree.body[-1]
        exec(compile(tree, place, "exec"), self.names)
        return eval(compile(ast.Expression(last.value), place, "eval"), self.names)


def _printed(text: str) -> Output:
    return {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}


def _shown(value: object) -> list[Output]:
    if value is None:
        return []
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    if isinstance(value, Figure):
        data = {"text/html": [_image(value)], "text/plain": [value.alt]}
    return [{"output_type": "display_data", "metadata": {}, "data": data}]


def _image(figure: Figure) -> str:
    carried = base64.b64encode(svg.standalone(figure).encode()).decode()
    return f'<img alt="{escape(figure.alt)}" src="data:image/svg+xml;base64,{carried}">'


def _failed(error: BaseException) -> Output:
    told = traceback.format_exception(error.with_traceback(None))
    return {"output_type": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": told}
