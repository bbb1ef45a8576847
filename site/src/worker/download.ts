/** Fetching the runtime's files, all at once, counting bytes as they come. */
import type { Asset } from "../protocol";

export type Count = (wire: number) => void;

const TRIES = 3;

/** Fetches files in parallel and tells, as bytes come, how many of the bytes on the wire are here. */
export class Downloads {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly root: URL,
    private readonly count: Count,
  ) {}

  /** The whole file, unpacked if it is sent packed; a broken connection is tried again. */
  async bytes(asset: Asset): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.response(asset);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let at = 0;
    const reader = response.body!.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      at += part.value.length;
      this.note(asset, at);
    }
    // Some hosts say of a .gz that it is an encoding: then the browser has unpacked it.
    if (asset.content !== undefined && at === asset.size) return unpacked(asset, new Blob(parts));
    if (at !== (asset.content ?? asset.size)) throw new Error(`${asset.path} ended after ${at} of ${asset.size} bytes`);
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  /** A response to be compiled while it comes. Its own body stays untouched, so that the browser can keep the code. */
  async streamed(asset: Asset): Promise<Response> {
    const response = await this.response(asset);
    void this.follow(asset, response.clone()).catch(() => undefined); // the compiler reports a broken stream
    return response;
  }

  /** A script of the site, as a module. */
  async script<T>(asset: Asset): Promise<T> {
    const module = (await import(new URL(asset.path, this.root).href)) as T;
    this.note(asset, asset.size);
    return module;
  }

  private async response(asset: Asset): Promise<Response> {
    const url = new URL(asset.path, this.root);
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await fetch(url);
        if (response.ok) return response;
        if (response.status < 500) throw new Missing(`${asset.path}: the site answered ${response.status}`);
      } catch (error) {
        if (attempt >= TRIES || error instanceof Missing) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
    }
  }

  private async follow(asset: Asset, response: Response): Promise<void> {
    const reader = response.body!.getReader();
    let at = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      at += part.value.length;
      this.note(asset, at);
    }
  }

  private note(asset: Asset, bytes: number): void {
    this.seen.set(asset.path, asset.wire * Math.min(1, bytes / asset.size));
    let sum = 0;
    for (const wire of this.seen.values()) sum += wire;
    this.count(sum);
  }
}

class Missing extends Error {}

async function unpacked(asset: Asset, packed: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const content = await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  if (content.byteLength !== asset.content) throw new Error(`${asset.path} has ${content.byteLength} bytes in it`);
  return new Uint8Array(content);
}
