/** Python's first start, kept on the reader's machine: the next one puts it back instead of doing it again.
 *
 *  One is kept, in the browser's own cache for this site. It fits one build of the site in one browser with one language
 *  and clock, and is thrown away when anything about it is not as it should be. */
import type { Site } from "../protocol";
import type { Memory } from "./emscripten";

export type Files = [path: string, bytes: Uint8Array<ArrayBuffer>][];

export interface Kept {
  memory: Memory;
  stdlib: Uint8Array<ArrayBuffer>;
  files: Files;
  libraries: Files;
}

interface Header {
  key: string;
  memory: Omit<Memory, "heap">;
  heap: number;
  stdlib: number;
  files: [path: string, length: number][];
  libraries: [path: string, length: number][];
}

const CACHE = "nn-kept"; // of the whole host, which several courses may share: each has its own place in it
const PLACE = new URL("kept-start", self.location.href).href;

/** All that a kept start depends on. */
export function key(site: Site): string {
  const { language, userAgent } = navigator;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const files = Object.values(site.files).map(({ path, size }) => `${path} ${size}`);
  return JSON.stringify([site.version, files, userAgent, language, zone]);
}

export interface Found {
  buildId: string;
  content: Promise<Kept>;
  /** Rejects when a single byte is not as it was written; counted beside the start, since it takes a while. */
  intact: Promise<void>;
}

/** What was kept under this key, if anything. */
export async function find(key: string): Promise<Found | undefined> {
  if (!("caches" in self)) return undefined; // the site is not served over https
  const response = await (await caches.open(CACHE)).match(PLACE);
  if (!response) return undefined;
  if (response.headers.get("X-Key") !== encodeURIComponent(key)) throw new Error("what was kept is of another build");
  const opened = response.arrayBuffer().then((buffer) => read(buffer, key));
  const content = opened.then(({ kept }) => kept);
  const intact = opened.then(({ blocks }) => digests(blocks)).then((found) => {
    if (found !== response.headers.get("X-Digests")) throw new Error("what was kept is damaged");
  });
  for (const waitedForLater of [content, intact]) waitedForLater.catch(() => undefined);
  return { buildId: response.headers.get("X-Build") ?? "", content, intact };
}

/** `buildId` is Pyodide's own name for itself: it wants to hear that a memory is one of its own. */
export async function put(key: string, buildId: string, what: Kept): Promise<void> {
  if (!("caches" in self)) return;
  try {
    const blocks = written(what, key);
    const headers = {
      "X-Key": encodeURIComponent(key),
      "X-Build": buildId,
      "X-Digests": await digests(blocks),
      "Content-Type": "application/octet-stream",
    };
    const content = new Blob([new Uint32Array([blocks[0]!.length]), ...blocks]);
    await (await caches.open(CACHE)).put(PLACE, new Response(content, { headers }));
  } catch (error) {
    console.info("This start could not be kept:", error); // no space, or a browser that forbids it
    await drop();
  }
}

export async function drop(): Promise<void> {
  const cache = await caches.open(CACHE).catch(() => undefined);
  await cache?.delete(PLACE).catch(() => false);
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Block by block: digested as a whole, all of it would have to be copied into one place. */
async function digests(blocks: Bytes[]): Promise<string> {
  const found = await Promise.all(blocks.map((block) => crypto.subtle.digest("SHA-256", block)));
  return found.map((digest) => btoa(String.fromCharCode(...new Uint8Array(digest)))).join(" ");
}

/** The blocks that are written one after another: a header, the memory, and the files. */
function written({ memory, stdlib, files, libraries }: Kept, key: string): Bytes[] {
  const lengths = (list: Files): Header["files"] => list.map(([path, bytes]) => [path, bytes.length]);
  const { heap, ...rest } = memory;
  const header: Header = {
    key,
    memory: rest,
    heap: heap.length,
    stdlib: stdlib.length,
    files: lengths(files),
    libraries: lengths(libraries),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  return [text, heap, stdlib, joined(files), joined(libraries)];
}

function joined(files: Files): Bytes {
  const all = new Uint8Array(files.reduce((sum, [, bytes]) => sum + bytes.length, 0));
  let at = 0;
  for (const [, bytes] of files) all.set(bytes, (at += bytes.length) - bytes.length);
  return all;
}

/** What was written, without a copy of it. */
function read(buffer: ArrayBuffer, key: string): { kept: Kept; blocks: Bytes[] } {
  let at = 4;
  const next = (length: number): Bytes => new Uint8Array(buffer, (at += length) - length, length);
  const text = next(new DataView(buffer).getUint32(0, true));
  const header = JSON.parse(new TextDecoder().decode(text)) as Header;
  if (header.key !== key) throw new Error("what was kept is of another build");
  const [heap, stdlib] = [next(header.heap), next(header.stdlib)];
  const [files, libraries] = [header.files, header.libraries].map((lengths) => {
    const start = at;
    const list: Files = lengths.map(([path, length]) => [path, next(length)]);
    return { list, block: new Uint8Array(buffer, start, at - start) };
  }) as [{ list: Files; block: Bytes }, { list: Files; block: Bytes }];
  if (at !== buffer.byteLength) throw new Error(`what was kept has ${buffer.byteLength} bytes instead of ${at}`);
  const kept = { memory: { ...header.memory, heap }, stdlib, files: files.list, libraries: libraries.list };
  return { kept, blocks: [text, heap, stdlib, files.block, libraries.block] };
}
