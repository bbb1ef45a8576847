/** What a cell shows below itself. The build's items are there first; a run's take their place as they come. */
import { folded, make, sentence } from "./dom";
import type { Item } from "./protocol";

/** Python holds back what is too much; these hold where code tricks that. */
const LONGEST = 150_000; // characters of text
const MOST = 300; // parts

type Maker<Kind extends Item["kind"]> = (item: Extract<Item, { kind: Kind }>) => HTMLElement;

const MAKERS: { [Kind in Item["kind"]]: Maker<Kind> } = {
  text: ({ text }) => make("pre", { className: "nn-text", tabIndex: 0 }, text),
  html: ({ html }) => make("div", { className: "nn-html", innerHTML: html }), // nnlive's own, escaped there
  image: ({ png, alt }) => make("img", { className: "nn-image", src: `data:image/png;base64,${png}`, alt }),
  note: ({ text }) => make("p", { className: "nn-note" }, text),
  error: ({ message, traceback }) => {
    const box = make("div", { className: "nn-error" }, make("p", {}, ...sentence(message)));
    if (traceback) box.append(folded("What Python said", traceback));
    return box;
  },
};

export class Output {
  private readonly own: Node[];
  private length = 0;
  private full = false;

  constructor(private readonly place: HTMLElement) {
    this.own = [...place.childNodes];
  }

  /** Empties the place for a run. It keeps its height meanwhile, so that the page does not jump. */
  clear(): void {
    this.place.style.minHeight = `${this.place.offsetHeight}px`;
    this.fill([]);
  }

  /** The run is over. */
  settle(): void {
    this.place.style.minHeight = "";
  }

  /** Back to what the build printed. */
  restore(): void {
    this.fill(this.own);
    this.settle();
  }

  show(item: Item): void {
    if (this.full && item.kind !== "error") return;
    this.length += item.kind === "text" ? item.text.length : 0;
    if (this.length > LONGEST || this.place.childElementCount >= MOST) {
      this.full = true;
      item = item.kind === "error" ? item : { kind: "note", text: "Output is cut off: there is more than a page can show." };
    }
    const last = this.place.lastElementChild;
    if (item.kind === "text" && last?.matches(".nn-text")) last.append(item.text);
    else this.place.append((MAKERS[item.kind] as (item: Item) => HTMLElement)(item));
  }

  private fill(nodes: Node[]): void {
    this.place.replaceChildren(...nodes);
    this.length = 0;
    this.full = false;
  }
}
