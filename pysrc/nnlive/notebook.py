"""A Jupyter notebook: cells of Markdown and Python, written as the JSON that Jupyter and Colab open."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A cell and its name, which must be its own within the notebook: letters, digits and - only.

    `outputs` are what it gave, in the words of the notebook format; `tags` are what Jupyter shall know of it.
    """

    name: str
    source: str
    is_code: bool = True
    outputs: Sequence[Mapping[str, Any]] = ()
    tags: Sequence[str] = ()


def to_json(cells: list[Cell]) -> str:
    """The cells as a notebook of format 4.5, as if nobody had run it: its outputs have no numbers."""
    return json.dumps(
        {
            "cells": [_plain(cell) for cell in cells],
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        ensure_ascii=False,
        indent=1,
    )


def _plain(cell: Cell) -> dict[str, Any]:
    written: dict[str, Any] = {
        "cell_type": "code" if cell.is_code else "markdown",
        "id": cell.name,
        "metadata": {"tags": list(cell.tags)} if cell.tags else {},
        "source": cell.source.strip("\n").splitlines(keepends=True),
    }
    return written | ({"execution_count": None, "outputs": list(cell.outputs)} if cell.is_code else {})
