/** Saving the whole course on the reader's device: one job a page, told to whoever shows it.
 *
 *  Every file that is there stays there, so a job that was ended by a reader, a network or a closed tab goes on where it
 *  was. */
import { course, shelf } from "./offline";
import { unmetered } from "./runtime";
import type { About, Course, Wish } from "./shelf";
import { again, Gone, transfer } from "./transfer";

export type State = "unknown" | "impossible" | "none" | "part" | "saving" | "waiting" | "saved" | "full" | "renewed";

const ABREAST = 4;

class Full extends Error {}

class Saving extends EventTarget {
  state: State = "unknown";
  wish: Wish | undefined;
  /** Bytes on the wire that are here, and of all that is wished. */
  wire = 0;
  total = 0;
  /** Those of the packages. */
  packages = 0;
  pages = 0;
  get version(): string {
    return this.course?.build.slice(0, 7) ?? "";
  }

  private course: Course | undefined;
  private ended: AbortController | undefined;
  private job = Promise.resolve();
  private readonly waiting = new Set<string>();

  /** Looks at what is here, and goes on with what was begun. */
  async look(): Promise<void> {
    if (this.ended) return;
    try {
      this.course = await course();
      if (!this.course) return this.be("impossible");
      this.wish = await shelf.wish();
      const missing = await this.count(this.wish?.packages ?? false);
      if (this.ended) return;
      if (!this.wish || missing.length === 0) return this.be(this.wish ? "saved" : "none");
      this.be("part");
      if (!this.wish.paused && unmetered()) await this.start(this.wish.packages);
    } catch {
      this.be("impossible");
    }
  }

  /** Fetches what is missing of all that is wished. */
  start(packages: boolean): Promise<void> {
    if (this.course && !this.ended) this.job = this.run(packages, (this.ended = new AbortController()).signal);
    return this.job;
  }

  private async run(packages: boolean, signal: AbortSignal): Promise<void> {
    try {
      this.wish = { packages, ...(this.wish?.since ? { since: this.wish.since } : {}) };
      await shelf.setWish(this.wish);
      void navigator.storage?.persist?.().catch(() => false);
      const missing = await this.count(packages);
      this.be("saving");
      await this.room(missing);
      const next = missing[Symbol.iterator]();
      await Promise.all(Array.from({ length: ABREAST }, () => this.work(next, signal)));
      if (signal.aborted) {
        this.wish.paused = true;
        await shelf.setWish(this.wish);
        return this.be("part");
      }
      this.wish = { packages, since: new Date().toISOString().slice(0, 10) };
      await shelf.setWish(this.wish);
      this.be("saved");
    } catch (error) {
      this.cancel();
      const full = error instanceof Full || (error as Error).name === "QuotaExceededError";
      this.be(full ? "full" : error instanceof Gone ? "renewed" : "part");
    } finally {
      this.ended = undefined;
    }
  }

  /** Ends the job; what is here stays. */
  cancel(): void {
    this.ended?.abort();
  }

  again(): void {
    again();
  }

  async remove(): Promise<void> {
    this.cancel();
    await this.job;
    await shelf.clear();
    await this.look();
  }

  private be(state: State): void {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }

  /** Counts what is here; gives what is missing. */
  private async count(packages: boolean): Promise<[string, About][]> {
    const { files, pages } = this.course!;
    const here = await shelf.addresses();
    const sum = (list: [string, About][]): number => list.reduce((bytes, [, [, , wire]]) => bytes + wire, 0);
    const more = Object.entries(files.packages);
    const wanted = [...Object.entries({ ...files.shell, ...files.course, ...files.start }), ...(packages ? more : [])];
    const missing = wanted.filter(([address]) => !here.has(address));
    this.pages = Object.keys(pages).length;
    this.packages = sum(more.filter(([address]) => !here.has(address)));
    this.total = sum(wanted);
    this.wire = this.total - sum(missing);
    return missing;
  }

  /** Raises Full where the browser tells that there is too little space. */
  private async room(missing: [string, About][]): Promise<void> {
    const need = missing.reduce((bytes, [, [, size]]) => bytes + size, 0);
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    if (quota !== undefined && quota - (usage ?? 0) < need) throw new Full();
  }

  private async work(files: Iterator<[string, About]>, signal: AbortSignal): Promise<void> {
    for (let next = files.next(); !next.done && !signal.aborted; next = files.next()) {
      await this.fetch(...next.value, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  private async fetch(address: string, [hash, size, wire]: About, signal: AbortSignal): Promise<void> {
    let counted = 0;
    const count = (bytes: number): void => {
      this.wire += bytes - counted;
      counted = bytes;
      this.tell();
    };
    const way = {
      signal,
      cache: "no-store" as const,
      seen: (at: number) => count(wire * Math.min(1, at / size)),
      waits: (on: boolean) => {
        if (on) this.waiting.add(address);
        else this.waiting.delete(address);
        this.tell();
      },
    };
    try {
      const { parts, type, unpacked } = await transfer(shelf.root + address, { size, wire }, way);
      const headers = { "Content-Type": type, ...(unpacked ? { "Content-Encoding": "gzip" } : {}) };
      const response = new Response(new Blob(parts), { headers });
      if (!(await shelf.put(address, hash, response))) throw new Gone(address);
      count(wire);
    } finally {
      if (counted < wire) count(0);
      way.waits(false);
    }
  }

  private tell(): void {
    if (this.state === "saving" || this.state === "waiting") this.be(this.waiting.size ? "waiting" : "saving");
  }
}

export const saving = new Saving();
