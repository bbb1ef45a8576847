/** The live preview: what the source sees now goes to Python, again and again, one at a time. */
import { runtime } from "../runtime";
import { keep, type Sample } from "./project";

const LOOK = "look";
const SLOWEST = 2000; // milliseconds to wait for a picture; then the next one is sent anyway

export class Preview {
  private on = false;
  private number = 0;
  private round = 0; // an earlier one may still wait for its last answer

  constructor(
    private readonly widget: HTMLElement,
    private readonly field: HTMLInputElement,
  ) {}

  /** Sends what `take` gives at most every `every` milliseconds, while Python has a network to ask. */
  async follow(take: () => Sample | undefined, every: number): Promise<void> {
    if (this.on) return;
    this.on = true;
    const round = ++this.round;
    while (this.on && round === this.round && this.widget.isConnected) {
      const began = performance.now();
      const sample = this.ready() ? take() : undefined;
      if (sample) await this.show(sample);
      await new Promise((resolve) => setTimeout(resolve, Math.max(20, every - (performance.now() - began))));
    }
  }

  /** Ends it; what is shown then is for Python to choose again. */
  stop(): void {
    this.on = false;
    if (this.field.value) this.tell("");
  }

  private tell(value: string): void {
    this.field.value = value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** One sample, shown as soon as it is answered. */
  async show(sample: Sample): Promise<void> {
    if (!(await keep([[LOOK, sample]])) || !this.on) return;
    const before = this.widget.dataset.frame;
    this.tell(`${LOOK}#${++this.number}`);
    const until = performance.now() + SLOWEST;
    while (this.widget.dataset.frame === before && performance.now() < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }

  private ready(): boolean {
    return runtime.ready && ["ready", "running"].includes(this.widget.dataset.state ?? "");
  }
}
