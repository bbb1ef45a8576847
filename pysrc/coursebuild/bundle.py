"""The browser's TypeScript, bundled by esbuild into .cache/bundle: nn.js, nn.css, worker-<hash>.js, service-worker.js.

Nothing is done while sources, constants and the npm lock are the same as at the last time.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from coursebuild import node
from coursebuild.errors import CourseError
from coursebuild.paths import ROOT, SHELL
from coursebuild.remember import touch

BUNDLE = ROOT / ".cache" / "bundle"
KEPT = 4  # bundles: a build that goes on may still take one that is not the newest
LICENCES = "licences.txt"
INPUTS = ("package-lock.json", "src/**/*.ts", "styles/**/*")
SCRIPT = ["--format=esm", "--target=es2022", "--splitting", "--chunk-names=chunk-[name]-[hash]", "--sourcemap"]


def ensure(define: Mapping[str, str] | None = None, shell: Path = SHELL, out: Path = BUNDLE) -> Path:
    """The folder of the finished bundle.

    `define` maps constants of the TypeScript to values written as JSON: {"__VERSION__": '"1.0"'}.
    """
    define = dict(define or {})
    target = out / fingerprint(define, shell)[:16]
    if target.is_dir():
        touch(target)
        return target
    ensure_packages(shell)
    fresh = out / f"making-{os.getpid()}"  # its own name: a test run may build beside `make serve`
    try:
        build(define, shell, fresh)
        fresh.rename(target)
    except OSError:
        if not target.is_dir():  # else another build was quicker, and made the same
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    for old in sorted(out.glob("????????????????"), key=_made)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def _made(folder: Path) -> float:
    """When; another build may have deleted it just now."""
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def build(define: Mapping[str, str], shell: Path, out: Path) -> None:
    """The worker comes first: its name holds its hash, and nn.js must know that name."""
    worker = esbuild(shell, out, "worker=src/worker/main.ts", [*SCRIPT, "--entry-names=[name]-[hash]"], define)
    known = {**define, "__WORKER__": json.dumps(worker)}
    esbuild(shell, out, "nn=src/main.ts", [*SCRIPT, "--entry-names=[name]"], known)
    if (shell / "src/service-worker.ts").is_file():
        esbuild(shell, out, "service-worker=src/service-worker.ts", ["--format=iife", "--target=es2022"], {})
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
    about = json.loads(told.read_text(encoding="utf-8"))
    told.unlink()
    _add_licences(shell, out / LICENCES, about["inputs"])
    return next(Path(path).name for path, made in about["outputs"].items() if made.get("entryPoint"))


def _add_licences(shell: Path, notes: Path, inputs: Iterable[str]) -> None:
    """The licences of the packages in a bundle, which ask to go wherever the code goes."""
    packages = sorted({_package(shell / path) for path in inputs if "node_modules/" in path})
    if packages:
        texts = [f"{package.name}\n\n{_licence(package)}" for package in packages]
        notes.write_text(f"\n\n{'-' * 72}\n\n".join(texts), encoding="utf-8")


def _package(file: Path) -> Path:
    """The folder of the npm package that a file belongs to; some names have two parts."""
    folder = next(parent for parent in file.parents if parent.parent.name == "node_modules")
    return folder if not folder.name.startswith("@") else folder / file.relative_to(folder).parts[0]


def _licence(package: Path) -> str:
    file = next((file for file in sorted(package.iterdir()) if file.name.upper().startswith("LICEN")), None)
    if file is None:
        raise CourseError(f"The npm package {package.name} has no licence file, so its code cannot be given on.")
    return file.read_text(encoding="utf-8").strip()


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
    seen = hashlib.sha256(json.dumps([sorted(define.items()), SCRIPT]).encode() + Path(__file__).read_bytes())
    for path in sorted(path for pattern in INPUTS for path in shell.glob(pattern) if path.is_file()):
        seen.update(f"{path.relative_to(shell).as_posix()}\0{path.stat().st_size}\0".encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()
