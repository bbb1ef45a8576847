/** The page's measures: nn:first-frame (first touch to first live picture) and nn:frame (asked to painted). */

const KEPT = 600; // measures of frames, so that a run of hours does not fill the memory

let touched: number | undefined;
let first = false;
let kept = 0;

/** Notes the reader's first touch. */
export function touch(): void {
  touched ??= performance.now();
}

/** Resolves at the start of the next frame. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

const painted = new MessageChannel();
const waiting: (() => void)[] = [];
painted.port1.onmessage = () => waiting.splice(0).forEach((measure) => measure());

/** Measures from `asked` until the picture just put onto the page is painted: the first task after its frame. */
export function measure(asked: number): void {
  requestAnimationFrame(() => {
    waiting.push(() => record(asked));
    painted.port2.postMessage(0);
  });
}

function record(asked: number): void {
  const end = performance.now();
  if (++kept > KEPT) {
    performance.clearMeasures("nn:frame");
    kept = 1;
  }
  performance.measure("nn:frame", { start: asked, end });
  if (!first && touched !== undefined) {
    first = true;
    performance.measure("nn:first-frame", { start: touched, end });
  }
}
