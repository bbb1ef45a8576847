/**
 * Words of the glossary. Each is a link that carries its definition: pointing at it, coming to it by keyboard or tapping
 * it shows that. A click still follows the link; where there is no pointer to hover with, a tap does not.
 */
import { make } from "./dom";

const GAP = 6; // pixels between a word and its definition
const EDGE = 8; // pixels that stay free at the edges of the window
const REST = 140; // milliseconds a pointer rests on a word before it is explained
const LEAVE = 260; // and how long it may be on its way to the definition
const NAME = "nn-tip";

let open: { word: HTMLAnchorElement; tip: HTMLElement } | undefined;
let touched = false; // the last pointer was a finger
let timer = 0;

/** Hears the words of the whole page, of those to come too. */
export function listen(): void {
  document.addEventListener("pointerover", pointed);
  document.addEventListener("pointerdown", pressed, true);
  document.addEventListener("click", clicked, true); // before instant navigation
  document.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  document.addEventListener("focusin", focused);
  document.addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);
}

function wordAt(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>("a.nn-term") : null;
}

/** Whether this belongs to what is shown. */
const isShown = (target: EventTarget | null): boolean =>
  target instanceof Node && !!open && (open.word.contains(target) || open.tip.contains(target));

function pointed(event: PointerEvent): void {
  if (event.pointerType === "touch") return;
  const word = wordAt(event.target);
  clearTimeout(timer);
  if (isShown(event.target)) return;
  if (word) timer = window.setTimeout(show, REST, word);
  else if (open && !isShown(document.activeElement)) timer = window.setTimeout(hide, LEAVE);
}

function pressed(event: PointerEvent): void {
  touched = event.pointerType === "touch";
  if (!isShown(event.target)) hide();
}

function clicked(event: MouseEvent): void {
  const word = wordAt(event.target);
  if (!word || !touched) return;
  event.preventDefault();
  event.stopPropagation();
  if (open?.word === word) hide();
  else show(word);
}

function focused(event: FocusEvent): void {
  const word = wordAt(event.target);
  if (isShown(event.target)) return;
  if (word?.matches(":focus-visible")) show(word);
  else if (!touched) hide();
}

/** Escape: whoever stands in the definition goes back to its word. */
function leave(): void {
  if (open?.tip.contains(document.activeElement)) open.word.focus();
  hide();
}

function hide(): void {
  clearTimeout(timer);
  open?.word.removeAttribute("aria-describedby");
  open?.tip.remove();
  open = undefined;
}

function show(word: HTMLAnchorElement): void {
  hide();
  const more = make("a", { href: word.href }, "In the glossary");
  const tip = make("span", { className: NAME, popover: "manual" }, make("span", { id: NAME }, word.dataset.tip ?? ""), " ", more);
  word.after(tip); // the next stop of the Tab key
  word.setAttribute("aria-describedby", NAME);
  open = { word, tip };
  if ("showPopover" in tip) tip.showPopover(); // above everything, whatever cuts off what it stands in
  place();
}

/** Below its word, or above it where there is no room; never beyond the edges. */
function place(): void {
  if (!open) return;
  const at = open.word.getClientRects()[0];
  if (!at) return hide(); // another page has come
  const { offsetWidth: width, offsetHeight: height } = open.tip;
  const below = at.bottom + GAP;
  const top = below + height <= innerHeight - EDGE ? below : at.top - GAP - height;
  const left = Math.max(EDGE, Math.min(at.left, document.documentElement.clientWidth - width - EDGE));
  Object.assign(open.tip.style, { left: `${left}px`, top: `${top}px` });
}
