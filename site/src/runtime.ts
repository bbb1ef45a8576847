/** The page's one worker: started by the first question, kept for the whole visit, started anew if it dies. */
import type { Answer, Asked, Question, Said, Site } from "./protocol";

declare const __SITE__: Site;
declare const __WORKER__: string;

export interface Progress {
  phase: "download" | "start";
  wire: number;
  total: number;
}

/** Bytes on the wire of everything the first start fetches. */
export const WIRE = [...__SITE__.files, __SITE__.package].reduce((sum, asset) => sum + asset.wire, 0);

export class RuntimeError extends Error {}

class Runtime extends EventTarget {
  progress: Progress | undefined;
  ready = false;
  /** Which worker this is, counted from 1: what an earlier one held is gone. */
  number = 0;
  private worker: Worker | undefined;
  private waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  private last = 0;

  get started(): boolean {
    return this.worker !== undefined;
  }

  /** Asks Python something. Rejects with a RuntimeError, in words for the reader, when Python cannot be had. */
  ask(question: Question): Promise<Answer> {
    const worker = (this.worker ??= this.start());
    const asked: Asked = { id: ++this.last, question };
    return new Promise((resolve, reject) => {
      this.waiting.set(asked.id, { resolve, reject });
      worker.postMessage(asked);
    });
  }

  private start(): Worker {
    const began = performance.now();
    this.number++;
    const worker = new Worker(new URL(__WORKER__, import.meta.url), { type: "module", name: "python" });
    worker.onmessage = (event: MessageEvent<Said>) => this.hear(event.data, began);
    worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the worker could not be started");
    };
    this.tell({ phase: "download", wire: 0, total: WIRE });
    return worker;
  }

  private hear(said: Said, began: number): void {
    switch (said.kind) {
      case "answer":
        this.waiting.get(said.id)?.resolve(said.answer);
        this.waiting.delete(said.id);
        break;
      case "progress":
        this.tell(said);
        break;
      case "booted":
        performance.measure("nn:boot", { start: began, end: performance.now() });
        this.ready = true;
        this.tell(undefined);
        break;
      case "failed":
        this.fail(said.message);
    }
  }

  private tell(progress: Progress | undefined): void {
    this.progress = progress;
    this.dispatchEvent(new Event("progress"));
  }

  /** The worker is of no more use: end it, tell everyone who waits, and let the next question start another. */
  private fail(reason: string): void {
    this.worker?.terminate();
    this.worker = undefined;
    const words = this.ready
      ? "Python stopped unexpectedly. It starts again at your next touch."
      : "Python could not be loaded. Check the connection, then try again; what has arrived is kept.";
    this.ready = false;
    this.tell(undefined);
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new RuntimeError(words, { cause: reason }));
  }
}

export const runtime = new Runtime();

/** Whether fetching megabytes unasked is fair: not when the reader saves data, is on a phone network, or may be. */
export function unmetered(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean; type?: string; effectiveType?: string } }).connection;
  if (connection?.saveData || connection?.type === "cellular" || /2g|3g/.test(connection?.effectiveType ?? "")) return false;
  if (connection?.type === "wifi" || connection?.type === "ethernet") return true;
  return !matchMedia("(pointer: coarse)").matches; // the network is not told: a phone may be paying
}
