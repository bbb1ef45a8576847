"""A module in two halves computes what the whole one does, and asks for the second half only when it is needed."""

import json
import subprocess

import pytest

from coursebuild import node, split, wasm

# (module: add(a, b), twice(a) = add(a, a), four(a) = twice(twice(a)); a memory, a table, a global)
TYPES = wasm.vector([b"\x60\x02\x7f\x7f\x01\x7f", b"\x60\x01\x7f\x01\x7f", b"\x60\0\0"])
BODIES = [
    b"\0\x20\0\x20\1\x6a\x0b",  # add: its parameters, i32.add
    b"\0\x20\0\x20\0\x10\0\x0b",  # twice: call add
    b"\0\x20\0\x10\1\x10\1\x0b",  # four: call twice, twice
]
EXPORTS = [wasm.text(name) + bytes([0, i]) for i, name in enumerate(("add", "twice", "four"))]
WHOLE = wasm.Module(
    {
        wasm.TYPE: TYPES,
        wasm.IMPORT: wasm.vector([]),
        wasm.FUNCTION: wasm.vector([b"\0", b"\1", b"\1"]),
        wasm.TABLE: wasm.vector([b"\x70\0\1"]),
        wasm.MEMORY: wasm.vector([b"\0\1"]),
        wasm.GLOBAL: wasm.vector([b"\x7f\1\x41\5\x0b"]),
        wasm.EXPORT: wasm.vector([*EXPORTS, wasm.text("memory") + b"\2\0"]),
        wasm.ELEMENT: wasm.vector([]),
        wasm.CODE: wasm.vector([wasm.vector_of(body) for body in BODIES]),
    }
).encoded()
RUN = """
const [first, second] = JSON.parse(process.argv[1]).map((hex) => new WebAssembly.Module(Buffer.from(hex, "hex")));
let asked = 0;
const one = new WebAssembly.Instance(first, {});
const giving = Buffer.from("0061736d010000000104016000000207010" + "16d016600000705010166" + "0000", "hex");
const ask = () => (asked++, new WebAssembly.Instance(second, { "%": one.exports }));
const table = one.exports["%split"];
table.set(table.length - 1, new WebAssembly.Instance(new WebAssembly.Module(giving), { m: { f: ask } }).exports.f);
const told = [];
for (const [name, ...given] of [["add", 1, 2], ["twice", 3], ["four", 5], ["four", 6]]) {
  told.push(one.exports[name](...given), asked);
}
console.log(JSON.stringify(told));
"""


def run(first, second):
    command = [node.node(), "-e", RUN, json.dumps([first.hex(), second.hex()])]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(
    ("used", "told"),
    [
        ({0, 1}, [3, 0, 6, 0, 20, 1, 24, 1]),
        ({0}, [3, 0, 6, 1, 20, 1, 24, 1]),
        ({2}, [3, 1, 6, 1, 20, 1, 24, 1]),
        ({1, 2}, [3, 1, 6, 1, 20, 1, 24, 1]),
    ],
)
def test_the_halves_compute_what_the_whole_does(used, told):
    assert run(*split.split(WHOLE, used)) == told


def test_a_counting_module_notes_what_was_called():
    code = """
      const module = new WebAssembly.Module(Buffer.from(process.argv[1], "hex"));
      const { twice, "%used": used } = new WebAssembly.Instance(module, {}).exports;
      console.log(JSON.stringify([twice(4), ...new Uint8Array(used.buffer, 0, 3)]));
    """
    command = [node.node(), "-e", code, split.counting(WHOLE).hex()]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == [8, 1, 1, 0]


def test_decoding_and_encoding_leave_a_module_as_it_is():
    assert wasm.decode(WHOLE).encoded() == WHOLE


def test_a_profile_is_kept_and_belongs_to_one_module(tmp_path, monkeypatch):
    monkeypatch.setattr(split, "PROFILE", tmp_path / "profile.json")
    split.save_profile("abc", [0, 3, 17])
    assert split.profile("abc") == {0, 3, 17}
    assert split.profile("other") is None
