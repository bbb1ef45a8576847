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
  const buffer = response.arrayBuffer();
  const content = buffer.then((buffer) => read(buffer, key));
  const intact = buffer.then(digest).then((found) => {
    if (found !== response.headers.get("X-Digest")) throw new Error("what was kept is damaged");
  });
  for (const waitedForLater of [content, intact]) waitedForLater.catch(() => undefined);
  return { buildId: response.headers.get("X-Build") ?? "", content, intact };
}

/** `buildId` is Pyodide's own name for itself: it wants to hear that a memory is one of its own. */
export async function put(key: string, buildId: string, what: Kept): Promise<void> {
  if (!("caches" in self)) return;
  try {
    const content = await written(what, key).arrayBuffer();
    const headers = {
      "X-Key": encodeURIComponent(key),
      "X-Build": buildId,
      "X-Digest": await digest(content),
      "Content-Type": "application/octet-stream",
    };
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

async function digest(content: ArrayBuffer): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content)).join(" ");
}

function written({ memory, stdlib, files, libraries }: Kept, key: string): Blob {
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
  const bytes = [...files, ...libraries].map(([, content]) => content);
  return new Blob([new Uint32Array([text.length]), text, heap, stdlib, ...bytes]);
}

function read(buffer: ArrayBuffer, key: string): Kept {
  let at = 4 + new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, at - 4))) as Header;
  if (header.key !== key) throw new Error("what was kept is of another build");
  const next = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(buffer, (at += length) - length, length);
  const list = (lengths: Header["files"]): Files => lengths.map(([path, length]) => [path, next(length)]);
  const memory = { ...header.memory, heap: next(header.heap) };
  const stdlib = next(header.stdlib);
  const found = { memory, stdlib, files: list(header.files), libraries: list(header.libraries) };
  if (at !== buffer.byteLength) throw new Error(`what was kept has ${buffer.byteLength} bytes instead of ${at}`);
  return found;
}
