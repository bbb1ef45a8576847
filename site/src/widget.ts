/** <nn-widget>: a picture made by Python, with controls. The build wrote it whole; this makes it live. */
import { Controls } from "./controls";
import { Picture } from "./picture";
import type { Answer, Patch, Settings } from "./protocol";
import { runtime, unmetered } from "./runtime";
import { Status } from "./status";
import { measure, nextFrame, touch } from "./timing";

let views = 0;

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class NnWidget extends HTMLElement {
  private readonly view = `view-${++views}`;
  private controls!: Controls;
  private picture!: Picture;
  private status!: Status;
  private seen: IntersectionObserver | undefined;

  private visible = false;
  private playing = false;
  private stepping = false;
  private begun = 0; // the number of the worker that holds this view's run, 0 = none
  private over = false;
  private stale = false; // controls moved since the picture shown was asked for
  private moved: Settings = {}; // live settings that the run does not know yet
  private asked = 0;
  private pumping = false;
  private hold = 0; // when the next full picture of a run may be shown

  connectedCallback(): void {
    if (!this.controls) this.bind();
    runtime.addEventListener("progress", this.loaded);
    this.seen = new IntersectionObserver(([entry]) => this.see(entry?.isIntersecting ?? false));
    this.seen.observe(this.querySelector(".nn-picture")!);
    this.status.tell();
  }

  disconnectedCallback(): void {
    runtime.removeEventListener("progress", this.loaded);
    this.seen?.disconnect();
    this.playing = this.stepping = this.stale = this.visible = false;
    if (this.begun === runtime.number) void runtime.ask({ kind: "stop", view: this.view }).catch(() => undefined);
    this.begun = 0;
  }

  private bind(): void {
    const form = this.querySelector<HTMLFormElement>(".nn-controls");
    this.controls = new Controls(form);
    this.picture = new Picture(this.querySelector(".nn-picture")!, this.querySelector(".nn-outputs"));
    this.status = new Status(this);
    form?.addEventListener("input", (event) => this.change(event.target));
    form?.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-action]");
      if (button) this.act(button);
    });
  }

  private get runs(): boolean {
    return this.classList.contains("nn-run");
  }

  private get started(): boolean {
    return this.begun !== 0 && this.begun === runtime.number;
  }

  // --- what the reader does ----------------------------------------------------------------------------------------

  private change(field: EventTarget | null): void {
    this.controls.show(field);
    this.request(() => {
      if (this.controls.live(field) && this.started && !this.over) this.moved = this.controls.read();
      else this.stale = true;
    });
  }

  private act(button: HTMLElement): void {
    switch (button.dataset.action) {
      case "play":
        return this.request(() => this.setPlaying(!this.playing));
      case "step":
        return this.request(() => {
          this.setPlaying(false);
          this.stepping = true;
        });
      case "reset":
        return this.request(() => {
          this.setPlaying(false);
          if (!this.runs) this.controls.reset();
          this.stale = true;
        });
      case "seed":
        this.controls.reseed(button);
        return this.change(button);
    }
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
    if (!this.runs) this.stale = true;
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
        if (this.stale || (wantsStep && (!this.started || this.over))) await this.draw();
        else if (wantsStep) await this.step();
        else break;
      }
    } finally {
      this.pumping = false;
    }
  }

  private async draw(): Promise<void> {
    const [name = "", source = ""] = [this.getAttribute("name")!.split(":")[0], this.dataset.source];
    this.stale = this.over = this.stepping = false;
    this.moved = {};
    this.hold = 0;
    if (!this.started) this.status.state = "loading";
    const answer = await this.ask({
      kind: "draw",
      view: this.view,
      reference: this.getAttribute("name")!,
      lesson: { name, source },
      settings: this.controls.read(),
    });
    if (!answer) return;
    if ("patch" in answer) {
      this.begun = runtime.number;
      this.show(answer.patch);
    }
    this.status.state = this.playing ? "running" : "ready";
  }

  private async step(): Promise<void> {
    if (this.playing) this.status.state = "running";
    const changed = this.moved;
    this.moved = {};
    if (this.playing) this.asked = performance.now();
    const answer = await this.ask({ kind: "step", view: this.view, changed });
    if (!answer) return;
    if ("done" in answer) return this.finish();
    if (!("patch" in answer)) return;
    await this.pace();
    // The reader may have moved a control, or left, while this picture was made or held.
    if (this.stale || !this.isConnected) return;
    if (answer.patch.between && calm()) return;
    this.show(answer.patch);
    if (answer.patch.between) return;
    this.hold = performance.now() + 1000 / Number(this.dataset.pace);
    this.stepping = false;
  }

  private finish(): void {
    this.over = true;
    this.stepping = false;
    this.setPlaying(false);
    this.status.state = "done";
  }

  /** Waits for the next frame of the screen, and until the last full picture has been seen long enough. */
  private async pace(): Promise<void> {
    let now = await nextFrame();
    while (this.playing && now < this.hold - 8 && !this.stale && this.isConnected) now = await nextFrame();
  }

  private show(patch: Patch): void {
    this.picture.apply(patch);
    this.dataset.frame = String(patch.frame);
    measure(this.asked);
  }

  private async ask(question: Parameters<typeof runtime.ask>[0]): Promise<Answer | undefined> {
    try {
      const answer = await runtime.ask(question);
      if (!("error" in answer)) return answer;
      this.fail(answer.error);
    } catch (error) {
      const { message, cause } = error as Error;
      this.fail({ message, traceback: String(cause ?? "") });
    }
    return undefined;
  }

  private fail(failure: Parameters<Status["fail"]>[0]): void {
    this.begun = 0;
    this.stepping = false;
    this.setPlaying(false);
    this.status.fail(failure, () => this.request(() => (this.stale = true)));
  }
}
