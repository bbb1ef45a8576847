import gzip

import numpy as np

from coursebuild.pack_digits import pack
from nnlive.data import digits


def packed(folder, rows):
    source, out = folder / "digits.csv.gz", folder / "digits.npz"
    source.write_bytes(gzip.compress("\n".join(",".join(map(str, row)) for row in rows).encode()))
    pack(source, out)
    return out.read_bytes()


def test_packing_the_digits_again_gives_the_same_values_and_bytes(tmp_path, monkeypatch):
    images, labels = digits()
    rows = np.column_stack([images.reshape(-1, 64), labels]).astype(int)
    first = packed(tmp_path, rows)
    assert packed(tmp_path, rows) == first
    monkeypatch.setattr("nnlive.data.OPENER", lambda name: first)
    np.testing.assert_array_equal(digits()[0], images)
    np.testing.assert_array_equal(digits()[1], labels)
