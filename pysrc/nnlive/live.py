"""The Session: all that the page's worker calls. It holds the lessons, the views (widgets on a page) and their runs.

Every call answers with one JSON text and never raises: an error in a lesson becomes words that a reader understands,
and the view works again at the next call.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlive import lesson as lessons
from nnlive import svg
from nnlive.controls import Setting, from_json
from nnlive.explain import explain
from nnlive.figure import Figure
from nnlive.lesson import Lesson
from nnlive.numerals import text_of
from nnlive.widget import Run, Widget, checked


@dataclass
class View:
    """One widget on a page: its run, what the page shows of it, and whether the run must be told what moved."""

    widget: Widget
    settings: dict[str, Setting]
    run: Run
    shown: list[svg.Drawn] = field(default_factory=list)
    moved: bool = False
    between: bool = False
    frame: int = 0


class Session:
    """Everything that is alive in a worker."""

    def __init__(self) -> None:
        self.lessons: dict[str, Lesson] = {}
        self.views: dict[str, View] = {}
        self._pixels: NDArray[np.uint8] = np.zeros(0, np.uint8)

    def add_lesson(self, name: str, source: str, filename: str) -> str:
        """Loads a lesson's widgets.py from its text."""

        def work() -> dict[str, Any]:
            self.lessons[name] = lessons.load(name, source, filename)
            return {}

        return _answer(work)

    def draw(self, view: str, reference: str, settings: str) -> str:
        """The first picture of a widget for these settings (JSON). A run that the view had is ended."""

        def work() -> dict[str, Any]:
            shown, frame = self._leave(view)
            lesson, name = lessons.split(reference)
            widget = self.lessons[lesson].widget(name)
            read = widget.settings(from_json(settings))
            self.views[view] = opened = View(widget, read, widget.start(read), shown, frame=frame)
            return self._next(opened)

        return _answer(work)

    def step(self, view: str, changed: str) -> str:
        """The next picture of a view's run; `changed` (JSON) are live settings that the reader moved meanwhile.

        {"done": true} when the run is over.
        """

        def work() -> dict[str, Any]:
            opened = self.views[view]
            read = opened.widget.settings({**opened.settings, **from_json(changed)})
            opened.moved = opened.moved or read != opened.settings
            opened.settings = read
            return self._next(opened)

        return _answer(work)

    def stop(self, view: str) -> str:
        """Ends a view: its run is closed and forgotten."""

        def work() -> dict[str, Any]:
            self._leave(view)
            return {}

        return _answer(work)

    def pixels(self) -> NDArray[np.uint8]:
        """The bytes of all rasters of the last answer, one after another, RGBA; the answer says where each begins."""
        return self._pixels

    def _leave(self, view: str) -> tuple[list[svg.Drawn], int]:
        old = self.views.pop(view, None)
        if old is None:
            return [], 0
        old.run.close()
        return old.shown, old.frame

    def _next(self, view: View) -> dict[str, Any]:
        try:
            # None asks for a generator's first value. In the middle of a movement nobody listens: news can wait.
            news = view.settings if view.moved and not view.between else None
            figure = checked(view.widget.name, view.run.send(news))  # type: ignore[arg-type]
        except StopIteration:
            return {"done": True}
        view.moved = view.moved and news is None
        view.between = bool(figure.between)
        view.frame += 1
        return self._patch(view, figure)

    def _patch(self, view: View, figure: Figure) -> dict[str, Any]:
        drawn = svg.draw(figure)
        whole = not svg.same(view.shown, drawn)
        self._pixels, rasters = _rasters(drawn)
        patch = {
            "frame": view.frame,
            "alt": figure.alt,
            "between": bool(figure.between),
            "outputs": [[name, text_of(value)] for name, value in figure.outputs.items()],
            "rasters": rasters,
            "panels": [_whole(panel) for panel in drawn] if whole else None,
            "layers": [] if whole else _changed_layers(view.shown, drawn),
        }
        view.shown = drawn
        return patch


def _whole(panel: svg.Drawn) -> dict[str, Any]:
    return {"width": panel.width, "height": panel.height, "svg": svg.panel_svg(panel)}


def _changed_layers(old: list[svg.Drawn], new: list[svg.Drawn]) -> list[tuple[int, int, str]]:
    return [
        (number, key, after.body)
        for number, (was, now) in enumerate(zip(old, new, strict=True))
        for key, (before, after) in enumerate(zip(was.layers, now.layers, strict=True))
        if before.body != after.body
    ]


def _rasters(drawn: list[svg.Drawn]) -> tuple[NDArray[np.uint8], list[dict[str, Any]]]:
    """All rasters as one run of bytes, and for each its panel, place, size and first byte."""
    places, parts, start = [], [], 0
    for number, panel in enumerate(drawn):
        for pixels in panel.rasters:
            rows, cols, _ = pixels.rgba.shape
            place = {"panel": number, "box": pixels.box, "rows": rows, "cols": cols, "start": start}
            places.append({**place, "smooth": pixels.smooth, "frame": pixels.frame})
            parts.append(pixels.rgba.reshape(-1))
            start += pixels.rgba.size
    return (np.concatenate(parts) if parts else np.zeros(0, np.uint8)), places


def _answer(work: Callable[[], Mapping[str, Any]]) -> str:
    try:
        return json.dumps(work())
    except (Exception, SystemExit) as error:
        return json.dumps({"error": explain(error)})
