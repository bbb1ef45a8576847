"""Where things are: the repository's folders and the download cache."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "site"
PACKAGE = ROOT / "pysrc" / "nnlive"

# Downloads are shared by all checkouts of a machine; CI keeps this folder between runs.
CACHE = Path(os.environ.get("NN_CACHE") or Path.home() / ".cache" / "nnlive")


def lessons() -> Path:
    """The course's `docs_dir`. mkdocs.yml reads the same variable, so another course can be built by the same shell."""
    return ROOT / os.environ.get("NN_LESSONS", "lessons")
