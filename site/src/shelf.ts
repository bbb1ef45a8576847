/** The course's files on the reader's device: in the browser's cache, each under the address that tells its content.
 *
 *  The service worker and the page both put files there; the build says which there are (coursebuild/offline.py). */

/** A file's hash, its bytes, and those on the wire. A page's "hash" is the name of the build that is written in it. */
export type About = [hash: string, size: number, wire: number];
export type Group = "shell" | "start" | "course" | "packages";

export interface Course {
  build: string;
  /** Each page's title, and the addresses of what it may ask for. */
  pages: Record<string, [title: string, needs: string[]]>;
  files: Record<Group, Record<string, About>>;
}

/** What a page says to the service worker: it asks for the course, tells which page it shows, or that Python has started. */
export type Told = { kind: "course" } | { kind: "shows"; page: string } | { kind: "started"; unmetered: boolean };

/** Someone asked for the whole course to be kept: since when, and whether with the packages. */
export interface Wish {
  packages: boolean;
  /** The day on which it was whole for the first time. */
  since?: string;
  /** The reader ended it before it was whole. */
  paused?: true;
}

const WISH = "nn-wish";

export const files = ({ files: { shell, start, course, packages } }: Course): Record<string, About> => ({
  ...shell,
  ...course,
  ...start,
  ...packages,
});

export class Shelf {
  constructor(readonly root: string) {}

  /** Other courses of the same host have shelves of their own. */
  get name(): string {
    return `nn-course ${new URL(this.root).pathname}`;
  }

  private cache(): Promise<Cache> {
    return caches.open(this.name);
  }

  async get(address: string): Promise<Response | undefined> {
    return (await this.cache()).match(this.root + address);
  }

  /** Any version of a file that is there. */
  async any(path: string): Promise<Response | undefined> {
    return (await this.cache()).match(this.root + path, { ignoreSearch: true });
  }

  /** The addresses of all that is there. */
  async addresses(): Promise<Set<string>> {
    const kept = await (await this.cache()).keys();
    return new Set(kept.map(({ url }) => url.slice(this.root.length)).filter((address) => address !== WISH));
  }

  /** Keeps a file if it is what its address says. False if it is not, as when the host has another build already. */
  async put(address: string, hash: string, response: Response): Promise<boolean> {
    const bytes = await response.arrayBuffer();
    if (!(await matches(bytes, address, hash, response))) return false;
    const headers = new Headers({ "Content-Type": response.headers.get("Content-Type") ?? "application/octet-stream" });
    await (await this.cache()).put(this.root + address, new Response(bytes, { headers }));
    return true;
  }

  async drop(address: string): Promise<void> {
    await (await this.cache()).delete(this.root + address);
  }

  async wish(): Promise<Wish | undefined> {
    return (await this.get(WISH))?.json() as Promise<Wish | undefined>;
  }

  async setWish(wish: Wish): Promise<void> {
    await (await this.cache()).put(this.root + WISH, new Response(JSON.stringify(wish)));
  }

  /** Everything goes, and what was kept of Python's start. */
  async clear(): Promise<void> {
    await caches.delete(this.name);
    const starts = await caches.open("nn-kept");
    for (const request of await starts.keys()) if (request.url.startsWith(this.root)) await starts.delete(request);
  }
}

async function matches(bytes: ArrayBuffer, address: string, hash: string, response: Response): Promise<boolean> {
  if (address.endsWith(`?v=${hash}`) && /^(.*\/)?\?/.test(address)) {
    return new TextDecoder().decode(bytes.slice(0, 4096)).includes(`name="nn-build" content="${hash}"`);
  }
  // Some hosts say of a .gz that it is an encoding: then the browser has unpacked it.
  if (address.endsWith(".gz") && response.headers.get("Content-Encoding")) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}
