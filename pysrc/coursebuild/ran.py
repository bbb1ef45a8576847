"""What a notebook's code cells give, in the words of the notebook format: they are run at build, one after another.

Pictures are kept as images, not as SVG: Jupyter shows no SVG of a notebook that its reader has not run yet.
"""

import ast
import base64
import io
import linecache
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from html import escape
from types import ModuleType, SimpleNamespace
from typing import Any, cast

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
        self.given: list[Output] = []
        self.printed = io.StringIO()

    def run(self, name: str, source: str, may_fail: bool = False) -> list[Output]:
        """What the cell prints, shows and gives. Raises CourseError when it fails and may not."""
        self.names["In"].append(source)
        self.given = []
        try:
            with redirect_stdout(self.printed), limited(SECONDS), self._as_jupyter():
                self._show(self._value(f"{self.title}, {name}", source))
        except (Exception, SystemExit, KeyboardInterrupt) as error:  # the build must not end in peace
            if not may_fail:
                raise CourseError(f"The notebook of {self.title} does not run, in {name}: {error!r}.") from error
            self._put(_failed(error))
        self._put()
        return self.given

    @contextmanager
    def _as_jupyter(self) -> Iterator[None]:
        """Stands in for IPython, which nnlive.show asks to display. What else is imported meanwhile stays."""
        before = sys.modules.get("IPython")
        stand_in = SimpleNamespace(get_ipython=lambda: self, display=SimpleNamespace(display=self._show))
        sys.modules["IPython"] = cast(ModuleType, stand_in)
        try:
            yield
        finally:
            del sys.modules["IPython"]
            if before is not None:
                sys.modules["IPython"] = before

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

    def _show(self, value: object) -> None:
        if value is not None:
            data = (
                _picture(value) if isinstance(value, Figure) else {"text/plain": repr(value).splitlines(keepends=True)}
            )
            self._put({"output_type": "display_data", "metadata": {}, "data": data})

    def _put(self, *outputs: Output) -> None:
        """Adds outputs after what was printed before them."""
        if text := self.printed.getvalue():
            self.given.append({"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)})
        self.printed.seek(0)
        self.printed.truncate()
        self.given += outputs


def _picture(figure: Figure) -> dict[str, list[str]]:
    carried = base64.b64encode(svg.standalone(figure).encode()).decode()
    image = f'<img alt="{escape(figure.alt)}" src="data:image/svg+xml;base64,{carried}">'
    return {"text/html": [image], "text/plain": [figure.alt]}


def _failed(error: BaseException) -> Output:
    told = traceback.format_exception(error.with_traceback(None))
    return {"output_type": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": told}
