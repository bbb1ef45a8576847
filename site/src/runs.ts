/** The reader's runs of one widget: what was set and what was reached, kept in this browser.
 *
 *  It sees what everyone can see: the form, the read-outs, and data-frame, which changes with each picture. A run is known
 *  by its settings: the same settings make the same run, so who plays it again goes on with its row. */
import { PREFIX } from "./progress";
import { read, write } from "./store";

export type Texts = Record<string, string>;

/** A read-out over a run. null is what is no finite number. */
export interface Reading {
  last: number | null;
  low: number | null;
  high: number | null;
}

export interface Run {
  set: Texts;
  reads: Record<string, Reading>;
}

/** What is noted: controls that tell runs apart, and read-outs, the one that grows in a run first. */
export interface Noted {
  names: string[];
  outputs: string[];
}

const MOST = 120; // runs that are kept
const QUIET = 300; // milliseconds between two reports
const OTHER = " → "; // a control was moved on the way

const open = new WeakMap<HTMLElement, Runs>();

/** Hears "change" when a run has gone on. */
export class Runs extends EventTarget {
  /** The newest first. */
  all: Run[];
  now: Run | undefined;
  private clock = 0;
  private waits = 0;
  private watching: AbortController | undefined;
  private readonly watch = new MutationObserver(() => this.see());

  private constructor(
    private readonly widget: HTMLElement,
    private readonly key: string,
    private readonly noted: Noted,
  ) {
    super();
    this.all = kept(key);
  }

  /** The runs of a widget: one record, however many ask for it. */
  static of(widget: HTMLElement, key: string, noted: Noted): Runs {
    const runs = open.get(widget) ?? new Runs(widget, PREFIX + key, noted);
    open.set(widget, runs);
    return runs;
  }

  /** Begins to note what the widget shows. */
  follow(): void {
    if (this.watching) return;
    this.watching = new AbortController();
    this.watch.observe(this.widget, { attributeFilter: ["data-frame"] });
    addEventListener("pagehide", () => this.keep(), { signal: this.watching.signal });
  }

  /** The page was left; another one may hold the record from now on. */
  leave(): void {
    if (!this.watching) return;
    this.watching.abort();
    this.watching = undefined;
    this.watch.disconnect();
    this.report();
  }

  forget(some: Run[]): void {
    this.all = this.all.filter((run) => !some.includes(run));
    this.now = undefined;
    this.clock = 0;
    this.report();
  }

  private see(): void {
    const set = this.settings();
    const shown = this.readings();
    const clock = shown[this.noted.outputs[0]!] ?? null;
    if (clock === null) return;
    const moved = this.now && this.noted.names.filter((name) => ending(this.now!.set[name]!) !== set[name]);
    if (clock === 0 || clock < this.clock || !this.now || moved!.some((name) => !this.live(name))) this.begin(set);
    else if (moved!.length) this.turn(set, moved!);
    this.clock = clock;
    if (clock === 0) return;
    const run = this.now!;
    if (!this.all.includes(run)) this.all = [run, ...this.all].slice(0, MOST);
    const further = clock >= (run.reads[this.noted.outputs[0]!]?.high ?? 0);
    for (const [name, value] of Object.entries(shown)) run.reads[name] = joined(run.reads[name], value, further);
    this.waits ||= setTimeout(() => this.report(), QUIET);
  }

  private begin(set: Texts): void {
    this.now = this.all.find((run) => this.noted.names.every((name) => run.set[name] === set[name])) ?? { set, reads: {} };
  }

  /** A live control moved: the run goes on as another one, for it is no longer what its row says. */
  private turn(set: Texts, moved: string[]): void {
    const before = this.now!;
    const both = moved.map((name) => [name, before.set[name] + OTHER + set[name]]);
    this.now = { set: { ...before.set, ...(Object.fromEntries(both) as Texts) }, reads: structuredClone(before.reads) };
  }

  /** What the controls that tell runs apart are set to now. */
  settings(): Texts {
    const form = new FormData(this.widget.querySelector("form")!);
    return Object.fromEntries(this.noted.names.map((name) => [name, String(form.get(name) ?? "")]));
  }

  private readings(): Record<string, number | null> {
    const shown = [...this.widget.querySelectorAll("output")].filter(({ name }) => this.noted.outputs.includes(name));
    return Object.fromEntries(shown.map((output) => [output.name, number(output.textContent)]));
  }

  private live(name: string): boolean {
    return this.widget.querySelector(`[name="${name}"]`)?.closest("[data-live]") !== null;
  }

  private report(): void {
    clearTimeout(this.waits);
    this.waits = 0;
    this.keep();
    this.dispatchEvent(new Event("change"));
  }

  private keep(): void {
    write(this.key, this.all.length ? JSON.stringify(this.all) : null);
  }
}

/** A read-out as a number: a true minus sign, powers of ten as they are written. null for words. */
export function number(text: string): number | null {
  const [digits, power] = text.replace("−", "-").split("×10");
  const raised = [..."⁻⁰¹²³⁴⁵⁶⁷⁸⁹"];
  const exponent = [...(power ?? "⁰")].map((sign) => "-0123456789"[raised.indexOf(sign)]).join("");
  const value = parseFloat(digits!) * 10 ** Number(exponent);
  return Number.isFinite(value) ? value : null;
}

/** What a control is set to now, of one that was moved on the way. */
const ending = (text: string): string => text.slice(text.lastIndexOf(OTHER) + (text.includes(OTHER) ? OTHER.length : 1));

function joined(before: Reading | undefined, value: number | null, further: boolean): Reading {
  const values = [before?.low, before?.high, value].filter((one): one is number => typeof one === "number");
  const last = further || !before ? value : before.last;
  return { last, low: values.length ? Math.min(...values) : null, high: values.length ? Math.max(...values) : null };
}

/** The record of an earlier visit, or none where it is damaged. */
function kept(key: string): Run[] {
  try {
    const runs: unknown = JSON.parse(read(key) ?? "[]");
    return Array.isArray(runs) && runs.every(isRun) ? runs : [];
  } catch {
    return [];
  }
}

function isRun(value: unknown): value is Run {
  const run = value as Partial<Run> | null;
  const whole = (part: unknown): part is object => typeof part === "object" && part !== null;
  const numbers = (reading: unknown): boolean =>
    whole(reading) && Object.values(reading).every((one) => one === null || typeof one === "number");
  return (
    whole(run) &&
    whole(run.set) &&
    Object.values(run.set).every((text) => typeof text === "string") &&
    whole(run.reads) &&
    Object.values(run.reads).every(numbers)
  );
}
