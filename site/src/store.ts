/** What this browser keeps for its reader. It may forbid that, or be full: then a thing lives as long as its page. */

const lost = new Map<string, string>(); // what could not be kept

export function read(key: string): string | null {
  try {
    return lost.get(key) ?? localStorage.getItem(key);
  } catch {
    return lost.get(key) ?? null;
  }
}

/** Keeps `value`, or with null forgets. False when the browser does not keep it. */
export function write(key: string, value: string | null): boolean {
  lost.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    if (value !== null) lost.set(key, value);
    return value === null;
  }
}

/** Forgets all whose key begins so. */
export function forget(prefix: string): void {
  const keys = new Set(lost.keys());
  try {
    for (let i = 0; i < localStorage.length; i++) keys.add(localStorage.key(i)!);
  } catch {
    // The browser keeps nothing, so there is nothing to forget.
  }
  for (const key of keys) if (key.startsWith(prefix)) write(key, null);
}

let told = false;

/** The sentence on edits that are not kept: said once, then empty. */
export function notKept(): string {
  const words = told ? "" : "This browser keeps no data of this site, so your changes last until you close the page.";
  told = true;
  return words;
}
