/** Under Pyodide's official surface: starting it with extension modules that are compiled already, and its memory.
 *
 *  These names are Emscripten's and Pyodide's own and no promise of theirs: the version is pinned, tests hold every path
 *  through here, and where a kept memory cannot be put back Python starts as if it were the first time. */

export interface Module {
  HEAPU8: Uint8Array;
  FS: { mkdirTree(path: string): void; writeFile(path: string, data: Uint8Array): void };
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

const PAGE = 4096; // bytes

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
  /** What is not zero, and where in the memory each stretch of it begins and how long it is. */
  heap: Uint8Array<ArrayBuffer>;
  stretches: [start: number, length: number][];
  /** Bytes of the whole memory. */
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
  /** Rejects when that memory is damaged: Python must not run in it. */
  intact?: Promise<void>;
}

/** What loadPyodide takes as `createPyodideModule`. Extension modules are put at the same addresses in every start,
 *  because nothing else takes memory before Python itself runs. Pyodide holds this function for ever, so it lets go of
 *  the parts when they have been used. */
export function creating(create: Create, parts: Promise<Parts>, failed: (error: unknown) => void): Create {
  let given: Promise<Parts> | undefined = parts;
  return async (settings) => {
    const coming = given!;
    given = undefined;
    settings.preRun.push((module) => {
      module.addRunDependency("nnlive");
      prepare(module, coming).then(() => module.removeRunDependency("nnlive"), failed);
    });
    const module = await create(settings);
    const { memory, intact } = await coming;
    await intact;
    if (memory) restore(module, memory);
    return module;
  };
}

async function prepare(module: Module, coming: Promise<Parts>): Promise<void> {
  const { files, libraries } = await coming;
  const there = new Set<string>();
  for (const [path, bytes] of files) write(module, path, bytes, there);
  for (const [path, code] of libraries) {
    write(module, path, new Uint8Array(4), there); // the import system wants to see a file
    const flags = { loadAsync: true, global: false, nodelete: true };
    const library = module.newDSO(path, undefined, await module.loadWebAssemblyModule(code, flags, path, {}));
    library.refcount = Infinity;
    library.global = false;
  }
}

function write(module: Module, path: string, bytes: Uint8Array, there: Set<string>): void {
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (!there.has(folder)) module.FS.mkdirTree(folder);
  there.add(folder);
  module.FS.writeFile(path, bytes);
}

/** A copy of all that Python's memory holds. No JavaScript object may have come into Python before. */
export function copied(module: Module): Memory {
  const stretches = used(module.HEAPU8.subarray(0, module._sbrk(0)));
  const heap = new Uint8Array(stretches.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [start, length] of stretches) heap.set(module.HEAPU8.subarray(start, start + length), (at += length) - length);
  return {
    heap,
    stretches,
    size: module.HEAPU8.length,
    table: module.wasmTable.length,
    handles: Object.entries(module.LDSO.loadedLibsByHandle).map(([handle, { name }]) => [handle, name]),
  };
}

/** The stretches of a memory that are not zero, in whole pages: of Python's memory that is little more than half. */
function used(memory: Uint8Array): [start: number, length: number][] {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  const found: [number, number][] = [];
  let last: [number, number] | undefined;
  for (let start = 0; start < memory.length; start += PAGE) {
    const end = Math.min(start + PAGE, memory.length);
    let i = start >> 2;
    while (i < end >> 2 && words[i] === 0) i++;
    if (i === end >> 2) last = undefined;
    else if (last) last[1] += end - start;
    else found.push((last = [start, end - start]));
  }
  return found;
}

function restore(module: Module, memory: Memory): void {
  const touched = module._sbrk(0); // above that everything is zero still
  if (memory.size > module.HEAPU8.length) module.growMemory(memory.size);
  let [at, from] = [0, 0];
  for (const [start, length] of memory.stretches) {
    if (at < touched) module.HEAPU8.fill(0, at, Math.min(start, touched));
    module.HEAPU8.set(memory.heap.subarray(from, from + length), start);
    [at, from] = [start + length, from + length];
  }
  if (at < touched) module.HEAPU8.fill(0, at, touched);
  for (const [handle, path] of memory.handles) {
    const library = module.LDSO.loadedLibsByName[path];
    if (!library) throw new Error(`there is no ${path} in this Python`);
    module.LDSO.loadedLibsByHandle[handle] = library;
  }
  while (module.wasmTable.length < memory.table) {
    module.freeTableIndexes.push(module.wasmTable.grow(1));
  }
}
