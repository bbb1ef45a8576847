"""Every lesson's notebook in a real Jupyter kernel: it runs from top to bottom, and its numbers are the lesson's."""

import ast
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from coursebuild import entries, locate, notebooks, still
from nnlive import lesson

PAGES = {entries.page_of(file): file for file in notebooks.pages()}


@pytest.fixture(scope="module", params=PAGES)
def ran(request, tmp_path_factory) -> tuple[Path, nbformat.NotebookNode, nbformat.NotebookNode]:
    """(the page, its notebook as it is published, the same when Jupyter has run all but the installation)."""
    file = PAGES[request.param]
    text = notebooks.notebook(file, "https://x.org/")
    published, made = nbformat.reads(text, 4), nbformat.reads(text, 4)
    made.cells = [cell for cell in made.cells if cell.id != "install"]
    nowhere = {name: str(tmp_path_factory.mktemp("jupyter")) for name in ("JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    client = NotebookClient(made, timeout=60, kernel_name="python3")
    client.execute(env={**os.environ, **nowhere})
    return file, published, made


def printed(cell: nbformat.NotebookNode) -> str:
    return "".join(out.text for out in cell.outputs if out.output_type == "stream" and out.name == "stdout")


def values(cell: nbformat.NotebookNode) -> list[str]:
    """The last value as text, without the line breaks that Jupyter adds; a picture's text is its own affair."""
    data = [out.data for out in cell.outputs if "data" in out]
    return ["".join(d["text/plain"].split()) for d in data if not {"text/html", "image/svg+xml"} & set(d)]


def test_no_cell_fails_but_those_that_should(ran):
    _, _, made = ran
    failed = [c.id for c in made.cells if c.cell_type == "code" and any(o.output_type == "error" for o in c.outputs)]
    may = [cell.id for cell in made.cells if "raises-exception" in cell.metadata.get("tags", [])]
    assert set(failed) <= set(may)


def test_what_is_published_is_what_jupyter_gives(ran):
    _, published, made = ran
    before = {cell.id: cell for cell in published.cells if cell.cell_type == "code"}
    for cell in made.cells:
        if cell.cell_type == "code":
            assert (printed(cell), values(cell)) == (printed(before[cell.id]), values(before[cell.id])), cell.id


def test_its_pictures_are_drawn_and_its_numbers_are_the_lessons(ran):
    file, _, made = ran
    specs = [still.Spec.read(fence.text) for fence in locate.of_file(file) if fence.role == "widget"]
    cells = {cell.id: cell for cell in made.cells}
    for number, spec in enumerate(specs, 1):
        name, function = lesson.split(spec.reference)
        figure = still.load(name).widget(function).still(spec.values, spec.still)
        cell = cells[f"widget-{number}"]
        assert ast.literal_eval(printed(cell)) == figure.outputs
        assert any("<svg" in out.data.get("image/svg+xml", "") for out in cell.outputs if "data" in out)
