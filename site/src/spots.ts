/** Spots: places in a picture that can be pressed. They are buttons over the panels, so that every finger, key and
 *  screen reader finds them. */
import type { Settings, Spot } from "./protocol";

export interface SpotActions {
  press(settings: Settings): void;
  hover(settings: Settings): void;
}

export class Spots {
  private shown: string[] = [];
  private before: Settings | undefined; // what a hover set aside

  constructor(
    private readonly place: HTMLElement,
    private readonly read: () => Settings,
    private readonly actions: SpotActions,
  ) {
    place.addEventListener("click", (event) => this.press(event));
    for (const kind of ["pointerover", "focusin"]) place.addEventListener(kind, (event) => this.enter(event));
    for (const kind of ["pointerout", "focusout"]) place.addEventListener(kind, (event) => this.leave(event));
  }

  /** Brings the buttons of all panels up to date; a button that stays keeps its focus. */
  show(spots: Spot[][], anew: boolean): void {
    if (anew) this.shown = [];
    const panels = this.place.querySelectorAll<HTMLElement>(".nn-panel");
    spots.forEach((wanted, number) => {
      const told = JSON.stringify(wanted);
      const panel = panels[number];
      if (!panel || told === this.shown[number]) return;
      this.shown[number] = told;
      const buttons = [...panel.querySelectorAll<HTMLButtonElement>(".nn-spot")];
      wanted.forEach((spot, i) => dress(buttons[i] ?? panel.appendChild(document.createElement("button")), spot));
      for (const extra of buttons.slice(wanted.length)) extra.remove();
    });
    this.place.setAttribute("role", spots.some((wanted) => wanted.length) ? "group" : "img");
  }

  private press(event: MouseEvent): void {
    const button = spotOf(event.target);
    if (!button) return;
    const spot = JSON.parse(button.dataset.spot!) as Spot;
    const picked = spot.pick ? pick(spot, button, event) : {};
    const settings = { ...spot.set, ...picked };
    for (const name of Object.keys(settings)) delete this.before?.[name]; // what is pressed stays
    this.actions.press(settings);
  }

  private enter(event: Event): void {
    const spot = hovered(event);
    if (!spot) return;
    const now = this.read();
    this.before ??= Object.fromEntries(Object.keys(spot.hover).map((name) => [name, now[name]!]));
    this.actions.hover(spot.hover);
  }

  private leave(event: Event): void {
    if (!hovered(event) || !this.before) return;
    const before = this.before;
    this.before = undefined;
    this.actions.hover(before);
  }
}

function spotOf(target: EventTarget | null): HTMLButtonElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement>(".nn-spot") : null;
}

function hovered(event: Event): Spot | undefined {
  // A finger does not hover: its tap presses.
  if (event instanceof PointerEvent && event.pointerType === "touch") return undefined;
  const button = spotOf(event.target);
  const spot = button ? (JSON.parse(button.dataset.spot!) as Spot) : undefined;
  return spot?.hover && Object.keys(spot.hover).length ? spot : undefined;
}

function dress(button: HTMLButtonElement, spot: Spot): void {
  const { box, label, text, pressed, ...what } = spot;
  const [left, top, width, height] = box.map((share) => `${100 * share}%`) as [string, string, string, string];
  button.type = "button";
  button.className = "nn-spot";
  Object.assign(button.style, { left, top, width, height });
  button.setAttribute("aria-label", label);
  if (pressed === undefined) button.removeAttribute("aria-pressed");
  else button.setAttribute("aria-pressed", String(pressed));
  button.dataset.spot = JSON.stringify(what);
  button.dataset.text = text;
}

/** The point of the plane that was pressed; from the keyboard, its middle. */
function pick(spot: Spot, button: HTMLElement, event: MouseEvent): Settings {
  const panel = button.closest(".nn-panel")!.getBoundingClientRect();
  const { names, inner, x, y } = spot.pick!;
  const byKey = event.detail === 0;
  const across = byKey ? 0.5 : (event.clientX - panel.left - inner[0] * panel.width) / (inner[2] * panel.width);
  const down = byKey ? 0.5 : (event.clientY - panel.top - inner[1] * panel.height) / (inner[3] * panel.height);
  const at = (share: number, [low, high]: [number, number]): number =>
    Number((low + Math.min(1, Math.max(0, share)) * (high - low)).toFixed(2));
  return { [names[0]]: at(across, x), [names[1]]: at(1 - down, y) };
}
