"""Printed text, caught on its way: told in pieces, line by line, and cut off where no one would read on."""

import io
import sys
import time
from collections.abc import Callable
from typing import Any

Item = dict[str, Any]  # one thing that a cell shows, as the page and the build understand it

MOST_TEXT = 100_000  # characters a run
MOST_ITEMS = 200  # pictures and tables a run
EVERY = 0.05  # seconds between two pieces, when there are many
BURST = 20  # pieces that may go at once: a few lines are shown as they are printed


class Capture(io.TextIOBase):
    """Stands in for standard output and errors while a cell runs. Use it as a context.

    `tell` is given items. What comes after the limits is dropped, with one note, and the code runs on.
    """

    def __init__(self, tell: Callable[[Item], object]) -> None:
        self._tell = tell
        self._waiting: list[str] = []
        self._seen: list[str] = []
        self._length = self._items = self._pieces = 0
        self._began = self._last = time.monotonic()

    @property
    def text(self) -> str:
        """All that was printed, as far as it was not cut off."""
        return "".join(self._seen)

    def __enter__(self) -> "Capture":
        self._before = sys.stdout, sys.stderr, sys.stdin
        sys.stdout = sys.stderr = self
        sys.stdin = _Nobody()
        return self

    def __exit__(self, *error: object) -> None:
        sys.stdout, sys.stderr, sys.stdin = self._before
        self.flush()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        """Takes a piece of text; it is told with the next line's end."""
        room = MOST_TEXT - self._length
        if room >= 0:
            self._take(text[:room])
            if len(text) > room:
                self.flush()
                self._tell({"kind": "note", "text": f"Output is cut off after {MOST_TEXT:,} characters."})
            self._length += len(text)
        return len(text)

    def put(self, item: Item) -> None:
        """Takes something else to show, after all that was printed before it."""
        if item["kind"] == "text":
            self.write(item["text"])
            return
        self._items += 1
        if self._items <= MOST_ITEMS:
            self.flush()
            self._tell(item)
        elif self._items == MOST_ITEMS + 1:
            self._tell({"kind": "note", "text": f"Pictures and tables after the first {MOST_ITEMS} are not shown."})

    def flush(self) -> None:
        """Tells what is waiting."""
        text = "".join(self._waiting)
        self._waiting.clear()
        if text:
            self._pieces, self._last = self._pieces + 1, time.monotonic()
            self._tell({"kind": "text", "text": text})

    def _take(self, text: str) -> None:
        self._waiting.append(text)
        self._seen.append(text)
        now = time.monotonic()
        lines = text.endswith("\n") and self._pieces < BURST + (now - self._began) / EVERY
        if lines or now - self._last > EVERY:
            self.flush()


class _Nobody:
    """Standard input where nobody can type."""

    def readline(self, size: int = -1) -> str:
        raise EOFError("nobody can type here")
