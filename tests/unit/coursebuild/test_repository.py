"""What must not be in the repository: addresses of registries, which differ from reader to reader."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from coursebuild.paths import ROOT, SHELL

# In two halves, so that this file does not contain what it forbids.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "deb" + "ian.org",
)


def files() -> list[Path]:
    """Tracked files and new ones that git would take."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in told.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}" for path in files() for host in HOSTS if host.encode() in path.read_bytes()
    ]
    assert found == []


def test_the_locks_name_no_host_and_no_path() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|file:|/", lock)
    packages = json.loads((SHELL / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, about in packages.items() if "resolved" in about] == []


def test_every_package_is_pinned_with_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^\S+?==\S+.*(?:\n +--hash=sha256:\w+.*)+", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[^\s#]", lock, re.MULTILINE)) > 40
