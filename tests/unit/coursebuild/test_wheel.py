"""The wheel: pip installs it, it runs with its data sets, and the same files make the same bytes."""

import re
import subprocess
import sys

from coursebuild import wheel


def pip(*args):
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *args], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_pip_installs_it_and_it_runs_alone(tmp_path):
    file = wheel.write(tmp_path)
    pip("install", "--quiet", "--no-index", "--no-deps", "--target", str(tmp_path / "there"), str(file))
    ask = "import nnlive, nnlive.data as d; print(nnlive.__file__, nnlive.__version__, len(d.digits()[0]))"
    told = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path / "there", capture_output=True, text=True)
    where, version, digits = told.stdout.split()
    assert where.startswith(str(tmp_path)), told.stderr
    assert f"nnlive-{version}-" in file.name
    assert int(digits) == 1797


def test_pip_reads_what_it_needs(tmp_path):
    report = pip("install", "--dry-run", "--quiet", "--report", "-", "--ignore-installed", "--no-index", "--no-deps",
                 str(wheel.write(tmp_path)))  # fmt: skip
    assert re.search(r'"requires_dist": \[\s*"numpy>=2', report)


def test_the_same_files_make_the_same_bytes(tmp_path):
    (tmp_path / "nnlive-0.0.1-py3-none-any.whl").touch()
    file = wheel.write(tmp_path)
    assert file.read_bytes() == wheel.contents()
    assert list(tmp_path.iterdir()) == [file], "an older wheel is swept away"


def test_its_list_holds_every_file(tmp_path):
    """pip checks no hashes at installation, but `pip show -f` and uninstalling go by the list."""
    there = tmp_path / "there"
    pip(
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-compile",
        "--target",
        str(there),
        str(wheel.write(tmp_path)),
    )
    record = next(there.glob("*.dist-info")) / "RECORD"
    listed = {line.split(",")[0] for line in record.read_text("utf-8").splitlines()}
    placed = {path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file()}
    assert placed <= listed
