"""Makes .venv, ready to work, on a machine that has nothing but Python: `python3 pysrc/coursebuild/bootstrap.py`.

Only the standard library is used, and the file can be read by any Python 3, so that an old one gets a sentence
and not a syntax error. When nothing changed since the last run it returns at once.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements.lock")
STAMP = os.path.join(VENV, "nnlive-stamp")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


class SetupError(Exception):
    """What failed and what to do, in one sentence."""


def fingerprint() -> str:
    """Changes whenever the environment has to be made again."""
    seen = hashlib.sha256(repr((sys.version, ROOT)).encode())
    for name in (LOCK, os.path.join(ROOT, "pyproject.toml")):
        with open(name, "rb") as file:
            seen.update(file.read())
    return seen.hexdigest()


def is_ready(wanted: str) -> bool:
    try:
        with open(STAMP, encoding="ascii") as file:
            return file.read() == wanted and os.path.exists(PYTHON)
    except OSError:
        return False


def run(command: "list[str]", sentence: str) -> None:
    """Run one step; what it says goes to the terminal, and the sentence follows when it fails."""
    if subprocess.call(command, cwd=ROOT) != 0:
        raise SetupError(sentence)


def is_usable() -> bool:
    """Whether .venv is a whole environment of this very Python; half-made ones are thrown away."""
    ask = "import sys, pip; print(sys.version)"
    try:
        told = subprocess.check_output([PYTHON, "-c", ask], stderr=subprocess.DEVNULL, universal_newlines=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return told.strip() == sys.version.strip()


def make_venv() -> None:
    """Create .venv, unless a usable one is there. Debian ships Python without the part that this needs."""
    if is_usable():
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise SetupError(
            "This Python cannot make virtual environments: install its venv module "
            "(on Debian and Ubuntu: apt-get install " + package + ") and run the command again."
        ) from None
    shutil.rmtree(VENV, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", VENV],
        "The environment .venv could not be made: see the reason above, delete the folder .venv and try again.",
    )


def install() -> None:
    """Install the locked packages, then this project itself, editable."""
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install"]
    if not sys.stdout.isatty():
        pip.append("-qq")
    run(
        [*pip, "--require-hashes", "-r", LOCK],
        "The packages of requirements.lock could not be installed: "
        "see pip's reason above, check the network or pip's index settings, and run the command again.",
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT],
        "The project itself could not be installed: see pip's reason above and mend pyproject.toml.",
    )


def main() -> None:
    if sys.version_info < OLDEST:
        raise SetupError(
            "This is Python " + sys.version.split()[0] + ", and the course needs 3.11 or newer: "
            "name one, for example `make PYTHON=python3.12 serve`."
        )
    wanted = fingerprint()
    if is_ready(wanted):
        return
    print("Setting up .venv: some 90 packages are installed once.", flush=True)
    make_venv()
    install()
    with open(STAMP, "w", encoding="ascii") as file:
        file.write(wanted)
    print("The environment is ready in .venv.", flush=True)


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped; the next run goes on from here.")
