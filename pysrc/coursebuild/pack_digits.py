"""Packs scikit-learn's table of handwritten digits into nnlive/datasets/digits.npz, always to the same bytes."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from coursebuild.paths import PACKAGE

OUT = PACKAGE / "datasets" / "digits.npz"


def pack(csv_gz: Path, out: Path = OUT) -> None:
    """Rows of 64 ink values 0..16 and a label become images (n, 8, 8) and labels (n,), both uint8."""
    with gzip.open(csv_gz, "rt") as lines:
        table = np.loadtxt(lines, delimiter=",").astype(np.uint8)
    arrays = {"images": table[:, :64].reshape(-1, 8, 8), "labels": table[:, 64]}
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(member, npy(array), zipfile.ZIP_DEFLATED, compresslevel=9)


def npy(array: "np.ndarray[Any, Any]") -> bytes:
    """An array as numpy writes it to a file."""
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
    return buffer.getvalue()
