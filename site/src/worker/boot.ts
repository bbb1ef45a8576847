/** Starting Python with numpy and nnlive: from what an earlier start left, or from the site's files, all fetched at the
 *  same time and each once. */
import type { Asset, Modules, Site, Start } from "../protocol";
import { files } from "./archive";
import { Downloads, type Count } from "./download";
import { copied, type Create } from "./emscripten";
import { Interrupt } from "./interrupt";
import * as kept from "./kept";
import { PACKAGES, start, type Loader, type Proxy, type Python } from "./pyodide";
import { HOST, open, type Host, type Session } from "./session";

export interface Booted {
  python: Python;
  session: Session;
  interrupt: Interrupt;
  how: "new" | "kept";
  modules: Modules;
  /** Keeps this start for the next one; to be called when there is time. */
  keep(): Promise<void>;
}

interface Code {
  loader: Loader;
  script: { default: Create };
  main: WebAssembly.Module;
}

/** The largest heap a page may have before Python is ended: phones kill a tab not far above. */
const HEAP = 1 << 30;

/** What Python loads before any object of JavaScript comes in: the moment that is kept. */
const IMPORTS = "import numpy, random, nnlive.data, nnlive.docs, nnlive.live";
/** Two starts from one kept memory would else draw the same numbers. */
const RESEED = "random.seed(); numpy.random.seed()";

export async function boot(site: Site, root: URL, given: Start, count: Count, host: Host): Promise<Booted> {
  const downloads = new Downloads(root, count);
  const code = compiled(downloads, site.files, given.modules);
  code.catch(() => undefined); // waited for below
  const key = kept.key(site);
  if (!given.fresh) {
    try {
      const found = await kept.find(key);
      if (found) return await again(site, await code, found, given.modules, host);
    } catch (error) {
      console.info("Python starts anew:", error);
      await kept.drop();
    }
  }
  return anew(site, downloads, code, key, host);
}

async function compiled(downloads: Downloads, files: Site["files"], modules: Modules | undefined): Promise<Code> {
  const [loader, script, main] = await Promise.all([
    downloads.script<Loader>(files.loader),
    downloads.script<{ default: Create }>(files.script),
    modules?.main ?? downloads.compiled(files.main),
  ]);
  return { loader, script, main };
}

/** From the site's files. */
async function anew(site: Site, downloads: Downloads, code: Promise<Code>, key: string, host: Host): Promise<Booted> {
  const fetched = (asset: Asset): Promise<Uint8Array<ArrayBuffer>> => downloads.bytes(asset);
  const [python, numpy, nnlive] = [fetched(site.files.python), fetched(site.files.numpy), fetched(site.files.nnlive)];
  const libraries = numpy.then(compiledLibraries);
  const unpacked = Promise.all([numpy, nnlive]).then((archives) =>
    archives.flatMap((archive) => [...files(archive)].filter(([name]) => !isLibrary(name)).map(placed)),
  );
  const parts = Promise.all([unpacked, libraries]).then(([files, { compiled }]) => ({ files, libraries: compiled }));
  told(parts, python);
  const { loader, script, main } = await code;
  const pyodide = await start(loader, script, main, python, parts, host.second, site.version);
  const { sources, compiled } = await libraries;
  pyodide.runPython(IMPORTS);
  const memory = copied(pyodide._module);
  let left: kept.Kept | undefined = { memory, stdlib: await python, files: await unpacked, libraries: sources };
  const { BUILD_ID } = pyodide._api.config;
  const keep = async (): Promise<void> => {
    const what = left;
    left = undefined;
    if (what) await kept.put(key, BUILD_ID, what);
  };
  return { ...ready(pyodide, host), how: "new", modules: { main, libraries: compiled }, keep };
}

/** From what an earlier start left, while it is still read. */
async function again(
  site: Site,
  { loader, script, main }: Code,
  { buildId, content, intact }: kept.Found,
  modules: Modules | undefined,
  host: Host,
): Promise<Booted> {
  const compiled = modules ? Promise.resolve(modules.libraries) : content.then(({ libraries }) => compile(libraries));
  const parts = Promise.all([content, compiled]).then(([{ files, memory }, libraries]) => ({ files, libraries, memory, intact }));
  const stdlib = content.then((kept) => kept.stdlib);
  told(parts, stdlib);
  const python = await start(loader, script, main, stdlib, parts, host.second, site.version, buildId);
  const libraries = await compiled;
  python.runPython(RESEED);
  return { ...ready(python, host), how: "kept", modules: { main, libraries }, keep: () => Promise.resolve() };
}

function ready(python: Python, host: Host): Pick<Booted, "python" | "session" | "interrupt"> {
  python.registerJsModule(HOST, host);
  const interrupt = new Interrupt(() => python._module.HEAPU8.length, HEAP);
  python.setInterruptBuffer(interrupt.buffer);
  return { python, session: open(python), interrupt };
}

/** A fault of these is told by the start that waits for them. */
function told(...parts: Promise<unknown>[]): void {
  for (const part of parts) part.catch(() => undefined);
}

const placed = ([name, bytes]: kept.Files[number]): kept.Files[number] => [PACKAGES + name, bytes];
const isLibrary = (name: string): boolean => name.endsWith(".so");

async function compiledLibraries(archive: Uint8Array<ArrayBuffer>): Promise<{ sources: kept.Files; compiled: Modules["libraries"] }> {
  const sources: kept.Files = [];
  for (const file of files(archive)) if (isLibrary(file[0])) sources.push(placed(file));
  return { sources, compiled: await compile(sources) };
}

function compile(sources: kept.Files): Promise<Modules["libraries"]> {
  return Promise.all(sources.map(async ([path, bytes]) => [path, await WebAssembly.compile(bytes)]));
}

export type { Proxy, Python, Session };
