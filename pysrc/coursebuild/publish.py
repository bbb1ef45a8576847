"""What comes after MkDocs: the runtime's files, our package, the page's script and style, links and policy.

A plain step on a built folder, so that it works after `mkdocs build` and after any other builder.
"""

import hashlib
import json
import shutil
from pathlib import Path

from coursebuild import assets, bundle, exercises, finish, notebooks, offline, package, paths, wheel
from coursebuild.excerpt import SOURCES
from nnlive import palette


def publish(site: Path, policy: bool = True) -> None:
    """Makes a built folder a finished site. Raises CourseError for a page that would not work."""
    manifest = assets.place(site)
    package.write_datasets(site / offline.DATA)
    manifest["data"] = offline.data(site)
    wheel.write(site / "assets/nn")
    first = sum(file["wire"] for file in manifest["files"].values())
    built = bundle.ensure({"__SITE__": json.dumps(manifest), "__WIRE__": str(first)})
    names = _scripts(site / "assets/nn", built)
    _write(site / exercises.FOLDER, exercises.files())
    _write(site / notebooks.FOLDER, notebooks.files(notebooks.address(site)))
    _write(site / SOURCES, {file.name: file.read_text("utf-8") for file in paths.PACKAGE.glob("*.py")})
    finish.pages(site, policy, names)
    if policy:
        offline.publish(site, manifest, (built / offline.SCRIPT).read_text("utf-8"))
    else:
        offline.withdraw(site)


def _scripts(folder: Path, built: Path) -> dict[str, str]:
    """Puts the page's script and style into the site, under names with their hashes; those names by the plain ones."""
    for old in [*folder.glob("*.js*"), *folder.glob("nn*.css")]:
        old.unlink()
    for file in [*built.glob("worker-*.js*"), *built.glob("chunk-*.js*"), built / "nn.js.map", built / bundle.LICENCES]:
        assets.copy(file, folder / file.name)
    texts = {name: (built / name).read_text("utf-8") for name in ("nn.js", "nn.css")}
    texts["nn.css"] = palette.css() + texts["nn.css"]
    names = {}
    for name, text in texts.items():
        stem, _, suffix = name.partition(".")
        names[name] = f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{suffix}"
        (folder / names[name]).write_text(text, "utf-8")
    return names


def _write(folder: Path, files: dict[str, str]) -> None:
    """A folder with these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
