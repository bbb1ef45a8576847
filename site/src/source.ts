/** "Show the Python" as an editor: the reader's version of a widget's code runs in its place, and can be taken back. */
import { Code } from "./code";
import { button, make, said } from "./dom";
import type { Answer, Failure, Lesson, Question } from "./protocol";
import { notKept, read } from "./store";
import { enforce, restore } from "./versions";

const HINT = "Select the code to change it. Run makes the picture use your version.";

export class Source {
  private readonly code: Code;
  private readonly words = said("nn-note");
  private readonly name: string;

  /** `ask` puts a question for the widget; `draw` draws it anew; `stop` ends what takes too long. */
  constructor(
    widget: HTMLElement,
    private readonly lesson: Lesson,
    private readonly ask: (question: Question) => Promise<Answer | undefined>,
    private readonly draw: () => void,
    stop: HTMLButtonElement,
  ) {
    const details = widget.querySelector<HTMLElement>(".nn-source")!;
    this.name = widget.getAttribute("name")!;
    const key = `nn:${this.name}@${lesson.source}`;
    this.code = new Code(details.querySelector("pre")!, key, {
      label: "Python of this picture, yours to change",
      run: () => void this.run(),
      changed: (kept) => kept || this.say(notKept()),
    });
    const buttons = make("div", { className: "nn-buttons" });
    buttons.append(button("Run", () => void this.run()), button("Reset", () => void this.reset()), stop);
    this.words.textContent = HINT;
    details.querySelector(".highlight")!.after(buttons, this.words);
    if (read(key) !== null) details.addEventListener("toggle", () => void this.code.show(), { once: true });
  }

  /** Marks the line that the reader's version failed in. */
  fail(failure: Failure): void {
    const lines = [...failure.traceback.matchAll(/your version", line (\d+)/g)];
    const last = lines.at(-1)?.[1];
    if (last) void this.code.mark(Number(last));
    // The widget says it too, but that may be far above.
    if (last || failure.message.includes(", your version")) this.say(failure.message);
  }

  private async run(): Promise<void> {
    void this.code.mark(null);
    const source = this.code.text;
    if (!(await this.ask({ kind: "edit", lesson: this.lesson, source }))) return;
    enforce(this.name, this.lesson, source);
    this.say("The picture runs your version.");
    this.draw();
  }

  private async reset(): Promise<void> {
    this.code.reset();
    if (!(await this.ask({ kind: "restore", lesson: this.lesson }))) return;
    restore(this.name, this.lesson);
    this.say("The picture runs the course's version again.");
    this.draw();
  }

  private say(words: string): void {
    if (words) this.words.textContent = words;
  }
}
