"""The set-up: says what is wrong in one sentence, and does nothing when nothing changed."""

import ast
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from coursebuild import bootstrap


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The set-up pointed at an empty project."""
    (tmp_path / "requirements.lock").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    venv = tmp_path / ".venv"
    python = venv / Path(bootstrap.PYTHON).relative_to(bootstrap.VENV)
    for name, path in {
        "ROOT": tmp_path,
        "VENV": venv,
        "LOCK": tmp_path / "requirements.lock",
        "STAMP": venv / "nnlive-stamp",
        "PYTHON": python,
    }.items():
        monkeypatch.setattr(bootstrap, name, str(path))
    return tmp_path


def test_any_python_3_can_read_it() -> None:
    """An old Python must reach the sentence about its age, so the file may use no newer syntax."""
    ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 5))


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "sys", SimpleNamespace(version_info=(3, 9), version="3.9.2 (default)"))
    with pytest.raises(bootstrap.SetupError, match=r"Python 3\.9\.2, .* 3\.11 or newer"):
        bootstrap.main()


def test_a_ready_environment_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = Path(bootstrap.PYTHON)
    python.parent.mkdir(parents=True)
    python.touch()
    Path(bootstrap.STAMP).write_text(bootstrap.fingerprint())
    monkeypatch.setattr(bootstrap, "install", lambda: pytest.fail("it installed again"))
    bootstrap.main()


def test_a_changed_lock_installs_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(bootstrap, "make_venv", lambda: Path(bootstrap.VENV).mkdir(exist_ok=True))
    monkeypatch.setattr(bootstrap, "install", lambda: done.append("install"))
    bootstrap.main()
    (home / "requirements.lock").write_text("# another package")
    bootstrap.main()
    assert done == ["install", "install"]


def test_a_half_made_environment_is_made_anew(home: Path) -> None:
    python = Path(bootstrap.PYTHON)
    python.parent.mkdir(parents=True)
    python.write_text("not a Python")
    bootstrap.make_venv()
    assert subprocess.run([bootstrap.PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def test_a_failing_step_ends_with_its_sentence(home: Path) -> None:
    with pytest.raises(bootstrap.SetupError, match="do this"):
        bootstrap.run([sys.executable, "-c", "raise SystemExit(3)"], "do this")


def test_a_python_without_venv_is_told_what_to_install(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.SetupError, match=r"apt-get install python3\.\d+-venv"):
        bootstrap.make_venv()
