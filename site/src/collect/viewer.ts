/** The source that is in use: chosen by buttons, seen in a view, and stopped when nobody looks. */
import { button, make } from "../dom";
import { SourceError, type Craft, type Source } from "./source";

export class Viewer {
  readonly element: HTMLElement;
  /** The source that samples are taken from, once it has started. */
  source: Source | undefined;
  /** The one that the reader has chosen: it may still be starting, or waiting for a permission. */
  chosen: Source | undefined;
  private readonly view = make("div", { className: "nn-views" });
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
    this.element = make("div", { className: "nn-source-of-samples" }, make("div", { className: "nn-buttons" }, ...this.buttons, this.off), this.view);
    for (const [i, source] of craft.sources.entries()) this.buttons[i]!.dataset.source = source.words;
    this.show();
  }

  async choose(source: Source): Promise<void> {
    if (source === this.chosen && !this.source) return; // it is starting already
    const number = ++this.starting;
    this.chosen?.stop();
    this.chosen = source;
    this.source = undefined;
    this.view.replaceChildren(source.element);
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

  private show(): void {
    this.off.hidden = !this.source;
    for (const one of this.buttons) {
      one.setAttribute("aria-pressed", String(one.dataset.source === this.source?.words));
    }
  }
}
