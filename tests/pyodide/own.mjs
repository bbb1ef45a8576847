// node own.mjs PYODIDE PACKS NNLIVE SCRIPT: as run.mjs, with the site's own files in place of the official ones.
import { mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

// Node would print the line of Pyodide that threw, which is a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
const [folder, packs, nnlive, script] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const work = mkdtempSync(join(tmpdir(), "nnlive-"));
writeFileSync(join(work, "python.zip"), gunzipSync(readFileSync(join(packs, "python.zip.gz"))));
const python = await loadPyodide({ indexURL: folder, stdLibURL: join(work, "python.zip"), env: { PYTHONHASHSEED: "0" } });
rmSync(work, { recursive: true });
for (const file of [join(packs, "numpy.zip.gz"), nnlive]) {
  python.unpackArchive(new Uint8Array(gunzipSync(readFileSync(file))), "zip", { extractDir: "/lib/python3.14/site-packages" });
}
const library = openSync(join(packs, "library.zip"));
const asked = [];
python.registerJsModule("nn_host", {
  asked,
  library(start, length, what) {
    asked.push(what);
    const bytes = new Uint8Array(length);
    readSync(library, bytes, 0, length, start);
    return bytes;
  },
});
python.runPython(`
import nn_host, nnlive.docs
nnlive.docs.install(lambda start, length, what: nn_host.library(start, length, what).to_bytes())
`);
python.runPython(readFileSync(script, "utf8"));
console.log(python.runPython("import json; json.dumps(run())"));
