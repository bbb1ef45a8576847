/** The files of a zip whose members are stored as they are: the whole of it was compressed for its way. */

const FILE = 0x04034b50; // what stands before each file: "PK", 3, 4

/** Name and bytes of each file; the bytes are a view of the archive's. */
export function* files(archive: Uint8Array<ArrayBuffer>): Generator<[name: string, bytes: Uint8Array<ArrayBuffer>]> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const text = new TextDecoder();
  for (let at = 0; view.getUint32(at, true) === FILE; ) {
    const [method, size] = [view.getUint16(at + 8, true), view.getUint32(at + 18, true)];
    const [name, extra] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
    if (method !== 0) throw new Error("a file of this archive is compressed");
    const start = at + 30 + name + extra;
    yield [text.decode(archive.subarray(at + 30, at + 30 + name)), archive.subarray(start, start + size)];
    at = start + size;
  }
}
