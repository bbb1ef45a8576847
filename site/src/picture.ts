/** Puts a patch onto the page: whole panels when the picture's shape changed, else only what did. */
import type { Panel, Patch, Raster } from "./protocol";
import { calm } from "./timing";

export class Picture {
  private layers: Element[][] = [];
  private canvases: HTMLCanvasElement[] = [];

  constructor(
    private readonly place: HTMLElement,
    private readonly outputs: HTMLElement | null,
  ) {}

  apply(patch: Patch): void {
    if (patch.panels) this.build(patch.panels, patch.rasters);
    for (const [panel, layer, body] of patch.layers) {
      const element = this.layers[panel]?.[layer];
      if (element) element.innerHTML = body; // made and escaped by nnlive's renderer
    }
    patch.rasters.forEach((raster, index) => this.paint(this.canvases[index], raster, patch.pixels));
    this.place.setAttribute("aria-label", patch.alt);
    this.read(patch.outputs);
  }

  /** Brings the picture up for a reader who has started it from where little or nothing of it can be seen. */
  reveal(): void {
    const { top, bottom } = this.place.getBoundingClientRect();
    if (top < 0.7 * innerHeight && bottom > 0.15 * innerHeight) return;
    this.place.scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
  }

  private build(panels: Panel[], rasters: Raster[]): void {
    const made = panels.map((panel) => {
      const element = document.createElement("div");
      element.className = "nn-panel";
      element.style.setProperty("--w", `${panel.width}`);
      element.style.setProperty("--h", `${panel.height}`);
      element.innerHTML = panel.svg;
      return element;
    });
    this.canvases = rasters.map((raster) => {
      const canvas = document.createElement("canvas");
      canvas.className = `nn-raster${raster.smooth ? "" : " nn-blocky"}${raster.frame ? " nn-framed" : ""}`;
      canvas.width = raster.cols;
      canvas.height = raster.rows;
      const [left, top, width, height] = raster.box.map((share) => `${100 * share}%`) as [string, string, string, string];
      Object.assign(canvas.style, { left, top, width, height });
      made[raster.panel]?.querySelector("svg")?.before(canvas);
      return canvas;
    });
    this.layers = made.map((panel) => [...panel.querySelectorAll("[data-layer]")]);
    this.place.toggleAttribute("data-many", made.length > 1);
    this.place.replaceChildren(...made);
  }

  private paint(canvas: HTMLCanvasElement | undefined, raster: Raster, pixels: Patch["pixels"]): void {
    const bytes = pixels.subarray(raster.start, raster.start + 4 * raster.rows * raster.cols);
    canvas?.getContext("2d")?.putImageData(new ImageData(bytes, raster.cols, raster.rows), 0, 0);
  }

  private read(outputs: Patch["outputs"]): void {
    if (!this.outputs) return;
    const shown = [...this.outputs.querySelectorAll("output")];
    if (shown.length === outputs.length && shown.every((output, i) => output.name === outputs[i]?.[0])) {
      outputs.forEach(([, text], i) => {
        const output = shown[i]!;
        if (output.textContent !== text) output.textContent = text;
      });
      return;
    }
    this.outputs.replaceChildren(...outputs.map(([name, text]) => row(name, text)));
  }
}

function row(name: string, text: string): HTMLElement {
  const [line, term, value, output] = ["div", "dt", "dd", "output"].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLOutputElement,
  ];
  term.textContent = name.replaceAll("_", " ");
  output.name = name;
  output.ariaLive = "off"; // it may change with every picture; the picture's own text says it once
  output.textContent = text;
  value.append(output);
  line.append(term, value);
  return line;
}
