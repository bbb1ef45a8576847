/** The navigation and the home page tell how much of each lesson is finished: a ring that fills, at the end a tick. */
import { make } from "./dom";
import { address, changes, count, finished, items } from "./progress";

/** The theme's stream of pages: it tells of the first and of each that instant navigation brings. */
declare const document$: { subscribe(hear: () => void): void } | undefined;

const LINKS = ".md-nav--primary .md-nav__link[href], .nn-path strong a";

export function listen(): void {
  changes.addEventListener("change", draw);
  if (typeof document$ === "undefined") draw();
  else document$.subscribe(draw);
}

function draw(): void {
  const [now, all] = [finished(), items()];
  for (const link of document.querySelectorAll<HTMLAnchorElement>(LINKS)) {
    const names = all.find(([page]) => address(page) === link.href.split("#")[0])?.[1] ?? [];
    link.querySelector(".nn-ring")?.remove();
    if (names.length) link.append(ring(count(names, now), names.length));
  }
}

/** A ring that is filled as far as `part` of `whole`, with words for who does not see it. */
export function ring(part: number, whole: number): HTMLElement {
  const made = make("span", { className: "nn-ring", title: `${part} of ${whole} done` });
  made.style.setProperty("--done", `${part / whole}`);
  made.toggleAttribute("data-whole", part === whole);
  made.append(make("span", { className: "nn-heard" }, `, ${part} of ${whole} done`));
  return made;
}
