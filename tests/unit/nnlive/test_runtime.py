"""What runs: the hash names the modules, the same in the repository and in the page's archive."""

import hashlib
import io
import sys
import zipfile

import numpy as np

import nnlive
from coursebuild import package
from nnlive.runtime import content_hash


def test_it_tells_what_runs():
    told = nnlive.runtime()
    assert told["python"] == "CPython"
    assert told["version"] == ".".join(map(str, sys.version_info[:3]))
    assert told["numpy"] == np.__version__
    assert told["nnlive"] == content_hash()


def test_the_archive_of_the_page_has_the_same_hash():
    archive = zipfile.ZipFile(io.BytesIO(package.archive()))
    digest = hashlib.sha256()
    for name in sorted(archive.namelist()):
        digest.update(name.removeprefix("nnlive/").encode() + b"\0" + archive.read(name) + b"\0")
    assert content_hash() == digest.hexdigest()[:12]
