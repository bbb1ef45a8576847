/** Movements of a phone as samples: 64 moments of acceleration along three directions, 1.28 seconds. */
import { make } from "../dom";
import { SourceError, type Source } from "./source";

const MOMENTS = 64;
const EVERY = 20; // milliseconds from one moment to the next
const PATIENCE = 1500; // a computer without sensors just never says anything
const COLOURS = ["--nn-pos", "--nn-neg", "--nn-hi"];

interface Moment {
  at: number;
  along: [number, number, number];
}

type Permission = { requestPermission?: () => Promise<string> };

export class Motion implements Source {
  readonly words = "This phone's movement";
  readonly every = (MOMENTS * EVERY) / 2;
  readonly single = false;
  readonly element: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private felt: Moment[] = [];

  constructor() {
    this.canvas = make("canvas", { width: 320, height: 120, className: "nn-view nn-wave" });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", "How this phone moves now, along three directions");
    this.element = make("div", {}, this.canvas);
  }

  async start(): Promise<void> {
    const asks = (globalThis.DeviceMotionEvent as unknown as Permission | undefined)?.requestPermission;
    if (asks && (await asks().catch(() => "denied")) !== "granted") {
      throw new SourceError("Motion is not allowed for this page. Reload it and allow motion, or use the built-in movements.");
    }
    this.felt = [];
    addEventListener("devicemotion", this.feel);
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    if (this.felt.length > 0) return;
    this.stop();
    throw new SourceError("This device does not tell how it moves. Use a phone, or the built-in movements, or the figure.");
  }

  stop(): void {
    removeEventListener("devicemotion", this.feel);
    this.felt = [];
  }

  take(): Uint8Array<ArrayBuffer> | undefined {
    const now = performance.now();
    if (this.felt.length === 0 || now - this.felt[0]!.at < MOMENTS * EVERY) return undefined;
    const sample = new Float32Array(3 * MOMENTS);
    let k = 0;
    for (let i = 0; i < MOMENTS; i++) {
      const at = now - (MOMENTS - 1 - i) * EVERY;
      while (k + 1 < this.felt.length && this.felt[k + 1]!.at <= at) k++;
      sample.set(this.felt[k]!.along, 3 * i);
    }
    return new Uint8Array(sample.buffer);
  }

  private readonly feel = (event: DeviceMotionEvent): void => {
    const { x, y, z } = event.accelerationIncludingGravity ?? {};
    if (x == null || y == null || z == null) return;
    const now = performance.now();
    this.felt.push({ at: now, along: [x, y, z] });
    while (this.felt.length > 1 && now - this.felt[1]!.at > MOMENTS * EVERY) this.felt.shift();
    const sample = this.take();
    if (sample) draw(this.canvas, sample);
  };
}

export function motionThumb(sample: Uint8Array): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  draw(canvas, sample);
  return canvas;
}

function draw(canvas: HTMLCanvasElement, sample: Uint8Array): void {
  const numbers = new Float32Array(sample.slice().buffer);
  const pen = canvas.getContext("2d")!;
  const { width, height } = canvas;
  const style = getComputedStyle(document.body);
  pen.clearRect(0, 0, width, height);
  pen.lineWidth = width > 100 ? 2.5 : 1.5;
  COLOURS.forEach((colour, axis) => {
    pen.strokeStyle = style.getPropertyValue(colour);
    pen.beginPath();
    for (let i = 0; i < MOMENTS; i++) {
      const y = height / 2 - (numbers[3 * i + axis]! / 25) * (height / 2);
      pen.lineTo((i / (MOMENTS - 1)) * width, Math.max(1, Math.min(height - 1, y)));
    }
    pen.stroke();
  });
}
