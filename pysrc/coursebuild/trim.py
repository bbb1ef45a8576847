"""The main module and its script, without the names that nothing in a site asks for.

Emscripten gives every function and constant of the module a name, 8,556 in all, since a library that is loaded later
may want any of them, and its script copies 4,863 into variables. At each start all of them become objects of
JavaScript. What stays is what the scripts use and what the site's own extension modules import.
"""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from coursebuild import wasm
from coursebuild.errors import CourseError

FUNCTION, GLOBAL = 0, 3  # what an export is; tables, the memory and tags stay
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
# The script's variables for exports, and the function that fills them: a statement for each.
_TAKING = re.compile(r"var ([\w$,]+);function assignWasmExports\(wasmExports\)\{([^{}]*)\}")
_STATEMENT = re.compile(r'([\w$]+)=Module\["[^"]+"\]=wasmExports\["([^"]+)"\](?:\.value>>>0)?')


def wanted(archives: Iterable[Path]) -> set[str]:
    """The names that the extension modules in wheels import."""
    found = set()
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                if name.endswith(".so"):
                    found |= {item.name for item in wasm.imports(wasm.decode(opened.read(name)))}
    return found


def trimmed(main: bytes, script: str, loader: str, names: set[str]) -> tuple[bytes, str]:
    """The module and its script, pyodide.asm.mjs, with `names` and those that the script or `loader` use.

    Raises CourseError for a script of another form.
    """
    taking = _TAKING.search(script)
    if not taking:
        raise CourseError("pyodide.asm.mjs takes its exports in another way than before: mend coursebuild/trim.py.")
    rest = [script[: taking.start()], script[taking.end() :]]
    used = {word for text in (*rest, loader) for word in _WORD.findall(text)}
    statements, dropped = [], set()
    for statement in taking[2].split(";"):
        one = _STATEMENT.fullmatch(statement)
        if one and not used & {one[1], one[2]}:
            dropped.add(one[1])
        else:
            statements.append(statement)
            used |= {one[2]} if one else set(_WORD.findall(statement))
    variables = ",".join(name for name in taking[1].split(",") if name not in dropped)
    filling = f"var {variables};function assignWasmExports(wasmExports){{{';'.join(statements)}}}"
    return _with_exports(main, used | names), filling.join(rest)


def _with_exports(main: bytes, names: set[str]) -> bytes:
    """The module that gives out only functions and constants of these names."""
    module = wasm.decode(main)
    reader, kept = module.items(wasm.EXPORT), []
    for _ in range(reader.count):
        start = reader.at
        name, what = reader.name(), reader.take(1)[0]
        reader.number()
        if what not in (FUNCTION, GLOBAL) or name in names:
            kept.append(reader.data[start : reader.at])
    return module.having(export=wasm.vector(kept)).encoded()
