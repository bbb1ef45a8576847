/** A widget's state in the page's address, so that a link opens the same picture. */
import type { Controls } from "./controls";
import type { LinkState } from "./protocol";

export class Link {
  /** What the address says and nobody has read yet. */
  text = said();
  private written: string;
  private stop: AbortController | undefined;

  /** `own` is the state of the page as it came, which needs no address: a lesson may have presets. */
  constructor(
    private readonly controls: Controls,
    private readonly own: string,
  ) {
    this.written = own;
  }

  /** Tells when the reader has put another address into this page. */
  follow(changed: () => void): void {
    this.stop = new AbortController();
    const read = (): void => {
      this.text = this.written = said();
      if (this.text) changed();
    };
    addEventListener("hashchange", read, { signal: this.stop.signal });
  }

  leave(): void {
    this.stop?.abort();
  }

  /** Puts what the address says into the controls; answers with what was not understood, in sentences. */
  open(state: LinkState): string {
    this.text = "";
    this.controls.write(state.settings);
    this.controls.hide(state.hide);
    return state.remarks.join(" ");
  }

  /** Writes the state into the address, without a new entry in the reader's history. */
  show(link: string): void {
    // A class and not a :has() rule: that would cost every picture milliseconds of style.
    if (!this.text) document.querySelector("article")?.classList.toggle("nn-bare", /(^|&)hideText=true(&|$)/.test(link));
    if (this.text || link === this.written) return;
    this.written = link;
    const hash = link === this.own ? "" : `#${link || "="}`; // "=" is all defaults, where the page has others
    history.replaceState(history.state, "", hash || location.pathname + location.search);
  }
}

/** What stands after # in the address, if it can be settings. */
function said(): string {
  return location.hash.includes("=") ? location.hash.slice(1) : "";
}
