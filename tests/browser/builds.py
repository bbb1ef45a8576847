"""Building a course as its authors do, to be served to a browser."""

import os
import subprocess
import sys
from pathlib import Path

from coursebuild import paths
from coursebuild.server import Site

PREFIX = "/neural-networks-live/"  # a project's pages lie below its name
MKDOCS = "import runpy, sys; sys.argv[0] = 'mkdocs'; runpy.run_module('mkdocs', run_name='__main__')"


def build(site: Site, lessons: Path, *options: str, before: str = "") -> Site:
    """Builds a course by the repository's mkdocs.yml, as any author does, for the address it is served at.

    `before` is Python that runs before the build.
    """
    places = {"NN_LESSONS": str(lessons), "NN_SITE": str(site.folder), "SITE_URL": site.url}
    env = {**os.environ, **places, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-c", f"{before}\n{MKDOCS}", "build", *options],
        cwd=paths.ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site
