/** <nn-filter>: a box on the glossary page that leaves only the words with what a reader types. */
import { make, said } from "./dom";

export class NnFilter extends HTMLElement {
  private readonly words = said("nn-note");

  connectedCallback(): void {
    const box = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    box.addEventListener("input", () => this.filter(box.value));
    this.replaceChildren(make("label", { className: "nn-find" }, "Find a word", box), this.words);
  }

  private filter(text: string): void {
    const wanted = text.trim().toLowerCase();
    const article = this.closest("article")!;
    const has = (told: string) => told.toLowerCase().includes(wanted);
    const names = [...article.querySelectorAll<HTMLElement>("dt")];
    const named = names.filter((name) => has(`${name.textContent} ${name.dataset.also ?? ""}`));
    // What is named so comes before what only mentions it.
    const left = new Set(named.length ? named : names.filter((name) => parts(name).some((part) => has(part.textContent))));
    for (const name of names) for (const part of parts(name)) part.hidden = !left.has(name);
    for (const list of article.querySelectorAll("dl")) {
      const empty = !list.querySelector("dt:not([hidden])");
      for (const part of [list, list.previousElementSibling as HTMLElement]) part.hidden = empty; // its letter too
    }
    article.querySelector<HTMLElement>(".nn-letters")!.hidden = wanted !== "";
    const many = left.size === 1 ? "One word." : left.size ? `${left.size} words.` : "No word fits.";
    this.words.textContent = wanted === "" ? "" : many;
  }
}

/** A name and what is said about it. */
function parts(name: HTMLElement): HTMLElement[] {
  const found = [name];
  for (let next = name.nextElementSibling; next?.tagName === "DD"; next = next.nextElementSibling) found.push(next as HTMLElement);
  return found;
}
