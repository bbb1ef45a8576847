/** <nn-notes>: a question with room to write under it. What is written stays in this browser. */
import { make, said } from "./dom";
import { notKept, read, write } from "./store";

export class NnNotes extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector("textarea")) return;
    const place = [...document.querySelectorAll("nn-notes")].indexOf(this);
    const key = `nn:notes:${location.pathname}:${place}`;
    const box = make("textarea", { rows: 3, value: read(key) ?? "" });
    box.setAttribute("aria-label", this.textContent.trim());
    const told = said("nn-kept");
    box.addEventListener("input", () => {
      const kept = write(key, box.value || null);
      told.textContent = kept ? "Kept in this browser." : notKept() || told.textContent;
    });
    this.append(box, told);
  }
}
