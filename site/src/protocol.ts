/** What the page and its worker say to each other. Every question has a number; its answer carries the same one. */

/** A file of the site: its bytes, those on the wire, and, of one that is sent packed (.gz), those of its content. */
export interface Asset {
  path: string;
  size: number;
  wire: number;
  content?: number;
}

/** What the build tells the script about the site. */
export interface Site {
  version: string;
  /** What every first start fetches. */
  files: Record<"loader" | "script" | "main" | "python" | "numpy" | "nnlive", Asset>;
  /** The other half of the main module, if it is split: fetched when Python calls one of its functions. */
  second: Asset[];
  /** Modules, sources and docstrings that the first files leave out: fetched in parts, when Python asks for one. */
  library: Asset;
  packages: Package[];
  /** The address of each data set, by its name. */
  data: Record<string, string>;
}

/** A package that cells may import: the modules it has, and the other packages it needs. */
export interface Package extends Asset {
  name: string;
  imports: string[];
  needs: string[];
}

export type Setting = string | number | boolean;
export type Settings = Record<string, Setting>;

export interface Lesson {
  name: string;
  source: string;
}

export type Question =
  | { kind: "boot" }
  | { kind: "draw"; view: string; reference: string; lesson: Lesson; settings: Settings; keep: boolean }
  | { kind: "step"; view: string; changed: Settings }
  | { kind: "redraw"; view: string; changed: Settings }
  | { kind: "replay"; view: string; asks: Asks }
  | { kind: "undo"; view: string }
  | { kind: "link"; reference: string; lesson: Lesson; text: string }
  | { kind: "edit"; lesson: Lesson; source: string }
  | { kind: "restore"; lesson: Lesson }
  | { kind: "download"; view: string; name: string }
  | { kind: "stop"; view: string }
  | { kind: "cells"; page: string; cells: CellText[]; wanted: string }
  | { kind: "check"; page: string; cells: CellText[]; id: string; source: string; exercise: string }
  | { kind: "forget"; page: string }
  | { kind: "keep"; sizes: [id: string, size: number][]; bytes: Uint8Array<ArrayBuffer> }
  | { kind: "drop"; ids: string[] }
  | { kind: "make"; reference: string; lesson: Lesson; control: string; set: string }
  | { kind: "open"; reference: string; lesson: Lesson; control: string; bytes: Uint8Array<ArrayBuffer> };

/** Classes with samples that Python gives: the bytes of all samples in a row, then those of a trained network. */
export interface Made {
  classes: { name: string; on: boolean; count: number }[];
  size: number;
  model: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A cell as it stands in the page, with the reader's changes. */
export interface CellText {
  id: string;
  source: string;
}

/** What a cell shows: the same at build and in the page. */
export type Item =
  | { kind: "text"; text: string }
  | { kind: "html"; html: string }
  | { kind: "image"; png: string; alt: string }
  | { kind: "error"; message: string; line: number | null; traceback: string; stopped?: true }
  | { kind: "note"; text: string };

/** What becomes of a cell while Python works: something to show, or how far it is. */
export type CellNews = { page: string; cell: string } & ({ item: Item } | { state: "running" | "done" | "error" });

/** Which cells ran, in order, and which of them failed ("" = none). */
export interface Ran {
  ran: string[];
  failed: string;
}

/** What a check says of a reader's answer, and the line to mark if there is one. */
export interface Verdict {
  passed: boolean;
  message: string;
  line: number | null;
}

/** What a run was asked since its first picture: so many steps or redraws, after live settings that moved. */
export type Asks = [what: "step" | "redraw", changed: Settings, times: number][];

/** The first thing a worker is told: what an earlier one of this page has compiled, and whether what was kept of an
 *  earlier start is to be left alone. */
export interface Start {
  modules: Modules | undefined;
  fresh: boolean;
}

/** Compiled code: Python itself, and its extension modules by their paths. */
export interface Modules {
  main: WebAssembly.Module;
  libraries: [path: string, module: WebAssembly.Module][];
}

/** What waits for the network shall try again at once. */
export interface Again {
  again: true;
}

/** `token` is an address of the page's that answers for as long as this may go on. */
export interface Asked {
  id: number;
  token: string;
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

/** A place in a panel that can be pressed: where it stands, what it says and what it sets. */
export interface Spot {
  box: [left: number, top: number, width: number, height: number];
  label: string;
  text: string;
  set: Settings;
  hover: Settings;
  pressed?: boolean;
  pick?: Pick;
}

/** Two controls that get the point pressed: the plane's place in the panel, and its limits. */
export interface Pick {
  names: [string, string];
  inner: [left: number, top: number, width: number, height: number];
  x: [number, number];
  y: [number, number];
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
  rest: boolean;
  outputs: [name: string, text: string][];
  rasters: Raster[];
  panels: Panel[] | null;
  layers: [panel: number, layer: number, body: string][];
  pixels: Uint8ClampedArray<ArrayBuffer>;
  spots: Spot[][] | null;
  controls: Settings;
  files: string[];
  link: string;
  news: string;
  settings?: Settings;
}

/** What an address says: settings, controls to hide, and sentences on what was not understood. */
export interface LinkState {
  settings: Settings;
  hide: string[];
  remarks: string[];
}

export interface FileContent {
  text?: string;
  base64?: string;
}

export interface Failure {
  message: string;
  traceback: string;
  stopped?: boolean;
}

export type Answer =
  | { patch: Patch }
  | { done: true }
  | { error: Failure }
  | { ok: true }
  | { link: LinkState }
  | { file: FileContent }
  | { cells: Ran }
  | { verdict: Verdict }
  | { made: Made };

/** How far a download is. `what` names a package that a cell asked for; without it, it is Python itself. */
export interface Progress {
  phase: "download" | "wait" | "start";
  wire: number;
  total: number;
  what?: string;
}

export type Said =
  | { kind: "answer"; id: number; answer: Answer }
  | ({ kind: "progress" } & Progress)
  | { kind: "cell"; news: CellNews }
  | { kind: "loaded" }
  | { kind: "booted"; how: "new" | "kept"; modules: Modules }
  | { kind: "failed"; why: "memory" | "gone" | "error"; message: string };
