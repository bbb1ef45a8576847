/** A widget's state in the page's address, so that a link opens the same picture. */
import type { Controls } from "./controls";
import type { LinkState } from "./protocol";

export class Link {
  /** What the address said when the page came; empty once it has been read. */
  text = location.hash.includes("=") ? location.hash.slice(1) : "";
  private written = "";

  constructor(private readonly controls: Controls) {}

  /** Puts what the address says into the controls; answers with what was not understood, in sentences. */
  open(state: LinkState): string {
    this.text = "";
    this.controls.write(state.settings);
    this.controls.hide(state.hide);
    return state.remarks.join(" ");
  }

  /** Writes the state into the address, without a new entry in the reader's history. */
  show(link: string): void {
    if (this.text || link === this.written) return;
    this.written = link;
    history.replaceState(history.state, "", link ? `#${link}` : location.pathname + location.search);
  }
}
