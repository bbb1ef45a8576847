/** What has just happened, for who does not see the picture change: said once it is over, never while a run plays. */
const CALM = 400; // milliseconds: of a slider dragged, or of quick steps, only the last is said

export class News {
  private readonly place = document.createElement("p");
  private latest = "";
  private timer = 0;

  constructor(private readonly widget: HTMLElement) {
    this.place.className = "nn-news";
    this.place.setAttribute("role", "status");
    widget.append(this.place);
  }

  /** Takes the news of a picture. While a run plays it is kept for the pause; a "news" event tells it at once. */
  hear(news: string, playing: boolean): void {
    this.latest = news;
    this.widget.dispatchEvent(new CustomEvent("news", { detail: news }));
    if (!playing) this.say();
  }

  say(before = ""): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.place.textContent = `${before} ${this.latest}`.trim()), CALM);
  }
}
