"""The official Pyodide and the site's own, each under Node, running a script's `run()`."""

import json
import subprocess
from pathlib import Path

from coursebuild import node, package, packs, paths, runtime

HERE = paths.ROOT / "tests/pyodide"


def official(script: Path, folder: Path):
    return _run([HERE / "run.mjs", _pyodide(), package.write(folder), script])


def own(script: Path):
    return _run([HERE / "own.mjs", _pyodide(), packs.ensure(), packs.ensure_package(), script])


def _pyodide() -> Path:
    return next(iter(runtime.ensure().values())).parent


def _run(command):
    done = subprocess.run([node.node(), *command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])
