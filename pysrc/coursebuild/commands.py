"""What each command of `python -m coursebuild` does: mostly, to run one well-known tool in the right order."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterable, Sequence

from coursebuild import browsers, node, packs, remember
from coursebuild import bundle as bundles
from coursebuild import runtime as runtimes
from coursebuild.errors import CourseError
from coursebuild.paths import ROOT, SHELL

PORT = 8000
CODE = ["pysrc", "tests", "lessons"]
REASON = re.compile(
    r"^(?:(?:ERROR|CRITICAL|WARNING)\s*-|Error:|Config value |[\w.]*(?:Error|Exception|Exit)\b:?)\s*(?P<why>.*)"
)


def serve(args: Sequence[str]) -> None:
    prepare()
    address = [] if {"-a", "--dev-addr"} & set(args) else ["--dev-addr", f"127.0.0.1:{free_port()}"]
    command = [*mkdocs(), "serve", *address, *(["--open"] if has_screen() else []), *args]
    if subprocess.run(command, cwd=ROOT, env=environment()).returncode != 0:
        raise CourseError("The course cannot be served: mend what is named above.")


def build(args: Sequence[str]) -> None:
    """`mkdocs build --strict`, shown as it runs; when it fails, the last line repeats the reason."""
    prepare()
    command = [*mkdocs(), "build", "--strict", *args]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        assert running.stdout is not None
        lines = []
        for line in running.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if running.returncode != 0:
        raise CourseError(f"The site was not built: {reason(lines)}")


def prepare() -> None:
    """The downloads. The bundle is made inside MkDocs, which knows the constants that go into it."""
    remember.tidy()
    download()
    bundles.ensure_packages()


def download() -> None:
    """What a site serves to its pages' Python, and what is made of it."""
    for kind in ("runtime", "packages"):
        runtimes.ensure(kind)
    packs.prepare()


def reason(lines: Iterable[str]) -> str:
    """The last error or warning that MkDocs printed, or the last line of a traceback."""
    told = [found["why"].strip() or line.strip() for line in lines if (found := REASON.match(line))]
    told = [line for line in told if not line.startswith("Aborted")] or told
    return told[-1] if told else "mkdocs gave no reason; see above."


def test(args: Sequence[str]) -> None:
    prepare()
    # The tests build the course too, each of their processes once: what the fences become they then find made.
    building = subprocess.Popen([*mkdocs(), "build", "--strict", "--quiet"], cwd=ROOT, env=environment())
    try:
        check([])
    finally:
        built = building.wait() == 0
    if not built:
        raise CourseError("The site was not built, for the reason that stands above.")
    os.environ["NN_CHROMIUM"] = str(browsers.chromium())
    # Two at a time: a third was no quicker on two cores, and each worker builds the course for itself.
    shared = [] if {"-n", "--numprocesses", "-s", "--pdb"} & set(args) else ["-n", "2", "--dist", "worksteal"]
    if subprocess.run([sys.executable, "-m", "pytest", *shared, *args], cwd=ROOT).returncode != 0:
        raise CourseError("The tests did not pass: see the list above.")


def check(_args: Sequence[str]) -> None:
    """Style, types of the Python, types of the TypeScript: all are run, so that one look shows every fault."""
    bundles.ensure_packages()
    code = [name for name in CODE if (ROOT / name).is_dir()]
    python, tsc = (
        [sys.executable, "-m"],
        [str(node.node()), str(SHELL / "node_modules/typescript/bin/tsc"), "--project"],
    )
    steps = {
        "ruff check": [*python, "ruff", "check", *code],
        "ruff format": [*python, "ruff", "format", "--check", *code],
        "mypy": [*python, "mypy"],
        "tsc": [*tsc, str(SHELL / "tsconfig.json")],
        "tsc for the worker": [*tsc, str(SHELL / "tsconfig.worker.json")],
    }
    failed = [name for name, step in steps.items() if subprocess.run(step, cwd=ROOT).returncode != 0]
    if failed:
        raise CourseError(f"The check failed ({', '.join(failed)}): mend what is named above.")


def bench(args: Sequence[str]) -> None:
    build([])
    os.environ["NN_CHROMIUM"] = str(browsers.chromium())
    if subprocess.run([sys.executable, "tests/bench.py", *args], cwd=ROOT).returncode != 0:
        raise CourseError("The benchmark did not finish: see above.")


def publish(args: Sequence[str]) -> None:
    """The steps after the build, for a builder that does not run MkDocs hooks."""
    from coursebuild import publish as publishing

    folder = ROOT / (args[0] if args else "_site")
    if not (folder / "index.html").is_file():
        raise CourseError(f"There is no built site in {folder}: build it first.")
    publishing.publish(folder)
    print(f"finished  {folder}")


def runtime(_args: Sequence[str]) -> None:
    for kind in ("runtime", "packages", "data"):
        for path in runtimes.ensure(kind).values():
            print(f"verified  {path}")


def profile(_args: Sequence[str]) -> None:
    """Which functions of Python's main module come first: looked at on a built site."""
    from coursebuild import profile as profiling

    build([])
    print(f"{profiling.measure(ROOT / '_site')} of the main module's functions come first")


def bundle(_args: Sequence[str]) -> None:
    print(f"bundled   {bundles.ensure()}")


def mkdocs() -> list[str]:
    return [sys.executable, "-m", "mkdocs"]


def environment() -> dict[str, str]:
    """The theme announces MkDocs 2 at every start; the versions are pinned, so the notice is of no use here."""
    return {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", **os.environ}


def has_screen() -> bool:
    """Whether there is a desktop to open a browser on; elsewhere Python might start one inside the terminal."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def free_port(first: int = PORT) -> int:
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if os.name != "nt":  # on Windows the option would let two servers share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CourseError(f"No port from {first} to {first + 99} is free: name one, for example `-a 127.0.0.1:9000`.")
