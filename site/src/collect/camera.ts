/** The camera as a source: front or back, never sent anywhere. */
import { button, make } from "../dom";
import { sampleOf } from "./pixels";
import { refused, SourceError, type Source } from "./source";

export class Camera implements Source {
  readonly words = "Camera";
  readonly every = 100;
  readonly single = false;
  readonly element: HTMLElement;
  private readonly video: HTMLVideoElement;
  private readonly turn: HTMLButtonElement;
  private stream: MediaStream | undefined;
  private front = true;
  private wanted = 0; // counts starts and stops, so that a late answer of the browser's is not taken for a new one

  constructor() {
    // Safari shows nothing unless the video is in the page, silent and inline.
    this.video = make("video", { muted: true, playsInline: true, autoplay: true, className: "nn-view" });
    this.video.setAttribute("aria-label", "What the camera sees");
    this.turn = button("Other camera", () => void this.other());
    this.turn.hidden = true;
    this.element = make("div", { className: "nn-camera" }, this.video, this.turn);
  }

  async start(): Promise<void> {
    const number = ++this.wanted;
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: this.front ? "user" : "environment", width: { ideal: 640 }, height: { ideal: 480 } },
      });
      if (number !== this.wanted) return end(stream);
      this.stream = stream;
      stream.getVideoTracks()[0]?.addEventListener("ended", () => this.stop());
    } catch (error) {
      throw refused(error, "camera");
    }
    this.video.srcObject = this.stream;
    this.video.classList.toggle("nn-mirrored", this.front);
    await this.video.play().catch(() => undefined); // a browser that wants a tap first shows its own button
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    this.turn.hidden = devices.filter(({ kind }) => kind === "videoinput").length < 2;
  }

  stop(): void {
    this.wanted++;
    if (this.stream) end(this.stream);
    this.stream = undefined;
    this.video.srcObject = null;
  }

  take(): Uint8Array<ArrayBuffer> | undefined {
    const { videoWidth, videoHeight } = this.video;
    if (!this.stream || !videoWidth || this.video.readyState < 2) return undefined;
    return sampleOf(this.video, videoWidth, videoHeight, this.front);
  }

  private async other(): Promise<void> {
    this.front = !this.front;
    this.stop();
    try {
      await this.start();
    } catch (error) {
      this.front = !this.front;
      await this.start().catch(() => undefined);
      if (!(error instanceof SourceError)) throw error;
    }
  }
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
