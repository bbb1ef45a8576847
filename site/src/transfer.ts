/** Files over a network that may break: what has come is kept and the rest is asked for, for as long as it takes.
 *
 *  A file of which nothing more comes is asked for again: at once, then after ever longer waits, when the browser says
 *  that there is a network again, and when the reader says so. */

/** Bytes of a file, and those on the wire: fewer if the host compresses it. */
export interface Sizes {
  size: number;
  wire: number;
}

/** So much of a file is here. */
export interface Got {
  parts: Uint8Array<ArrayBuffer>[];
  at: number;
  /** It came in more than one piece, so no cache of the browser has it whole. */
  pieces: boolean;
  /** The host calls a .gz an encoding, so the browser has unpacked it. */
  unpacked: boolean;
  type: string;
}

export const nothing = (): Got => ({ parts: [], at: 0, pieces: false, unpacked: false, type: "" });

/** The host has no such file: it has another build of the course now. */
export class Gone extends Error {}

const SILENCE = 30_000; // milliseconds without a byte: the connection is dead
const FIRST = 500;
const LONGEST = 15_000;
const WRONG = 3; // so often a file may come whole with the wrong length

const sleepers = new Set<() => void>();

/** Tries again at once whatever waits. */
export function again(): void {
  for (const wake of [...sleepers]) wake();
}

/** Work that needs the network, done again until it succeeds, or has failed `tries` times. */
export async function persist<T>(work: () => Promise<T>, { waits, signal, tries = Infinity }: Line): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Gone || signal?.aborted || failures + 1 >= tries) throw error;
      waits(true);
      await pause(Math.min(FIRST * 2 ** failures, LONGEST), signal);
      if (signal?.aborted) throw error;
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      sleepers.delete(wake);
      removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    sleepers.add(wake);
    addEventListener("online", wake);
    signal?.addEventListener("abort", wake, { once: true });
  });
}

export interface Line {
  /** Hears when it begins to wait. */
  waits(on: boolean): void;
  signal?: AbortSignal;
  tries?: number;
}

export interface Way extends Line {
  /** Hears how many bytes are here. */
  seen(at: number): void;
  cache?: RequestCache;
}

/** Fetches what is missing of a file. */
export async function transfer(url: URL | string, sizes: Sizes, way: Way, got = nothing()): Promise<Got> {
  let wrong = 0;
  const attempt = async (): Promise<void> => {
    await body(await open(url, sizes, way, got), way, got);
    if (got.at === sizes.size || got.unpacked) return;
    const words = `${String(url)} has ${got.at} of ${sizes.size} bytes`;
    if (got.at > sizes.size) restart(got);
    if (++wrong >= WRONG) throw new Gone(words);
    throw new Error(words);
  };
  await persist(attempt, way);
  return got;
}

/** Asks for a file, or for the rest of it where that is less to send than the whole. */
export async function open(url: URL | string, { size, wire }: Sizes, way: Way, got: Got): Promise<Response> {
  const rest = got.at > 0 && !got.unpacked && size - got.at < wire;
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const timer = setTimeout(end, SILENCE);
  way.signal?.addEventListener("abort", end, { once: true });
  const { signal } = ended;
  const headers: HeadersInit = rest ? { Range: `bytes=${got.at}-` } : {};
  try {
    const response = await fetch(url, { headers, signal, cache: rest ? "no-store" : (way.cache ?? "default") });
    got.pieces ||= got.at > 0;
    if (response.status !== 206) restart(got);
    if (response.status >= 500 || response.status === 429 || response.status === 416) throw new Error(`${response.status}`);
    if (!response.ok) throw new Gone(`${String(url)}: the site answered ${response.status}`);
    return response;
  } finally {
    clearTimeout(timer);
  }
}

/** Reads what a response brings. */
export async function body(response: Response, way: Pick<Way, "seen" | "waits">, got: Got): Promise<void> {
  got.type = response.headers.get("Content-Type") ?? got.type;
  got.unpacked = response.url.endsWith(".gz") && response.headers.get("Content-Encoding") !== null;
  const reader = response.body!.getReader();
  try {
    for (;;) {
      const part = await timely(reader.read());
      if (part.done) return;
      got.parts.push(part.value);
      got.at += part.value.length;
      way.waits(false);
      way.seen(got.at);
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  }
}

/** What comes of some work with the network, unless nothing does for too long. */
export async function timely<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the connection is silent")), SILENCE);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The text of a small file, asked for once; undefined when it does not come. */
export async function small(url: URL | string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(SILENCE) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

function restart(got: Got): void {
  got.parts.length = 0;
  got.at = 0;
}
