/** Starting Pyodide with numpy and nnlive from the site's own files, each fetched once and all at the same time. */
import type { Asset, Site } from "../protocol";
import { Downloads, type Count } from "./download";
import { Interrupt } from "./interrupt";

/** The little of Pyodide that is used here. */
export interface Python {
  unpackArchive(data: ArrayBuffer, format: string, options?: { extractDir?: string }): void;
  runPython(code: string): unknown;
  registerJsModule(name: string, module: object): void;
  setInterruptBuffer(buffer: Uint8Array): void;
  globals: { get(name: string): Proxy };
  _module: { HEAPU8: Uint8Array };
}

export interface Proxy {
  (...values: unknown[]): unknown;
  destroy(): void;
  getBuffer(type: string): { data: Uint8ClampedArray; release(): void };
}

/** Python's side of the conversation: nnlive.live.Session, each method kept as a proxy for the worker's life. */
export interface Session {
  addLesson(name: string, source: string, filename: string): string;
  draw(view: string, reference: string, settings: string, keep: boolean): string;
  replay(view: string, asks: string): string;
  step(view: string, changed: string): string;
  redraw(view: string, changed: string): string;
  undo(view: string): string;
  link(reference: string, text: string): string;
  edit(lesson: string, source: string): string;
  download(view: string, name: string): string;
  stop(view: string): string;
  runCells(page: string, cells: string, wanted: string): string;
  check(page: string, cells: string, id: string, source: string, exercise: string): string;
  forget(page: string): string;
  imports(sources: string): string;
  pixels(): Proxy;
}

export interface Booted {
  python: Python;
  session: Session;
  interrupt: Interrupt;
}

/** The largest heap a page may have before Python is ended: phones kill a tab not far above. */
const HEAP = 1 << 30;

/** `tell` hears, in JSON, what cells print and show while Python is still at work. */
export async function boot(site: Site, root: URL, count: Count, tell: (news: string) => void): Promise<Booted> {
  const downloads = new Downloads(root, count);
  const file = (name: string): Asset => {
    const found = site.files.find((asset) => asset.path.includes(name));
    if (!found) throw new Error(`the site has no ${name}`);
    return found;
  };
  const [wasm, stdlib, numpy] = [file("pyodide.asm.wasm"), file("python_stdlib"), file("numpy")];
  const [loader, wasmResponse, stdlibBytes, numpyBytes, nnlive] = await Promise.all([
    import(new URL(file("pyodide.mjs").path, root).href) as Promise<{ loadPyodide(options: object): Promise<Python> }>,
    downloads.streamed(wasm),
    downloads.bytes(stdlib),
    downloads.bytes(numpy),
    downloads.bytes(site.package),
    downloads.bytes(file("pyodide.asm.mjs")),
  ]);
  const python = await withFetched(new URL(wasm.path, root), wasmResponse, () =>
    start(loader, new URL(".", new URL(wasm.path, root)), stdlibBytes, site.version),
  );
  python.unpackArchive(numpyBytes, "wheel");
  python.unpackArchive(nnlive, "zip", { extractDir: "/lib/python3.14/site-packages" });
  python.registerJsModule("nn_host", { tell, read: (name: string) => dataset(new URL(`assets/nn/data/${name}`, root)) });
  const interrupt = new Interrupt(() => python._module.HEAPU8.length, HEAP);
  python.setInterruptBuffer(interrupt.buffer);
  return { python, session: open(python), interrupt };
}

async function start(
  loader: { loadPyodide(options: object): Promise<Python> },
  index: URL,
  stdlib: ArrayBuffer,
  version: string,
): Promise<Python> {
  const stdLibURL = URL.createObjectURL(new Blob([stdlib]));
  try {
    return await loader.loadPyodide({
      indexURL: index.href,
      stdLibURL,
      // Without this Pyodide fetches its list of packages: 26 kB that name nothing the course needs.
      lockFileContents: {
        info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version },
        packages: {},
      },
      env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
    });
  } finally {
    URL.revokeObjectURL(stdLibURL);
  }
}

/** Lets one fetch of `url` be answered by a response that is already on its way: Pyodide asks for its main module
 *  itself, and its bytes should be counted and come once. */
async function withFetched<T>(url: URL, response: Response, work: () => Promise<T>): Promise<T> {
  const original = self.fetch;
  self.fetch = (input, init) => {
    const asked = input instanceof Request ? input.url : new URL(input, url).href;
    return asked === url.href ? Promise.resolve(response) : original(input, init);
  };
  try {
    return await work();
  } finally {
    self.fetch = original;
  }
}

/** A data set, fetched when Python asks for it. Python cannot wait for a promise here, so the request is synchronous. */
function dataset(url: URL): Uint8Array {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`the data set ${url.pathname} could not be fetched (${request.status})`);
  return new Uint8Array(request.response as ArrayBuffer);
}

const OPENING = `
import nn_host, numpy, nnlive.data, nnlive.live
nnlive.data.OPENER = lambda name: nn_host.read(name).to_bytes()
_session = nnlive.live.Session(nn_host.tell)
`;

function open(python: Python): Session {
  python.runPython(OPENING);
  const method = (name: string): Proxy => {
    python.runPython(`_method = _session.${name}`);
    return python.globals.get("_method");
  };
  return {
    addLesson: method("add_lesson"),
    draw: method("draw"),
    replay: method("replay"),
    step: method("step"),
    redraw: method("redraw"),
    undo: method("undo"),
    link: method("link"),
    edit: method("edit"),
    download: method("download"),
    stop: method("stop"),
    runCells: method("run_cells"),
    check: method("check"),
    forget: method("forget"),
    imports: method("imports"),
    pixels: method("pixels"),
  } as unknown as Session;
}
