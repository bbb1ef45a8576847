"""A WebAssembly module as its sections, and the few things in them that splitting one needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

MAGIC = b"\0asm\1\0\0\0"
CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, COUNT, TAG = range(14)
# Sections stand in this order; custom ones come first here, as Emscripten's dylink.0 must.
ORDER = (CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, MEMORY, TAG, GLOBAL, EXPORT, START, ELEMENT, COUNT, CODE, DATA)
FUNCREF = b"\x70"
LIMITS = {0: 1, 1: 2}  # how many numbers follow the flag of a table's or a memory's limits


@dataclass(frozen=True)
class Import:
    """`what` is 0 for a function, 1 a table, 2 a memory, 3 a global, 4 a tag; `kind` the bytes that say which."""

    module: str
    name: str
    what: int
    kind: bytes


@dataclass(frozen=True)
class Module:
    """The bytes of each section, by its number."""

    sections: dict[int, bytes]

    def items(self, section: int) -> "Reader":
        """A reader at the first item of a section; it knows how many there are."""
        return Reader(self.sections.get(section, b"\0"))

    def having(self, **sections: bytes) -> "Module":
        """A copy with some sections replaced; empty ones are left out."""
        numbers = {globals()[name.upper()]: content for name, content in sections.items()}
        return replace(self, sections={**self.sections, **numbers})

    def encoded(self) -> bytes:
        parts = [bytes([n]) + vector_of(self.sections[n]) for n in ORDER if self.sections.get(n)]
        return MAGIC + b"".join(parts)


class Reader:
    """Reads numbers and names one after another. Begins with a count, as most sections do."""

    def __init__(self, data: bytes, counted: bool = True) -> None:
        self.data, self.at = data, 0
        self.count = self.number() if counted else 0

    def number(self) -> int:
        result = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            result |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return result

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def name(self) -> str:
        return self.take(self.number()).decode()

    def limits(self) -> bytes:
        """The limits of a table or a memory, as they stand."""
        start = self.at
        for _ in range(LIMITS[self.take(1)[0] & 1]):
            self.number()
        return self.data[start : self.at]


def decode(data: bytes) -> Module:
    reader, sections = Reader(data[len(MAGIC) :], counted=False), {}
    while reader.at < len(reader.data):
        number = reader.take(1)[0]
        content = reader.take(reader.number())
        if number != CUSTOM or content[1:].startswith(b"dylink.0"):
            sections[number] = content
    return Module(sections)


def number(value: int) -> bytes:
    """A number as WebAssembly writes one without a sign."""
    out = bytearray()
    while True:
        value, low = value >> 7, value & 127
        out.append(low | (128 if value else 0))
        if not value:
            return bytes(out)


def constant(value: int) -> bytes:
    """i32.const of a number that is not negative: signed, so the sixth bit must stay clear."""
    out = bytearray(number(value))
    if out[-1] & 64:
        out[-1] |= 128
        out.append(0)
    return b"\x41" + bytes(out)


def text(name: str) -> bytes:
    return vector_of(name.encode())


def vector_of(content: bytes) -> bytes:
    return number(len(content)) + content


def vector(items: Sequence[bytes]) -> bytes:
    return number(len(items)) + b"".join(items)


def imports(module: Module) -> Iterator[Import]:
    reader = module.items(IMPORT)
    for _ in range(reader.count):
        place, name, what = reader.name(), reader.name(), reader.take(1)[0]
        if what == 0:
            kind = number(reader.number())
        elif what == 1:
            kind = reader.take(1) + reader.limits()
        elif what == 2:
            kind = reader.limits()
        elif what == 3:
            kind = reader.take(2)
        else:
            kind = reader.take(1) + number(reader.number())
        yield Import(place, name, what, kind)


def exports(module: Module) -> dict[tuple[int, int], str]:
    """A name of each thing that is exported, by what it is and its number."""
    reader, found = module.items(EXPORT), dict[tuple[int, int], str]()
    for _ in range(reader.count):
        name, what = reader.name(), reader.take(1)[0]
        found.setdefault((what, reader.number()), name)
    return found


def types(module: Module) -> list[tuple[int, int]]:
    """How many parameters and results each type of function has."""
    reader, found = module.items(TYPE), []
    for _ in range(reader.count):
        if reader.take(1) != b"\x60":
            raise ValueError("a type that is no function's")
        given, got = len(reader.take(reader.number())), len(reader.take(reader.number()))
        found.append((given, got))
    return found


def functions(module: Module) -> list[int]:
    """The type of each function that the module defines."""
    reader = module.items(FUNCTION)
    return [reader.number() for _ in range(reader.count)]


def bodies(module: Module) -> list[bytes]:
    reader = module.items(CODE)
    return [reader.take(reader.number()) for _ in range(reader.count)]


def tables(module: Module) -> list[bytes]:
    reader = module.items(TABLE)
    return [reader.take(1) + reader.limits() for _ in range(reader.count)]


def memories(module: Module) -> list[bytes]:
    reader = module.items(MEMORY)
    return [reader.limits() for _ in range(reader.count)]


def tags(module: Module) -> list[bytes]:
    reader = module.items(TAG)
    return [reader.take(1) + number(reader.number()) for _ in range(reader.count)]


def globals_(module: Module) -> list[tuple[bytes, bytes]]:
    """Each global that the module defines: its type, and all of it. Its first value is a constant or another global."""
    reader, found = module.items(GLOBAL), []
    for _ in range(reader.count):
        start = reader.at
        kind = reader.take(2)
        while (operation := reader.take(1)[0]) != 0x0B:
            if operation in (0x41, 0x42, 0x23):  # i32.const, i64.const, global.get
                reader.number()
            elif operation in (0x43, 0x44):  # f32.const, f64.const
                reader.take(4 if operation == 0x43 else 8)
            elif operation == 0xD0:  # ref.null
                reader.take(1)
            elif operation not in (0x6A, 0x6B):  # i32.add, i32.sub
                raise ValueError(f"a global's first value has the operation {operation:#x}")
        found.append((kind, reader.data[start : reader.at]))
    return found


def appended(module: Module, section: int, items: Sequence[bytes]) -> bytes:
    """A section with more items at its end."""
    reader = module.items(section)
    return number(reader.count + len(items)) + reader.data[reader.at :] + b"".join(items)
