"""The Session: all that the page's worker calls. It holds the lessons, the views (widgets on a page) and their runs.

Every call answers with one JSON text and never raises: an error in a lesson becomes words that a reader understands,
and the view works again at the next call.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlive import lesson as lessons
from nnlive import svg
from nnlive.cellsession import CellSession
from nnlive.controls import Setting, from_json
from nnlive.explain import answer
from nnlive.figure import Figure
from nnlive.lesson import Lesson
from nnlive.patch import patch, rasters
from nnlive.samplesession import SampleSession
from nnlive.widget import Redraw, Run, Widget, checked

# In a run what can be pressed stays; only what a screen reader says of it changes, and that need not be every picture.
SPOTS_EVERY = 30


@dataclass
class View:
    """One widget on a page: its run, what the page shows of it, and whether the run must be told what moved.

    `before` is the view that the last change replaced, kept so that the change can be undone.
    """

    widget: Widget
    settings: dict[str, Setting]
    run: Run
    shown: list[svg.Drawn] = field(default_factory=list)
    moved: bool = False
    between: bool = False
    frame: int = 0
    files: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)
    before: "View | None" = None

    def close(self) -> None:
        """Ends the run and those kept behind it."""
        self.run.close()
        if self.before is not None:
            self.before.close()


class Session(CellSession, SampleSession):
    """Everything that is alive in a worker; the cells of pages are in its other half.

    `tell` is given one JSON text for each thing that a cell shows while it runs; the default drops them.
    """

    def __init__(self, tell: Callable[[str], object] = str) -> None:
        super().__init__(tell)
        self.lessons: dict[str, Lesson] = {}
        self.views: dict[str, View] = {}
        self._pixels: NDArray[np.uint8] = np.zeros(0, np.uint8)

    def add_lesson(self, name: str, source: str, filename: str) -> str:
        """Loads a lesson's widgets.py from its text."""

        def work() -> dict[str, Any]:
            self.lessons[name] = lessons.load(name, source, filename)
            return {}

        return answer(work)

    def draw(self, view: str, reference: str, settings: str, keep: bool = False) -> str:
        """The first picture of a widget for these settings (JSON).

        A run that the view had is ended, or with `keep` held back for `undo` in place of the one held so far.
        """

        def work() -> dict[str, Any]:
            widget = self.find(reference)
            read = widget.settings(from_json(settings))
            old = self.views.get(view)
            opened = View(widget, read, widget.start(read))
            if old is not None:
                opened.shown, opened.frame = old.shown, old.frame
                self._let_go(old, opened, keep)
            self.views[view] = opened
            return self._next(opened, with_spots=True)

        return answer(work)

    def undo(self, view: str) -> str:
        """Back to the view that the last kept change replaced, as it was; its settings are in the answer."""

        def work() -> dict[str, Any]:
            opened = self.views[view]
            if opened.before is None:
                return {"done": True}
            opened.run.close()
            back = opened.before
            back.shown, back.frame = opened.shown, opened.frame
            self.views[view] = back
            return {**self._next(back, Redraw(back.settings)), "settings": back.settings}

        return answer(work)

    def step(self, view: str, changed: str) -> str:
        """The next picture of a view's run; `changed` (JSON) are live settings that the reader moved meanwhile.

        {"done": true} when the run is over.
        """

        def work() -> dict[str, Any]:
            opened = self.views[view]
            self._move(opened, changed)
            return self._next(opened)

        return answer(work)

    def redraw(self, view: str, changed: str) -> str:
        """The same moment of a view's run again, with live settings (JSON) that the reader moved."""

        def work() -> dict[str, Any]:
            opened = self.views[view]
            self._move(opened, changed)
            return self._next(opened, Redraw(opened.settings))

        return answer(work)

    def replay(self, view: str, asks: str) -> str:
        """Brings a run just begun back to where it was in an earlier worker, and gives that picture.

        `asks` (JSON) is what it was asked since: ["step" or "redraw", live settings that had moved, how often].
        """

        def work() -> dict[str, Any]:
            opened = self.views[view]
            figure = None
            for what, changed, times in json.loads(asks):
                for _ in range(times):
                    self._move(opened, json.dumps(changed))
                    figure = self._figure(opened, Redraw(opened.settings) if what == "redraw" else None) or figure
            return self._show(opened, figure, with_spots=True) if figure else {"done": True}

        return answer(work)

    def download(self, view: str, name: str) -> str:
        """A file of the picture shown: {"text": ...} or, for bytes, {"base64": ...}."""

        def work() -> dict[str, Any]:
            content = self.views[view].files[name]()
            return {"text": content} if isinstance(content, str) else {"base64": b64encode(content).decode()}

        return answer(work)

    def edit(self, lesson: str, source: str) -> str:
        """Puts a reader's Python in the place of a lesson's; the lesson's own is loaded again by `add_lesson`."""

        def work() -> dict[str, Any]:
            self.lessons[lesson] = lessons.changed(self.lessons[lesson], source, f"{lesson}, your version")
            return {}

        return answer(work)

    def link(self, reference: str, text: str) -> str:
        """What the part of an address after # says: {"settings", "hide", "remarks"}."""

        def work() -> dict[str, Any]:
            reader = self.find(reference).link
            settings, hide, remarks = reader.read(text) if reader else ({}, [], [])
            return {"settings": settings, "hide": hide, "remarks": remarks}

        return answer(work)

    def stop(self, view: str) -> str:
        """Ends a view: its run is closed and forgotten."""

        def work() -> dict[str, Any]:
            self._leave(view)
            return {}

        return answer(work)

    def find(self, reference: str) -> Widget:
        """The widget that "lesson:widget" names, of a lesson that was added."""
        lesson, name = lessons.split(reference)
        return self.lessons[lesson].widget(name)

    def pixels(self) -> NDArray[np.uint8]:
        """The bytes that belong to the last answer: its rasters one after another, RGBA, or samples."""
        return self._pixels

    def _leave(self, view: str) -> None:
        old = self.views.pop(view, None)
        if old is not None:
            old.close()

    def _let_go(self, old: View, new: View, keep: bool) -> None:
        if keep:
            old.before, dropped = None, old.before
            new.before = old
            if dropped is not None:
                dropped.close()
        else:
            old.run.close()
            new.before = old.before

    def _move(self, view: View, changed: str) -> None:
        read = view.widget.settings({**view.settings, **from_json(changed)})
        view.moved = view.moved or read != view.settings
        view.settings = read

    def _next(self, view: View, redraw: Redraw | None = None, with_spots: bool = False) -> dict[str, Any]:
        figure = self._figure(view, redraw)
        if figure is None:
            return {"done": True}
        return self._show(view, figure, with_spots or redraw is not None or view.frame % SPOTS_EVERY == 0)

    def _figure(self, view: View, redraw: Redraw | None) -> Figure | None:
        """The run's next figure; None when it is over."""
        # None asks for a generator's first value. In the middle of a movement only who redraws listens: news can wait.
        listens = view.widget.redraws or not view.between
        news = redraw or (view.settings if view.moved and listens else None)
        try:
            figure = checked(view.widget.name, view.run.send(news))  # type: ignore[arg-type]
        except StopIteration:
            return None
        view.moved = view.moved and news is None
        view.between = bool(figure.between)
        view.frame += 1
        # The page's form takes these too: what comes back unchanged is no wish of the reader's.
        view.settings |= {name: view.widget.controls[name].read(value) for name, value in figure.controls.items()}
        return figure

    def _show(self, view: View, figure: Figure, with_spots: bool) -> dict[str, Any]:
        drawn = svg.draw(figure)
        self._pixels, places = rasters(drawn)
        told = {"frame": view.frame, "rasters": places, **patch(figure, drawn, view.shown, with_spots)}
        view.shown, view.files = drawn, figure.files
        return told
