/** <nn-samples>: the control with which a reader collects samples. What it is made of is fetched when one is seen. */
import type { Desk } from "./collect/desk";

export class NnSamples extends HTMLElement {
  private desk: Promise<Desk> | undefined;

  connectedCallback(): void {
    this.desk ??= this.open();
  }

  disconnectedCallback(): void {
    void this.desk?.then((desk) => desk.leave());
  }

  /** What the widget needs before it draws. */
  async supply(): Promise<boolean> {
    return (await this.desk)?.supply() ?? true;
  }

  private async open(): Promise<Desk> {
    const { Desk } = await import("./collect/desk");
    const widget = this.closest<HTMLElement>("nn-widget")!;
    const field = this.querySelector("input")!;
    const look = field.form!.elements.namedItem(this.dataset.look!) as HTMLInputElement;
    const desk = new Desk(this, field, look, widget, JSON.parse(this.dataset.sets!) as Record<string, string>);
    await desk.open();
    return desk;
  }
}
