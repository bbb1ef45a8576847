/** An editor for Python. CodeMirror is fetched when the first one is opened; where it cannot be had, a plain box does. */
import { create as plain } from "./textbox";

export interface Options {
  text: string;
  label: string;
  reads?: boolean; // for reading only
  at?: { x: number; y: number } | undefined; // the point that was tapped: the cursor goes there
  change?: (text: string) => void;
  run?: () => void;
}

export interface Editor {
  text: string;
  /** Marks a line as the one with an error; null takes the mark away. */
  mark(line: number | null): void;
  focus(): void;
}

/** Puts an editor in the place of `code`, which stays in the page, hidden. */
export async function open(code: HTMLElement, options: Options): Promise<Editor> {
  const create = await import("./codemirror").then((chunk) => chunk.create, () => plain);
  return create(options, (element) => {
    code.before(element);
    code.hidden = true;
  });
}
