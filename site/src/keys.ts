/** A row of keys above a phone's keyboard, for what Python needs and such keyboards hide. */
import * as commands from "@codemirror/commands";
import type { EditorView } from "@codemirror/view";

export const INDENT = "    ";

/** Four spaces, up to the next stop; a selection moves as a whole. */
export function tab(view: EditorView): boolean {
  const { main } = view.state.selection;
  if (!main.empty) return commands.indentMore(view);
  const column = main.head - view.state.doc.lineAt(main.head).from;
  view.dispatch(view.state.replaceSelection(INDENT.slice(column % INDENT.length)));
  return true;
}

type Act = (view: EditorView) => boolean;

const type =
  (text: string): Act =>
  (view) => {
    view.dispatch(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    return true;
  };

const KEYS: [sign: string, name: string, act: Act][] = [
  ["Tab", "Tab", tab],
  ...[..."()[]:=*_"].map((sign): [string, string, Act] => [sign, sign, type(sign)]),
  ["←", "Left", commands.cursorCharLeft],
  ["→", "Right", commands.cursorCharRight],
  ["↑", "Up", commands.cursorLineUp],
  ["↓", "Down", commands.cursorLineDown],
];

export class KeyRow {
  private readonly row = document.createElement("div");

  constructor(private readonly view: EditorView) {
    const { row } = this;
    row.className = "nn-keys";
    row.setAttribute("role", "toolbar");
    row.setAttribute("aria-label", "Keys for code");
    row.append(...KEYS.map((key) => this.key(...key)));
    row.addEventListener("mousedown", (event) => event.preventDefault()); // the editor keeps the focus
    view.contentDOM.addEventListener("focus", this.show);
    view.contentDOM.addEventListener("blur", this.hide);
  }

  private key(sign: string, name: string, act: Act): HTMLButtonElement {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "nn-button", textContent: sign, ariaLabel: name });
    made.tabIndex = -1; // a keyboard has these keys
    made.addEventListener("click", () => act(this.view));
    return made;
  }

  private readonly show = (): void => {
    if (!matchMedia("(pointer: coarse)").matches) return;
    // Not within the cell: a size container would hold what is fixed.
    (this.view.dom.closest("article") ?? document.body).append(this.row);
    this.follow();
    visualViewport?.addEventListener("resize", this.follow);
    visualViewport?.addEventListener("scroll", this.follow);
  };

  private readonly hide = (): void => {
    visualViewport?.removeEventListener("resize", this.follow);
    visualViewport?.removeEventListener("scroll", this.follow);
    this.row.remove();
  };

  /** Keeps the row at the lower edge of what the keyboard leaves free. */
  private readonly follow = (): void => {
    const seen = visualViewport;
    const covered = seen ? innerHeight - seen.height - seen.offsetTop : 0;
    this.row.style.bottom = `${Math.max(0, covered)}px`;
  };
}
