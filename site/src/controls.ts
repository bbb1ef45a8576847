/** Reading a widget's form, which the build wrote: one setting for each name. */
import type { Setting, Settings } from "./protocol";

const NARROW = 560; // pixels of a widget

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export class Controls {
  private hidden: HTMLElement[] = []; // by a link

  constructor(private readonly form: HTMLFormElement | null) {
    // A phone shows one group of controls at a time; a desktop has room for all.
    const narrow = (form?.closest("nn-widget")?.clientWidth ?? NARROW) < NARROW;
    if (narrow) form?.querySelectorAll(".nn-group").forEach((group, i) => group.toggleAttribute("open", i === 0));
    form?.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "file") void this.readFile(event.target);
    });
  }

  read(): Settings {
    const settings: Settings = {};
    for (const field of this.fields()) {
      const value = valueOf(field);
      if (value !== undefined) settings[field.name] = value;
    }
    return settings;
  }

  /** Back to the values of the page as it came. */
  reset(): void {
    this.form?.reset();
    for (const field of this.fields()) this.show(field);
  }

  /** Writes a slider's value beside it. */
  show(field: EventTarget | null): void {
    if (!(field instanceof HTMLInputElement) || field.type !== "range") return;
    const value = field.parentElement?.querySelector(".nn-value");
    if (value) value.textContent = String(field.valueAsNumber).replace("-", "−");
  }

  /** Sets fields by name, as the reader would, and tells which of them changed. */
  write(settings: Settings): Field[] {
    const changed = this.fields().filter((field) => {
      const value = settings[field.name];
      return value !== undefined && put(field, value);
    });
    for (const field of changed) {
      this.show(field);
      field.dispatchEvent(new Event("written")); // for what is more than a field: a desk of samples
    }
    return changed;
  }

  /** Sets fields to what a run has made of them, but not what the reader has changed since, or is typing now. */
  follow(settings: Settings, changed: Settings): void {
    const typed = document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.name : "";
    const rest = Object.entries(settings).filter(([name]) => !(name in changed) && name !== typed);
    if (rest.length) this.write(Object.fromEntries(rest));
  }

  /** Takes controls and buttons out of sight, for a link that wants them hidden; those of the link before come back. */
  hide(names: string[]): void {
    for (const element of this.hidden) element.hidden = false;
    const rows = this.fields().filter((field) => names.includes(field.name)).map((field) => field.closest(".nn-control"));
    const buttons = names.map((name) => this.form?.closest("nn-widget")?.querySelector(`.nn-do-${name}`));
    this.hidden = [...rows, ...buttons].filter(
      (element): element is HTMLElement => element instanceof HTMLElement && !element.hidden,
    );
    for (const element of this.hidden) element.hidden = true;
  }

  /** Puts a chosen file's text into the box beside it. */
  private async readFile(input: HTMLInputElement): Promise<void> {
    const box = input.parentElement?.querySelector("textarea");
    const file = input.files?.[0];
    input.value = "";
    if (!box || !file) return;
    box.value = file.size > box.maxLength ? `${file.name} is too large.` : await file.text();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Whether a change of this field goes into a run that is under way. */
  live(field: EventTarget | null): boolean {
    return field instanceof Element && field.closest("[data-live]") !== null;
  }

  /** Another seed, never the same one. */
  reseed(button: Element): void {
    const field = button.parentElement?.querySelector("input");
    if (!field) return;
    if (field.type === "text") {
      field.value = Math.random().toFixed(5);
      return;
    }
    const old = field.valueAsNumber;
    const range = Number(field.max) + 1;
    field.valueAsNumber = (old + 1 + Math.floor(Math.random() * (Math.min(range, 1000) - 1))) % Math.min(range, 1000);
  }

  private fields(): Field[] {
    return [...(this.form?.elements ?? [])].filter(
      (field): field is Field =>
        (field instanceof HTMLInputElement ||
          field instanceof HTMLSelectElement ||
          field instanceof HTMLTextAreaElement) &&
        field.name !== "",
    );
  }
}

/** The names of fields. */
export function names(fields: (EventTarget | null)[]): string[] {
  return fields.flatMap((field) => (field instanceof Element ? (field.getAttribute("name") ?? []) : []));
}

function valueOf(field: Field): Setting | undefined {
  if (!(field instanceof HTMLInputElement)) return field.value;
  switch (field.type) {
    case "checkbox":
      return field.checked;
    case "radio":
      return field.checked ? field.value : undefined;
    case "text":
    case "hidden":
      return field.value;
    default:
      return field.value === "" ? "" : field.valueAsNumber;
  }
}

/** Writes a value into a field; whether that changed it. */
function put(field: Field, value: Setting): boolean {
  if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
    const on = field.type === "checkbox" ? Boolean(value) : field.value === String(value);
    const changed = on !== field.checked;
    field.checked = on;
    return changed;
  }
  const before = field.value;
  field.value = field instanceof HTMLSelectElement ? optionOf(field, value) : String(value);
  return field.value !== before;
}

/** The option that means this value: Python writes 1e-05 where the page writes 0.00001. */
function optionOf(field: HTMLSelectElement, value: Setting): string {
  const options = [...field.options].map((option) => option.value);
  return options.find((option) => option === String(value) || Number(option) === value) ?? String(value);
}
