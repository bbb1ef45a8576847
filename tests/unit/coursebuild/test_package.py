"""The archive: the package's modules and nothing else, the same bytes every time, and it runs."""

import io
import subprocess
import sys
import zipfile

from coursebuild import package, paths


def names():
    return zipfile.ZipFile(io.BytesIO(package.archive())).namelist()


def test_it_holds_the_modules_and_nothing_else():
    assert names() == [f"nnlive/{file.name}" for file in sorted(paths.PACKAGE.glob("*.py"))]
    assert "nnlive/live.py" in names()


def test_the_same_files_make_the_same_bytes(tmp_path):
    assert package.archive() == package.archive()
    assert package.write(tmp_path / "a").name == package.write(tmp_path / "b").name


def test_an_older_archive_is_swept_away(tmp_path):
    (tmp_path / "nnlive-000000000000.zip").touch()
    file = package.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_it_runs_from_the_archive_alone(tmp_path):
    file = package.write(tmp_path)
    code = "import nnlive.live; print(nnlive.__file__); print(nnlive.live.Session().stop('v'))"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(file)!r}); {code}"], capture_output=True, text=True
    )
    assert told.stdout.split() == [f"{file}/nnlive/__init__.py", "{}"], told.stderr


def test_data_sets_are_copied_as_they_are(tmp_path):
    package.write_datasets(tmp_path / "data")
    for file in (tmp_path / "data").iterdir():
        assert file.read_bytes() == (paths.PACKAGE / "datasets" / file.name).read_bytes()
        assert file.suffix != ".py"
    assert (tmp_path / "data" / "digits.npz").is_file()
