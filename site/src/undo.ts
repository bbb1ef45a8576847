/** Undo of the last change: a live one is set back, any other brings back the run it replaced, as it was. */
import { names, type Controls } from "./controls";
import type { Settings } from "./protocol";

const ONE_GESTURE = 1000; // milliseconds: a slider dragged is one change

export class Undo {
  private last: { settings: Settings; live: boolean; fields: (EventTarget | null)[]; at: number } | undefined;
  private settled: Settings;
  private fresh = false;

  constructor(
    private readonly button: HTMLButtonElement | null,
    private readonly controls: Controls,
  ) {
    this.settled = controls.read();
  }

  /** Notes a change that has just been made. */
  note(fields: (EventTarget | null)[], live: boolean): void {
    const now = performance.now();
    const same = this.last?.fields[0] === fields[0] && this.last?.live === live && now - this.last.at < ONE_GESTURE;
    if (same && this.last) this.last.at = now;
    else {
      this.last = { settings: this.settled, live, fields, at: now };
      this.fresh = !live;
    }
    this.settled = this.controls.read();
    if (this.button) this.button.disabled = false;
  }

  /** Whether the run that is about to be replaced shall be kept for undo: only the first of one gesture. */
  keep(): boolean {
    const keep = this.fresh && this.button !== null;
    this.fresh = false;
    return keep;
  }

  /** Takes the change back. The fields of a live one, which are set back; none of another; undefined: nothing to undo. */
  back(): Element[] | undefined {
    const last = this.last;
    this.last = undefined;
    if (this.button) this.button.disabled = true;
    if (!last) return undefined;
    const touched = names(last.fields);
    const before = Object.entries(last.settings).filter(([name]) => touched.includes(name));
    const changed = last.live ? this.controls.write(Object.fromEntries(before)) : [];
    this.settled = this.controls.read();
    return changed;
  }
}
