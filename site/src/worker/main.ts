/** The worker: boots Python once, then answers questions one after another. */
import type {
  Again,
  Answer,
  Asked,
  Failure,
  FileContent,
  Lesson,
  LinkState,
  Made,
  Patch,
  Question,
  Ran,
  Said,
  Site,
  Start,
  Verdict,
} from "../protocol";
import { boot, type Booted, type Python, type Session } from "./boot";
import { again, Gone, small } from "../transfer";
import { counting } from "./download";
import { hosting } from "./host";
import * as packages from "./packages";

declare const __SITE__: Site;

type Run = Extract<Question, { kind: "cells" | "check" }>;

// This file lies in assets/nn/ of the site.
const root = new URL("../../", import.meta.url);
const lessons = new Map<string, string>();
const texts = new Map<string, Promise<string | undefined>>();
/** Milliseconds from the start to keeping it: the first pictures come before. */
const LATER = 2000;
let tooLarge = false;
let opened: Promise<Booted> | undefined;

function say(said: Said, transfer: Transferable[] = []): void {
  self.postMessage(said, { transfer });
}

async function start(given: Start): Promise<Booted> {
  const total = Object.values(__SITE__.files).reduce((sum, { wire }) => sum + wire, 0);
  const count = counting(total, (progress) => say({ kind: "progress", ...progress }), undefined, 0.98);
  count(0, false);
  const host = hosting(__SITE__, root, {
    cell: (news) => say({ kind: "cell", news }),
    progress: (progress) => say({ kind: "progress", ...progress }),
    loaded: () => say({ kind: "loaded" }),
  });
  const booted = await boot(__SITE__, root, given, count, host);
  say({ kind: "booted", how: booted.how, modules: booted.modules });
  setTimeout(() => void booted.keep(), LATER);
  return booted;
}

/** Answers one question, which the page can stop by revoking the address `token`. */
async function answer({ question, token }: Asked): Promise<Told> {
  const { python, session, interrupt } = await opened!;
  if (question.kind === "cells" || question.kind === "check") {
    const failure = await fetchPackages(python, session, question);
    if (failure) return plain({ error: failure });
  }
  interrupt.watch(token);
  try {
    return await work(session, question);
  } finally {
    interrupt.rest();
    tooLarge = interrupt.tooLarge;
  }
}

async function work(python: Session, question: Question): Promise<Told> {
  switch (question.kind) {
    case "boot":
      return plain({ ok: true });
    case "stop":
      python.stop(question.view);
      return plain({ ok: true });
    case "draw": {
      const failure = await load(python, question.lesson);
      if (failure) return plain({ error: failure });
      const { view, reference, settings, keep } = question;
      return picture(python, python.draw(view, reference, JSON.stringify(settings), keep));
    }
    case "step":
      return picture(python, python.step(question.view, JSON.stringify(question.changed)));
    case "redraw":
      return picture(python, python.redraw(question.view, JSON.stringify(question.changed)));
    case "replay":
      return picture(python, python.replay(question.view, JSON.stringify(question.asks)));
    case "undo":
      return picture(python, python.undo(question.view));
    case "link": {
      const failure = await load(python, question.lesson);
      if (failure) return plain({ error: failure });
      return told(python.link(question.reference, question.text), (link: LinkState) => ({ link }));
    }
    case "edit": {
      const failure = await load(python, question.lesson);
      if (failure) return plain({ error: failure });
      return told(python.edit(question.lesson.name, question.source), () => ({ ok: true }));
    }
    case "restore": {
      lessons.delete(question.lesson.name);
      const failure = await load(python, question.lesson);
      return plain(failure ? { error: failure } : { ok: true });
    }
    case "cells": {
      const { page, cells, wanted } = question;
      return told(python.runCells(page, JSON.stringify(cells), wanted), (ran: Ran) => ({ cells: ran }));
    }
    case "check": {
      const { page, cells, id, source, exercise } = question;
      const checks = await small(exercise);
      if (checks === undefined) return plain({ error: unfetched("This exercise's checks", exercise) });
      const verdict = python.check(page, JSON.stringify(cells), id, source, checks);
      return told(verdict, (verdict: Verdict) => ({ verdict }));
    }
    case "forget":
      return told(python.forget(question.page), () => ({ ok: true }));
    case "download":
      return told(python.download(question.view, question.name), (file: FileContent) => ({ file }));
    case "keep":
      return told(python.keep(JSON.stringify(question.sizes), question.bytes), () => ({ ok: true }));
    case "drop":
      return told(python.drop(JSON.stringify(question.ids)), () => ({ ok: true }));
    case "make":
    case "open": {
      const failure = await load(python, question.lesson);
      if (failure) return plain({ error: failure });
      const { reference, control } = question;
      const json =
        question.kind === "make"
          ? python.make(reference, control, question.set)
          : python.open(reference, control, question.bytes);
      return made(python, json);
    }
  }
}

/** What the code to be run imports, if the site carries it and it is not there yet. */
async function fetchPackages(python: Python, session: Session, question: Run): Promise<Failure | undefined> {
  const sources = question.cells.map((cell) => cell.source);
  if (question.kind === "check") sources.push(question.source);
  const modules = JSON.parse(session.imports(JSON.stringify(sources))) as string[];
  try {
    await packages.load(python, modules, (progress) => say({ kind: "progress", ...progress }));
    return undefined;
  } catch (error) {
    return { message: (error as Error).message, traceback: "" };
  }
}

interface Told {
  answer: Answer;
  transfer: Transferable[];
}

/** Python's answer in JSON: an error, or what `make` makes an answer of. */
function told<T>(json: string, make: (value: T) => Answer): Told {
  const value = JSON.parse(json) as T | { error: Failure };
  return plain(value !== null && typeof value === "object" && "error" in value ? value : make(value as T));
}

const plain = (answer: Answer): Told => ({ answer, transfer: [] });

/** A lesson's Python: fetched while Python itself still starts. undefined when it did not come; it is asked for again. */
function text({ source }: Lesson): Promise<string | undefined> {
  const coming = texts.get(source) ?? small(new URL(source, root));
  texts.set(source, coming);
  return coming;
}

/** Gives Python a lesson's code the first time one of its widgets is drawn. */
async function load(python: Session, lesson: Lesson): Promise<Failure | undefined> {
  if (lessons.get(lesson.name) === lesson.source) return undefined;
  const url = new URL(lesson.source, root);
  // It was asked for while Python came; the network may have been away just then.
  const code = (await text(lesson)) ?? (await small(url));
  texts.delete(lesson.source);
  if (code === undefined) return unfetched("This lesson's Python", url.href);
  const told = JSON.parse(python.addLesson(lesson.name, code, `${lesson.name}/widgets.py`)) as { error?: Failure };
  if (!told.error) lessons.set(lesson.name, lesson.source);
  return told.error;
}

const unfetched = (what: string, url: string): Failure => ({
  message: `${what} could not be fetched. Check the connection and try again.`,
  traceback: url,
});

function picture(python: Session, json: string): Told {
  const told = JSON.parse(json) as Patch | { done: true } | { error: Failure };
  if ("error" in told || "done" in told) return plain(told);
  if (told.rasters.length === 0) return plain({ patch: { ...told, pixels: new Uint8ClampedArray(0) } });
  const pixels = bytes(python);
  return { answer: { patch: { ...told, pixels } }, transfer: [pixels.buffer] };
}

function made(python: Session, json: string): Told {
  const told = JSON.parse(json) as Omit<Made, "bytes"> | { error: Failure };
  if ("error" in told) return plain(told);
  const given = bytes(python);
  return { answer: { made: { ...told, bytes: new Uint8Array(given.buffer) } }, transfer: [given.buffer] };
}

/** The bytes that came with Python's last answer. */
function bytes(python: Session): Uint8ClampedArray<ArrayBuffer> {
  const proxy = python.pixels();
  const buffer = proxy.getBuffer("u8clamped");
  const copy = buffer.data.slice() as Uint8ClampedArray<ArrayBuffer>;
  buffer.release();
  proxy.destroy();
  return copy;
}

// One after another: Python has one Session, and a step must not overtake the draw before it.
let queue: Promise<void> = Promise.resolve();

self.onmessage = (event: MessageEvent<Start | Asked | Again>): void => {
  if ("again" in event.data) return again();
  if ("fresh" in event.data) {
    opened = start(event.data);
    opened.catch(() => undefined); // told to the first question
    return;
  }
  const asked = event.data;
  const { question } = asked;
  if ("lesson" in question && lessons.get(question.lesson.name) !== question.lesson.source) void text(question.lesson);
  queue = queue.then(async () => {
    try {
      const told = await answer(asked);
      if (tooLarge) say({ kind: "failed", why: "memory", message: "" });
      else say({ kind: "answer", id: asked.id, answer: told.answer }, told.transfer);
    } catch (error) {
      const why = tooLarge ? "memory" : error instanceof Gone ? "gone" : "error";
      say({ kind: "failed", why, message: error instanceof Error ? error.message : String(error) });
    }
  });
};
