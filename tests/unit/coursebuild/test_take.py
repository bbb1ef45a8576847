"""The line at the end of a page: it leads to the notebook that was written, and to Colab where that can open it."""

from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from coursebuild import entries, notebooks, paths


def line(page, repository="", content="<nn-cell name="):
    """The line under a page of that name."""
    theme = Environment(loader=FileSystemLoader(paths.SHELL / "theme"), autoescape=False)
    theme.filters["url"] = lambda address: f"../{address}"
    shown = SimpleNamespace(url=entries.address(page), is_homepage=page == "home", content=content)
    config = SimpleNamespace(extra={"repository": repository})
    return theme.get_template("partials/take.html").render(page=shown, config=config)


@pytest.mark.parametrize("name", ["neuron/index.md", "more.md", "deep/er/index.md"])
def test_it_names_the_notebook_of_the_page(course, name):
    file = course(name, "# A\n") / name
    text = line(entries.page_of(file), "owner/name")
    assert f'href="../{notebooks.FOLDER}/{notebooks.file_name(file)}" download' in text
    assert f"/github/owner/name/blob/notebooks/{notebooks.file_name(file)}" in text


def test_without_a_public_repository_there_is_no_way_to_colab():
    assert "colab" not in line("neuron")


def test_the_home_page_is_no_lesson():
    assert line("home", "owner/name").strip() == ""


@pytest.mark.parametrize(("text", "made"), [("``` python live\n1\n```\n", "<nn-cell name="), ("# A\n", "<h1>A</h1>")])
def test_a_page_without_anything_to_run_has_none(course, text, made):
    file = course("a/index.md", text) / "a/index.md"
    assert (file in notebooks.pages()) == bool(line("a", content=made).strip())


def test_publishing_keeps_the_notebooks_in_the_branch_that_is_linked():
    workflow = (paths.ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    assert f"path: _site/{notebooks.FOLDER}" in workflow
    assert "--initial-branch=notebooks" in workflow
