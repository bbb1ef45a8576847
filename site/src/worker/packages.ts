/** Packages beyond numpy, such as matplotlib: fetched from the site's own files when a cell first imports one. */
import type { Package, Progress, Site } from "../protocol";
import type { Python } from "./pyodide";
import { counting, Downloads } from "./download";

declare const __SITE__: Site;

// This file lies in assets/nn/ of the site.
const root = new URL("../../", import.meta.url);
const here = new Set<string>();
/** Meanwhile nothing else on the page runs, so this ends after a while; what has come is in the browser's cache. */
const TRIES = 5;

/** Loads what these modules need and is not there yet. Modules that we do not carry are left to Python, which may have
 *  them, or whose ImportError the code may expect. Throws, with a sentence for the reader, when a file does not come. */
export async function load(python: Python, modules: string[], tell: (progress: Progress) => void): Promise<void> {
  const asked = __SITE__.packages.filter((carried) => carried.imports.some((name) => modules.includes(name)));
  const missing = withNeeds(asked).filter(({ name }) => !here.has(name));
  if (missing.length === 0) return;
  const what = asked.map(({ name }) => name).join(", ");
  const wheels = await download(missing, what, tell);
  for (const wheel of wheels) python.unpackArchive(wheel.buffer, "wheel");
  python.runPython("import sys; sys.path_importer_cache.clear()");
  if (missing.some(({ name }) => name === "matplotlib")) python.runPython(MATPLOTLIB);
  for (const { name } of missing) here.add(name);
}

/** The packages and all that they need, each once. */
function withNeeds(asked: Package[]): Package[] {
  const found = new Set<Package>();
  const pending = [...asked];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { needs } = next;
    if (!found.has(next)) pending.push(...__SITE__.packages.filter(({ name }) => needs.includes(name)));
    found.add(next);
  }
  return [...found];
}

async function download(packages: Package[], what: string, tell: (progress: Progress) => void): Promise<Uint8Array<ArrayBuffer>[]> {
  const total = packages.reduce((sum, { wire }) => sum + wire, 0);
  const count = counting(total, tell, what);
  count(0, false);
  const downloads = new Downloads(root, count, TRIES);
  try {
    return await Promise.all(packages.map((carried) => downloads.bytes(carried)));
  } catch {
    throw new Error(`${what} could not be fetched. Check the connection, then run this again.`);
  }
}

/** matplotlib draws for the cell that runs. It is imported at once: most of its start is this, and a reader is told. */
const MATPLOTLIB = `
import os, nnlive.plots
os.environ["MPLBACKEND"] = nnlive.plots.BACKEND
import nnlive.plotbackend
`;
