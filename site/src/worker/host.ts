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
  const announced = (total: number, what: string, work: () => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    listener.progress({ phase: "download", wire: 0, total, what });
    try {
      return work();
    } finally {
      listener.loaded();
    }
  };
  return {
    tell: (news) => listener.cell(JSON.parse(news) as CellNews),
    read: (name) => ask(new URL(site.data[name] ?? `assets/nn/data/${name}`, root)),
    library: (start, length, what) => announced(length, what, () => ask(new URL(site.library.path, root), start, length)),
    second() {
      const [half] = site.second;
      if (!half) throw new Error("this main module is whole");
      return announced(half.wire, "more of Python", () => ask(new URL(half.path, root)));
    },
  };
}

/** A file, or a part of it where the host gives parts. */
function ask(url: URL, start = 0, length = 0): Uint8Array<ArrayBuffer> {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  if (length) request.setRequestHeader("Range", `bytes=${start}-${start + length - 1}`);
  request.send();
  if (request.status !== 200 && request.status !== 206) throw new Error(`${url.pathname} could not be fetched (${request.status})`);
  const bytes = new Uint8Array(request.response as ArrayBuffer);
  return length && request.status === 200 ? bytes.subarray(start, start + length) : bytes;
}
