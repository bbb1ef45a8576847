/** What a reader has finished, kept in this browser: exercises that passed, questions answered right, goals reached. */
import { root } from "./runtime";
import { forget, read, write } from "./store";

const KEY = "nn:done";
/** Before the key of what a reader's runs have reached. */
export const PREFIX = "nn:runs:";
const FORMAT = "nnlive-progress";

/** A finished item, "neuron:question-1@0a1b2c3d4e5f", and the day it was finished. */
export type Done = Record<string, string>;

/** Hears "change" when something was finished, imported or forgotten. */
export const changes = new EventTarget();

/** Every page's items, in the order of the lessons, as the build wrote them. */
export function items(): [page: string, items: string[]][] {
  try {
    return Object.entries(JSON.parse(document.body.dataset.nnItems ?? "{}") as Record<string, string[]>);
  } catch {
    return [];
  }
}

export function finished(): Done {
  try {
    return checked(JSON.parse(read(KEY) ?? "{}"));
  } catch {
    return {}; // damaged, by another program: begin anew
  }
}

const item = (element: HTMLElement): string => `${element.getAttribute("name")}@${element.dataset.key}`;

export const isDone = (element: HTMLElement): boolean => item(element) in finished();

/** Notes that an exercise, a question or a task with goals is finished. */
export function done(element: HTMLElement): void {
  const now = finished();
  keep({ [item(element)]: new Date().toISOString().slice(0, 10), ...now });
}

export function forgetAll(): void {
  forget(PREFIX);
  keep({});
}

/** How many of these items are finished. */
export const count = (of: string[], now: Done = finished()): number => of.filter((one) => one in now).length;

/** The address of a page of the course. */
export const address = (page: string): string => new URL(page, root).href;

/** The record as a file. */
export function exported(): string {
  return JSON.stringify({ format: FORMAT, version: 1, done: finished() }, null, 2) + "\n";
}

/** Adds a file's record to this one; of two days the earlier stays. Tells how many items are new.
 *
 *  Raises an Error, in words for the reader, for a file that is not whole or not of this course: nothing changes then. */
export function imported(text: string): number {
  const told = opened(text);
  const known = new Set(items().flatMap(([, names]) => names));
  const names = Object.keys(told);
  if (names.length && !names.some((name) => known.has(name))) {
    throw new Error("Nothing in this file belongs to this course, or its lessons have changed since.");
  }
  const now = finished();
  const both = { ...told, ...now };
  for (const name of names) if (told[name]! < both[name]!) both[name] = told[name]!;
  keep(both);
  return names.filter((name) => !(name in now)).length;
}

function opened(text: string): Done {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error("This file cannot be read: it is damaged, or no progress file.");
  }
  if (!isRecord(file) || file.format !== FORMAT) throw new Error("This is not a progress file of this course.");
  if (file.version !== 1) throw new Error("This file is from a newer version of the course.");
  return checked(file.done);
}

/** Raises an Error where a record is not one. */
function checked(record: unknown): Done {
  const whole =
    isRecord(record) &&
    Object.entries(record).every(
      ([name, day]) => /^[\w/-]+:\w+-\d+@[0-9a-f]{12}$/.test(name) && typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day),
    );
  if (!whole) throw new Error("This file is damaged: its list of finished items cannot be read.");
  return record as Done;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function keep(now: Done): void {
  write(KEY, JSON.stringify(now));
  changes.dispatchEvent(new Event("change"));
}

// Another tab of the course finished something.
addEventListener("storage", (event) => event.key === KEY && changes.dispatchEvent(new Event("change")));
