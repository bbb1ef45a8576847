/** "Show the Python" as an editor: the reader's version of a widget's code runs in its place, and can be taken back. */
import type { Lesson, Question } from "./protocol";

export class Source {
  private box: HTMLTextAreaElement | undefined;
  private readonly own: string;

  private readonly details: HTMLElement;
  private readonly key: string;

  constructor(
    widget: HTMLElement,
    private readonly lesson: Lesson,
    private readonly ask: (question: Question) => void,
  ) {
    this.details = widget.querySelector<HTMLElement>(".nn-source")!;
    this.key = `nn:${widget.getAttribute("name")}@${lesson.source}`;
    const { details } = this;
    const code = details.querySelector<HTMLElement>("pre")!;
    this.own = code.textContent ?? "";
    const bar = document.createElement("div");
    bar.className = "nn-buttons";
    bar.append(
      button("Change it", () => this.edit(code)),
      button("Run my version", () => this.run()),
      button("Back to the original", () => this.reset(code)),
    );
    details.append(bar);
    if (read(this.key) !== null) details.addEventListener("toggle", () => this.edit(code), { once: true });
    details.dataset.edited = "no";
  }

  private edit(code: HTMLElement): void {
    if (this.box) return;
    const box = (this.box = document.createElement("textarea"));
    box.className = "nn-editor";
    box.spellcheck = false;
    box.autocapitalize = "off";
    box.setAttribute("autocorrect", "off");
    box.setAttribute("aria-label", "Python of this picture, yours to change");
    box.value = read(this.key) ?? this.own;
    box.rows = Math.min(30, box.value.split("\n").length + 1);
    box.addEventListener("input", () => write(this.key, box.value));
    box.addEventListener("keydown", (event) => this.type(event, box));
    code.parentElement!.hidden = true;
    code.parentElement!.after(box);
    this.details.dataset.edited = "yes";
  }

  /** Tab makes four spaces, Ctrl or Shift with Enter runs; Escape first, and Tab leaves the box. */
  private type(event: KeyboardEvent, box: HTMLTextAreaElement): void {
    if (event.key === "Enter" && (event.ctrlKey || event.shiftKey || event.metaKey)) {
      event.preventDefault();
      this.run();
    } else if (event.key === "Escape") {
      box.dataset.leave = "";
    } else if (event.key === "Tab" && !event.shiftKey && !("leave" in box.dataset)) {
      event.preventDefault();
      box.setRangeText("    ", box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input"));
    } else delete box.dataset.leave;
  }

  private run(): void {
    this.ask({ kind: "edit", lesson: this.lesson, source: this.box?.value ?? this.own });
  }

  private reset(code: HTMLElement): void {
    this.box?.remove();
    this.box = undefined;
    code.parentElement!.hidden = false;
    write(this.key, null);
    this.details.dataset.edited = "no";
    this.ask({ kind: "restore", lesson: this.lesson });
  }
}

function button(words: string, action: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nn-button";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

// A browser may forbid storage; then an edit lives as long as its page.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    /* nothing is kept */
  }
}
