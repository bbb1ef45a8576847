/** Starting Pyodide from the site's own files: with code that is compiled already, and without its list of packages. */
import { ready } from "./second";
import { creating, type Create, type Module, type Parts } from "./emscripten";

/** The little of Pyodide that is used here. */
export interface Python {
  unpackArchive(data: ArrayBuffer, format: string, options?: { extractDir?: string }): void;
  runPython(code: string): unknown;
  registerJsModule(name: string, module: object): void;
  setInterruptBuffer(buffer: Uint8Array): void;
  globals: { get(name: string): Proxy };
  _module: Module;
  _api: { config: { BUILD_ID: string } };
}

export interface Proxy {
  [name: string]: unknown;
  (...values: unknown[]): unknown;
  destroy(): void;
  getBuffer(type: string): { data: Uint8ClampedArray; release(): void };
}

export interface Loader {
  loadPyodide(options: object): Promise<Python>;
}

export const PACKAGES = "/lib/python3.14/site-packages/";

/** Where the main module and the standard library are said to be: nothing is fetched from there. */
const INDEX = new URL("pyodide/", self.location.href);
const MAGIC = 0x706e7300;
const HEADER = 48;

/** Starts Python. Its parts, and the standard library's archive, may still be on their way. `second` fetches the main
 *  module's other half; `buildId` is Pyodide's own name for itself, which is given with a kept memory. */
export async function start(
  { loadPyodide }: Loader,
  script: { default: Create },
  main: WebAssembly.Module,
  stdlib: Promise<Uint8Array<ArrayBuffer>>,
  parts: Promise<Parts>,
  second: () => Uint8Array<ArrayBuffer>,
  version: string,
  buildId = "",
): Promise<Python> {
  let failed!: (error: unknown) => void;
  const failure = new Promise<never>((_, reject) => (failed = reject));
  for (const coming of [stdlib, parts]) coming.catch(failed); // Pyodide would wait for ever
  const options = {
    indexURL: INDEX.href,
    // Without this Pyodide fetches its list of packages: 26 kB that name nothing the course needs.
    lockFileContents: {
      info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version },
      packages: {},
    },
    env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
    createPyodideModule: creating(script.default, parts, failed),
    ...(buildId ? { _loadSnapshot: header(buildId) } : {}),
  };
  return withFiles(main, stdlib, second, () => Promise.race([loadPyodide(options), failure]));
}

/** What Pyodide reads before a kept memory; the memory itself is put back by `creating`. It holds no JavaScript objects. */
function header(buildId: string): Uint8Array {
  const told = new TextEncoder().encode(JSON.stringify({ hiwireKeys: [null], immortalKeys: [] }));
  const words = new Uint32Array((HEADER + Math.ceil(told.length / 16) * 16) / 4);
  words.set([MAGIC, words.byteLength, told.length, 0]);
  for (let i = 0; i < 8; i++) words[4 + i] = parseInt(buildId.slice(8 * i, 8 * i + 8), 16);
  const bytes = new Uint8Array(words.buffer);
  bytes.set(told, HEADER);
  return bytes;
}

/** Lets Pyodide, which fetches these two itself, find them here. */
async function withFiles<T>(
  main: WebAssembly.Module,
  stdlib: Promise<Uint8Array<ArrayBuffer>>,
  second: () => Uint8Array<ArrayBuffer>,
  work: () => Promise<T>,
): Promise<T> {
  const [fetching, streaming] = [self.fetch, WebAssembly.instantiateStreaming];
  const answers = new Map<string, () => Promise<Response>>([
    [new URL("pyodide.asm.wasm", INDEX).href, () => Promise.resolve(new Response())],
    [new URL("python_stdlib.zip", INDEX).href, () => stdlib.then((bytes) => new Response(bytes))],
  ]);
  self.fetch = (input, init) => {
    const answer = answers.get(input instanceof Request ? input.url : new URL(input, INDEX).href);
    return answer ? answer() : fetching(input, init);
  };
  WebAssembly.instantiateStreaming = async (_source, imports = {}) => {
    const instance = await WebAssembly.instantiate(main, imports);
    ready(instance, imports, second);
    return { module: main, instance };
  };
  try {
    return await work();
  } finally {
    self.fetch = fetching;
    WebAssembly.instantiateStreaming = streaming;
  }
}
