/** Small makers of the page's parts. Text from Python or an author goes in as text, never as markup. */

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  about: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), about);
  made.append(...children);
  return made;
}

export function button(words: string, action: () => void): HTMLButtonElement {
  const made = make("button", { type: "button", className: "nn-button" }, words);
  made.addEventListener("click", action);
  return made;
}

/** A line that is read aloud when its words change. */
export function said(className: string): HTMLParagraphElement {
  const made = make("p", { className });
  made.setAttribute("role", "status");
  return made;
}

/** A sentence in which `names` between backticks are code. */
export function sentence(text: string): (Node | string)[] {
  return text.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part));
}

/** A traceback or other report, folded away. */
export function folded(title: string, report: string): HTMLDetailsElement {
  return make("details", {}, make("summary", {}, title), make("pre", { tabIndex: 0 }, report));
}

/** Hands the reader a file. */
export function save(name: string, content: BlobPart, type = ""): void {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
