/** <nn-widget>: a picture made by Python, with controls. The build wrote it whole; this makes it live. */
import { Controls, names } from "./controls";
import { Files } from "./files";
import { Link } from "./link";
import { News } from "./news";
import { Picture } from "./picture";
import type { Answer, Lesson, Patch, Question, Settings } from "./protocol";
import { runtime, unmetered } from "./runtime";
import type { NnSamples } from "./samples";
import { Source } from "./source";
import { Spots } from "./spots";
import { Status } from "./status";
import { calm, measure, Pace, touch } from "./timing";
import { Undo } from "./undo";
import { View } from "./view";

export class NnWidget extends HTMLElement {
  private run!: View;
  private controls!: Controls;
  private picture!: Picture;
  private status!: Status;
  private spots!: Spots;
  private files!: Files;
  private news!: News;
  private undo!: Undo;
  private link: Link | undefined;
  private source!: Source;
  private seen: IntersectionObserver | undefined;

  private visible = false;
  private playing = false;
  private stepping = false;
  private over = false;
  private stale = false; // controls moved since the picture shown was asked for
  private moved: Settings = {}; // live settings that the run does not know yet
  private again = false; // the same moment is wanted once more, with live settings that moved
  private unseen: Patch[] = []; // answers that were not shown, such as movement for who wants none
  private asked = 0;
  private pumping = false;
  private pace!: Pace;

  connectedCallback(): void {
    if (!this.controls) this.bind();
    runtime.addEventListener("progress", this.loaded);
    this.link?.follow(() => this.request(() => (this.stale = true)));
    // A batch may tell that it left and came back: the last entry is how it is now.
    this.seen = new IntersectionObserver((entries) => this.see(entries.at(-1)?.isIntersecting ?? false));
    // While a reader collects samples the picture may stand below the screen; it goes on all the same.
    this.seen.observe(this.querySelector(".nn-body:has(nn-samples)") ?? this.querySelector(".nn-picture")!);
    this.status.tell();
  }

  disconnectedCallback(): void {
    runtime.removeEventListener("progress", this.loaded);
    this.seen?.disconnect();
    this.link?.leave();
    this.playing = this.stepping = this.stale = this.again = this.visible = false;
    this.run.end();
  }

  private bind(): void {
    const form = this.querySelector<HTMLFormElement>(".nn-controls");
    this.controls = new Controls(form);
    this.picture = new Picture(this.querySelector(".nn-picture")!, this.querySelector(".nn-outputs"));
    this.status = new Status(this);
    this.pace = new Pace(Number(this.dataset.pace));
    const supply = async (): Promise<boolean> => (await this.querySelector<NnSamples>("nn-samples")?.supply()) ?? true;
    this.run = new View(this.getAttribute("name")!, () => this.lesson, (on) => void (this.status.waiting = on), (failure) => this.fail(failure), supply);
    this.spots = new Spots(this.querySelector(".nn-picture")!, () => this.controls.read(), {
      press: (settings) => this.set(settings),
      hover: (settings) => this.run.started && this.set(settings, false),
    });
    this.files = new Files(this.querySelector(".nn-side")!, this.run.name);
    this.news = new News(this);
    this.undo = new Undo(this.querySelector('[data-action="undo"]'), this.controls);
    // One address has room for one widget's state.
    if (document.querySelector("nn-widget[data-link]") === this) this.link = new Link(this.controls, this.dataset.link!);
    const ask = (question: Question): Promise<Answer | undefined> => {
      if (!this.run.started) this.status.state = "loading";
      return this.run.ask(question);
    };
    this.source = new Source(this, this.lesson, ask, () => this.request(() => (this.stale = true)), this.status.stop());
    form?.addEventListener("input", (event) => this.change(event.target));
    form?.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-action]");
      if (button) this.act(button);
    });
  }

  private get lesson(): Lesson {
    return { name: this.getAttribute("name")!.split(":")[0]!, source: this.dataset.source! };
  }

  // --- what the reader does ----------------------------------------------------------------------------------------

  private change(field: EventTarget | null): void {
    if (field instanceof HTMLInputElement && field.type === "file") return;
    this.controls.show(field);
    this.changed([field], true);
  }

  /** Controls set by a press in the picture or by a task; a hover is taken back, so there is nothing to undo. */
  set(settings: Settings, lasting = true): void {
    const fields = this.controls.write(settings);
    if (fields.length) this.changed(fields, lasting);
  }

  private changed(fields: (EventTarget | null)[], lasting: boolean): void {
    const live = this.run.started && !this.over && fields.every((field) => this.controls.live(field));
    if (lasting) this.undo.note(fields, live);
    this.request(() => {
      if (!live) this.stale = true;
      else {
        // Only what changed: the rest may be older than what the run has made of it meanwhile.
        const now = this.controls.read();
        for (const name of names(fields)) this.moved[name] = now[name]!;
        this.again = "redraws" in this.dataset && !this.playing;
      }
    });
  }

  private act(button: HTMLElement): void {
    switch (button.dataset.action) {
      case "play":
        if (!this.playing) this.picture.reveal();
        return this.request(() => this.setPlaying(!this.playing));
      case "step":
        return this.request(() => {
          this.setPlaying(false);
          this.stepping = true;
        });
      case "reset":
        return this.request(() => {
          this.setPlaying(false);
          if (!this.classList.contains("nn-run")) this.controls.reset();
          this.undo.note([], false);
          this.stale = true;
        });
      case "undo":
        return void this.takeBack();
      case "seed":
        this.controls.reseed(button);
        return this.change(button);
    }
  }

  private async takeBack(): Promise<void> {
    const live = this.undo.back();
    if (!live) return;
    if (live.length) return this.changed(live, false);
    this.setPlaying(false);
    const patch = await this.run.undo();
    if (!patch) return;
    this.controls.write(patch.settings ?? {});
    this.over = false;
    this.show(patch);
    this.news.say("Undone.");
    this.status.state = "ready";
  }

  private request(what: () => void): void {
    touch();
    this.asked = performance.now();
    what();
    void this.pump();
  }

  private setPlaying(on: boolean): void {
    this.playing = on;
    this.status.playing = on;
    if (!on && this.run.started) this.news.say();
    if (!on && this.status.state === "running") this.status.state = "ready";
  }

  // --- what the page does ------------------------------------------------------------------------------------------

  private see(visible: boolean): void {
    this.visible = visible;
    if (!visible) return;
    if (!runtime.started && unmetered()) void runtime.ask({ kind: "boot" }).catch(() => undefined);
    this.wake();
    void this.pump(); // a run that was scrolled away goes on
  }

  private readonly loaded = (): void => {
    this.status.tell();
    this.wake();
  };

  /** Python is here and the picture is in view: make it live, and start it if the lesson says so. */
  private wake(): void {
    if (!runtime.ready || !this.visible || this.status.state !== "idle") return;
    if (!this.classList.contains("nn-run") || this.link?.text) this.stale = true;
    else if (this.hasAttribute("data-autoplay") && !calm()) this.setPlaying(true);
    this.asked = performance.now();
    void this.pump();
  }

  /** Does what is wanted, one question at a time: the newest controls first, then steps. */
  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.isConnected) {
        const wantsStep = this.stepping || (this.playing && this.visible);
        if (this.stale || (wantsStep && (!this.run.started || this.over))) await this.draw();
        else if (this.again && this.run.started) await this.redraw();
        else if (wantsStep) await this.step();
        else break;
      }
    } finally {
      this.pumping = false;
    }
  }

  private async draw(): Promise<void> {
    const comesBack = !this.stale && !this.over && this.run.lost;
    this.over = this.stale = this.again = false;
    this.stepping &&= comesBack;
    this.moved = {};
    this.pace.forget();
    if (!this.run.started) this.status.state = "loading";
    if (comesBack) await this.run.comeBack((patch) => this.show(patch));
    else await this.begin();
    if (this.run.started) this.status.state = this.playing ? "running" : "ready";
  }

  private async begin(): Promise<void> {
    if (this.link?.text) {
      const answer = await this.run.link(this.link.text);
      if (answer) this.status.remark(this.link.open(answer));
    }
    const patch = await this.run.draw(this.controls.read(), this.undo.keep());
    if (patch) this.show(patch);
    else if (this.status.state !== "error") this.stale = true; // the worker went meanwhile: ask the next one
  }

  private async redraw(): Promise<void> {
    this.again = false;
    const changed = this.moved;
    this.moved = {};
    const patch = await this.run.redraw(changed);
    if (!patch) return;
    if (this.stale) this.unseen.push(patch);
    else this.show(patch);
  }

  private async step(): Promise<void> {
    if (this.playing) this.status.state = "running";
    const changed = this.moved;
    this.moved = {};
    if (this.playing) this.asked = performance.now();
    const patch = await this.run.step(changed);
    if (!patch) return;
    if (patch === "done") return this.finish();
    // What a touch asked for is shown at once; and a picture made before a touch does not hold up the one it asks for.
    const touched = Object.keys(changed).length > 0;
    const late = (): boolean => this.playing && !touched && Object.keys(this.moved).length > 0;
    if (!touched) await this.pace.wait(() => this.playing && !this.stale && !late() && this.isConnected);
    // The reader may have moved a control, or left, while this picture was made or held.
    // A patch holds only changes: what is not shown is kept, for the next picture needs it.
    if (this.stale || late() || !this.isConnected || (patch.between && calm())) {
      this.unseen.push(patch);
      return;
    }
    this.show(patch);
    if (patch.rest) this.setPlaying(false);
    if (patch.between) return;
    this.pace.full();
    this.stepping = false;
  }

  private finish(): void {
    this.over = true;
    this.stepping = false;
    this.setPlaying(false);
    this.status.state = "done";
  }

  private show(patch: Patch): void {
    for (const one of [...this.unseen.splice(0), patch]) {
      this.picture.apply(one);
      if (one.spots) this.spots.show(one.spots, one.panels !== null);
    }
    this.controls.follow(patch.controls, this.moved);
    this.files.show(patch.files);
    this.link?.show(patch.link);
    this.news.hear(patch.news, this.playing);
    this.dataset.frame = String(patch.frame);
    measure(this.asked);
  }

  private fail(failure: Parameters<Status["fail"]>[0]): void {
    this.stepping = false;
    this.setPlaying(false);
    this.source.fail(failure);
    this.status.fail(failure, () => this.request(() => (this.stale = true)));
  }
}
