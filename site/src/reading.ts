/** Our own modules can be read where they are imported: a link with `data-module` opens the text below the code. */
import { button, make } from "./dom";
import { open } from "./editor";
import { root } from "./runtime";
import { small } from "./transfer";

const IMPORT = /^\s*from nnlive(?:\.(\w+))? import ([^\n(]+|\([^)]*\))/gm;

/** Hears the links of the whole page, of those to come too. */
export function listen(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-module]");
    const home = link?.closest<HTMLElement>(".nn-source, nn-cell");
    if (!link || !home || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // instant navigation would leave the page
    void read(home, link.dataset.module!, link);
  }, true);
}

async function read(home: HTMLElement, module: string, link: HTMLElement): Promise<void> {
  const box = home.querySelector<HTMLElement>(".nn-reading") ?? make("div", { className: "nn-reading" });
  home.append(box);
  const file = `nnlive/${short(module)}.py`;
  const close = button("Close", () => {
    box.remove();
    link.focus();
  });
  const title = make("p", {}, `${file}, to read`);
  const fetched = await small(address(module));
  if (fetched === undefined) {
    box.replaceChildren(make("p", {}, "This module could not be fetched. Check the connection and try again."), close);
    return;
  }
  const text = fetched.trimEnd();
  const code = make("pre", {}, text);
  box.replaceChildren(title, code, imports(text), close);
  const editor = await open(code, { text, label: file, reads: true });
  editor.focus();
  box.scrollIntoView({ block: "nearest" });
}

/** `module` with its package or without. */
const short = (module: string): string => module.replace(/^nnlive\./, "");
const address = (module: string): URL => new URL(`assets/nn/source/${short(module)}.py`, root);

/** The modules of ours that a text imports, each as a link. */
function imports(text: string): HTMLParagraphElement {
  const names = [...text.matchAll(IMPORT)].flatMap(([, from, what]) => (from ? [from] : what!.match(/\b[a-z]\w*/g)) ?? []);
  const links = [...new Set(names)].sort().map((name) => {
    const link = make("a", { href: address(name).href }, name);
    link.dataset.module = name;
    return link;
  });
  return make("p", { hidden: links.length === 0 }, "It imports ", ...links.flatMap((link, i) => (i ? [", ", link] : [link])));
}
