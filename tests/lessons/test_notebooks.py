"""Every lesson's notebook in a real Jupyter kernel: it runs from top to bottom, and its numbers are the lesson's."""

import ast
import os
from dataclasses import dataclass

import nbformat
import pytest
from nbclient import NotebookClient

from coursebuild import cells, entries, exercises, locate, notebooks, still
from nnlive import lesson

# What Jupyter's own packages warn of is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")

PAGES = {entries.page_of(file): file for file in notebooks.pages()}


def of(page, role):
    """The entries or fences of a page that have this role."""
    return [fence for fence in locate.of_file(PAGES[page]) if fence.role == role]


def in_jupyter(text, folder, answers=()):
    """A notebook that a new kernel has run, all but the installation; `answers` replace those of the exercises."""
    made = nbformat.reads(text, 4)
    nbformat.validate(made)
    made.cells = [cell for cell in made.cells if cell.id != "install"]
    for number, answer in enumerate(answers, 1):
        next(cell for cell in made.cells if cell.id == f"exercise-{number}-answer").source = answer
    places = dict.fromkeys(("JUPYTER_CONFIG_DIR", "IPYTHONDIR"), str(folder))
    NotebookClient(made, timeout=60, kernel_name="python3").execute(env={**os.environ, **places})
    return made


def code(notebook):
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


@dataclass
class Ran:
    """A page, its notebook as it is published, and the same run by Jupyter: code cells by name."""

    page: str
    text: str
    published: dict[str, nbformat.NotebookNode]
    run: dict[str, nbformat.NotebookNode]


@pytest.fixture(scope="module", params=PAGES)
def ran(request, tmp_path_factory):
    text = notebooks.notebook(PAGES[request.param], "https://x.org/")
    run = in_jupyter(text, tmp_path_factory.mktemp("jupyter"))
    return Ran(request.param, text, code(nbformat.reads(text, 4)), code(run))


def printed(cell):
    return "".join(out.text for out in cell.outputs if out.output_type == "stream" and out.name == "stdout")


def values(cell):
    """The values shown as text, without the line breaks that Jupyter adds; a picture's text is its own affair."""
    data = [out.data for out in cell.outputs if "data" in out]
    return ["".join(d["text/plain"].split()) for d in data if not {"text/html", "image/svg+xml"} & set(d)]


def test_no_cell_fails_but_those_that_may(ran):
    failed = {name for name, cell in ran.run.items() if any(out.output_type == "error" for out in cell.outputs)}
    assert failed <= {name for name, cell in ran.run.items() if "raises-exception" in cell.metadata.get("tags", [])}


def test_what_is_published_is_what_jupyter_gives(ran):
    for name, cell in ran.run.items():
        before = ran.published[name]
        assert (printed(cell), values(cell)) == (printed(before), values(before)), name


def test_its_pictures_are_drawn_and_its_numbers_are_the_lessons(ran):
    for number, fence in enumerate(of(ran.page, "widget"), 1):
        spec = still.Spec.read(fence.text)
        name, function = lesson.split(spec.reference)
        figure = still.load(name).widget(function).still(spec.values, spec.still)
        cell = ran.run[f"widget-{number}"]
        assert ast.literal_eval(printed(cell)) == figure.outputs
        assert any("<svg" in out.data.get("image/svg+xml", "") for out in cell.outputs if "data" in out)


def test_its_cells_print_what_they_print_on_the_page(ran):
    """The notebook's cells share their names with widgets and exercises, the page's do not."""
    of_page = entries.of_page(locate.of_file(PAGES[ran.page]), ran.page)
    sources = cells.runnable(of_page)
    items = cells.run_of(ran.page, sources).items
    for name, _ in sources:
        on_page = "".join(item["text"] for item in items.get(name, []) if item["kind"] == "text")
        assert on_page.startswith(printed(ran.run[name.partition(":")[2]])), name


def test_the_solutions_pass_the_checks(ran, tmp_path):
    found = [exercises.read(fence.text) for fence in of(ran.page, "exercise")]
    if not found:
        pytest.skip("no exercise on this page")
    answers = [f"# Exercise {number}\n{one.solution.text}" for number, one in enumerate(found, 1)]
    solved = code(in_jupyter(ran.text, tmp_path, answers))
    told = {name: printed(cell) for name, cell in solved.items() if name.endswith("-check")}
    assert told == dict.fromkeys(told, "Right.\n")
