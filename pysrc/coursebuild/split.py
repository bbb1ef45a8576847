"""Python's main module in two: the functions that starting and learning use, and the rest, fetched when one is called.

Both halves keep the number of every function, global and table, so no code has to be rewritten. A function that is in
the other half is here only a call through a table that both share. In the first half such a call looks whether the
table has been filled, and otherwise asks the page for the second half, which fills it when it is started.
"""

import base64
import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from coursebuild import wasm
from coursebuild.wasm import FUNCREF, Module, constant, number, text, vector, vector_of

PROFILE = Path(__file__).with_name("split_profile.json")
SHARED = "%split"  # the table that both halves share; its last place is for the function that asks for the second half

FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)  # what an import or an export is
END, CALL, CALL_INDIRECT, LOCAL_GET = b"\x0b", b"\x10", b"\x11", b"\x20"
IF, TABLE_GET, IS_NULL = b"\x04\x40", b"\x25", b"\xd1"


def profile(sha256: str) -> set[int] | None:
    """Which of its functions a main module uses; None for a module that was never looked at."""
    told = json.loads(PROFILE.read_text("utf-8"))
    if told["sha256"] != sha256:
        return None
    bits = zlib.decompress(base64.b64decode(told["used"]))
    return {i for i in range(8 * len(bits)) if bits[i // 8] >> i % 8 & 1}


def save_profile(sha256: str, used: Iterable[int]) -> None:
    used = set(used)
    bits = bytearray(max(used) // 8 + 1)
    for i in used:
        bits[i // 8] |= 1 << i % 8
    packed = base64.b64encode(zlib.compress(bytes(bits), 9)).decode()
    PROFILE.write_text(json.dumps({"sha256": sha256, "used": packed}, indent=2) + "\n", "utf-8")


def split(data: bytes, used: set[int]) -> tuple[bytes, bytes]:
    """The two halves of a module. `used` are those of its own functions, counted from 0, that the first half keeps."""
    whole = Whole(wasm.decode(data), used)
    return whole.first().encoded(), whole.second().encoded()


class Whole:
    """The module before it is split, read once."""

    def __init__(self, module: Module, used: set[int]) -> None:
        self.module = module
        self.imports = list(wasm.imports(module))
        self.types, self.kinds, self.bodies = wasm.types(module), wasm.functions(module), wasm.bodies(module)
        self.own = sum(item.what == FUNCTION for item in self.imports)  # the number of the first function of its own
        self.here = [i in used for i in range(len(self.bodies))]
        self.split = len(wasm.tables(module))  # the number of the shared table
        held = wasm.globals_(module)
        variable = [i for i, (kind, _) in enumerate(held) if kind[1]]
        self.variables = [kind for kind, _ in held[: max(variable, default=-1) + 1]]  # and constants between them
        self.constants = [item for _, item in held[len(self.variables) :]]
        self.plain = self.types.index((0, 0))  # the type of a function that takes and gives nothing

    def first(self) -> Module:
        ensure = CALL + number(self.own + len(self.bodies))
        bodies = [
            b if here else self.calling(i, ensure)
            for i, (b, here) in enumerate(zip(self.bodies, self.here, strict=True))
        ]
        size = number(len(self.bodies) + 1)
        added = [text(name) + bytes([what]) + number(i) for (what, i), name in self.shared().items()]
        m = self.module
        return m.having(
            function=wasm.appended(m, wasm.FUNCTION, [number(self.plain)]),
            table=wasm.appended(m, wasm.TABLE, [FUNCREF + b"\0" + size]),
            export=wasm.appended(m, wasm.EXPORT, added),
            element=wasm.appended(m, wasm.ELEMENT, self.filling(True)),
            code=vector([vector_of(body) for body in [*bodies, self.ensuring()]]),
        )

    def second(self) -> Module:
        """It imports all that the first has of its own, but constants, which it repeats. It exports nothing."""
        bodies = [
            self.calling(i) if here else b for i, (b, here) in enumerate(zip(self.bodies, self.here, strict=True))
        ]
        m = self.module
        kinds = {
            TABLE: [*wasm.tables(m), FUNCREF + b"\0" + number(len(self.bodies) + 1)],
            MEMORY: wasm.memories(m),
            GLOBAL: self.variables,
            TAG: wasm.tags(m),
        }
        numbers = {what: sum(item.what == what for item in self.imports) for what in kinds}
        names = {**wasm.exports(m), **self.shared()}
        taken = [
            text("%") + text(names[what, numbers[what] + i]) + bytes([what]) + kind
            for what, items in kinds.items()
            for i, kind in enumerate(items)
        ]
        return Module({wasm.TYPE: m.sections[wasm.TYPE], wasm.FUNCTION: m.sections[wasm.FUNCTION]}).having(
            **{"import": wasm.appended(m, wasm.IMPORT, taken), "global": vector(self.constants)},
            element=vector(self.filling(False)),
            code=vector([vector_of(body) for body in bodies]),
        )

    def shared(self) -> dict[tuple[int, int], str]:
        """Names for what the second half needs and the module does not export, by what it is and its number."""
        known = wasm.exports(self.module)
        counts = {
            TABLE: self.split,
            MEMORY: len(wasm.memories(self.module)),
            GLOBAL: len(self.variables),
            TAG: len(wasm.tags(self.module)),
        }
        found = {(TABLE, self.split): SHARED}
        for what, count in counts.items():
            begin = sum(item.what == what for item in self.imports)
            for i in range(begin, begin + count):
                if (what, i) not in known:
                    found[what, i] = f"%{what}.{i}"
        return found

    def calling(self, i: int, before: bytes = b"") -> bytes:
        """The body of a function that is in the other half: it calls what stands in its place of the shared table."""
        kind = self.kinds[i]
        given = b"".join(LOCAL_GET + number(n) for n in range(self.types[kind][0]))
        return b"\0" + before + given + constant(i) + CALL_INDIRECT + number(kind) + number(self.split) + END

    def ensuring(self) -> bytes:
        """The body of a function that asks for the second half, unless it is there."""
        some, last, table = constant(self.here.index(False)), constant(len(self.bodies)), number(self.split)
        ask = last + CALL_INDIRECT + number(self.plain) + table
        return b"\0" + some + TABLE_GET + table + IS_NULL + IF + ask + END + END

    def filling(self, here: bool) -> list[bytes]:
        """What puts a half's own functions into the shared table, a run of neighbours at a time."""
        runs: list[list[int]] = []
        for i, there in enumerate(self.here):
            if there == here:
                if runs and runs[-1][-1] == i - 1:
                    runs[-1].append(i)
                else:
                    runs.append([i])
        head = b"\x02" + number(self.split)  # an active segment of this table
        return [head + constant(run[0]) + END + b"\0" + vector([number(self.own + i) for i in run]) for run in runs]


def counting(data: bytes) -> bytes:
    """The module with a second memory, `%used`, in which each function of its own notes that it was called."""
    module = wasm.decode(data)
    bodies = []
    for i, body in enumerate(wasm.bodies(module)):
        reader = wasm.Reader(body)
        for _ in range(reader.count):  # its local variables
            reader.number(), reader.take(1)
        note = constant(i) + constant(1) + b"\x3a\x40\x01\0"  # i32.store8 into memory 1
        bodies.append(vector_of(body[: reader.at] + note + body[reader.at :]))
    return module.having(
        memory=wasm.appended(module, wasm.MEMORY, [b"\0\x01"]),
        export=wasm.appended(module, wasm.EXPORT, [text("%used") + bytes([MEMORY]) + b"\x01"]),
        code=vector(bodies),
    ).encoded()
