/** What Python asks this side for while it works. Requests are synchronous: only a worker may wait so. */
import type { CellNews, Progress, Site } from "../protocol";
import type { Host } from "./session";

export interface Listener {
  cell(news: CellNews): void;
  progress(progress: Progress): void;
  /** What was announced is here. */
  loaded(): void;
}

export function hosting(site: Site, root: URL, listener: Listener): Host {
  return {
    tell: (news) => listener.cell(JSON.parse(news) as CellNews),
    read: (name) => ask(new URL(`assets/nn/data/${name}`, root)),
    library(start, length, what) {
      listener.progress({ phase: "download", wire: 0, total: length, what });
      try {
        return ask(new URL(site.library.path, root), start, length);
      } finally {
        listener.loaded();
      }
    },
  };
}

/** A file, or a part of it where the host gives parts. */
function ask(url: URL, start = 0, length = 0): Uint8Array {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  if (length) request.setRequestHeader("Range", `bytes=${start}-${start + length - 1}`);
  request.send();
  if (request.status !== 200 && request.status !== 206) throw new Error(`${url.pathname} could not be fetched (${request.status})`);
  const bytes = new Uint8Array(request.response as ArrayBuffer);
  return length && request.status === 200 ? bytes.subarray(start, start + length) : bytes;
}
