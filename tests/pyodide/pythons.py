"""The official Pyodide and the site's own, each under Node, running a script's `run()`."""

import json
import subprocess
import tempfile
from pathlib import Path

from coursebuild import assets, node, package, packs, paths, runtime

HERE = paths.ROOT / "tests/pyodide"


def official(script: Path, folder: Path):
    return _run([HERE / "run.mjs", _pyodide(), package.write(folder), script])


def own(script: Path):
    """With the site's packs, and the main module and script as the site has them, but in one piece."""
    with tempfile.TemporaryDirectory(prefix="nnlive-") as work:
        folder = Path(work)
        for file in [*runtime.ensure().values(), *packs.ensure_trimmed().iterdir()]:
            assets.copy(file, folder / file.name)
        return _run([HERE / "own.mjs", folder, packs.ensure(), packs.ensure_package(), script])


def _pyodide() -> Path:
    return next(iter(runtime.ensure().values())).parent


def _run(command):
    done = subprocess.run([node.node(), *command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])
