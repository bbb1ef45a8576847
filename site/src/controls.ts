/** Reading a widget's form, which the build wrote: one setting for each name. */
import type { Setting, Settings } from "./protocol";

type Field = HTMLInputElement | HTMLSelectElement;

export class Controls {
  readonly starting: Settings;

  constructor(private readonly form: HTMLFormElement | null) {
    this.starting = this.read();
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

  /** Whether a change of this field goes into a run that is under way. */
  live(field: EventTarget | null): boolean {
    return field instanceof Element && field.closest("[data-live]") !== null;
  }

  /** Another seed, never the same one. */
  reseed(button: Element): void {
    const field = button.parentElement?.querySelector("input");
    if (!field) return;
    const old = field.valueAsNumber;
    const range = Number(field.max) + 1;
    field.valueAsNumber = (old + 1 + Math.floor(Math.random() * (Math.min(range, 1000) - 1))) % Math.min(range, 1000);
  }

  private fields(): Field[] {
    return [...(this.form?.elements ?? [])].filter(
      (field): field is Field =>
        (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name !== "",
    );
  }
}

function valueOf(field: Field): Setting | undefined {
  if (field instanceof HTMLSelectElement) return field.value;
  switch (field.type) {
    case "checkbox":
      return field.checked;
    case "radio":
      return field.checked ? field.value : undefined;
    default:
      return field.value === "" ? "" : field.valueAsNumber;
  }
}
