/** Where samples come from: a camera, a drawing pad, a microphone, the phone's motion, a figure to bend. */

/** Something that cannot be had, in words for the reader. */
export class SourceError extends Error {}

export interface Source {
  /** What the reader sees of it, and the words on the button that chooses it. */
  readonly element: HTMLElement;
  readonly words: string;
  /** How long one sample lasts at least, in milliseconds: recording takes no more than one in that time. */
  readonly every: number;
  /** Whether one press takes one sample, as from a drawing, instead of many while it is held. */
  readonly single: boolean;
  /** Begins. Throws a SourceError when the device or the reader does not allow it. */
  start(): Promise<void>;
  stop(): void;
  /** A sample as it is now; undefined when there is nothing yet. */
  take(): Uint8Array<ArrayBuffer> | undefined;
  /** What was taken is now in a class: room for the next. */
  taken?(): void;
}

/** One sort of project: how its samples are taken, read from files and drawn small. */
export interface Craft {
  readonly sources: Source[];
  /** What the file field takes, and what it is called. */
  readonly accept: string;
  readonly files: string;
  /** Samples from a file. Throws a SourceError that names no file: the caller does. */
  read(file: File): Promise<Uint8Array<ArrayBuffer>[]>;
  /** A sample as a small picture. */
  thumb(sample: Uint8Array): HTMLCanvasElement;
}

/** What a refused or absent device means for the reader. `thing` is a camera or a microphone. */
export function refused(error: unknown, thing: string): SourceError {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") {
    return new SourceError(`The ${thing} is not allowed for this page. Allow it in the browser's address bar, or use another way below.`);
  }
  if (name === "NotFoundError" || name === "OverconstrainedError" || !navigator.mediaDevices) {
    return new SourceError(`No ${thing} was found. Use another way below: none of the experiments needs one.`);
  }
  if (name === "NotReadableError" || name === "AbortError") {
    return new SourceError(`The ${thing} is in use by another program or page. Close that one, then try again.`);
  }
  return new SourceError(`The ${thing} could not be started. ${error instanceof Error ? error.message : ""}`.trim());
}
