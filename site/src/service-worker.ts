/** The service worker: gives pages what is kept on this device and keeps what they read.
 *
 *  A file's address tells its content, so pages of an old build and of a new one are served side by side and neither gets
 *  the other's files. A new build takes over when all that was kept of the old one is there in its new version; the old
 *  files go when no page of an old build is open. */
import { files, Shelf, type Course, type Told } from "./shelf";

declare const self: ServiceWorkerGlobalScope & { __COURSE__: Course };

const course = self.__COURSE__;
const root = new URL("./", self.location.href).href;
const shelf = new Shelf(root);
const all = files(course);
/** Addresses by what pages ask for: many leave out the version. */
const plain = new Map(Object.keys(all).map((address) => [address.replace(/\?v=.*/, ""), address]));
/** So much may be fetched where the reader saves data. */
const SMALL = 200_000;
const PATIENCE = 2000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(hear(event.data as Told, event.ports[0])));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  // "no-store" is how a page asks for a file that it keeps itself.
  if (request.method !== "GET" || !request.url.startsWith(root) || request.cache === "no-store") return;
  event.respondWith(answer(event));
});

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const url = new URL(request.url);
  const path = url.origin + url.pathname === root ? "" : (url.origin + url.pathname).slice(root.length);
  const address = url.search.startsWith("?v=") ? path + url.search : (plain.get(path) ?? path);
  const kept = await shelf.get(address).catch(() => undefined);
  if (kept) return part(kept, request);
  try {
    // What has no version in its address could be an old one in the browser's own cache.
    const fresh = address.includes("?v=") && !url.search.startsWith("?v=");
    const response = await fetch(fresh ? new Request(request, { cache: "no-cache" }) : request);
    if (response.status === 200 && all[address]) event.waitUntil(keep(address, response.clone()));
    return response;
  } catch (error) {
    const old = await shelf.any(path);
    if (old) return part(old, request);
    if (request.mode !== "navigate") throw error;
    return plain.has(`${path}/`) ? Response.redirect(`${root}${path}/`) : away();
  }
}

/** The part that was asked for. */
async function part(whole: Response, request: Request): Promise<Response> {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!range) return whole;
  const blob = await whole.blob();
  const start = Number(range[1]);
  const end = Math.min(blob.size, range[2] ? Number(range[2]) + 1 : blob.size);
  const headers = { "Content-Range": `bytes ${start}-${end - 1}/${blob.size}`, "Content-Type": blob.type };
  return new Response(blob.slice(start, end), { status: 206, headers });
}

const coming = new Map<string, Promise<boolean>>();

/** Keeps an answer. The device may be full: then the page has it all the same. */
function keep(address: string, response: Response): Promise<boolean> {
  const put = coming.get(address) ?? shelf.put(address, all[address]![0], response).catch(() => false);
  coming.set(address, put);
  return put.finally(() => coming.delete(address));
}

/** Fetches a file that is not there; the browser's own cache may have it. False if the host does not have this version. */
async function ensure(address: string, caches: RequestCache[] = ["force-cache", "no-cache"]): Promise<boolean> {
  if (!all[address] || (await coming.get(address)) || (await shelf.get(address))) return true;
  for (const cache of caches) {
    const response = await fetch(root + address.replace(/\?v=.*/, ""), { cache, mode: "same-origin" });
    if (response.ok && (await keep(address, response))) return true;
  }
  return false;
}

/** Fetches what every page uses, and the new version of all that an older build left here. */
async function install(): Promise<void> {
  const here = await shelf.addresses();
  const names = new Set([...here].map(nameless));
  const wish = await shelf.wish();
  const whole = wish && !wish.paused;
  const { shell, packages } = course.files;
  const wanted = Object.keys(all).filter(
    (address) => address in shell || names.has(nameless(address)) || (whole && (!(address in packages) || wish.packages)),
  );
  const saves = savesData();
  for (const address of wanted) {
    if (here.has(address) || (saves && all[address]![2] > SMALL)) continue;
    await ensure(address); // without a network this fails: the old build stays, and the browser tries again
  }
  await self.skipWaiting();
}

/** A file's address without what tells its version. */
const nameless = (address: string): string => address.replace(/\?v=.*/, "").replace(/-[0-9a-zA-Z]{8,12}(?=\.)/, "");

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; type?: string } };
  return connection?.saveData === true || connection?.type === "cellular";
}

async function hear(told: Told, port: MessagePort | undefined): Promise<void> {
  switch (told.kind) {
    case "course":
      return port?.postMessage(course);
    case "shows":
      await ensure(plain.get(told.page) ?? "").catch(() => false);
      await readied();
      return tidy();
    case "started":
      // The browser's own cache has what was just fetched; nothing is fetched again.
      for (const address of Object.keys(course.files.start)) await ensure(address, ["only-if-cached"]).catch(() => false);
      if (told.unmetered) {
        const editor = Object.keys(all).filter((address) => /\/chunk-[^/]+$/.test(address));
        for (const address of editor) await ensure(address).catch(() => false);
      }
      await readied();
  }
}

/** Fetches what the pages that are here may ask for, once Python is here: before, it is of no use. */
async function readied(): Promise<void> {
  const here = await shelf.addresses();
  if (!Object.keys(course.files.start).every((address) => here.has(address))) return;
  const needs = Object.entries(course.pages).flatMap(([page, [, needs]]) => (here.has(plain.get(page) ?? "") ? needs : []));
  for (const address of needs) if (!here.has(address)) await ensure(address).catch(() => false);
}

/** Throws old files away, if no page of an old build is open. */
async function tidy(): Promise<void> {
  const old = [...(await shelf.addresses())].filter((address) => !(address in all));
  if (old.length === 0) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const builds = await Promise.all(windows.filter(({ url }) => url.startsWith(root)).map(build));
  if (builds.some((one) => one !== course.build)) return;
  for (const address of old) await shelf.drop(address);
}

/** Of which build a page is; one that does not answer may be an old one. */
function build(page: Client): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = (event) => resolve(event.data as string);
    setTimeout(() => resolve(""), PATIENCE);
    page.postMessage("build?", [port2]);
  });
}

/** For a page that is not here, without a network: a sentence, and what is here. */
async function away(): Promise<Response> {
  const here = await shelf.addresses();
  const paths = new Set([...here].map((address) => address.replace(/\?v=.*/, "")));
  const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const rows = Object.entries(course.pages)
    .filter(([page]) => paths.has(page))
    .map(([page, [title]]) => `<li><a href="${root}${escaped(page)}">${escaped(title)}</a></li>`);
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No connection</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{max-width:34rem;margin:12vh auto;padding:0 1.2rem;font:17px/1.6 system-ui,sans-serif}
a{display:inline-block;padding:.5rem 0;color:LinkText}button{font:inherit;padding:.6rem 1.2rem}</style></head><body>
<h1>No connection</h1><p>This page is not on this device yet. It opens when there is a connection again.</p>
<p><a href="">Try again</a></p>${rows.length ? `<p>These pages are here:</p><ul>${rows.join("")}</ul>` : ""}</body></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
