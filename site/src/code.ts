/** Python that stands in the page as text until it is tapped; then in an editor at the same place. Changes are kept. */
import { type Editor, open } from "./editor";
import { read, write } from "./store";

export interface Hooks {
  label: string;
  run(): void;
  /** The reader changed the text; `kept` tells whether the browser remembers it. */
  changed(kept: boolean): void;
}

export class Code {
  /** The author's text. */
  readonly own: string;
  private editor: Editor | undefined;
  private opening: Promise<Editor> | undefined;

  constructor(
    private readonly pre: HTMLElement,
    private readonly key: string,
    private readonly hooks: Hooks,
  ) {
    this.own = pre.textContent.replace(/\n$/, "");
    const numbers = this.own.split("\n").map((_, i) => i + 1);
    pre.classList.add("nn-pre");
    pre.dataset.lines = numbers.join("\n");
    pre.addEventListener("click", (event) => {
      const link = (event.target as Element).closest("a");
      if (!link && getSelection()?.isCollapsed !== false) void this.open({ x: event.clientX, y: event.clientY });
    });
    pre.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== pre) return;
      event.preventDefault();
      if (event.ctrlKey || event.shiftKey || event.metaKey) this.hooks.run();
      else void this.open();
    });
  }

  /** The text as it stands, with the reader's changes. */
  get text(): string {
    return this.editor?.text ?? read(this.key) ?? this.own;
  }

  get changed(): boolean {
    return this.text !== this.own;
  }

  /** Brings the editor; a tap at a point, or with none the keyboard, goes on in it. */
  async open(at?: { x: number; y: number }): Promise<void> {
    (await this.show(at)).focus();
  }

  show(at?: { x: number; y: number }): Promise<Editor> {
    const { label, run } = this.hooks;
    const change = (text: string): void => this.hooks.changed(write(this.key, text === this.own ? null : text));
    this.opening ??= open(this.pre, { text: this.text, label, at, run, change });
    return this.opening.then((editor) => (this.editor = editor));
  }

  reset(): void {
    write(this.key, null);
    if (this.editor) this.editor.text = this.own;
  }

  /** Marks the line of an error, in the editor; null takes the mark away. */
  async mark(line: number | null): Promise<void> {
    if (line !== null) (await this.show()).mark(line);
    else this.editor?.mark(null);
  }
}
