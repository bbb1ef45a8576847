/** The editor where CodeMirror could not be fetched: a plain box that knows Tab and how to run. */
import type { Editor, Options } from "./editor";

export function create(options: Options, place: (element: HTMLElement) => void): Editor {
  const box = document.createElement("textarea");
  box.className = "nn-editor";
  box.spellcheck = false;
  box.autocapitalize = "off";
  box.readOnly = options.reads ?? false;
  box.setAttribute("autocorrect", "off");
  box.setAttribute("aria-label", options.label);
  box.value = options.text;
  box.rows = Math.min(30, options.text.split("\n").length + 1);
  box.addEventListener("input", () => options.change?.(box.value));
  box.addEventListener("keydown", (event) => type(event, box, options));
  place(box);
  return {
    get text() {
      return box.value;
    },
    set text(text) {
      box.value = text;
      options.change?.(text);
    },
    mark: () => undefined, // the message names the line
    focus: () => box.focus(),
  };
}

/** Tab makes four spaces, Ctrl or Shift with Enter runs; Escape first, and Tab leaves the box. */
function type(event: KeyboardEvent, box: HTMLTextAreaElement, options: Options): void {
  if (event.key === "Enter" && (event.ctrlKey || event.shiftKey || event.metaKey)) {
    event.preventDefault();
    options.run?.();
  } else if (event.key === "Escape") {
    box.dataset.leave = "";
  } else if (event.key === "Tab" && !event.shiftKey && !box.readOnly && !("leave" in box.dataset)) {
    event.preventDefault();
    box.setRangeText("    ", box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input"));
  } else delete box.dataset.leave;
}
