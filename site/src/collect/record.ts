/** "Hold to record": samples come as long as a button is held, or, hands free, for two seconds after a short wait. */
import type { Sample } from "./project";
import type { Source } from "./source";

const WAIT = 2; // seconds before a hands-free recording begins
const LONG = 2000; // milliseconds that it lasts

export interface Recording {
  source(): Source | undefined;
  handsFree(): boolean;
  taken(sample: Sample): void;
  ended(count: number): void;
  /** Seconds until a hands-free recording begins; 0 = now. */
  counts(seconds: number): void;
}

export function recordBy(button: HTMLButtonElement, recording: Recording): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let count = 0;
  let counting = false;

  const take = (): void => {
    const source = recording.source();
    const sample = source?.take();
    if (!source || !sample) return;
    count++;
    recording.taken(sample);
    source.taken?.();
  };
  const begin = (): void => {
    const source = recording.source();
    if (timer !== undefined || counting || !source) return;
    count = 0;
    button.toggleAttribute("data-on", true);
    take();
    timer = setInterval(take, source.every);
    if (source.single) end();
  };
  const end = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    button.removeAttribute("data-on");
    recording.ended(count);
  };
  const later = async (): Promise<void> => {
    if (counting || timer !== undefined) return;
    counting = true;
    for (let seconds = WAIT; seconds > 0; seconds--) {
      recording.counts(seconds);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    counting = false;
    recording.counts(0);
    begin();
    setTimeout(end, LONG);
  };
  const press = (): void => void (recording.handsFree() && !recording.source()?.single ? later() : begin());
  const release = (): void => void (recording.handsFree() || end());

  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    button.setPointerCapture(event.pointerId);
    press();
  });
  for (const kind of ["pointerup", "pointercancel", "blur"]) button.addEventListener(kind, release);
  button.addEventListener("contextmenu", (event) => event.preventDefault()); // a long press is no wish for a menu
  button.addEventListener("keydown", (event) => {
    if (event.repeat || (event.key !== " " && event.key !== "Enter")) return;
    event.preventDefault();
    press();
  });
  button.addEventListener("keyup", release);
}
