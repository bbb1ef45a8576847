/** <nn-cell>: Python that the reader changes and runs. The build wrote it with its output; this makes it live. */
import { CellStatus } from "./cellstatus";
import { Code } from "./code";
import { button, make } from "./dom";
import { Exercise } from "./exercise";
import { Output } from "./output";
import { cells, forget, hold, upTo } from "./page";
import { isDone } from "./progress";
import type { Answer, CellNews, Question, Ran, Verdict } from "./protocol";
import { runtime, RuntimeError } from "./runtime";
import { notKept } from "./store";
import { touch } from "./timing";

type State = "idle" | "loading" | "running" | "done" | "error";

const GONE = "Python was ended, so the names are gone. Run makes those it needs again.";
const tapped = (): string => (matchMedia("(pointer: coarse)").matches ? "Tap" : "Click");

export class NnCell extends HTMLElement {
  private code!: Code;
  private output!: Output;
  private status!: CellStatus;
  private exercise: Exercise | undefined;
  private readonly buttons = {
    run: button("Run", () => void this.run()),
    stop: button("Stop", () => runtime.interrupt()),
    reset: button("Reset", () => this.takeBack()),
  };
  private asking = false;
  private worker = 0; // the one that holds what this cell made; 0 = none

  connectedCallback(): void {
    if (!this.code) this.bind();
    runtime.addEventListener("progress", this.follow);
    runtime.addEventListener("cell", this.hear);
    this.tell();
  }

  disconnectedCallback(): void {
    runtime.removeEventListener("progress", this.follow);
    runtime.removeEventListener("cell", this.hear);
    this.status.stopClock();
    if (this.dataset.state === "running") runtime.interrupt(); // the page was left
    forget(this.page);
  }

  get name(): string {
    return this.getAttribute("name")!;
  }

  get page(): string {
    return this.dataset.page!;
  }

  /** The Python as it stands. */
  get text(): string {
    return this.code.text;
  }

  /** What readers call it: "cell 2". */
  get called(): string {
    return called(this.name);
  }

  /** Whether anything here differs from the page as it came. */
  get touched(): boolean {
    return this.code.changed || this.dataset.state !== "idle";
  }

  /** As the page came: the author's code and the build's output. */
  reset(): void {
    this.code.reset();
    this.output.restore();
    this.exercise?.reset();
    this.status.clear();
    this.worker = 0;
    this.state = "idle";
  }

  private bind(): void {
    const [pre, place] = [this.querySelector<HTMLElement>("pre")!, this.querySelector<HTMLElement>(".nn-output")!];
    this.id ||= this.name.split(":")[1]!;
    this.output = new Output(place);
    this.code = new Code(pre, `nn:${this.name}@${this.dataset.key}`, {
      label: `Python ${this.called}, yours to change`,
      run: () => void this.run(),
      changed: (kept) => {
        const words = kept ? "" : notKept();
        if (words) this.status.say(words);
      },
    });
    const { run, stop, reset } = this.buttons;
    if (this.dataset.exercise) this.exercise = new Exercise(this, () => this.check());
    const first = cells(this.page)[0] === this;
    this.status = new CellStatus(first ? `${tapped()} the code to change it.` : "");
    const buttons = [...(this.exercise?.buttons ?? []), run, stop, reset];
    const bar = make("div", { className: "nn-buttons" }, ...buttons, this.status.words);
    run.classList.toggle("nn-main", !this.exercise);
    place.before(bar, ...this.status.below, ...(this.exercise?.parts ?? []));
    if (this.code.changed) void this.code.show(); // what the reader left here
    if (isDone(this)) this.status.say("You have solved this before.");
  }

  // --- what the reader does ----------------------------------------------------------------------------------------

  private async run(): Promise<void> {
    const answer = await this.ask({ kind: "cells", page: this.page, cells: upTo(this), wanted: this.name });
    if (answer && "cells" in answer) this.ran(answer.cells);
  }

  private async check(): Promise<Verdict | undefined> {
    const { page, name: id, text: source } = this;
    const exercise = new URL(this.dataset.exercise!, location.href).href;
    const above = upTo(this).slice(0, -1);
    const answer = await this.ask({ kind: "check", page, cells: above, id, source, exercise });
    if (!answer || !("verdict" in answer)) return undefined;
    this.state = "done";
    this.status.say(""); // the verdict says it
    void this.code.mark(answer.verdict.line);
    return answer.verdict;
  }

  private takeBack(): void {
    this.reset();
    const others = cells(this.page).filter((cell) => cell !== this && cell.touched);
    if (others.length === 0) return;
    this.status.say("As at first.", button("Reset all on this page", () => this.resetAll()));
  }

  private resetAll(): void {
    cells(this.page).forEach((cell) => cell.reset());
    forget(this.page);
    this.status.say("All cells of this page are as at first.");
  }

  // --- what Python does --------------------------------------------------------------------------------------------

  private async ask(question: Question): Promise<Answer | undefined> {
    if (this.asking) return undefined;
    touch();
    this.asking = true;
    this.begin();
    this.follow();
    hold(this.page);
    try {
      const answer = await this.insist(question);
      if (!("error" in answer)) return answer;
      this.fail(answer.error.message, answer.error.traceback);
    } catch (error) {
      this.fail((error as Error).message, "");
    } finally {
      this.asking = false;
      this.output.settle();
      this.status.stopClock();
    }
    return undefined;
  }

  /** Asks again where another's question ended the worker. */
  private async insist(question: Question): Promise<Answer> {
    for (;;) {
      try {
        return await runtime.ask(question);
      } catch (error) {
        if (!(error instanceof RuntimeError && error.bystander)) throw error;
      }
    }
  }

  private begin(): void {
    this.output.clear();
    this.status.clear();
    void this.code.mark(null);
    this.worker = runtime.number;
  }

  private ran({ ran, failed }: Ran): void {
    this.state = failed ? "error" : "done";
    const before = ran.filter((name) => name !== this.name).map(called);
    if (failed && failed !== this.name) {
      // Python has said why, in the output.
      this.status.say(["Go to ", way(failed), "."]);
    } else if (before.length && !failed) this.status.say(`Done. ${list(before)} ran first.`);
  }

  private fail(message: string, traceback: string): void {
    this.output.show({ kind: "error", message, line: null, traceback });
    this.state = "error";
  }

  private readonly hear = (event: Event): void => {
    const news = (event as CustomEvent<CellNews>).detail;
    if (news.cell !== this.name || news.page !== this.page) return;
    if ("state" in news) {
      if (news.state === "running" && !this.asking) this.begin(); // another cell needs this one
      if (news.state !== "running") this.output.settle();
      this.state = news.state;
    } else {
      this.output.show(news.item);
      if (news.item.kind === "error") void this.code.mark(news.item.line);
    }
  };

  private readonly follow = (): void => {
    if (this.worker && this.worker !== runtime.number) {
      this.worker = 0;
      if (!this.asking && this.dataset.state === "running") this.state = "error";
      this.status.say(GONE);
    }
    if (this.asking) this.state = runtime.ready && !runtime.progress ? "running" : "loading";
    this.tell();
  };

  private set state(state: State) {
    if (this.dataset.state === state) return;
    this.dataset.state = state;
    if (state === "running") this.status.startClock();
    else this.status.stopClock();
    this.tell();
  }

  private tell(): void {
    const state = this.dataset.state!;
    this.buttons.run.disabled = state === "loading" || state === "running";
    this.buttons.stop.hidden = state !== "running";
    this.exercise?.tell(state);
    this.status.tell(state);
  }
}

const called = (name: string): string => name.split(":")[1]!.replace("-", " ");

/** A link to another cell of this page. Instant navigation must not take it for a way to a new page. */
function way(name: string): HTMLAnchorElement {
  const id = name.split(":")[1]!;
  const link = make("a", { href: `#${id}` }, called(name));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(id)?.scrollIntoView();
  });
  return link;
}

/** "cell 1", "cell 1 and cell 2", "cell 1, cell 2 and cell 3", with a capital letter. */
function list(names: string[]): string {
  const text = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
