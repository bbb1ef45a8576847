/** One widget's run in Python: asked for pictures, and brought back to the same moment when its worker is gone. */
import type { Answer, Asks, Failure, Lesson, LinkState, Patch, Question, Settings } from "./protocol";
import { runtime, RuntimeError } from "./runtime";
import { drop, unknown } from "./versions";

let views = 0;

type Given<What> = Promise<What | undefined>;

export class View {
  readonly name = `view-${++views}`;
  private begun = 0; // the number of the worker that holds the run, 0 = none
  private start: Settings | undefined; // how the run began, while it can be brought back
  private asks: Asks = []; // and what it was asked since
  private failed = false; // the last question, by its own fault

  /** `waits` hears when an answer is awaited and when it is there; `fails`, what went wrong;
   *  `supply` brings to Python what it needs before a first picture. */
  constructor(
    private readonly reference: string,
    private readonly lesson: () => Lesson,
    private readonly waits: (on: boolean) => void,
    private readonly fails: (failure: Failure) => void,
    private readonly supply: () => Promise<boolean>,
  ) {}

  get started(): boolean {
    return this.begun === runtime.number;
  }

  /** Whether the run went with its worker and can be brought back. */
  get lost(): boolean {
    return this.start !== undefined && this.asks.length > 0;
  }

  /** A new run with these settings, and its first picture. */
  draw(settings: Settings, keep: boolean): Given<Patch> {
    this.start = settings;
    this.asks = [];
    return this.first(settings, keep);
  }

  /** The lost run once more: its first picture, and the one where it was. */
  async comeBack(show: (patch: Patch) => void): Promise<void> {
    const { start, asks } = this;
    const first = start && (await this.first(start, false));
    if (first) show(first);
    const there = first && (await this.picture({ kind: "replay", view: this.name, asks }));
    if (there) show(there);
  }

  private async first(settings: Settings, keep: boolean): Given<Patch> {
    if (!(await this.tellVersions()) || !(await this.supply())) return undefined;
    const { name: view, reference } = this;
    const patch = await this.picture({ kind: "draw", view, reference, lesson: this.lesson(), settings, keep });
    if (patch) this.begun = runtime.number;
    return patch;
  }

  /** A new worker first hears of the reader's own versions. One that fails there is no longer in force. */
  private async tellVersions(): Promise<boolean> {
    for (const version of unknown(this.lesson())) {
      this.failed = false;
      const { lesson, source } = version;
      if (await this.ask({ kind: "edit", lesson, source })) version.worker = runtime.number;
      else if (this.failed) drop(version);
      if (version.worker !== runtime.number) return false;
    }
    return true;
  }

  /** The next picture, after live settings that moved; "done" when the run is over. */
  async step(changed: Settings): Promise<Patch | "done" | undefined> {
    this.note("step", changed);
    const answer = await this.ask({ kind: "step", view: this.name, changed });
    return answer && ("patch" in answer ? answer.patch : "done");
  }

  /** The same moment again, after live settings that moved. */
  redraw(changed: Settings): Given<Patch> {
    this.note("redraw", changed);
    return this.picture({ kind: "redraw", view: this.name, changed });
  }

  /** Back to the run that the last kept change replaced. What that one was asked is not known here any more. */
  undo(): Given<Patch> {
    this.start = undefined;
    return this.picture({ kind: "undo", view: this.name });
  }

  async link(text: string): Given<LinkState> {
    const answer = await this.ask({ kind: "link", reference: this.reference, lesson: this.lesson(), text });
    return answer && "link" in answer ? answer.link : undefined;
  }

  /** The page was left, or the run is of no more use. */
  end(): void {
    if (this.started) void runtime.ask({ kind: "stop", view: this.name }).catch(() => undefined);
    this.forget();
  }

  async ask(question: Question): Promise<Answer | undefined> {
    this.waits(true);
    try {
      const answer = await runtime.ask(question);
      if (!("error" in answer)) return answer;
      this.fail(answer.error);
    } catch (error) {
      if (error instanceof RuntimeError && error.bystander) return undefined; // another's question ended the worker
      const { message, cause } = error as Error;
      this.fail({ message, traceback: String(cause ?? "") });
    } finally {
      this.waits(false);
    }
    return undefined;
  }

  private async picture(question: Question): Given<Patch> {
    const answer = await this.ask(question);
    return answer && "patch" in answer ? answer.patch : undefined;
  }

  private note(what: "step" | "redraw", changed: Settings): void {
    const last = this.asks.at(-1);
    if (last?.[0] === what && Object.keys(changed).length === 0) last[2]++;
    else if (last?.[0] === what && what === "redraw") Object.assign(last[1], changed); // the same moment: the newest counts
    else this.asks.push([what, changed, 1]);
  }

  private fail(failure: Failure): void {
    this.failed = true;
    this.forget();
    this.fails(failure);
  }

  private forget(): void {
    this.begun = 0;
    this.start = undefined;
  }
}
