/** The cells of a page share one namespace: which stand above which, and what Python holds of them. */
import type { NnCell } from "./cell";
import type { CellText } from "./protocol";
import { runtime } from "./runtime";

const held = new Set<string>(); // pages whose names Python has

export function cells(page: string): NnCell[] {
  return [...document.querySelectorAll<NnCell>(`nn-cell[data-page="${CSS.escape(page)}"]`)];
}

/** The cells above one and that one itself, as they stand. An exercise is nobody's beginning: it may not be solved. */
export function upTo(cell: NnCell): CellText[] {
  const all = cells(cell.page);
  return all
    .slice(0, all.indexOf(cell) + 1)
    .filter((one) => one === cell || !one.dataset.exercise)
    .map((one) => ({ id: one.name, source: one.text }));
}

/** Python is about to hold names of this page. */
export function hold(page: string): void {
  held.add(page);
}

/** Lets Python forget a page's names. */
export function forget(page: string): void {
  if (held.delete(page) && runtime.started) void runtime.ask({ kind: "forget", page }).catch(() => undefined);
}
