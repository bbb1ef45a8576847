"""Where this code runs: CPython or Pyodide, which numpy, and exactly which nnlive."""

import hashlib
import sys

import numpy as np


def content_hash() -> str:
    """Twelve hex digits of the SHA-256 over the package's own modules, the same wherever the same files run."""
    from importlib import resources  # late: it brings modules that a page seldom needs

    digest = hashlib.sha256()
    files = (f for f in resources.files("nnlive").iterdir() if f.name.endswith(".py"))
    for file in sorted(files, key=lambda f: f.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def runtime() -> dict[str, str]:
    """What runs this: {"python": "Pyodide" or "CPython", "version", "numpy", "nnlive": content hash}."""
    return {
        "python": "Pyodide" if sys.platform == "emscripten" else "CPython",
        "version": ".".join(map(str, sys.version_info[:3])),
        "numpy": np.__version__,
        "nnlive": content_hash(),
    }
