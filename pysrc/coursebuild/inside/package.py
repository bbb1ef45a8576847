"""Runs inside Pyodide: packs nnlive with its bytecode beside its sources, which readers and tracebacks show."""

import os

from parts import pyc, store

FOLDER = "nnlive"
PLACE = f"/lib/python3.14/site-packages/{FOLDER}"


def main() -> None:
    files: dict[str, bytes] = {}
    for name in sorted(os.listdir(f"/job/{FOLDER}")):
        with open(f"/job/{FOLDER}/{name}", "rb") as file:
            source = file.read()
        stem = name.removesuffix(".py")
        files[f"{FOLDER}/{name}"] = source
        files[f"{FOLDER}/__pycache__/{stem}.cpython-314.pyc"] = pyc(source, f"{PLACE}/{name}", optimize=0)
    store("/job/nnlive.zip", files)


main()
