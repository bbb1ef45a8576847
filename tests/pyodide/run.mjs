// node run.mjs FOLDER ARCHIVE SCRIPT: runs a Python script in the Pyodide of FOLDER with numpy and nnlive; prints what its
// `run()` returns, as JSON.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Node would print the line of Pyodide that threw, which is a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
const [folder, archive, script] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: folder, env: { PYTHONHASHSEED: "0" } });
const wheel = readdirSync(folder).find((name) => name.startsWith("numpy-"));
python.unpackArchive(readFileSync(join(folder, wheel)).buffer, "wheel");
python.unpackArchive(readFileSync(archive).buffer, "zip", { extractDir: "/lib/python3.14/site-packages" });
python.FS.writeFile("/script.py", readFileSync(script));
console.log(python.runPython("import json, runpy; json.dumps(runpy.run_path('/script.py')['run']())"));
