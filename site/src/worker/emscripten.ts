/** Under Pyodide's official surface: starting it with extension modules that are compiled already, and its memory.
 *
 *  These names are Emscripten's and Pyodide's own and no promise of theirs: the version is pinned, tests hold every path
 *  through here, and where a kept memory cannot be put back Python starts as if it were the first time. */

export interface Module {
  HEAPU8: Uint8Array;
  FS: { mkdirTree(path: string): void; writeFile(path: string, data: Uint8Array): void; analyzePath(path: string): { exists: boolean } };
  LDSO: { loadedLibsByName: Record<string, Library>; loadedLibsByHandle: Record<string, Library> };
  wasmTable: WebAssembly.Table;
  freeTableIndexes: number[];
  addRunDependency(name: string): void;
  removeRunDependency(name: string): void;
  loadWebAssemblyModule(code: WebAssembly.Module, flags: object, path: string, scope: object): Promise<object>;
  newDSO(path: string, handle: undefined, symbols: object): Library;
  growMemory(size: number): unknown;
  _sbrk(by: number): number;
}

interface Library {
  name: string;
  refcount: number;
  global: boolean;
}

interface Settings {
  preRun: ((module: Module) => void)[];
}

/** The default export of pyodide.asm.mjs. */
export type Create = (settings: Settings) => Promise<Module>;

/** Python's memory at one moment, and what Emscripten must know of it. */
export interface Memory {
  heap: Uint8Array<ArrayBuffer>;
  /** Bytes of the whole memory; the heap ends where nothing has been used yet. */
  size: number;
  table: number;
  /** The open extension modules: handle and path. */
  handles: [handle: string, path: string][];
}

export interface Parts {
  /** Files to be there when Python starts, by their paths. */
  files: Iterable<[path: string, bytes: Uint8Array]>;
  libraries: [path: string, module: WebAssembly.Module][];
  /** What Python's memory held at an earlier start with the same parts. */
  memory?: Memory | undefined;
}

/** What loadPyodide takes as `createPyodideModule`. Extension modules are put at the same addresses in every start,
 *  because nothing else takes memory before Python itself runs. Pyodide holds this function for ever, so it lets go of
 *  the parts when they have been used. */
export function creating(create: Create, parts: Parts, failed: (error: unknown) => void): Create {
  let given: Parts | undefined = parts;
  return async (settings) => {
    const { files, libraries, memory } = given!;
    given = undefined;
    settings.preRun.push((module) => {
      module.addRunDependency("nnlive");
      prepare(module, files, libraries).then(() => module.removeRunDependency("nnlive"), failed);
    });
    const module = await create(settings);
    if (memory) restore(module, memory);
    return module;
  };
}

async function prepare(module: Module, files: Parts["files"], libraries: Parts["libraries"]): Promise<void> {
  for (const [path, bytes] of files) write(module, path, bytes);
  for (const [path, code] of libraries) {
    write(module, path, new Uint8Array(4)); // the import system wants to see a file
    const flags = { loadAsync: true, global: false, nodelete: true };
    const library = module.newDSO(path, undefined, await module.loadWebAssemblyModule(code, flags, path, {}));
    library.refcount = Infinity;
    library.global = false;
  }
}

function write(module: Module, path: string, bytes: Uint8Array): void {
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (!module.FS.analyzePath(folder).exists) module.FS.mkdirTree(folder);
  module.FS.writeFile(path, bytes);
}

/** A copy of all that Python's memory holds. No JavaScript object may have come into Python before. */
export function copied(module: Module): Memory {
  return {
    heap: module.HEAPU8.slice(0, module._sbrk(0)) as Uint8Array<ArrayBuffer>,
    size: module.HEAPU8.length,
    table: module.wasmTable.length,
    handles: Object.entries(module.LDSO.loadedLibsByHandle).map(([handle, { name }]) => [handle, name]),
  };
}

function restore(module: Module, memory: Memory): void {
  if (memory.size > module.HEAPU8.length) module.growMemory(memory.size);
  module.HEAPU8.set(memory.heap);
  for (const [handle, path] of memory.handles) {
    const library = module.LDSO.loadedLibsByName[path];
    if (!library) throw new Error(`there is no ${path} in this Python`);
    module.LDSO.loadedLibsByHandle[handle] = library;
  }
  while (module.wasmTable.length < memory.table) {
    module.freeTableIndexes.push(module.wasmTable.grow(1));
  }
}
