/** <nn-progress>: the lessons with what is finished of each, a way on, and the record as a file. */
import { button, make, said, save } from "./dom";
import { address, changes, count, exported, finished, forgetAll, imported, items } from "./progress";
import { ring } from "./rings";

const FILE = "neural-networks-progress.json";
const LARGEST = 1e6; // bytes of a file that can be a record

export class NnProgress extends HTMLElement {
  private readonly list = make("ul", { className: "nn-lessons" });
  private readonly words = said("nn-note");
  private readonly way = make("p");
  private readonly ask = make("div", { className: "nn-buttons" });
  private readonly file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
  private readonly save = button("Export", () => save(FILE, exported(), "application/json"));
  private readonly over = button("Start over", () => this.confirm());

  connectedCallback(): void {
    const bring = button("Import", () => this.file.click());
    this.file.setAttribute("aria-label", "A progress file");
    this.file.onchange = () => void this.bring();
    const buttons = make("div", { className: "nn-buttons" }, this.save, bring, this.over);
    this.replaceChildren(make("h2", {}, "Your progress"), this.way, this.list, buttons, this.file, this.ask, this.words);
    changes.addEventListener("change", this.draw);
    this.draw();
  }

  disconnectedCallback(): void {
    changes.removeEventListener("change", this.draw);
  }

  private readonly draw = (): void => {
    const pages = items().filter(([, names]) => names.length);
    const now = finished();
    pages.sort(([a], [b]) => place(a) - place(b));
    const some = Object.keys(now).length > 0;
    this.hidden = pages.length === 0;
    this.list.replaceChildren(...pages.map(([page, names]) => row(page, count(names, now), names.length)));
    this.save.hidden = this.over.hidden = !some;
    const next = pages.find(([, names]) => count(names, now) < names.length)?.[0];
    const link = next === undefined ? "Everything is done." : make("a", { href: address(next) }, some ? "Continue" : "Begin");
    const where = next === undefined ? "" : ` with ${title(next)}.`;
    this.way.replaceChildren(link, where);
  };

  private async bring(): Promise<void> {
    const [file] = this.file.files ?? [];
    this.file.value = ""; // the same file can be chosen again
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Error("This file is too large to be a progress file.");
      const added = imported(await file.text());
      this.words.textContent = `Imported: ${added} finished ${added === 1 ? "item is" : "items are"} new here.`;
    } catch (error) {
      this.words.textContent = `${(error as Error).message} Nothing was changed.`;
    }
  }

  private confirm(): void {
    const many = Object.keys(finished()).length;
    const close = (): void => this.ask.replaceChildren();
    const go = button("Forget everything", () => {
      forgetAll();
      close();
      this.words.textContent = "All is to be done again.";
    });
    const keep = button("Keep it", close);
    this.ask.replaceChildren(make("p", {}, `This forgets what you have finished here (${many}) and the runs you have made for goals. Your code and your samples stay.`), go, keep);
    keep.focus();
  }
}

function row(page: string, part: number, whole: number): HTMLLIElement {
  const link = make("a", { href: address(page) }, title(page));
  const sign = ring(part, whole);
  sign.ariaHidden = "true"; // the words stand beside it
  return make("li", {}, sign, link, make("span", { className: "nn-note" }, `${part} of ${whole}`));
}

const links = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>(".md-nav--primary .md-nav__link[href]")];
const leadsTo = (page: string) => (link: HTMLAnchorElement) => link.href.split("#")[0] === address(page);

/** Where a page stands in the navigation; what does not stand there comes last. */
function place(page: string): number {
  const all = links();
  const found = all.findIndex(leadsTo(page));
  return found < 0 ? all.length : found;
}

/** A page's name in the navigation. */
function title(page: string): string {
  const link = links().find(leadsTo(page));
  return link?.querySelector(".md-ellipsis")?.textContent.trim() || page.replace(/\/$/, "");
}
