/** A figure of eleven key points to bend by finger, mouse or keys: what a pose network would find in a picture. */
import { button, make } from "../dom";
import type { Source } from "./source";

const NAMES = [
  "head", "left shoulder", "right shoulder", "left elbow", "right elbow", "left hand", "right hand",
  "left hip", "right hip", "left foot", "right foot",
];
const BONES = [[0, 1], [0, 2], [1, 2], [1, 3], [3, 5], [2, 4], [4, 6], [1, 7], [2, 8], [7, 8], [7, 9], [8, 10]] as const;
const REST = [
  0.5, 0.14, 0.4, 0.28, 0.6, 0.28, 0.34, 0.42, 0.66, 0.42, 0.31, 0.56, 0.69, 0.56, 0.43, 0.56, 0.57, 0.56, 0.42, 0.9, 0.58, 0.9,
];
const SIDE = 260;
const STEP = 0.02;
const SVG = "http://www.w3.org/2000/svg";

export class Stick implements Source {
  readonly words = "Figure";
  readonly every = 100;
  readonly single = true;
  readonly element: HTMLElement;
  private readonly at = Float32Array.from(REST);
  private readonly bones: SVGElement[];
  private readonly joints: SVGElement[];

  constructor() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${SIDE} ${SIDE}`);
    svg.setAttribute("class", "nn-view nn-stick");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", "A figure: move its key points by finger, mouse or arrow keys");
    this.bones = BONES.map(() => svg.appendChild(document.createElementNS(SVG, "line")));
    this.joints = NAMES.map((name, joint) => svg.appendChild(this.joint(name, joint)));
    this.element = make("div", { className: "nn-pad" }, svg, button("Stand straight", () => this.set(REST)));
    this.show();
  }

  async start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    this.set(REST);
  }

  take(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.at.slice().buffer);
  }

  private set(points: ArrayLike<number>): void {
    this.at.set(points);
    this.show();
  }

  private joint(name: string, joint: number): SVGElement {
    const made = document.createElementNS(SVG, "circle");
    made.setAttribute("r", joint ? "9" : "20");
    made.setAttribute("tabindex", "0");
    made.setAttribute("role", "button");
    made.setAttribute("aria-label", `${name}: move with the arrow keys`);
    made.addEventListener("pointerdown", (event) => made.setPointerCapture(event.pointerId));
    made.addEventListener("pointermove", (event) => {
      if (!made.hasPointerCapture(event.pointerId)) return;
      const box = made.ownerSVGElement!.getBoundingClientRect();
      this.move(joint, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    });
    made.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
      if (!way) return;
      event.preventDefault();
      this.move(joint, this.at[2 * joint]! + way[0]!, this.at[2 * joint + 1]! + way[1]!);
    });
    return made;
  }

  private move(joint: number, x: number, y: number): void {
    this.at[2 * joint] = Math.min(0.98, Math.max(0.02, x));
    this.at[2 * joint + 1] = Math.min(0.98, Math.max(0.02, y));
    this.show();
  }

  private show(): void {
    BONES.forEach(([from, to], i) => {
      const ends = { x1: this.at[2 * from], y1: this.at[2 * from + 1], x2: this.at[2 * to], y2: this.at[2 * to + 1] };
      for (const [name, share] of Object.entries(ends)) this.bones[i]!.setAttribute(name, String(SIDE * share!));
    });
    this.joints.forEach((circle, i) => {
      circle.setAttribute("cx", String(SIDE * this.at[2 * i]!));
      circle.setAttribute("cy", String(SIDE * this.at[2 * i + 1]!));
    });
  }
}

export function stickThumb(sample: Uint8Array): HTMLCanvasElement {
  const at = new Float32Array(sample.slice().buffer);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext("2d")!;
  pen.strokeStyle = pen.fillStyle = getComputedStyle(document.body).getPropertyValue("--nn-ink") || "#1d2530";
  pen.lineWidth = 2.5;
  pen.lineCap = "round";
  for (const [from, to] of BONES) {
    pen.beginPath();
    pen.moveTo(64 * at[2 * from]!, 64 * at[2 * from + 1]!);
    pen.lineTo(64 * at[2 * to]!, 64 * at[2 * to + 1]!);
    pen.stroke();
  }
  pen.beginPath();
  pen.arc(64 * at[0]!, 64 * at[1]!, 5, 0, 7);
  pen.fill();
  return canvas;
}
