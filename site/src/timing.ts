/** The page's measures: nn:first-frame (first touch to first live picture) and nn:frame (asked to painted). */

const KEPT = 600; // measures of frames, so that a run of hours does not fill the memory

let touched: number | undefined;
let first = false;
let kept = 0;

/** Notes the reader's first touch. */
export function touch(): void {
  touched ??= performance.now();
}

/** Whether the reader wants nothing to move by itself. */
export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** When the next picture of a run may be shown: at a frame of the screen, and at most so many full ones a second. */
export class Pace {
  private hold = 0;

  constructor(private readonly fullPerSecond: number) {}

  /** A full picture has been shown now. */
  full(): void {
    this.hold = performance.now() + 1000 / this.fullPerSecond;
  }

  forget(): void {
    this.hold = 0;
  }

  /** Waits for a frame of the screen, and on for as long as `wanted`, until the last full picture was seen enough. */
  async wait(wanted: () => boolean): Promise<void> {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    let now = await frame();
    while (now < this.hold - 8 && wanted()) now = await frame();
  }
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
