/** The main module's second half: functions that starting and learning do not use, fetched when Python calls one.
 *
 *  Both halves call each other through one table (coursebuild/split.py says how). Its last place takes the function that
 *  is to fetch the second half, which fills the table when it is started. */

const TABLE = "%split";

/** A module that gives a function of ours on as one of WebAssembly's: only such go into a table. */
const GIVING = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0], // "\0asm", version 1
  ...[1, 4, 1, 96, 0, 0], // a type: nothing taken, nothing given
  ...[2, 7, 1, 1, 109, 1, 102, 0, 0], // import "m" "f"
  ...[7, 5, 1, 1, 102, 0, 0], // export "f"
]);

/** Readies a first half. `fetched` gives the bytes of the second at once, for Python cannot wait. */
export function ready(first: WebAssembly.Instance, imports: WebAssembly.Imports, fetched: () => Uint8Array<ArrayBuffer>): void {
  const table = first.exports[TABLE] as WebAssembly.Table | undefined;
  if (!table) return; // this main module is whole
  const ask = (): void => {
    new WebAssembly.Instance(new WebAssembly.Module(fetched()), { ...imports, "%": first.exports });
  };
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(GIVING), { m: { f: ask } }).exports;
  table.set(table.length - 1, f);
}
