"""Packs the table of house sales in Ames into nnlive/datasets/houses.npz, always to the same bytes."""

import lzma
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from coursebuild.pack_digits import npy
from coursebuild.paths import PACKAGE

OUT = PACKAGE / "datasets" / "houses.npz"

# Our column -> theirs, and the kind of number that holds it. Words become numbers into a list of all different words.
COLUMNS: dict[str, tuple[str, type]] = {
    "price": ("Sale_Price", np.uint32),
    "size": ("Gr_Liv_Area", np.uint16),
    "lot": ("Lot_Area", np.uint32),
    "bedrooms": ("Bedroom_AbvGr", np.uint8),
    "rooms": ("TotRms_AbvGrd", np.uint8),
    "baths": ("Full_Bath", np.uint8),
    "cars": ("Garage_Cars", np.uint8),
    "year": ("Year_Built", np.uint16),
}
WORDS = {"garage": "Garage_Type", "place": "Neighborhood"}
PLAIN = {  # their words that are no words, in ours; in all others only the underscores go
    "Attchd": "attached",
    "Detchd": "detached",
    "BuiltIn": "built in",
    "Basment": "basement",
    "CarPort": "carport",
    "No_Garage": "none",
    "More_Than_Two_Types": "several",
}
DEGREES = {"north": ("Latitude", 41.9), "east": ("Longitude", -93.7)}  # kept in steps of 0.0001 from the corner given


def pack(frame: Path, out: Path = OUT) -> None:
    """`frame` is a pickled table of pandas, packed by xz. Only the columns named above are kept, with every row."""
    theirs = read_frame(frame)
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for name, (column, kind) in COLUMNS.items():
        arrays[name] = theirs[column].astype(kind)
    for name, (column, corner) in DEGREES.items():
        arrays[name] = np.rint((theirs[column].astype(float) - corner) * 10_000).astype(np.uint16)
    for name, column in WORDS.items():
        plain = [PLAIN.get(word, word.replace("_", " ")) for word in theirs[column].tolist()]
        words, numbers = np.unique(plain, return_inverse=True)
        arrays[name], arrays[f"{name}_words"] = numbers.astype(np.uint8), words
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(member, npy(array), zipfile.ZIP_DEFLATED, compresslevel=9)


def read_frame(frame: Path) -> dict[str, np.ndarray[Any, Any]]:
    """The columns of a pickled table by name, without pandas, and without running anything that a pickle may name."""
    with lzma.open(frame) as file:
        manager = _Reader(file).load().state["_mgr"]
    blocks, (columns, _rows) = manager.given
    names = columns.given[1]["data"]
    return {str(name): values for block in blocks for name, values in _columns(block, names)}


def _columns(block: Any, names: np.ndarray[Any, Any]) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """pandas keeps all columns of one kind together: their values, and which columns of the table they are."""
    values, where, _dimensions = block.given
    yield from zip(names[where], values, strict=True)


class _Pandas:
    """Stands for any object of pandas: it keeps what it was given and does nothing."""

    def __init__(self, *given: Any) -> None:
        self.given = given

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _Reader(pickle.Unpickler):
    """Makes arrays, and nothing else that does anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("pandas."):
            return _Pandas
        module = module.replace("numpy.core.", "numpy._core.")  # its name before numpy 2
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a table")
        return super().find_class(module, name)


_ALLOWED = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.numeric", "_frombuffer"),
    ("builtins", "slice"),
}
