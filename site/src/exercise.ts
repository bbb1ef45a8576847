/** What an exercise has beside its cell: Check, hints one by one, and the solution for who has tried. */
import type { NnCell } from "./cell";
import { button, make, said, sentence } from "./dom";
import { open } from "./editor";
import { done } from "./progress";
import type { Verdict } from "./protocol";
import { small } from "./transfer";

/** What the build wrote for one exercise; fetched when it is asked for. */
interface Help {
  hints: string[];
  solution: string;
}

export class Exercise {
  readonly buttons: HTMLButtonElement[];
  readonly parts: HTMLElement[];
  private readonly verdict = said("nn-verdict");
  private readonly hints = make("ol", { className: "nn-hints" });
  private readonly answer = make("div", { className: "nn-solution" });
  private readonly hint = button("Hint", () => void this.giveHint());
  private readonly solution = button("Solution", () => this.offer());
  private readonly check = button("Check", () => void this.ask());
  private help: Help | undefined;

  /** `ask` has Python check the cell's code. */
  constructor(
    private readonly cell: NnCell,
    private readonly verdictOf: () => Promise<Verdict | undefined>,
  ) {
    this.check.classList.add("nn-main");
    this.solution.disabled = true;
    this.solution.title = "After a check or the last hint";
    this.hints.setAttribute("aria-live", "polite");
    this.verdict.hidden = true;
    this.buttons = [this.check, this.hint, this.solution];
    this.parts = [this.verdict, this.hints, this.answer];
  }

  /** The cell is as at first. Hints that were given stay given. */
  reset(): void {
    delete this.cell.dataset.result;
    this.verdict.hidden = true;
    this.answer.replaceChildren();
  }

  tell(state: string): void {
    this.check.disabled = state === "loading" || state === "running";
  }

  private async ask(): Promise<void> {
    delete this.cell.dataset.result;
    this.verdict.hidden = true;
    const told = await this.verdictOf();
    if (!told) return;
    const { passed, message } = told;
    this.cell.dataset.result = passed ? "passed" : "failed";
    this.say(message || (passed ? "Passed." : "Not yet."));
    if (passed) done(this.cell);
    else this.solution.disabled = false;
  }

  private async giveHint(): Promise<void> {
    const help = await this.fetch();
    if (!help) return;
    const given = this.hints.childElementCount;
    if (given < help.hints.length) this.hints.append(make("li", {}, ...sentence(help.hints[given]!)));
    if (given + 1 < help.hints.length) return;
    this.hint.disabled = true;
    this.solution.disabled = false;
  }

  private offer(): void {
    if (this.answer.childElementCount) return;
    const show = button("Show the solution", () => void this.show());
    const keep = button("Not yet", () => this.answer.replaceChildren());
    const words = make("p", {}, "One more try of your own teaches more than reading. Show it all the same?");
    this.answer.append(words, make("div", { className: "nn-buttons" }, show, keep));
    show.focus();
  }

  private async show(): Promise<void> {
    const help = await this.fetch();
    if (!help) return;
    const text = help.solution.trimEnd();
    const code = make("pre", {}, text);
    this.answer.replaceChildren(make("p", {}, "One solution. Yours may look different and be as good."), code);
    (await open(code, { text, label: "A solution", reads: true })).focus();
  }

  private async fetch(): Promise<Help | undefined> {
    const text = this.help ? undefined : await small(this.url);
    if (text) this.help = JSON.parse(text) as Help;
    if (!this.help) this.say("This could not be fetched. Check the connection and try again.");
    return this.help;
  }

  private get url(): URL {
    return new URL(this.cell.dataset.exercise!, location.href);
  }

  private say(words: string): void {
    this.verdict.hidden = false;
    this.verdict.replaceChildren(...sentence(words));
  }
}
