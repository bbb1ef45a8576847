// node count.mjs PYODIDE PACKS NNLIVE LESSONS RESULT PAGES: starts a main module that counts (split.py) with the site's own
// files, works as a reader would, and writes down which functions were called: a byte for each.
import { mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [pyodide, packs, nnlive, lessons, result, pages] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "nnlive-"));
writeFileSync(join(work, "python.zip"), gunzipSync(readFileSync(join(packs, "python.zip.gz"))));
const { instantiate } = WebAssembly;
let used;
WebAssembly.instantiate = async (code, imports) => {
  const made = await instantiate(code, imports);
  used ??= made.instance?.exports["%used"];
  return made;
};
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodide, stdLibURL: join(work, "python.zip"), env: { PYTHONHASHSEED: "0" } });
rmSync(work, { recursive: true });
for (const file of [join(packs, "numpy.zip.gz"), nnlive]) {
  const bytes = new Uint8Array(gunzipSync(readFileSync(file)));
  python.unpackArchive(bytes, "zip", { extractDir: "/lib/python3.14/site-packages" });
}
for (const [root, place] of [[lessons, "/lessons"], [pages, "/pages"], [import.meta.dirname, "/inside"]]) {
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
const library = openSync(join(packs, "library.zip"));
python.registerJsModule("nn_host", {
  tell() {},
  library(start, length) {
    const bytes = new Uint8Array(length);
    readSync(library, bytes, 0, length, start);
    return bytes;
  },
});
// As the worker does: a buffer that is a getter, proxies that are kept, pixels as a view.
let interrupts = 0;
const buffer = Object.defineProperty({}, "0", { get: () => (interrupts > 0 ? interrupts-- && 2 : 0), set() {} });
python.setInterruptBuffer(buffer);
python.runPython("import sys; sys.dont_write_bytecode = True; sys.path.insert(0, '/inside'); import work");
for (const name of python.globals.get("work").names.toJs()) {
  const draw = python.runPython(`work.${name}`);
  draw();
  const pixels = python.runPython("work.session.pixels()");
  pixels.getBuffer("u8clamped").release();
  pixels.destroy();
  draw.destroy();
}
interrupts = 1;
try {
  python.runPython("while True: pass");
} catch (error) {
  if (!String(error).includes("KeyboardInterrupt")) throw error;
}
writeFileSync(result, new Uint8Array(used.buffer));
