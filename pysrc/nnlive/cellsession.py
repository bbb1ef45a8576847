"""The half of the Session that runs a reader's own code: the cells of pages, and exercises.

What the cells show is told while they run; the answers only say what ran and how it ended.
"""

import json
from collections.abc import Callable
from typing import Any

from nnlive import exercise as exercises
from nnlive.cells import Cell, Cells
from nnlive.explain import answer
from nnlive.names import imported
from nnlive.needs import needed


class CellSession:
    """The pages with cells that have run, each with its own names.

    `tell` is given one JSON text for each thing that a cell shows ({"page", "cell", "item"}) and each change of its
    state ({"page", "cell", "state"}: running, then done or error).
    """

    def __init__(self, tell: Callable[[str], object] = str) -> None:
        self.pages: dict[str, Cells] = {}
        self._say = tell

    def run_cells(self, page: str, cells: str, wanted: str) -> str:
        """Runs a cell after those above that it needs: {"ran": names in order, "failed": a name or ""}.

        `cells` (JSON) are the page's [{"id", "source"}, ...] in order, at least up to `wanted`.
        """

        def work() -> dict[str, Any]:
            outcome = self._page(page).run(_read(cells), wanted)
            return {"ran": outcome.ran, "failed": outcome.failed}

        return answer(work)

    def check(self, page: str, cells: str, id: str, source: str, exercise: str) -> str:
        """Checks a reader's answer to an exercise: {"passed", "message"}, and "line" where one is to be marked.

        `cells` (JSON) are those above the exercise; `exercise` is its published JSON, with "check" and "variations".
        """

        def work() -> dict[str, Any]:
            asked = json.loads(exercise)
            told = exercises.check(
                self._page(page), _read(cells), source, asked["check"], asked.get("variations", ""), id
            )
            return {name: value for name, value in told.items() if name != "items"}

        return answer(work)

    def forget(self, page: str) -> str:
        """Forgets all names of a page and which of its cells have run."""

        def work() -> dict[str, Any]:
            self.pages.pop(page, None)
            return {}

        return answer(work)

    def imports(self, sources: str) -> str:
        """The packages that the last of these texts (JSON list) imports, and those above that it needs.

        A text that Python cannot read imports none.
        """

        def work() -> list[str]:
            texts = json.loads(sources)
            above = needed(texts, len(texts) - 1) if texts else []
            return imported([*(texts[number] for number in above), *texts[-1:]])

        return answer(work)

    def _page(self, page: str) -> Cells:
        def tell(cell: str, what: dict[str, Any]) -> None:
            self._say(json.dumps({"page": page, "cell": cell, **what}))

        if page not in self.pages:
            self.pages[page] = Cells(
                page,
                lambda cell, item: tell(cell, {"item": item}),
                lambda cell, state: tell(cell, {"state": state}),
            )
        return self.pages[page]


def _read(cells: str) -> list[Cell]:
    return [(cell["id"], cell["source"]) for cell in json.loads(cells)]
