/** The parts of a widget that say what is going on: state, buttons, loading bar, words, error. */
import { button, folded, make } from "./dom";
import type { Failure } from "./protocol";
import { runtime, WIRE } from "./runtime";

export type State = "idle" | "loading" | "ready" | "running" | "done" | "error";

const inMega = (bytes: number): string => (bytes / 1e6).toFixed(1);
export const megabytes = (bytes: number): string => `${inMega(bytes)} MB`;
/** "3.1 of 7.6 MB" */
export const share = (bytes: number, whole: number): string => `${inMega(Math.min(bytes, whole))} of ${megabytes(whole)}`;

/** How far the loading of Python, or of a package that a cell asked for, is; empty when all is there. */
export function loading(): string {
  const { progress } = runtime;
  if (!progress && runtime.stored) return runtime.ready ? "" : "Python is on this device: nothing is to be loaded.";
  if (!progress) return runtime.ready ? "" : `First start loads Python: ${megabytes(WIRE)}.`;
  const what = progress.what ?? "Python";
  if (progress.phase === "start") return `Starting ${what}…`;
  const { wire, total } = progress;
  if (progress.phase === "wait") return `No connection. Waiting for it… ${share(wire, total)} are here.`;
  const percent = Math.floor((100 * wire) / total);
  return `Loading ${what}: ${share(wire, total)} (${percent} %)`;
}

/** A button that shows while a download waits for the network. */
export class TryAgain {
  readonly element = button("Try again", () => runtime.again());

  constructor() {
    this.element.classList.add("nn-stop");
    this.element.hidden = true;
  }

  tell(shows: boolean): void {
    this.element.hidden = !(shows && runtime.progress?.phase === "wait");
  }
}

export class Status {
  private readonly words: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly box: HTMLElement;
  private readonly play: HTMLButtonElement | null;
  private readonly begins: string; // what Play is called here
  private readonly stops: HTMLButtonElement[] = [];
  private readonly again = new TryAgain();
  private remarked = "";
  private waits = false;

  constructor(private readonly widget: HTMLElement) {
    this.words = widget.querySelector(".nn-words")!;
    this.bar = widget.querySelector(".nn-progress")!;
    this.box = widget.querySelector(".nn-error")!;
    this.play = widget.querySelector('[data-action="play"]');
    this.begins = this.play?.textContent ?? "";
    this.words.after(this.stop(), this.again.element);
  }

  get state(): State {
    return this.widget.dataset.state as State;
  }

  set state(state: State) {
    if (this.state === state) return;
    this.widget.dataset.state = state;
    if (state !== "error") this.box.hidden = true;
    this.tell();
  }

  /** A button that shows while Python is busy for long. */
  stop(): HTMLButtonElement {
    const made = button("Stop", () => runtime.interrupt());
    made.classList.add("nn-stop");
    made.hidden = true;
    this.stops.push(made);
    return made;
  }

  /** Whether this widget waits for Python; when that takes long, it says so and offers to stop. */
  set waiting(on: boolean) {
    this.waits = on;
    if (!on && this.stops.some((stop) => !stop.hidden)) this.tell();
  }

  /** What Play says and does next. */
  set playing(on: boolean) {
    if (!this.play) return;
    this.play.toggleAttribute("data-on", on);
    this.play.querySelector("span")!.textContent = on ? "Pause" : this.begins;
  }

  /** Writes the words and the bar that fit the state and the loading. */
  tell(): void {
    const progress = runtime.progress;
    const loading = progress !== undefined && !runtime.ready;
    this.bar.hidden = !(loading && this.state === "loading");
    if (loading) this.bar.value = (100 * progress.wire) / progress.total;
    this.again.tell(!this.bar.hidden);
    const busy = this.waits ? runtime.busy : 0;
    for (const stop of this.stops) stop.hidden = !busy;
    const words = busy ? `Python has been busy for more than ${busy} s.` : this.describe() || this.remarked;
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  private describe(): string {
    if (this.state === "error") return "";
    if (this.state === "running" || this.state === "ready") return runtime.ready ? loading() : "";
    if (this.state === "done") return "Finished.";
    if (this.state === "loading") return loading() || "Starting…";
    return runtime.ready ? "" : loading();
  }

  /** A sentence that stays until another one comes in its place. */
  remark(words: string): void {
    this.remarked = words;
  }

  /** Shows what went wrong in plain words, Python's own report folded below, and a way to go on. */
  fail(failure: Failure, again: () => void): void {
    const go = button(failure.stopped ? "Start again" : "Try again", again);
    go.classList.add("nn-again");
    this.box.replaceChildren(make("p", {}, failure.message), go);
    if (failure.traceback) this.box.append(folded("What Python said", failure.traceback));
    this.state = "error";
    this.box.hidden = false;
  }
}
