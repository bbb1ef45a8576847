/** What the page and its worker say to each other. Every question has a number; its answer carries the same one. */

export interface Asset {
  path: string;
  size: number;
  wire: number;
}

/** What the build tells the script about the site. */
export interface Site {
  version: string;
  files: Asset[];
  package: Asset;
}

export type Setting = string | number | boolean;
export type Settings = Record<string, Setting>;

export interface Lesson {
  name: string;
  source: string;
}

export type Question =
  | { kind: "boot" }
  | { kind: "draw"; view: string; reference: string; lesson: Lesson; settings: Settings }
  | { kind: "step"; view: string; changed: Settings }
  | { kind: "stop"; view: string };

export interface Asked {
  id: number;
  question: Question;
}

export interface Raster {
  panel: number;
  box: [left: number, top: number, width: number, height: number];
  rows: number;
  cols: number;
  start: number;
  smooth: boolean;
  frame: boolean;
}

export interface Panel {
  width: number;
  height: number;
  svg: string;
}

/** A new picture: whole panels when its shape changed, else only the layers that did. */
export interface Patch {
  frame: number;
  alt: string;
  between: boolean;
  outputs: [name: string, text: string][];
  rasters: Raster[];
  panels: Panel[] | null;
  layers: [panel: number, layer: number, body: string][];
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

export interface Failure {
  message: string;
  traceback: string;
}

export type Answer = { patch: Patch } | { done: true } | { error: Failure } | { ok: true };

export type Said =
  | { kind: "answer"; id: number; answer: Answer }
  | { kind: "progress"; phase: "download" | "start"; wire: number; total: number }
  | { kind: "booted"; milliseconds: number }
  | { kind: "failed"; message: string };
