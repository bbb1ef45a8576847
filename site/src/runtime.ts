/** The page's one worker: started by the first question, kept for the whole visit, started anew if it dies. */
import type { Again, Answer, Asked, CellNews, Modules, Progress, Question, Said, Start } from "./protocol";

declare const __WIRE__: number;
declare const __WORKER__: string;

/** The site's root: the scripts lie in assets/nn/. */
export const root = new URL("../../", import.meta.url);

/** Bytes on the wire of everything the first start fetches. */
export const WIRE = __WIRE__;

/** Python cannot be had, in words for the reader. `bystander`: what was asked had no part in it, and may be asked again. */
export class RuntimeError extends Error {
  constructor(
    message: string,
    reason: string,
    readonly bystander: boolean,
  ) {
    super(message, { cause: reason });
  }
}

/** A question that takes so long may be one without end: the reader is asked. */
const LONG = 3000;
/** So long an interrupt may take; then the worker is ended. */
const GRACE = 2000;

const WORDS = {
  died: "Python stopped unexpectedly. It starts again at your next touch.",
  gone: "The course has been renewed since this page was opened. Reload the page to go on; your code and your progress stay.",
  lost: "Python could not be loaded. Check the connection, then try again; what has arrived is kept.",
  memory: "This used more memory than a page may have (1 GB), so Python was ended. It starts again at your next touch.",
  stopped: "This could not be interrupted, so Python was ended. It starts again at your next touch.",
};

class Runtime extends EventTarget {
  progress: Progress | undefined;
  ready = false;
  /** All that the first start fetches is on the reader's device. */
  stored = false;
  /** The site has a newer build: this page's files may be gone. */
  outdated = false;
  /** Which worker this is, counted from 1: what an earlier one held is gone. */
  number = 1;
  private worker: Worker | undefined;
  private waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  private last = 0;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private since = 0; // when the question that is being answered was begun
  private token = "";
  private modules: Modules | undefined; // what the last worker compiled: the next need not
  private kept = false; // this worker began with what an earlier visit left
  private fresh = false; // the next one shall not

  /** How many seconds the question now being answered has taken, in steps; 0 while that is not long. */
  get busy(): number {
    const milliseconds = this.ready && !this.progress && this.waiting.size ? performance.now() - this.since : 0;
    return milliseconds < LONG ? 0 : Math.max(LONG / 1000, 5 * Math.floor(milliseconds / 5000));
  }

  get started(): boolean {
    return this.worker !== undefined;
  }

  /** Asks Python something. Rejects with a RuntimeError, in words for the reader, when Python cannot be had. */
  ask(question: Question): Promise<Answer> {
    const worker = (this.worker ??= this.start());
    this.token ||= URL.createObjectURL(new Blob(["go on"]));
    const asked: Asked = { id: ++this.last, token: this.token, question };
    if (this.waiting.size === 0) this.since = performance.now();
    return new Promise((resolve, reject) => {
      this.waiting.set(asked.id, { resolve, reject });
      worker.postMessage(asked);
    });
  }

  /** Stops what Python is doing and keeps all it knows; where Python cannot be interrupted, ends the worker. */
  interrupt(): void {
    const [stuck] = this.waiting.keys();
    if (stuck === undefined) return;
    URL.revokeObjectURL(this.token); // the worker asks for this address now and then
    this.token = "";
    setTimeout(() => this.waiting.has(stuck) && this.fail("no answer to an interrupt", "stopped"), GRACE);
  }

  /** A download that waits for the network shall try again at once. */
  again(): void {
    this.worker?.postMessage({ again: true } satisfies Again);
  }

  private start(): Worker {
    const began = performance.now();
    this.pulse ??= setInterval(() => this.busy && this.tell(this.progress), 500);
    const worker = new Worker(new URL(__WORKER__, import.meta.url), { type: "module", name: "python" });
    worker.onmessage = (event: MessageEvent<Said>) => this.hear(event.data, began);
    worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the worker could not be started");
    };
    worker.postMessage({ modules: this.modules, fresh: this.fresh } satisfies Start);
    this.tell({ phase: "download", wire: 0, total: WIRE });
    return worker;
  }

  private hear(said: Said, began: number): void {
    switch (said.kind) {
      case "answer":
        this.waiting.get(said.id)?.resolve(said.answer);
        this.waiting.delete(said.id);
        this.since = performance.now();
        if (this.progress) this.tell(undefined); // of a package
        break;
      case "cell":
        this.dispatchEvent(new CustomEvent<CellNews>("cell", { detail: said.news }));
        break;
      case "progress":
        this.since = performance.now(); // a download is not Python's work
        this.tell(said);
        break;
      case "loaded":
        this.since = performance.now();
        this.tell(undefined);
        break;
      case "booted":
        this.modules = said.modules;
        this.kept = said.how === "kept";
        performance.measure("nn:boot", { start: began, end: performance.now(), detail: { how: said.how } });
        this.ready = true;
        this.since = performance.now();
        this.tell(undefined);
        break;
      case "failed":
        this.fail(said.message, said.why === "error" ? undefined : said.why);
    }
  }

  private tell(progress: Progress | undefined): void {
    this.progress = progress;
    this.dispatchEvent(new Event("progress"));
  }

  /** The worker is of no more use: end it, tell everyone who waits, and let the next question start another. */
  private fail(reason: string, why: keyof typeof WORDS = this.ready ? "died" : this.outdated ? "gone" : "lost"): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.number++;
    this.fresh = this.kept && why === "died"; // what was kept may be the reason
    const words = WORDS[why];
    this.ready = false;
    this.tell(undefined);
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    // The first was being answered; those behind it only waited, unless Python never came.
    waiting.forEach(({ reject }, place) => reject(new RuntimeError(words, reason, place > 0 && why !== "lost" && why !== "gone")));
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
