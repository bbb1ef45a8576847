"""The bundle of a small shell: made once, made again when a source changes."""

import json
from pathlib import Path

import pytest

from coursebuild import bundle
from coursebuild.errors import CourseError
from coursebuild.paths import SHELL


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    bundle.ensure_packages()


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """A page that starts a worker. The npm packages are those of the real shell."""
    shell = tmp_path / "site"
    (shell / "src" / "worker").mkdir(parents=True)
    (shell / "styles").mkdir()
    (shell / "node_modules").symlink_to(SHELL / "node_modules", target_is_directory=True)
    (shell / "package-lock.json").write_bytes((SHELL / "package-lock.json").read_bytes())
    (shell / "src" / "main.ts").write_text(
        "declare const __WORKER__: string, __N__: number; console.log(__WORKER__, __N__);"
    )
    (shell / "src" / "worker" / "main.ts").write_text("postMessage('ready');")
    (shell / "styles" / "nn.css").write_text("a { color: red }")
    return shell


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix in (".js", ".css")}


def test_the_page_knows_its_worker(shell: Path, tmp_path: Path) -> None:
    out = bundle.ensure({"__N__": json.dumps(7)}, shell, tmp_path / "out")
    worker = next(name for name in names(out) if name.startswith("worker-"))
    assert names(out) == {"nn.js", "nn.css", worker}
    assert f'"{worker}",7' in (out / "nn.js").read_text()


def test_nothing_is_done_twice(shell: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle.ensure({"__N__": "7"}, shell, tmp_path / "out")
    monkeypatch.setattr(bundle, "build", lambda *_: pytest.fail("it bundled again"))
    bundle.ensure({"__N__": "7"}, shell, tmp_path / "out")


def test_a_changed_worker_gets_another_name(shell: Path, tmp_path: Path) -> None:
    before = names(bundle.ensure({"__N__": "7"}, shell, tmp_path / "out"))
    (shell / "src" / "worker" / "main.ts").write_text("postMessage('other');")
    after = names(bundle.ensure({"__N__": "7"}, shell, tmp_path / "out"))
    assert len(before ^ after) == 2


def test_the_licences_of_what_is_bundled_go_with_it(shell: Path, tmp_path: Path) -> None:
    (shell / "src" / "main.ts").write_text('import crelt from "crelt"; import "@lezer/common"; crelt("a");')
    told = (bundle.ensure({}, shell, tmp_path / "out") / bundle.LICENCES).read_text()
    assert [f"{name}\n\n" in told for name in ("crelt", "common", "view")] == [True, True, False]
    assert told.count("Permission is hereby granted") == 2


def test_a_fault_keeps_the_last_good_bundle(shell: Path, tmp_path: Path) -> None:
    good = bundle.ensure({"__N__": "7"}, shell, tmp_path / "out")
    before = names(good)
    (shell / "src" / "main.ts").write_text("let = ;")
    with pytest.raises(CourseError, match=r"src/main\.ts"):
        bundle.ensure({"__N__": "7"}, shell, tmp_path / "out")
    assert names(good) == before
    assert list((tmp_path / "out").iterdir()) == [good]
