/** The reader's runs beside measured ones: rows of dots, and in a sentence how far apart they are. */
import { make } from "./dom";
import type { Run } from "./runs";

export interface Compare {
  of: string;
  least: Record<string, number>;
  by: string;
  low: number;
  high: number;
}

/** The runs that count here, by the control that parts them. */
function parted({ of, least, by }: Compare, runs: Run[]): Map<string, number[]> {
  const parts = new Map<string, number[]>();
  for (const run of runs) {
    const value = run.reads[of]?.last;
    const far = Object.entries(least).every(([name, limit]) => (run.reads[name]?.high ?? -Infinity) >= limit);
    if (typeof value !== "number" || !far) continue;
    const part = by ? (run.set[by] ?? "") : "";
    parts.set(part, [...(parts.get(part) ?? []), value]);
  }
  return parts;
}

/** Best, worst and spread in a sentence; nothing for less than two runs of one kind. */
export function best(compare: Compare, runs: Run[]): string {
  const values = [...parted(compare, runs).values()].flat();
  if (values.length < 2) return "";
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const name = compare.of.replaceAll("_", " ");
  return `Your ${values.length} full runs: ${name} from ${low.toFixed(3)} to ${high.toFixed(3)}, a spread of ${(high - low).toFixed(3)}.`;
}

/** Puts a row for each part of the reader's runs above the measured ones. A dot outside stands at the edge. */
export function lanes(strip: HTMLElement, compare: Compare, runs: Run[], words: (text: string) => string): void {
  for (const old of strip.querySelectorAll(".nn-mine")) old.remove();
  const rows = [...parted(compare, runs)].map(([part, values]) => {
    const many = `${values.length} ${values.length === 1 ? "run" : "runs"} from ${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}`;
    const dots = values.map((value) => {
      const dot = make("i");
      const share = (value - compare.low) / (compare.high - compare.low);
      dot.style.left = `${100 * Math.min(1, Math.max(0, share))}%`;
      return dot;
    });
    const line = make("div", { className: "nn-dots", ariaHidden: "true" }, ...dots);
    const name = compare.by ? `Yours, ${words(part)}` : "Yours";
    return make("div", { className: "nn-lane nn-mine" }, make("p", {}, `${name} `, make("span", {}, many)), line);
  });
  strip.querySelector(".nn-lane")?.before(...rows);
}
