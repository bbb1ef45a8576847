/** The parts of a widget that say what is going on: state, buttons, loading bar, words, error. */
import type { Failure } from "./protocol";
import { runtime, WIRE } from "./runtime";

export type State = "idle" | "loading" | "ready" | "running" | "done" | "error";

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export class Status {
  private readonly words: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly box: HTMLElement;
  private readonly play: HTMLButtonElement | null;
  private readonly stop = document.createElement("button");
  private remarked = "";
  private waits = false;

  constructor(private readonly widget: HTMLElement) {
    this.words = widget.querySelector(".nn-words")!;
    this.bar = widget.querySelector(".nn-progress")!;
    this.box = widget.querySelector(".nn-error")!;
    this.play = widget.querySelector('[data-action="play"]');
    Object.assign(this.stop, { type: "button", className: "nn-button nn-stop", textContent: "Stop", hidden: true });
    this.stop.onclick = () => runtime.interrupt();
    this.words.after(this.stop);
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

  /** Whether this widget waits for Python; when that takes long, it says so and offers to stop. */
  set waiting(on: boolean) {
    this.waits = on;
    if (!on && !this.stop.hidden) this.tell();
  }

  /** What Play says and does next. */
  set playing(on: boolean) {
    if (!this.play) return;
    this.play.toggleAttribute("data-on", on);
    this.play.querySelector("span")!.textContent = on ? "Pause" : "Play";
  }

  /** Writes the words and the bar that fit the state and the loading. */
  tell(): void {
    const progress = runtime.progress;
    const loading = progress !== undefined && !runtime.ready;
    this.bar.hidden = !(loading && this.state === "loading");
    if (loading) this.bar.value = (100 * progress.wire) / progress.total;
    const busy = this.waits ? runtime.busy : 0;
    this.stop.hidden = !busy;
    const words = busy ? `Python has been busy for more than ${busy} s.` : this.describe() || this.remarked;
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  private describe(): string {
    const progress = runtime.progress;
    if (this.state === "error" || this.state === "running" || this.state === "ready") return "";
    if (this.state === "done") return "Finished.";
    if (runtime.ready) return this.state === "loading" ? "Starting…" : "";
    if (!progress) return `First start loads Python: ${megabytes(WIRE)}.`;
    if (progress.phase === "start") return "Starting Python…";
    const percent = Math.floor((100 * progress.wire) / progress.total);
    return `Loading Python: ${megabytes(progress.wire)} of ${megabytes(progress.total)} (${percent} %)`;
  }

  /** A sentence that stays until the next change of state. */
  remark(words: string): void {
    if (words) this.remarked = words;
  }

  /** Shows what went wrong in plain words, Python's own report folded below, and a way to go on. */
  fail(failure: Failure, again: () => void): void {
    const message = document.createElement("p");
    message.textContent = failure.message;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nn-button nn-again";
    button.textContent = failure.stopped ? "Start again" : "Try again";
    button.onclick = again;
    this.box.replaceChildren(message, button);
    if (failure.traceback) {
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = "What Python said";
      const report = document.createElement("pre");
      report.textContent = failure.traceback;
      report.tabIndex = 0;
      details.append(summary, report);
      this.box.append(details);
    }
    this.state = "error";
    this.box.hidden = false;
  }
}
