/** Python's side of the conversation, and what it asks of this side. */
import type { Proxy, Python } from "./pyodide";

/** nnlive.live.Session, each method kept as a proxy for the worker's life. */
export interface Session {
  addLesson(name: string, source: string, filename: string): string;
  draw(view: string, reference: string, settings: string, keep: boolean): string;
  replay(view: string, asks: string): string;
  step(view: string, changed: string): string;
  redraw(view: string, changed: string): string;
  undo(view: string): string;
  link(reference: string, text: string): string;
  edit(lesson: string, source: string): string;
  download(view: string, name: string): string;
  stop(view: string): string;
  runCells(page: string, cells: string, wanted: string): string;
  check(page: string, cells: string, id: string, source: string, exercise: string): string;
  forget(page: string): string;
  imports(sources: string): string;
  keep(ids: string, data: Uint8Array): string;
  drop(ids: string): string;
  make(reference: string, control: string, set: string): string;
  open(reference: string, control: string, data: Uint8Array): string;
  pixels(): Proxy;
}

/** What Python may ask for while it works: it cannot wait for a promise, so everything is answered at once. */
export interface Host {
  /** Takes, in JSON, what cells print and show while Python is still at work. */
  tell(news: string): void;
  /** A data set. */
  read(name: string): Uint8Array;
  /** Bytes of the library; `what` names them for the reader. */
  library(start: number, length: number, what: string): Uint8Array;
  /** The other half of Python's main module. */
  second(): Uint8Array<ArrayBuffer>;
}

export const HOST = "nn_host";

const OPENING = `
import ${HOST}, nnlive.data, nnlive.docs, nnlive.live
nnlive.data.OPENER = lambda name: ${HOST}.read(name).to_bytes()
nnlive.docs.install(lambda start, length, what: ${HOST}.library(start, length, what).to_bytes())
_session = nnlive.live.Session(${HOST}.tell)
`;

export function open(python: Python): Session {
  python.runPython(OPENING);
  const session = python.globals.get("_session");
  const method = (name: string): unknown => session[name];
  return {
    addLesson: method("add_lesson"),
    draw: method("draw"),
    replay: method("replay"),
    step: method("step"),
    redraw: method("redraw"),
    undo: method("undo"),
    link: method("link"),
    edit: method("edit"),
    download: method("download"),
    stop: method("stop"),
    runCells: method("run_cells"),
    check: method("check"),
    forget: method("forget"),
    imports: method("imports"),
    keep: method("keep"),
    drop: method("drop"),
    make: method("make"),
    open: method("open"),
    pixels: method("pixels"),
  } as unknown as Session;
}
