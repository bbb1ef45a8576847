/** The source that is in use: chosen by buttons, seen in a view, and stopped when nobody looks. */
import { button, make } from "../dom";
import { SourceError, type Craft, type Source } from "./source";

export class Viewer {
  /** The buttons that choose a source, and below them what it sees. */
  readonly choices: HTMLElement;
  readonly view = make("div", { className: "nn-views" });
  /** The source that samples are taken from, once it has started. */
  source: Source | undefined;
  /** The one that the reader has chosen: it may still be starting, or waiting for a permission. */
  chosen: Source | undefined;
  private readonly said = make("p", { className: "nn-answer" });
  private readonly buttons: HTMLButtonElement[];
  private readonly off: HTMLButtonElement;
  private starting = 0;

  /** `say` tells the reader something; `changed` hears that another source is in use. */
  constructor(
    craft: Craft,
    private readonly say: (words: string) => void,
    private readonly changed: () => void,
  ) {
    this.buttons = craft.sources.map((source) => button(source.words, () => void this.choose(source)));
    this.off = button("Off", () => this.close());
    this.choices = make("div", { className: "nn-buttons" }, ...this.buttons, this.off);
    for (const [i, source] of craft.sources.entries()) this.buttons[i]!.dataset.source = source.words;
    this.said.ariaHidden = "true"; // the widget's news tell it
    this.show();
  }

  async choose(source: Source): Promise<void> {
    if (source === this.chosen && !this.source) return; // it is starting already
    const number = ++this.starting;
    this.chosen?.stop();
    this.chosen = source;
    this.source = undefined;
    this.answer("");
    this.view.replaceChildren(source.element, this.said);
    this.say("");
    try {
      await source.start();
      if (number !== this.starting) return source === this.chosen ? undefined : source.stop();
      this.source = source;
    } catch (error) {
      if (number !== this.starting) return;
      this.chosen = undefined;
      this.view.replaceChildren();
      this.say(error instanceof SourceError ? error.message : `This could not be started: ${String(error)}`);
    }
    this.show();
    this.changed();
  }

  close(): void {
    this.starting++;
    this.chosen?.stop();
    this.source = this.chosen = undefined;
    this.view.replaceChildren();
    this.show();
    this.changed();
  }

  /** What the network says of what is seen now. The picture says it too, but may be out of sight. */
  answer(words: string): void {
    this.said.textContent = words && `It says ${words}.`;
  }

  private show(): void {
    this.off.hidden = !this.source;
    for (const one of this.buttons) {
      one.setAttribute("aria-pressed", String(one.dataset.source === this.source?.words));
    }
  }
}
