"""The browser's TypeScript, bundled by esbuild into .cache/bundle: nn.js, nn.css and worker-<hash>.js.

Nothing is done while sources, constants and the npm lock are the same as at the last time.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from coursebuild import node
from coursebuild.errors import CourseError
from coursebuild.paths import ROOT, SHELL

BUNDLE = ROOT / ".cache" / "bundle"
STAMP = "stamp.txt"
INPUTS = ("package-lock.json", "src/**/*.ts", "styles/**/*")
SCRIPT = ["--format=esm", "--target=es2022", "--splitting", "--chunk-names=chunk-[hash]", "--sourcemap"]


def ensure(define: Mapping[str, str] | None = None, shell: Path = SHELL, out: Path = BUNDLE) -> Path:
    """The folder of the finished bundle.

    `define` maps constants of the TypeScript to values written as JSON: {"__VERSION__": '"1.0"'}.
    """
    define = dict(define or {})
    wanted = fingerprint(define, shell)
    stamp = out / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return out
    ensure_packages(shell)
    fresh = out.with_name(f"{out.name}-{os.getpid()}")  # its own name: a test run may build beside `make serve`
    try:
        build(define, shell, fresh)
        (fresh / STAMP).write_text(wanted, encoding="ascii")
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return out


def build(define: Mapping[str, str], shell: Path, out: Path) -> None:
    """The worker comes first: its name holds its hash, and nn.js must know that name."""
    worker = esbuild(shell, out, "worker=src/worker/main.ts", [*SCRIPT, "--entry-names=[name]-[hash]"], define)
    known = {**define, "__WORKER__": json.dumps(worker)}
    esbuild(shell, out, "nn=src/main.ts", [*SCRIPT, "--entry-names=[name]"], known)
    if (shell / "styles" / "nn.css").is_file():
        esbuild(shell, out, "nn=styles/nn.css", ["--target=es2022", "--entry-names=[name]"], {})


def esbuild(shell: Path, out: Path, entry: str, options: Sequence[str], define: Mapping[str, str]) -> str:
    """Bundle one entry; returns the name of the file that it became."""
    out.mkdir(parents=True, exist_ok=True)
    told = out / "meta.json"
    command = [
        *[str(node.node()), str(shell / "node_modules" / "esbuild" / "bin" / "esbuild"), entry],
        *["--bundle", "--minify", "--log-level=warning", f"--outdir={out}", f"--metafile={told}", *options],
        *[f"--define:{name}={value}" for name, value in define.items()],
    ]
    if subprocess.run(command, cwd=shell).returncode != 0:
        raise CourseError(f"esbuild could not bundle {entry.partition('=')[2]}: mend what it names above.")
    outputs = json.loads(told.read_text(encoding="utf-8"))["outputs"]
    told.unlink()
    return next(Path(path).name for path, about in outputs.items() if about.get("entryPoint"))


def ensure_packages(shell: Path = SHELL) -> None:
    """`npm ci`, once for each package-lock.json. No install scripts: esbuild's binary is a package of its own."""
    lock = hashlib.sha256((shell / "package-lock.json").read_bytes()).hexdigest()
    stamp = shell / "node_modules" / ".nnlive-stamp"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == lock:
        return
    print("Installing the packages of site/package-lock.json with npm, once.", flush=True)
    calm = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]
    if subprocess.run([*node.npm(), "ci", *calm], cwd=shell).returncode != 0:
        raise CourseError(
            "npm ci failed in site/: see npm's reason above, check the network or npm's settings, and try again."
        )
    stamp.write_text(lock, encoding="ascii")


def fingerprint(define: Mapping[str, str], shell: Path) -> str:
    seen = hashlib.sha256(json.dumps([sorted(define.items()), SCRIPT]).encode())
    for path in sorted(path for pattern in INPUTS for path in shell.glob(pattern) if path.is_file()):
        seen.update(f"{path.relative_to(shell).as_posix()}\0{path.stat().st_size}\0".encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()
