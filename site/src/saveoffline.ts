/** <nn-offline>: the whole course on this device; its size before, how far it is, and how to be rid of it. */
import { button, make, said } from "./dom";
import { saving, type State } from "./saving";
import { megabytes, share } from "./status";

const date = (day: string): string =>
  new Date(`${day}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

export class NnOffline extends HTMLElement {
  private readonly words = said("nn-words");
  private readonly bar = make("progress", { className: "nn-progress", max: 100 });
  private readonly box = make("input", { type: "checkbox", name: "packages" });
  private readonly size = make("span");
  private readonly choice = make("label", { className: "nn-choice" }, this.box, this.size);
  private readonly save = button("Save for offline", () => this.start());
  private readonly on = button("Go on", () => this.start());
  private readonly again = button("Try again", () => (saving.state === "waiting" ? saving.again() : this.start()));
  private readonly cancel = button("Cancel", () => saving.cancel());
  private readonly reload = button("Reload", () => location.reload());
  private readonly away = button("Remove", () => void saving.remove());

  connectedCallback(): void {
    this.bar.setAttribute("aria-label", "Saving the course");
    const { save, on, again, cancel, reload, away } = this;
    const buttons = make("div", { className: "nn-buttons" }, save, on, again, cancel, reload, away);
    this.replaceChildren(make("h2", {}, "Without a connection"), this.words, this.bar, this.choice, buttons);
    this.box.onchange = () => this.draw();
    saving.addEventListener("change", this.draw);
    this.draw();
    void saving.look();
  }

  disconnectedCallback(): void {
    saving.removeEventListener("change", this.draw);
  }

  private start(): void {
    void saving.start(this.box.checked || (saving.wish?.packages ?? false));
  }

  private readonly draw = (): void => {
    const { state, wire, total, packages, wish } = saving;
    const more = this.box.checked && !wish?.packages ? packages : 0;
    const words = this.describe(more);
    this.dataset.state = state;
    if (this.words.textContent !== words) this.words.textContent = words;
    const works = state === "saving" || state === "waiting";
    this.bar.hidden = !works && state !== "part";
    this.bar.value = (100 * wire) / total || 0;
    this.size.textContent = `with matplotlib, which a few cells draw with (${megabytes(packages)} more)`;
    this.choice.hidden = packages === 0 || wish?.packages === true || !["none", "part", "saved"].includes(state);
    show(this.save, state === "none" || (state === "saved" && more > 0));
    show(this.on, state === "part");
    show(this.again, state === "waiting" || state === "full");
    show(this.cancel, works);
    show(this.reload, state === "renewed");
    show(this.away, state === "saved" || state === "part" || state === "full");
  };

  private describe(more: number): string {
    const { wire, total, pages, wish } = saving;
    const left = megabytes(Math.max(0, total - wire + more));
    const here = wire > 100_000 ? ` ${megabytes(wire)} are here already.` : "";
    const words: Record<State, string> = {
      unknown: "",
      impossible: "This browser, or the way this site was opened, does not let the course be saved here. A private window is one reason.",
      none: `The pages you have read open without a connection. Save all ${pages} of them, with Python, to take the whole course along: ${left} to load.${here}`,
      part: `${share(wire, total + more)} are here. The rest can be loaded at any time.`,
      saving: `Saving: ${share(wire, total)} (${Math.floor((100 * wire) / total)} %). You can read on meanwhile.`,
      waiting: `No connection. Waiting for it… ${share(wire, total)} are here.`,
      saved: `Saved on ${date(wish?.since ?? "2026-01-01")} (version ${saving.version}): the whole course opens without a connection.`,
      full: `There is not enough space in this browser: ${left} more are needed. Free some space on the device, then try again.`,
      renewed: "The course has been renewed meanwhile. Reload the page, then go on; what has not changed is kept.",
    };
    return words[saving.state];
  }
}

function show(element: HTMLElement, on: boolean): void {
  element.hidden = !on;
}
