"""What the page's Python leaves out at first, fetched when asked for: seldom used modules, sources and docstrings.

The page starts with bytecode of the modules that most readers need, without docstrings. Everything else lies in one
archive of the site, and only the wanted part of it travels.
"""

import zlib
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any

Read = Callable[[int, int, str], bytes]

SITE = Path("/lib/python3.14/site-packages")
HEADER = 30  # bytes of a zip's header before a member's name


class Library:
    """The archive: `read(start, length, what)` gives some of its bytes, `index` says what is where."""

    def __init__(self, index: dict[str, Any], read: Read, root: Path = SITE.parent) -> None:
        self.read, self.root = read, root
        self.rest: dict[str, tuple[int, int, str]] = index["rest"]
        self.sources: dict[str, tuple[int, int]] = index["sources"]
        self.docs: dict[str, tuple[int, int]] = index["docs"]
        self.groups = {name: group for group, (_, _, names) in self.rest.items() for name in names.split()}
        for name, group in list(self.groups.items()):  # some packages are just a folder
            while name := name.rpartition(".")[0]:
                self.groups.setdefault(name, group)

    def members(self, start: int, length: int, what: str) -> Iterator[tuple[str, bytes]]:
        """The files of a part of the archive, by name."""
        data = self.read(start, length, what)
        at = 0
        while at < len(data):
            packed = int.from_bytes(data[at + 18 : at + 22], "little")
            name = int.from_bytes(data[at + 26 : at + 28], "little")
            body = at + HEADER + name + int.from_bytes(data[at + 28 : at + 30], "little")
            yield data[at + HEADER : at + HEADER + name].decode(), zlib.decompress(data[body : body + packed], -15)
            at = body + packed

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The import system asks here last: the module's files are fetched, and from then on lie in a folder."""
        group = self.groups.get(name)
        if group is None:
            return None
        place = self.root / "site-packages" if group.startswith("site-packages/") else self.root
        plain = place / name.replace(".", "/")
        if not any(self._files(plain)):
            start, length, _ = self.rest[group]
            for member, data in self.members(start, length, f"the module {name}"):
                file = self.root / member
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        found = list(self._files(plain))
        if not found:  # a folder without a file of its own
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [str(plain)]
            return spec
        file = found[0]
        folder = [str(file.parent)] if file.name == "__init__.py" else None
        return spec_from_file_location(name, file, submodule_search_locations=folder)

    def invalidate_caches(self) -> None:
        """The import system calls this on every finder; nothing is remembered here."""

    def _files(self, plain: Path) -> Iterator[Path]:
        """The file of a module, if it is there: a package, a module or an extension module."""
        yield from (file for file in (plain / "__init__.py", plain.with_suffix(".py")) if file.is_file())
        yield from plain.parent.glob(f"{plain.name}.cpython-*.so")
