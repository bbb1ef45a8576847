"""The trimmed main module still has all that its script and every extension module of the site ask for."""

import re

import pytest
from test_split import WHOLE

from coursebuild import packs, runtime, trim, wasm
from coursebuild.errors import CourseError

SCRIPT = (
    "const a=1;var _add,_twice,_four,wasmMemory;function assignWasmExports(wasmExports){"
    '_add=Module["_add"]=wasmExports["add"];_twice=Module["_twice"]=wasmExports["twice"];'
    '_four=Module["_four"]=wasmExports["four"];wasmMemory=wasmExports["memory"]}function go(){return _add(1,2)}'
)


def exported(data):
    return set(wasm.exports(wasm.decode(data)).values())


def test_what_the_scripts_use_and_what_is_wanted_stays():
    main, script = trim.trimmed(WHOLE, SCRIPT, "nothing", {"four"})
    assert exported(main) == {"add", "four", "memory"}
    assert script == (
        "const a=1;var _add,wasmMemory;function assignWasmExports(wasmExports){"
        '_add=Module["_add"]=wasmExports["add"];wasmMemory=wasmExports["memory"]}function go(){return _add(1,2)}'
    )


def test_the_loader_s_words_count_too():
    main, script = trim.trimmed(WHOLE, SCRIPT, "Module._twice(3)", set())
    assert exported(main) == {"add", "twice", "memory"}
    assert '_twice=Module["_twice"]=wasmExports["twice"]' in script


def test_a_script_of_another_form_is_told():
    with pytest.raises(CourseError, match=r"trim\.py"):
        trim.trimmed(WHOLE, "function go(){}", "", set())


def test_the_site_s_own_files_find_what_they_import():
    folder = packs.ensure_trimmed()
    official = runtime.ensure()
    before, now = exported(official[packs.MAIN].read_bytes()), exported((folder / packs.MAIN).read_bytes())
    wheels = {**official, **runtime.ensure("packages")}
    assert trim.wanted(file for name, file in wheels.items() if name.endswith(".whl")) & before <= now
    taken = set(re.findall(r'wasmExports\["([^"]+)"\]', (folder / packs.SCRIPT).read_text("utf-8")))
    assert len(taken) > 200
    assert taken & before <= now
    assert len(now) < 0.2 * len(before)
