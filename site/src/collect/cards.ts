/** A card for each class: its name, its samples in small, and the buttons that add more. */
import { button, make } from "../dom";
import type { Group, Project, Sample } from "./project";
import { recordBy, type Recording } from "./record";
import type { Craft } from "./source";

const SHOWN = 60; // thumbnails of one class; more would only slow a phone down

/** What the cards ask of the desk around them. */
export interface Desk {
  readonly project: Project;
  readonly craft: Craft;
  /** How a press of "record" takes samples into this class. */
  recording(group: Group): Omit<Recording, "taken">;
  /** What the record buttons say now. */
  words(): string;
  added(group: Group, samples: Sample[]): void;
  files(group: Group, files: FileList): void;
  removed(words: string, work: () => void): void;
  changed(): void;
}

export class Card {
  readonly element: HTMLElement;
  private readonly count = make("span", { className: "nn-count" });
  private readonly thumbs = make("div", { className: "nn-thumbs" });
  private readonly record: HTMLButtonElement;
  private readonly shown = new Map<string, HTMLElement>();

  constructor(
    readonly group: Group,
    private readonly desk: Desk,
  ) {
    const name = make("input", { type: "text", value: group.name, maxLength: 40, className: "nn-name" });
    name.setAttribute("aria-label", "Name of this class");
    name.addEventListener("change", () => {
      group.name = name.value = name.value.trim() || group.name;
      desk.changed();
      this.show();
    });
    this.record = button("", () => undefined);
    this.record.classList.add("nn-record");
    recordBy(this.record, { ...desk.recording(group), taken: (sample) => desk.added(group, [sample]) });
    const buttons = make("div", { className: "nn-buttons" }, this.record);
    if (desk.craft.accept) buttons.append(this.picker());
    this.element = make("section", { className: "nn-class" }, this.head(name), this.thumbs, buttons);
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer?.files.length) desk.files(group, event.dataTransfer.files);
    });
    this.show();
  }

  private head(name: HTMLInputElement): HTMLElement {
    const { group, desk } = this;
    const on = make("input", { type: "checkbox", checked: group.on });
    on.addEventListener("change", () => {
      group.on = on.checked;
      desk.changed();
      this.show();
    });
    const remove = button("Remove", () => {
      desk.removed(`The class “${group.name}” was removed.`, () => {
        desk.project.groups = desk.project.groups.filter((one) => one !== group);
      });
    });
    remove.classList.add("nn-plain");
    return make("header", {}, name, this.count, make("label", { className: "nn-on" }, on, " use"), remove);
  }

  private picker(): HTMLElement {
    const field = make("input", { type: "file", accept: this.desk.craft.accept, multiple: true, className: "nn-hidden-file" });
    field.addEventListener("change", () => {
      if (field.files?.length) this.desk.files(this.group, field.files);
      field.value = "";
    });
    return make("label", { className: "nn-button" }, field, `${this.desk.craft.files} from files`);
  }

  /** Brings the card up to date: only what is new is drawn. */
  show(): void {
    const { group, desk } = this;
    this.element.setAttribute("aria-label", `Class ${group.name}`);
    this.element.toggleAttribute("data-off", !group.on);
    this.count.textContent = group.ids.length === 1 ? "1 sample" : `${group.ids.length} samples`;
    this.record.textContent = desk.words();
    this.record.hidden = !desk.words();
    this.record.setAttribute("aria-label", `${desk.words()}: ${group.name}`);
    const wanted = group.ids.slice(-SHOWN).reverse();
    const now = new Set(wanted);
    for (const [id, thumb] of this.shown) {
      if (now.has(id)) continue;
      thumb.remove();
      this.shown.delete(id);
    }
    wanted.forEach((id, place) => {
      const thumb = this.shown.get(id) ?? this.thumb(id);
      if (this.thumbs.children[place] !== thumb) this.thumbs.insertBefore(thumb, this.thumbs.children[place] ?? null);
    });
  }

  private thumb(id: string): HTMLElement {
    const { group, desk } = this;
    const made = button("", () => {
      desk.removed(`One sample of “${group.name}” was removed.`, () => {
        group.ids = group.ids.filter((one) => one !== id);
      });
    });
    made.className = "nn-thumb";
    made.setAttribute("aria-label", `Remove this sample of ${group.name}`);
    made.append(desk.craft.thumb(desk.project.sample(id)!));
    this.shown.set(id, made);
    return made;
  }
}
