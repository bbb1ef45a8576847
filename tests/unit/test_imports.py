"""What may import what: design.md's table, held by reading the imports."""

import ast
import sys
from pathlib import Path

import pytest

from coursebuild import paths

TABLES = {"activations", "losses", "data", "houses", "features", "arrays", "tables"}
DRAWING = {"escape", "shapes", "figure", "palette", "scales", "numerals", "frame"}
PLAYGROUND = TABLES | {
    "descent",
    "diagram",
    "figure",
    "maps",
    "numerals",
    "planepanels",
    "settings",
    "shapes",
    "wording",
}
MAY = {
    **dict.fromkeys(TABLES, TABLES),
    "escape": set(),
    "palette": set(),
    "scales": set(),
    "numerals": set(),
    "faces": {"arrays"},
    "perceptron": TABLES,
    "network": TABLES,
    "training": TABLES | {"network"},
    "neighbours": TABLES,
    "trees": TABLES | {"network"},
    "boosting": TABLES | {"network", "trees"},
    "optimizers": TABLES,
    "workspace": TABLES,
    "costs": TABLES,
    "checkpoint": {"arrays", "descent"},
    "pacing": set(),
    "descent": TABLES | {"costs", "network", "optimizers", "workspace"},
    "address": TABLES,
    "settings": TABLES | {"address", "costs", "descent", "network", "optimizers"},
    "parts": TABLES | {"network", "optimizers"},
    "scoring": TABLES | {"network"},
    "preparation": TABLES | {"scoring"},
    "stack": TABLES | {"network", "parts", "scoring"},
    "modelfile": TABLES | {"network", "parts"},
    "sequential": TABLES | {"modelfile", "network", "parts", "scoring", "stack"},
    "curves": TABLES | {"figure", "preparation", "sequential", "shapes"},
    "shapes": set(),
    "figure": {"shapes"},
    "controls": set(),
    "frame": DRAWING,
    "marks": DRAWING,
    "svg": DRAWING | {"marks"},
    "widget": {"controls", "figure"},
    "lesson": {"widget"},
    "capture": set(),
    "names": set(),
    "needs": {"names"},
    "scene": set(),
    "rules": {"scene"},
    "syntaxadvice": {"rules", "scene"},
    "typeadvice": {"rules", "scene"},
    "valueadvice": {"rules", "scene"},
    "advice": {"__init__", "rules", "scene", "syntaxadvice", "typeadvice", "valueadvice"},
    "explain": {"capture", "controls", "shapes", "figure", "lesson", "scene", "widget"},
    "show": {"capture", "figure", "markup", "widget"},
    "plots": {"capture"},
    "plotbackend": {"plots", "show"},
    "library": set(),
    "docs": {"library"},
    "cells": {"capture", "docs", "explain", "names", "needs", "plots", "show"},
    "exercise": {"capture", "cells", "explain", "names", "scene"},
    "cellsession": {"cells", "exercise", "explain", "names", "needs"},
    "patch": DRAWING | {"svg"},
    "markup": {"escape", "figure", "numerals", "patch", "svg"},
    "samples": {"controls"},
    "samplesession": {"explain", "samples", "widget"},
    "live": {"cellsession", "controls", "explain", "figure", "lesson", "patch", "samplesession", "svg", "widget"},
    "diagram": TABLES | {"shapes", "figure"},
    "plane": TABLES | {"shapes", "figure", "network"},
    "maps": TABLES | {"descent", "settings"},
    "wording": TABLES | {"descent", "maps", "numerals", "settings"},
    "history": TABLES | {"shapes", "figure"},
    **dict.fromkeys(("netpanel", "planepanels", "spacepanel", "numberpanels"), PLAYGROUND),
    "playground": PLAYGROUND | {"history", "netpanel", "numberpanels", "spacepanel"},
    "chosen": PLAYGROUND | {"numberpanels"},
    "formulas": TABLES,
    "literals": {"arrays"},
    "updates": set(),
    "notebook": set(),
    "listing": TABLES | {"descent", "formulas", "literals", "settings", "updates"},
    "saved": TABLES | {"descent", "listing", "settings"},
    "keras_model": TABLES | {"descent", "formulas", "listing", "literals", "saved", "settings"},
    "keras_network": TABLES | {"keras_model", "literals", "network"},
    "export": TABLES | {"descent", "formulas", "keras_model", "listing", "literals", "notebook", "saved", "settings"},
    "strokes": {"arrays"},
    "animals": {"arrays", "strokes"},
    "hands": {"arrays", "strokes"},
    "clothes": {"arrays", "strokes", "tables"},
    "picturesets": {"animals", "arrays", "clothes", "hands"},
    "picturefeatures": {"arrays", "tables"},
    "classifier": TABLES | {"network", "optimizers"},
    "sounds": {"arrays"},
    "poses": {"arrays"},
    "sabotage": set(),
    "takeaway": {"arrays", "classifier", "keras_network", "network", "notebook"},
    "teachpanels": {"arrays", "figure", "poses", "shapes"},
    "teaching": {
        *(
            "arrays",
            "classifier",
            "controls",
            "figure",
            "takeaway",
            "sabotage",
            "samples",
            "shapes",
            "teachpanels",
            "widget",
        ),
    },
    "contactsheet": {"arrays", "figure", "shapes"},
    "crowd": TABLES | {"descent"},
    "pasted": {"address", "arrays", "controls", "data"},
    "desk": {"address", "controls", "settings"},
    "news": TABLES | {"controls", "desk", "numerals", "wording"},
    "owncode": {"arrays", "controls", "descent", "settings"},
    "runtime": set(),
    "__init__": {"controls", "shapes", "figure", "runtime", "show", "widget"},
}
# Imported when asked: Jupyter asks a figure for its SVG; only errors need advice.
AGREED = {("figure", "svg"), ("explain", "advice")}
FOR_LESSONS_NOT = {"live", "svg", "frame", "marks", "explain", "lesson", "runtime"}


def imports(file: Path) -> set[str]:
    """Dotted names of all modules a file imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide what is imported"
            modules = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {m for m in modules if _is_module(m)} or {str(node.module)}
    return found


def _is_module(name: str) -> bool:
    return (paths.PACKAGE.parent / Path(*name.split("."))).with_suffix(".py").is_file()


def ours(file: Path) -> set[str]:
    return {name.partition(".")[2] or "__init__" for name in imports(file) if name.partition(".")[0] == "nnlive"}


def others(file: Path) -> set[str]:
    tops = {name.partition(".")[0] for name in imports(file)}
    return tops - {"nnlive"} - set(sys.stdlib_module_names)


MODULES = sorted(paths.PACKAGE.glob("*.py"), key=lambda file: file.stem)
LESSONS = sorted((paths.ROOT / "lessons").rglob("widgets.py"))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_a_module_imports_only_what_the_table_allows(file):
    assert file.stem in MAY, "say in this table what the new module may import"
    agreed = {name for module, name in AGREED if module == file.stem}
    assert ours(file) - agreed <= MAY[file.stem]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_numpy_is_the_only_package_from_outside(file):
    assert others(file) <= {"numpy"}


def test_the_agreed_exceptions_are_imported_when_asked_only():
    for module, name in AGREED:
        tree = ast.parse((paths.PACKAGE / f"{module}.py").read_text("utf-8"))
        at_the_top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not any(name in ast.unparse(node) for node in at_the_top)


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.parent.name)
def test_a_lesson_imports_nnlive_numpy_and_no_other_lesson(file):
    assert others(file) <= {"numpy"}
    assert not ours(file) & FOR_LESSONS_NOT


def test_nobody_imports_the_build():
    for file in [*MODULES, *LESSONS]:
        assert not {"coursebuild", "js", "pyodide", "pyodide_js", "matplotlib"} & {
            n.partition(".")[0] for n in imports(file)
        }
