/** The page's side of reading without a network: brings the service worker, tells it what is read, hears of new builds.
 *
 *  Nothing here is needed: where a browser does not allow it, the page works as it does without. */
import { button, make } from "./dom";
import { root, runtime, unmetered } from "./runtime";
import { Shelf, type Course, type Told } from "./shelf";

/** The theme's stream of pages. */
declare const document$: { subscribe(hear: () => void): void } | undefined;

const OFTEN = 15 * 60_000; // between two looks for a new build

export const shelf = new Shelf(root.href);

/** The build that a document is of; empty in a preview. */
const stamped = (): string => document.querySelector<HTMLMetaElement>('meta[name="nn-build"]')?.content ?? "";
/** The build whose script this is. */
const build = stamped();
const container = "serviceWorker" in navigator && "caches" in window ? navigator.serviceWorker : undefined;

/** The registration, once its worker is at work; undefined where there can be none. */
export let registered: Promise<ServiceWorkerRegistration | undefined> = Promise.resolve(undefined);

export function listen(): void {
  if (!container) return;
  if (!build) return void container.getRegistration(root.href).then((old) => old?.unregister(), () => undefined);
  container.addEventListener("message", (event) => event.data === "build?" && event.ports[0]?.postMessage(build));
  container.startMessages();
  container.addEventListener("controllerchange", () => void announce());
  runtime.addEventListener("progress", started);
  registered = register(container);
  void registered.then((registration) => registration && begin(registration));
}

async function register(workers: ServiceWorkerContainer): Promise<ServiceWorkerRegistration | undefined> {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  try {
    const options: RegistrationOptions = { scope: root.href, updateViaCache: "none" };
    const registration = await workers.register(new URL("service-worker.js", root), options);
    return registration.active ? registration : await workers.ready;
  } catch {
    return undefined; // the browser does not allow it, as in some private windows
  }
}

function begin(registration: ServiceWorkerRegistration): void {
  let looked = Date.now();
  const look = (): void => {
    if (Date.now() - looked < OFTEN || document.hidden) return;
    looked = Date.now();
    registration.update().catch(() => undefined); // no network
  };
  const shown = (): void => {
    // Instant navigation has brought a page of another build, which needs that build's script.
    if (stamped() !== build) return location.reload();
    tell({ kind: "shows", page: location.href.replace(/[?#].*/, "").slice(root.href.length) });
    look();
  };
  document.addEventListener("visibilitychange", look);
  if (typeof document$ === "undefined") shown();
  else document$.subscribe(shown);
  void announce();
  started();
  void stored();
}

/** Whether Python's files are here: then a first start costs nothing. */
async function stored(): Promise<void> {
  const now = await course();
  if (now?.build !== build) return; // the files of this page are others
  const here = await shelf.addresses();
  runtime.stored = Object.keys(now.files.start).every((address) => here.has(address));
  if (runtime.stored) runtime.dispatchEvent(new Event("progress"));
}

function tell(told: Told): void {
  void registered.then((registration) => registration?.active?.postMessage(told));
}

let told = false;

function started(): void {
  if (!runtime.ready || told) return;
  told = true;
  tell({ kind: "started", unmetered: unmetered() });
}

/** The course as the service worker at work knows it. */
export async function course(): Promise<Course | undefined> {
  const worker = (await registered)?.active;
  if (!worker) return undefined;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = (event) => resolve(event.data as Course);
    worker.postMessage({ kind: "course" } satisfies Told, [port2]);
  });
}

/** Says quietly that there is a newer build. Nothing is reloaded unasked. */
async function announce(): Promise<void> {
  const now = await course();
  if (!now || now.build === build) return;
  runtime.outdated = true;
  if (document.querySelector(".nn-renewed")) return;
  const note = make("div", { className: "nn-renewed" });
  note.setAttribute("role", "status");
  document.body.append(note); // a reader hears what comes into a place that is there
  note.append(
    make("p", {}, "A newer version of the course is ready. Your code and your progress stay."),
    button("Reload", () => location.reload()),
    button("Later", () => note.remove()),
  );
}
