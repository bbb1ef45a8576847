"""What comes after MkDocs: the runtime's files, our package, the page's script and style, links and policy.

A plain step on a built folder, so that it works after `mkdocs build` and after any other builder.
"""

import json
import shutil
from pathlib import Path

from coursebuild import assets, bundle, exercises, finish, notebooks, package, paths, wheel
from coursebuild.excerpt import SOURCES
from nnlive import palette


def publish(site: Path, policy: bool = True) -> None:
    """Makes a built folder a finished site. Raises CourseError for a page that would not work."""
    manifest = assets.place(site)
    package.write_datasets(site / "assets/nn/data")
    wheel.write(site / "assets/nn")
    first = sum(file["wire"] for file in manifest["files"].values())
    built = bundle.ensure({"__SITE__": json.dumps(manifest), "__WIRE__": str(first)})
    for file in [*built.glob("*.js*"), built / bundle.LICENCES]:
        assets.copy(file, site / "assets/nn" / file.name)
    style = site / "assets/nn/nn.css"
    style.unlink(missing_ok=True)
    style.write_text(palette.css() + (built / "nn.css").read_text("utf-8"), "utf-8")
    _write(site / exercises.FOLDER, exercises.files())
    _write(site / notebooks.FOLDER, notebooks.files(notebooks.address(site)))
    _write(site / SOURCES, {file.name: file.read_text("utf-8") for file in paths.PACKAGE.glob("*.py")})
    finish.pages(site, policy)


def _write(folder: Path, files: dict[str, str]) -> None:
    """A folder with these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
