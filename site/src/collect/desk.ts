/** The desk of a project: built-in sets, sources, a card for each class, and what the reader is told. */
import { button, make, said } from "../dom";
import type { Lesson, Made, Question } from "../protocol";
import { runtime } from "../runtime";
import { Card, type Desk as Cards } from "./cards";
import { CRAFTS } from "./crafts";
import { Preview } from "./preview";
import { MOST, Project, type Group, type Sample } from "./project";
import type { Recording } from "./record";
import { SourceError, type Craft } from "./source";
import { Viewer } from "./viewer";

const LOOKS = 60; // milliseconds from one look of the preview to the next, where the device is quick enough
const FULL = "This browser keeps no more of this project. Save it as a file (below the pictures) before you close the page.";

export class Desk implements Cards {
  readonly craft: Craft;
  readonly project: Project;
  private readonly element = make("div", { className: "nn-desk" });
  private readonly classes = make("div", { className: "nn-classes" });
  private readonly told = said("nn-told");
  private readonly select = make("select", {});
  private readonly mine = button("My samples", () => this.own());
  private readonly undo = button("Undo", () => this.back());
  private readonly free = make("input", { type: "checkbox" });
  private readonly viewer: Viewer;
  private readonly preview: Preview;
  private readonly cards = new Map<Group, Card>();
  private before: (() => void) | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly field: HTMLInputElement,
    look: HTMLInputElement,
    private readonly widget: HTMLElement,
    private readonly sets: Record<string, string>,
  ) {
    this.craft = CRAFTS[host.getAttribute("kind")!]!();
    this.project = new Project(`nn:project:${widget.getAttribute("name")}`, () => this.say(FULL));
    this.preview = new Preview(widget, look);
    this.viewer = new Viewer(this.craft, (words) => this.say(words), () => this.watch());
    this.undo.hidden = this.mine.hidden = true;
    const hands = make("label", { className: "nn-on" }, this.free, " Hands free: wait 2 s, then record 2 s");
    hands.hidden = this.craft.sources.every(({ single }) => single);
    this.element.append(
      this.start(),
      this.viewer.choices,
      hands,
      this.viewer.view,
      make("div", { className: "nn-said" }, this.told, this.undo),
      this.classes,
      button("Add a class", () => this.another()),
    );
    // What is typed here is not a setting of the widget; only the field with the project's value is.
    for (const kind of ["input", "change"]) this.element.addEventListener(kind, (event) => event.stopPropagation());
    document.addEventListener("visibilitychange", this.hidden);
    field.addEventListener("written", () => void this.follow());
    widget.addEventListener("news", (event) => this.viewer.answer((event as CustomEvent<string>).detail));
    const printed = host.querySelector(".nn-printed");
    if (printed) this.classes.before(printed);
    host.append(this.element);
  }

  /** Shows the project that the browser has kept, or else the built-in one that the page came with. */
  async open(): Promise<void> {
    if (await this.project.load()) return this.show();
    if (runtime.ready) await this.use(this.field.value, false);
    else runtime.addEventListener("progress", this.woken);
  }

  private readonly woken = (): void => {
    if (!runtime.ready || this.project.groups.length) return;
    runtime.removeEventListener("progress", this.woken);
    void this.use(this.field.value, false);
  };

  leave(): void {
    this.preview.stop();
    this.viewer.close();
    runtime.removeEventListener("progress", this.woken);
    document.removeEventListener("visibilitychange", this.hidden);
  }

  /** What the widget needs before it draws: all samples in Python. */
  async supply(): Promise<boolean> {
    return this.project.groups.length ? this.project.supply() : true;
  }

  // --- what the cards ask ---

  recording(group: Group): Omit<Recording, "taken"> {
    return {
      source: () => this.viewer.source,
      handsFree: () => this.free.checked,
      counts: (seconds) => this.say(seconds ? `“${group.name}” in ${seconds} …` : `Recording “${group.name}”.`),
      ended: (count) => {
        if (count === 0) return this.say(this.viewer.source?.single ? "Draw something first." : "Nothing has come from it yet; wait a moment.");
        this.say(count === 1 ? "1 sample added." : `${count} samples added.`);
        this.changed();
      },
    };
  }

  words(): string {
    const { source } = this.viewer;
    return source ? (source.single ? "Add this" : "Hold to record") : "";
  }

  added(group: Group, samples: Sample[]): void {
    const room = MOST - this.project.count;
    this.project.add(group, samples);
    if (samples.length > room) this.say(`A project holds ${MOST} samples; the rest was left out.`);
    this.cards.get(group)?.show();
  }

  files(group: Group, files: FileList): void {
    void this.read(group, [...files]);
  }

  removed(words: string, work: () => void): void {
    this.before = this.project.snapshot();
    work();
    this.changed();
    this.say(words, true);
  }

  // --- what the reader does around them ---

  private start(): HTMLElement {
    const { select } = this;
    select.append(...Object.entries(this.sets).map(([name, words]) => new Option(words, name)));
    select.value = this.field.value in this.sets ? this.field.value : Object.keys(this.sets)[0]!;
    select.setAttribute("aria-label", "Built-in samples");
    const field = make("input", { type: "file", accept: ".npz", className: "nn-hidden-file" });
    field.addEventListener("change", () => {
      const file = field.files?.[0];
      field.value = "";
      if (file) void this.openFile(file);
    });
    return make(
      "div",
      { className: "nn-start" },
      select,
      button("Use these", () => void this.use(select.value, true)),
      button("Empty project", () => this.empty()),
      this.mine,
      make("label", { className: "nn-button" }, field, "Open a project"),
    );
  }

  private empty(): void {
    this.removed("This project is empty. Give each class some samples.", () => {
      this.project.groups = ["Class 1", "Class 2"].map((name) => ({ name, on: true, ids: [] }));
      this.project.model = "";
    });
  }

  /** Back from built-in samples. */
  private own(): void {
    this.project.swap();
    this.show();
    this.say("These are your own samples again.");
  }

  private another(): void {
    this.project.groups.push({ name: `Class ${this.project.groups.length + 1}`, on: true, ids: [] });
    this.changed();
  }

  /** The built-in samples of that name. `asked` by the reader, so that there is something to take back. */
  private async use(set: string, asked: boolean): Promise<void> {
    const made = await this.ask({ kind: "make", ...this.target(), set }, asked);
    // The reader may have chosen others while Python started: what was not asked for does not take their place.
    if (!made || (!asked && this.project.groups.length)) return;
    this.before = this.project.snapshot();
    this.project.take(made, set);
    this.show(asked);
    if (asked) this.say(`${this.sets[set]}: press Train.`, true);
  }

  /** Shows the project that a task, or the widget's Undo, has put into the field. */
  private async follow(): Promise<void> {
    const { value } = this.field;
    if (value === this.project.value) return;
    if (value in this.sets) {
      const made = await this.ask({ kind: "make", ...this.target(), set: value }, false);
      if (!made || this.field.value !== value) return;
      this.project.take(made, value);
    } else this.project.restore(value);
    this.show(false);
    this.project.save();
    this.say("");
  }

  private async openFile(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const made = await this.ask({ kind: "open", ...this.target(), bytes });
    if (!made) return;
    this.before = this.project.snapshot();
    this.project.take(made);
    this.show();
    this.say(`${file.name} is open.`, true);
  }

  private async read(group: Group, files: File[]): Promise<void> {
    const faults: string[] = [];
    let count = 0;
    for (const [number, file] of files.entries()) {
      if (files.length > 4) this.say(`Reading ${number + 1} of ${files.length} …`);
      try {
        const samples = await this.craft.read(file);
        this.added(group, samples);
        count += samples.length;
      } catch (error) {
        faults.push(`${file.name}: ${error instanceof SourceError ? error.message : String(error)}`);
      }
    }
    if (count) this.changed();
    this.say([`${count} added to “${group.name}”.`, ...faults].join(" "));
  }

  private back(): void {
    this.before?.();
    this.before = undefined;
    this.show();
    this.say("Undone.");
  }

  // --- what follows ---

  /** The reader has changed something in the project. */
  changed(): void {
    this.project.set = "";
    this.show();
  }

  /** The cards show the project as it is now, the browser keeps it, and the widget hears of it. */
  private show(tell = true): void {
    const { groups, set } = this.project;
    if (set) this.select.value = set;
    this.mine.hidden = !this.project.own;
    this.host.querySelector(".nn-printed")?.remove(); // the classes as the build has printed them
    for (const [group, card] of this.cards) {
      if (groups.includes(group)) continue;
      card.element.remove();
      this.cards.delete(group);
    }
    for (const group of groups) {
      if (!this.cards.has(group)) this.cards.set(group, new Card(group, this));
      const card = this.cards.get(group)!;
      card.show();
      this.classes.append(card.element);
    }
    if (!tell) return;
    this.project.save();
    this.field.value = this.project.value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private watch(): void {
    for (const card of this.cards.values()) card.show();
    const { source } = this.viewer;
    if (!source) return this.preview.stop();
    void this.preview.follow(() => this.viewer.source?.take(), Math.min(LOOKS, source.every));
  }

  private readonly hidden = (): void => {
    if (!document.hidden || !this.viewer.chosen || this.viewer.chosen.single) return;
    this.viewer.close();
    this.say("The page was hidden, so recording has ended. All samples are still here; start it again above.");
  };

  private target(): { reference: string; lesson: Lesson; control: string } {
    const reference = this.widget.getAttribute("name")!;
    const lesson = { name: reference.split(":")[0]!, source: this.widget.dataset.source! };
    return { reference, lesson, control: this.field.name };
  }

  /** Python's answer. What the reader has not `asked` for takes the place of no other words, unless it fails. */
  private async ask(question: Question, asked = true): Promise<Made | undefined> {
    if (asked) this.say(runtime.ready ? "" : "Python starts first; see below.");
    try {
      const answer = await runtime.ask(question);
      if ("made" in answer) return answer.made;
      if ("error" in answer) this.say(answer.error.message);
    } catch (error) {
      this.say((error as Error).message);
    }
    return undefined;
  }

  private say(words: string, undo = false): void {
    this.told.textContent = words;
    this.undo.hidden = !(undo && this.before);
  }
}
