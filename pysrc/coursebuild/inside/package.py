"""Runs inside Pyodide: packs nnlive's sources, which readers and tracebacks show, and bytecode beside some of them."""

import json
import os

from parts import pyc, store

FOLDER = "nnlive"
PLACE = f"/lib/python3.14/site-packages/{FOLDER}"


def main() -> None:
    files: dict[str, bytes] = {}
    with open("/job/job.json", encoding="utf-8") as file:
        compiled = json.load(file)["compiled"]
    for name in sorted(os.listdir(f"/job/{FOLDER}")):
        with open(f"/job/{FOLDER}/{name}", "rb") as module:
            source = module.read()
        stem = name.removesuffix(".py")
        files[f"{FOLDER}/{name}"] = source
        if stem in compiled:
            files[f"{FOLDER}/__pycache__/{stem}.cpython-314.pyc"] = pyc(source, f"{PLACE}/{name}", optimize=0)
    store("/job/nnlive.zip", files)


main()
