/** Stopping Python without shared memory, which a plain static host cannot give.
 *
 *  Python looks at its interrupt buffer every few dozen instructions. This one is a getter: now and then it asks for a
 *  blob of the page's by its address. When the page revokes that address the request fails, and the getter answers
 *  with a SIGINT, which Python raises as KeyboardInterrupt wherever it is. */

const EVERY = 64; // readings of the buffer for each look at the clock
const ASK = 100; // milliseconds between two requests; also between two interrupts, for code may swallow one
const SIGINT = 2;

export class Interrupt {
  private token = "";
  private spent = ""; // the token that stopped something: questions asked before the Stop carry it too
  private readings = 0;
  private asked = Infinity;
  private stopping = false;
  /** The heap grew past its limit: WebAssembly never gives memory back, so this Python is of no more use. */
  tooLarge = false;

  /** `heap` tells how many bytes Python's memory has; past `limit` the work is stopped. */
  constructor(
    private readonly heap: () => number,
    private readonly limit: number,
  ) {}

  /** What Pyodide takes as its interrupt buffer: element 0 is the signal to raise. */
  readonly buffer = Object.defineProperty({}, "0", {
    get: () => {
      if (this.asked === Infinity) return 0;
      this.tooLarge ||= this.heap() > this.limit; // large things are quickly made: looked at each time
      return ++this.readings % EVERY === 0 ? this.look() : 0;
    },
    set: () => undefined, // Python clears the signal it has taken
  }) as Uint8Array;

  /** From here on until `rest` the page may stop Python by revoking the address `token`. */
  watch(token: string): void {
    this.token = token;
    this.stopping = false;
    this.asked = token === this.spent ? Infinity : performance.now();
  }

  rest(): void {
    this.asked = Infinity;
    this.tooLarge ||= this.heap() > this.limit;
  }

  private look(): number {
    const now = performance.now();
    if (now - this.asked < ASK) return 0;
    this.asked = now;
    if (!this.stopping && (this.tooLarge || !reachable(this.token))) {
      this.stopping = true;
      this.spent = this.token;
    }
    return this.stopping ? SIGINT : 0;
  }
}

function reachable(token: string): boolean {
  const request = new XMLHttpRequest();
  try {
    request.open("GET", token, false);
    request.send();
    return request.status === 200;
  } catch {
    return false;
  }
}
