"""The course's pages in the order of mkdocs.yml, and what kind each is: for the tests that hold for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coursebuild import entries, paths

# A lesson and an exercise have something to run and to solve; a reference is looked up.
KINDS = {
    "home": "home",
    "what-is-a-network": "lesson",
    "neuron": "lesson",
    "logic-gates": "lesson",
    "learning-from-error": "lesson",
    "layers": "lesson",
    "features": "lesson",
    "simpler-models": "lesson",
    "playground": "lesson",
    "first-network": "exercise",
    "initialization": "exercise",
    "spiral": "exercise",
    "overfitting": "lesson",
    "limitations": "lesson",
    "teach-a-machine": "lesson",
    "workflow": "lesson",
    "review": "lesson",
    "cheat-sheet": "reference",
    "glossary": "reference",
}


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; what its own tags stand for is nothing to a test."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class Page:
    """A page of the navigation."""

    title: str
    file: Path

    @property
    def name(self) -> str:
        return entries.page_of(self.file)

    @property
    def address(self) -> str:
        """Below the site's root, such as "neuron/"."""
        return entries.address(self.name)

    @property
    def kind(self) -> str:
        return KINDS[self.name]

    @property
    def text(self) -> str:
        return self.file.read_text("utf-8")


def _pages(nav: list[dict[str, Any]]) -> Iterator[Page]:
    for entry in nav:
        for title, what in entry.items():
            if isinstance(what, list):  # a section
                yield from _pages(what)
            else:
                yield Page(title, paths.ROOT / "lessons" / what)


def load() -> dict[str, Any]:
    """mkdocs.yml, but for the values of its tags."""
    return yaml.load((paths.ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)


PAGES = tuple(_pages(load()["nav"]))
ADDRESSES = [page.address for page in PAGES]
TAUGHT = [page for page in PAGES if page.kind in ("lesson", "exercise")]
