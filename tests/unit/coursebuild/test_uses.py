"""Which modules travel as bytecode: those of every start, and those of two pages or more."""

from coursebuild import paths, uses

LESSON = "from nnlive import Figure\nfrom nnlive.{module} import x\n"


def write(folder, page, module, cell=""):
    place = folder / page
    place.mkdir()
    (place / "widgets.py").write_text(LESSON.format(module=module))
    (place / "index.md").write_text(f"``` widget\n{page}:w\n```\n\n``` python live\n{cell}\n```\n")


def test_what_one_page_alone_imports_goes_as_source(tmp_path):
    write(tmp_path, "one", "trees")
    assert "trees" not in uses.shared(tmp_path)
    write(tmp_path, "two", "trees")
    assert "trees" in uses.shared(tmp_path)


def test_what_cells_import_counts_and_broken_ones_do_no_harm(tmp_path):
    write(tmp_path, "one", "data", "from nnlive.perceptron import train")
    write(tmp_path, "two", "data", "import nnlive.perceptron as p")
    write(tmp_path, "three", "data", "import nnlive.trees as (")
    assert "perceptron" in uses.shared(tmp_path)
    assert "trees" not in uses.shared(tmp_path)


def test_all_that_a_module_imports_is_needed_with_it():
    assert {"svg", "marks", "shapes", "figure", "cells"} <= uses.needed(["live"])


def test_the_course_s_own_starts_are_compiled_and_its_rare_modules_not():
    made = set(uses.shared())
    assert uses.needed(uses.AT_START) <= made
    assert made < {file.stem for file in paths.PACKAGE.glob("*.py")}
