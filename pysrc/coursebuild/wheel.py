"""nnlive as a wheel beside the pages: `pip install` with its address works in Jupyter, in Colab and at home.

It is written here rather than by hatchling, in a hundredth of its time: a wheel is a zip file with three lists in it
(the binary distribution format of packaging.python.org).
"""

import base64
import hashlib
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from coursebuild import paths
from coursebuild.package import EPOCH

TAG = "py3-none-any"


def project() -> dict[str, Any]:
    """What pyproject.toml says of the package."""
    told: dict[str, Any] = tomllib.loads((paths.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return told


def name() -> str:
    """The wheel's file name: nnlive-<version>-py3-none-any.whl."""
    return f"{_release()}-{TAG}.whl"


def write(folder: Path) -> Path:
    """Writes the wheel into a folder, in place of older ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("nnlive-*.whl"):
        old.unlink()
    file = folder / name()
    file.write_bytes(contents())
    return file


def contents() -> bytes:
    """The wheel's bytes: the same for the same files, whenever and wherever they are packed."""
    info = f"{_release()}.dist-info"
    files = {f"nnlive/{path}": (paths.PACKAGE / path).read_bytes() for path in _package_files()}
    files[f"{info}/licenses/LICENSE"] = (paths.ROOT / "LICENSE").read_bytes()
    files[f"{info}/METADATA"] = _metadata().encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: coursebuild\nRoot-Is-Purelib: true\nTag: {TAG}\n".encode()
    record = [f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in files.items()]
    files[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"]).encode()
    return _zipped(files)


def _release() -> str:
    about = project()
    return f"{about['name']}-{about['version']}"


def _package_files() -> list[str]:
    """The modules and data sets of nnlive, as paths below its folder."""
    data = [file for file in (paths.PACKAGE / "datasets").iterdir() if file.is_file()]
    return sorted(file.relative_to(paths.PACKAGE).as_posix() for file in [*paths.PACKAGE.glob("*.py"), *data])


def _metadata() -> str:
    about = project()
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {about['name']}",
        f"Version: {about['version']}",
        f"Summary: {about['description']}",
        f"License-Expression: {about['license']}",
        "License-File: LICENSE",
        f"Requires-Python: {about['requires-python']}",
        *(f"Requires-Dist: {needed}" for needed in about["dependencies"]),
    ]
    return "\n".join(lines) + "\n"


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compresslevel=9) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16  # else some systems unpack files that nobody may read
            archive.writestr(info, data)
    return buffer.getvalue()
