/** A pad to draw on with a finger, a mouse or a pen. */
import { button, make } from "../dom";
import { sampleOf } from "./pixels";
import type { Source } from "./source";

const SIDE = 256;

export class Pad implements Source {
  readonly words = "Draw";
  readonly every = 100;
  readonly single = true;
  readonly element: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly pen: CanvasRenderingContext2D;
  private drawn = false;

  constructor() {
    this.canvas = make("canvas", { width: SIDE, height: SIDE, className: "nn-view" });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", "A pad to draw on with a finger or the mouse");
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true })!;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.go(event));
    this.element = make("div", { className: "nn-pad" }, this.canvas, button("Clear", () => this.clear()));
    this.clear();
  }

  async start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    this.clear();
  }

  take(): Uint8Array<ArrayBuffer> | undefined {
    return this.drawn ? sampleOf(this.canvas, SIDE, SIDE) : undefined;
  }

  taken(): void {
    this.clear();
  }

  private clear(): void {
    this.drawn = false;
    this.pen.fillStyle = "#fff";
    this.pen.fillRect(0, 0, SIDE, SIDE);
    Object.assign(this.pen, { strokeStyle: "#1d2530", lineWidth: 14, lineCap: "round", lineJoin: "round" });
  }

  private begin(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.pen.beginPath();
    const [x, y] = this.place(event);
    this.pen.moveTo(x, y);
    this.pen.lineTo(x + 0.1, y);
    this.pen.stroke();
    this.drawn = true;
  }

  private go(event: PointerEvent): void {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) this.pen.lineTo(...this.place(step));
    this.pen.stroke();
  }

  private place(event: PointerEvent): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE];
  }
}
