/** Readers' versions of widgets' Python that are in force. A worker that is started anew has to be told of them. */
import type { Lesson } from "./protocol";
import { runtime } from "./runtime";

export interface Version {
  widget: string;
  lesson: Lesson;
  source: string;
  worker: number; // the worker that knows it
}

const versions = new Map<string, Version>();

/** `source` is now in force for this widget. */
export function enforce(widget: string, lesson: Lesson, source: string): void {
  versions.set(widget, { widget, lesson, source, worker: runtime.number });
}

/** The lesson's own Python holds again for this widget; its lesson was loaded anew, so others' are to be told again. */
export function restore(widget: string, lesson: Lesson): void {
  versions.delete(widget);
  for (const version of versions.values()) if (version.lesson.name === lesson.name) version.worker = 0;
}

export function drop(version: Version): void {
  versions.delete(version.widget);
}

/** What the present worker does not know yet of a lesson. */
export function unknown(lesson: Lesson): Version[] {
  return [...versions.values()].filter((one) => one.lesson.name === lesson.name && one.worker !== runtime.number);
}
