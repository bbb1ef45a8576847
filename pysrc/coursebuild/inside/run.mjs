// node run.mjs PYODIDE FOLDER SCRIPT: runs a script that lies beside this file inside the Pyodide of one folder, with
// another folder as its /job. Only this very Python can compile what the page's Python loads.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, job, script] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0" } });
for (const [root, place] of [[job, "/job"], [import.meta.dirname, "/inside"]]) {
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
python.runPython(`import sys; sys.dont_write_bytecode = True; sys.path.insert(0, "/inside"); import ${script}`);
