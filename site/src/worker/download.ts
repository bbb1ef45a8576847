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

  /** The whole file; a broken connection is tried again. */
  async bytes(asset: Asset): Promise<ArrayBuffer> {
    const response = await this.response(asset);
    const copy = new Uint8Array(asset.size);
    let at = 0;
    const reader = response.body!.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      copy.set(part.value, at);
      at += part.value.length;
      this.note(asset, at);
    }
    if (at !== asset.size) throw new Error(`${asset.path} ended after ${at} of ${asset.size} bytes`);
    return copy.buffer;
  }

  /** A response to be compiled while it comes. Its own body stays untouched, so that the browser can keep the code. */
  async streamed(asset: Asset): Promise<Response> {
    const response = await this.response(asset);
    void this.follow(asset, response.clone()).catch(() => undefined); // the compiler reports a broken stream
    return response;
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
