"""nnlive as one small archive for the page, and its data sets beside it."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

from coursebuild import paths

EPOCH = (2020, 1, 1, 0, 0, 0)  # the same files make the same bytes, whenever they are packed


def write(folder: Path) -> Path:
    """Writes nnlive-<hash>.zip into a folder: the package's modules, nothing else."""
    data = archive()
    file = folder / f"nnlive-{hashlib.sha256(data).hexdigest()[:12]}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("nnlive-*.zip"):
        old.unlink()
    file.write_bytes(data)
    return file


def archive() -> bytes:
    """The archive's bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for file in sorted(paths.PACKAGE.glob("*.py")):
            info = zipfile.ZipInfo(f"nnlive/{file.name}", EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(info, file.read_bytes())
    return buffer.getvalue()


def write_datasets(folder: Path) -> None:
    """Copies the package's data files; a lesson that reads one fetches it then."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted((paths.PACKAGE / "datasets").iterdir()):
        if file.suffix != ".py" and file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
