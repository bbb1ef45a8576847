/** What can be taken away from a picture: a button for each file that its Python offers. */
import { runtime } from "./runtime";

export class Files {
  private names = "";
  private box: HTMLElement | undefined;
  private told: HTMLElement | undefined;

  constructor(
    private readonly side: HTMLElement,
    private readonly view: string,
  ) {}

  show(names: string[]): void {
    const told = names.join("\n");
    if (told === this.names) return;
    this.names = told;
    this.box?.remove();
    if (names.length === 0) return;
    const box = (this.box = document.createElement("details"));
    box.className = "nn-group";
    const summary = document.createElement("summary");
    summary.textContent = "Take it with you";
    const buttons = document.createElement("div");
    buttons.className = "nn-buttons";
    buttons.append(...names.map((name) => this.button(name)));
    this.told = document.createElement("p");
    this.told.setAttribute("role", "status");
    box.append(summary, buttons, this.told);
    this.side.append(box);
  }

  private button(name: string): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "nn-button";
    made.textContent = name;
    made.addEventListener("click", () => void this.fetch(name));
    return made;
  }

  private async fetch(name: string): Promise<void> {
    // Not the widget's own way of asking: a file that cannot be made must not end the run.
    const answer = await runtime.ask({ kind: "download", view: this.view, name }).catch(() => undefined);
    if (!answer || !("file" in answer)) {
      const why = answer && "error" in answer ? answer.error.message : "Python is not there to make it.";
      this.told!.textContent = `${name} cannot be made now. ${why}`;
      return;
    }
    this.told!.textContent = "";
    const content = answer.file;
    const bytes = content.base64 === undefined ? content.text! : decode(content.base64);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
