/** Fetching the runtime's files, all at once, counting bytes as they come. */
import type { Asset, Progress } from "../protocol";
import { Shelf } from "../shelf";
import { body, nothing, open, persist, timely, transfer, type Got, type Way } from "../transfer";

/** Hears how many of the bytes on the wire are here, and whether a file waits for the network. */
export type Count = (wire: number, waits: boolean) => void;

/** Tells a download's progress, once for each percent. */
export function counting(total: number, tell: (progress: Progress) => void, what?: string, almost = 1): Count {
  let told = "";
  return (wire, waits) => {
    const now = `${waits} ${Math.floor((100 * wire) / total)}`;
    if (now === told) return;
    told = now;
    const phase = waits ? "wait" : wire < total * almost ? "download" : "start";
    tell({ phase, wire, total, ...(what === undefined ? {} : { what }) });
  };
}

/** Fetches files in parallel and tells, as bytes come, how many of the bytes on the wire are here. */
export class Downloads {
  private readonly seen = new Map<string, number>();
  private readonly waiting = new Set<string>();

  constructor(
    private readonly root: URL,
    private readonly count: Count,
    private readonly tries = Infinity,
  ) {}

  /** The whole file, unpacked if it is sent packed. */
  async bytes(asset: Asset, begun = nothing()): Promise<Uint8Array<ArrayBuffer>> {
    const url = new URL(asset.path, this.root);
    // A file that the host unpacks on its way has another size here.
    const got = await transfer(url, asset, this.way(asset), begun);
    const whole = new Blob(got.parts);
    if (got.pieces && !got.unpacked) void keep(this.root, asset.path, whole);
    if (asset.content === undefined || (got.unpacked && got.at === asset.content)) {
      return new Uint8Array(await whole.arrayBuffer());
    }
    return unpacked(asset, whole);
  }

  /** A module, compiled while it comes. */
  async compiled(asset: Asset): Promise<WebAssembly.Module> {
    const got: Got = nothing();
    const broken = new AbortController();
    const way = { ...this.way(asset), signal: broken.signal };
    const response = await persist(() => open(new URL(asset.path, this.root), asset, way, got), way);
    // Its own body stays untouched, so that the browser can keep the code. Where nothing more comes, both must end.
    const followed = body(response.clone(), way, got).catch(() => broken.abort());
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (error) {
      await followed;
      if (got.at === asset.size) throw error;
      return WebAssembly.compile(await this.bytes(asset, got));
    }
  }

  /** A script of the site, as a module. A browser may remember that a script did not come, so it is asked for as another. */
  async script<T>(asset: Asset): Promise<T> {
    const way = this.way(asset);
    const url = new URL(asset.path, this.root);
    let attempt = 0;
    const load = (): Promise<T> => import(attempt++ ? `${url.href}?${attempt}` : url.href) as Promise<T>;
    const module = await persist(() => timely(load()), way);
    way.waits(false);
    way.seen(asset.size);
    return module;
  }

  private way(asset: Asset): Way {
    return {
      tries: this.tries,
      seen: (bytes) => {
        this.seen.set(asset.path, asset.wire * Math.min(1, bytes / asset.size));
        this.tell();
      },
      waits: (on) => {
        if (this.waiting.has(asset.path) === on) return;
        if (on) this.waiting.add(asset.path);
        else this.waiting.delete(asset.path);
        this.tell();
      },
    };
  }

  private tell(): void {
    let sum = 0;
    for (const wire of this.seen.values()) sum += wire;
    this.count(sum, this.waiting.size > 0);
  }
}

/** Keeps a file that came in pieces: no cache of the browser has it whole. Its name tells its hash. */
async function keep(root: URL, path: string, whole: Blob): Promise<void> {
  const hash = /-([0-9a-f]{12})\./.exec(path)?.[1];
  if (!hash || !("caches" in self)) return;
  await new Shelf(root.href).put(path, hash, new Response(whole)).catch(() => false);
}

async function unpacked(asset: Asset, packed: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const content = await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  if (content.byteLength !== asset.content) throw new Error(`${asset.path} has ${content.byteLength} bytes in it`);
  return new Uint8Array(content);
}
