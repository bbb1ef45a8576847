/** What a cell says of itself: a line of words, the bar of a download, and the question whether a long run shall go on. */
import { button, make, said } from "./dom";
import { runtime } from "./runtime";
import { loading, TryAgain } from "./status";

const LONG = 20; // seconds until the reader is asked

export class CellStatus {
  readonly words = said("nn-words");
  readonly below: HTMLElement[];
  private readonly bar = make("progress", { className: "nn-progress", max: 100, hidden: true });
  private readonly more = make("div", { className: "nn-buttons" });
  private readonly again = new TryAgain();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private kept = "";

  /** `hint` is what an untouched cell says; empty when one above has said it. */
  constructor(private readonly hint: string) {
    this.bar.setAttribute("aria-label", "Loading");
    this.below = [this.bar, this.again.element, this.more];
  }

  /** Words that stand until the next `begin`; links or buttons may come with them. */
  say(words: string | (Node | string)[], ...more: HTMLElement[]): void {
    this.kept = "said";
    this.words.replaceChildren(...(typeof words === "string" ? [words] : words));
    this.more.replaceChildren(...more);
  }

  /** A run begins, or the cell is as at first. */
  clear(): void {
    this.kept = "";
    this.more.replaceChildren();
    this.stopClock();
  }

  /** Writes what fits the state, unless something else was said. */
  tell(state: string): void {
    const { progress } = runtime;
    this.bar.hidden = !((state === "loading" || state === "running") && progress);
    if (progress) this.bar.value = (100 * progress.wire) / progress.total;
    this.again.tell(!this.bar.hidden);
    if (this.kept) return;
    const words: Record<string, string> = {
      idle: this.hint && (runtime.ready ? this.hint : `${this.hint} ${loading()}`),
      loading: loading() || "Starting…",
      running: loading() || "Running…",
      done: "Done.",
    };
    const now = words[state] ?? "";
    if (this.words.textContent !== now) this.words.textContent = now;
  }

  /** Asks after a while whether the run shall go on, and again each time after twice as long. */
  startClock(seconds = LONG): void {
    this.stopClock();
    this.timer = setTimeout(() => {
      const on = button("Go on", () => {
        this.clear();
        this.tell("running");
        this.startClock(2 * seconds);
      });
      this.say(`This has been running for ${seconds} seconds. Go on?`, on);
    }, 1000 * seconds);
  }

  stopClock(): void {
    clearTimeout(this.timer);
  }
}
