"""What the service worker is told of a site."""

import json
import re
from pathlib import Path

import pytest

from coursebuild import offline

HEAD = "<html><head><title>{} - The course</title></head><body>"
FILES = {
    "assets/javascripts/bundle.0a1b2c3d.min.js": "theme",
    "assets/javascripts/bundle.0a1b2c3d.min.js.map": "map",
    "assets/javascripts/lunr/x.js": "search in other languages",
    "assets/nn/nn-aaaaaaaaaaaa.js": 'import{a as b}from"./chunk-SHARED.js";import("./chunk-EDITOR.js")',
    "assets/nn/chunk-SHARED.js": "shared",
    "assets/nn/chunk-EDITOR.js": "editor",
    "assets/nn/data/digits.npz": "6 and 7",
    "assets/nn/data/README.md": "about",
    "assets/nn/exercises/neuron-1-0123456789ab.json": "{}",
    "assets/nn/nnlive-0.1.0-py3-none-any.whl": "for notebooks",
    "assets/nn/worker-WORKER00.js": "worker",
    "assets/pyodide/main-0123456789ab.wasm": "main",
    "assets/pyodide/numpy-0123456789ab.zip.gz": "numpy",
    "assets/pyodide/library-0123456789ab.zip": "library",
    "assets/pyodide/matplotlib-3.whl": "matplotlib",
    "neuron/widgets.py": "from nnlive.data import digits",
    "sitemap.xml": "today",
}
NEURON = (
    HEAD.format("The neuron &amp; more")
    + '<nn-widget data-source="neuron/widgets.py?v=x">'
    + '<nn-cell data-exercise="../assets/nn/exercises/neuron-1-0123456789ab.json">'
)
RUNTIME = {
    "files": {
        "main": {"path": "assets/pyodide/main-0123456789ab.wasm"},
        "numpy": {"path": "assets/pyodide/numpy-0123456789ab.zip.gz"},
    },
    "packages": [{"path": "assets/pyodide/matplotlib-3.whl"}],
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {"index.html": HEAD.format("Home"), "neuron/index.html": NEURON, "404.html": HEAD.format("Lost")}
    for name, text in {**FILES, **pages}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def published(site: Path) -> offline.Course:
    offline.publish(site, RUNTIME, "code();")
    told, code = (site / "service-worker.js").read_text("utf-8").split(";\n", 1)
    assert code == "code();"
    course: offline.Course = json.loads(told.removeprefix("self.__COURSE__="))
    return course


def versioned(path: str) -> str:
    return f"{path}?v={offline.digest_of(FILES[path].encode())}"


def test_every_file_is_in_its_group(site: Path) -> None:
    files = published(site)["files"]
    assert set(files["shell"]) == {
        "assets/javascripts/bundle.0a1b2c3d.min.js",
        "assets/nn/nn-aaaaaaaaaaaa.js",
        "assets/nn/chunk-SHARED.js",
        versioned("sitemap.xml"),
    }
    assert set(files["start"]) == {"assets/nn/worker-WORKER00.js"} | {
        file["path"] for file in RUNTIME["files"].values()
    }
    assert set(files["packages"]) == {"assets/pyodide/matplotlib-3.whl"}
    pages = {address for address in files["course"] if re.match(r"(.*/)?\?", address)}
    assert set(files["course"]) - pages == {
        "assets/nn/chunk-EDITOR.js",
        "assets/nn/exercises/neuron-1-0123456789ab.json",
        "assets/pyodide/library-0123456789ab.zip",
        versioned("assets/nn/data/digits.npz"),
        versioned("neuron/widgets.py"),
    }


def test_a_page_is_of_a_build_and_names_what_it_needs(site: Path) -> None:
    course = published(site)
    build = course["build"]
    for page in ("index.html", "neuron/index.html", "404.html"):
        assert f'<head><meta name="nn-build" content="{build}">' in (site / page).read_text("utf-8")
    assert {f"?v={build}", f"neuron/?v={build}"} <= set(course["files"]["course"])
    title, needs = course["pages"]["neuron/"]
    assert title == "The neuron & more"
    assert needs == sorted(
        [
            "assets/nn/exercises/neuron-1-0123456789ab.json",
            versioned("assets/nn/data/digits.npz"),
            versioned("neuron/widgets.py"),
        ]
    )
    assert course["pages"][""] == ["Home", []]


def test_the_same_site_is_the_same_build_on_any_day(site: Path) -> None:
    first = published(site)
    assert published(site) == first
    (site / "sitemap.xml").write_text("tomorrow")
    assert published(site)["build"] == first["build"]


@pytest.mark.parametrize("file", ["neuron/widgets.py", "neuron/index.html", "assets/nn/data/digits.npz"])
def test_any_change_is_another_build(site: Path, file: str) -> None:
    first = published(site)["build"]
    (site / file).write_text((site / file).read_text("utf-8") + "more", "utf-8")
    assert published(site)["build"] != first


def test_bytes_are_those_on_the_wire(site: Path) -> None:
    (site / "neuron/widgets.py").write_text("x = 1\n" * 1000)
    files = published(site)["files"]
    [(_, size, wire)] = [about for address, about in files["course"].items() if "widgets.py" in address]
    assert size == 6000 > 60 > wire
    assert files["start"]["assets/pyodide/numpy-0123456789ab.zip.gz"][1:] == [5, 5]


def test_a_preview_takes_leave_of_an_earlier_worker(site: Path) -> None:
    offline.withdraw(site)
    text = (site / "service-worker.js").read_text("utf-8")
    assert "unregister()" in text
    assert "onfetch" not in text
