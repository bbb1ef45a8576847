"""The part of the Session that takes and gives samples: what a reader has collected, built-in sets, opened files."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlive.explain import answer
from nnlive.samples import KINDS, SHELF, Project, Samples, opened
from nnlive.widget import Widget

Find = Callable[[str], Widget]


class SampleSession:
    """Hands samples over in both directions. The bytes of the last answer are in `pixels`, as for pictures."""

    _pixels: NDArray[np.uint8]

    def find(self, reference: str) -> Widget:
        """The widget of that name, of a lesson that is loaded."""
        raise NotImplementedError

    def keep(self, ids: str, data: Any) -> str:
        """Puts samples on the shelf: `ids` (JSON) is [[id, its number of bytes], ...], `data` their bytes in a row."""

        def work() -> dict[str, Any]:
            row, at = _bytes(data), 0
            for id, size in json.loads(ids):
                SHELF[id] = row[at : at + size]
                at += size
            return {}

        return answer(work)

    def drop(self, ids: str) -> str:
        """Takes samples from the shelf; `ids` is a JSON list."""

        def work() -> dict[str, Any]:
            for id in json.loads(ids):
                SHELF.pop(id, None)
            return {}

        return answer(work)

    def make(self, reference: str, control: str, name: str) -> str:
        """A built-in set: {"classes": [{"name", "on", "count"}, ...], "size": bytes of one sample}."""

        def work() -> dict[str, Any]:
            return self._give(self._samples(reference, control).project(name))

        return answer(work)

    def open(self, reference: str, control: str, data: Any) -> str:
        """A project from a file, told as `make` tells it; "model" is how many bytes at the end are its network."""

        def work() -> dict[str, Any]:
            return self._give(opened(_bytes(data), KINDS[self._samples(reference, control).kind]))

        return answer(work)

    def _samples(self, reference: str, control: str) -> Samples:
        found = self.find(reference).controls[control]
        assert isinstance(found, Samples), f"{control} is no control for samples"
        return found

    def _give(self, project: Project) -> dict[str, Any]:
        rows = [np.ascontiguousarray(group.samples).tobytes() for group in project.groups]
        self._pixels = np.frombuffer(b"".join([*rows, project.model]), np.uint8)
        classes = [{"name": group.name, "on": group.on, "count": len(group.samples)} for group in project.groups]
        return {"classes": classes, "size": project.kind.size, "model": len(project.model)}


def _bytes(data: Any) -> bytes:
    """What the page hands over is an array of JavaScript's, which knows a quick way to become bytes."""
    return bytes(data if isinstance(data, bytes) else data.to_bytes())
