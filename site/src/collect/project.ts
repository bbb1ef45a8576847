/** A reader's project: classes and their samples, kept in this browser and handed to Python once. */
import { get, set } from "idb-keyval";
import type { Answer, Made } from "../protocol";
import { runtime } from "../runtime";

export interface Group {
  name: string;
  on: boolean;
  ids: string[];
}

export type Sample = Uint8Array<ArrayBuffer>;

interface Kept {
  groups: Group[];
  samples: [id: string, sample: Sample][];
  model: string;
}

export const MOST = 2000; // samples in all: 24 MB of pictures
const QUIET = 500; // milliseconds without a change before the project is written down

let last = 0;
const born = Date.now().toString(36);
export const newId = (): string => `${born}-${++last}`;

export class Project {
  groups: Group[] = [];
  /** The id of a trained network that came with the project. */
  model = "";
  /** The name of the built-in samples these are, as long as nothing has been changed in them. Python has them already. */
  set = "";
  /** Brings back the classes of the reader's that built-in ones, or a file's, have taken the place of. */
  own: (() => void) | undefined;
  private readonly bytes = new Map<string, Sample>();
  private there = new Set<string>(); // what the worker has
  private worker = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `key` is where the browser keeps it; `full` hears that it does not. */
  constructor(
    private readonly key: string,
    private readonly full: () => void,
  ) {}

  get count(): number {
    return this.groups.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  /** What the control of the widget holds: names and ids, no samples. */
  get value(): string {
    return this.set || JSON.stringify({ classes: this.groups, model: this.model });
  }

  sample(id: string): Sample | undefined {
    return this.bytes.get(id);
  }

  add(group: Group, samples: Sample[]): void {
    for (const sample of samples.slice(0, MOST - this.count)) {
      const id = newId();
      this.bytes.set(id, sample);
      group.ids.push(id);
    }
    this.model = ""; // it was trained on other samples
  }

  /** The classes as they are now, to come back to. The samples stay as long as the page. */
  snapshot(): () => void {
    const groups = structuredClone(this.groups);
    const { model, set } = this;
    return () => {
      this.groups = groups;
      this.model = model;
      this.set = set;
    };
  }

  /** The classes that a value named, at an earlier moment of this page. */
  restore(value: string): void {
    const { classes, model } = JSON.parse(value) as { classes: Group[]; model: string };
    this.groups = classes.map((group) => ({ ...group, ids: group.ids.filter((id) => this.bytes.has(id)) }));
    this.model = model;
    this.set = "";
  }

  /** Takes classes that Python has made, as a built-in set, or read from a file. */
  take(made: Made, set = ""): void {
    let at = 0;
    this.putAside();
    this.set = set;
    this.groups = made.classes.map(({ name, on, count }) => {
      const ids = Array.from({ length: count }, () => {
        const id = newId();
        this.bytes.set(id, made.bytes.slice(at, (at += made.size)));
        return id;
      });
      return { name, on, ids };
    });
    this.model = made.model ? newId() : "";
    if (this.model) this.bytes.set(this.model, made.bytes.slice(at));
  }

  /** Hands over what the worker does not have. False when Python cannot be had. */
  async supply(): Promise<boolean> {
    if (this.worker !== runtime.number) this.there.clear();
    this.worker = runtime.number;
    const wanted = this.set ? [] : [...this.groups.flatMap(({ ids }) => ids), ...(this.model ? [this.model] : [])];
    const missing = wanted.filter((id) => !this.there.has(id));
    const needed = new Set(wanted);
    const idle = [...this.there].filter((id) => !needed.has(id));
    if (missing.length && !(await keep(missing.map((id) => [id, this.bytes.get(id)!])))) return false;
    if (idle.length) await ask({ kind: "drop", ids: idle });
    this.there = needed;
    return true;
  }

  /** Writes a project of the reader's down when it has been left alone for a moment. */
  save(): void {
    clearTimeout(this.timer);
    const nothing = this.set || (this.own && this.count === 0);
    this.timer = nothing ? undefined : setTimeout(() => this.write(), QUIET);
  }

  private write(): void {
    this.timer = undefined;
    const ids = [...this.groups.flatMap(({ ids }) => ids), ...(this.model ? [this.model] : [])];
    const samples = ids.map((id): [string, Sample] => [id, this.bytes.get(id)!]);
    const kept: Kept = { groups: this.groups, samples, model: this.model };
    set(this.key, kept).catch(this.full);
  }

  /** Before others come: what the reader has made stays within reach, and kept. */
  private putAside(): void {
    if (this.set || this.count === 0) return;
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.write();
    }
    this.own = this.snapshot();
  }

  /** What was put aside comes back. Classes of the reader's that are here now are put aside in turn. */
  swap(): void {
    const before = this.own;
    this.own = undefined;
    this.putAside();
    before?.();
  }

  /** Whether the browser had kept a project from an earlier visit. */
  async load(): Promise<boolean> {
    const kept = await get<Kept>(this.key).catch(() => undefined);
    if (!kept) return false;
    for (const [id, sample] of kept.samples) this.bytes.set(id, sample);
    this.groups = kept.groups;
    this.model = kept.model;
    return true;
  }
}

/** Puts samples onto Python's shelf. */
export async function keep(samples: [id: string, sample: Sample][]): Promise<boolean> {
  const sizes = samples.map(([id, sample]): [string, number] => [id, sample.length]);
  const row = new Uint8Array(sizes.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [, sample] of samples) {
    row.set(sample, at);
    at += sample.length;
  }
  return (await ask({ kind: "keep", sizes, bytes: row })) !== undefined;
}

async function ask(question: Parameters<typeof runtime.ask>[0]): Promise<Answer | undefined> {
  const answer = await runtime.ask(question).catch(() => undefined);
  return answer && !("error" in answer) ? answer : undefined;
}
