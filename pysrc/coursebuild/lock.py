"""Writes requirements.lock: every package of the build and the tests, pinned with hashes, for all systems."""

import subprocess
import sys
from collections.abc import Sequence

from coursebuild.errors import CourseError
from coursebuild.paths import ROOT

LOCK = "requirements.lock"
OPTIONS = [
    *["--universal", "--python-version", "3.11", "--generate-hashes"],
    *["--extra", "build", "--extra", "test"],
    # The lock names no index: whoever installs from it uses their own.
    *["--no-emit-index-url", "--custom-compile-command", "make lock"],
]


def write(args: Sequence[str] = ()) -> None:
    """Resolve pyproject.toml; pins that still fit are kept, unless `--upgrade` is passed."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *args, "pyproject.toml"]
    if subprocess.run([*command, "--quiet", "--output-file", LOCK], cwd=ROOT).returncode != 0:
        raise CourseError(f"The packages could not be resolved, for the reason uv gives above; {LOCK} is as it was.")
    print(f"Wrote {LOCK}.")
