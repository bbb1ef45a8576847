/** Sounds as samples: 0.64 seconds, 8,000 numbers a second, from a microphone or a file. */
import { make } from "../dom";
import { refused, SourceError, type Source } from "./source";

export const RATE = 8000;
export const LENGTH = 5120;
const MOST = 60; // samples from one file: a song shall not become a thousand
const LOUDEST = 32767;

/** One sample from the newest end of a recording made at `rate`; shorter ones begin with silence. */
function sampleOf(sound: Float32Array, rate: number, end = sound.length): Uint8Array<ArrayBuffer> {
  const sample = new Int16Array(LENGTH);
  const step = rate / RATE;
  for (let i = 0; i < LENGTH; i++) {
    const to = end - (LENGTH - 1 - i) * step;
    const from = Math.max(0, Math.round(to - step));
    let sum = 0;
    for (let k = from; k < Math.round(to); k++) sum += sound[k]!; // the mean over a step keeps high tones from folding down
    const mean = to > 0 ? sum / Math.max(1, Math.round(to) - from) : 0;
    sample[i] = Math.round(LOUDEST * Math.max(-1, Math.min(1, mean)));
  }
  return new Uint8Array(sample.buffer);
}

export class Microphone implements Source {
  readonly words = "Microphone";
  readonly every = (1000 * LENGTH) / RATE / 2; // half of each sample is in the next one too
  readonly single = false;
  readonly element: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private stream: MediaStream | undefined;
  private context: AudioContext | undefined;
  private ear: AnalyserNode | undefined;
  private heard = new Float32Array(0);
  private begun = 0;
  private frame = 0;

  constructor() {
    this.canvas = make("canvas", { width: 320, height: 96, className: "nn-view nn-wave" });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", "What the microphone hears now");
    this.element = make("div", {}, this.canvas);
  }

  async start(): Promise<void> {
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      });
      this.stop(); // an earlier start may have been answered in the meantime
      this.stream = stream;
    } catch (error) {
      throw refused(error, "microphone");
    }
    this.context = new AudioContext();
    await this.context.resume();
    this.ear = this.context.createAnalyser();
    this.ear.fftSize = 32768; // the longest there is: 0.68 s at 48,000 a second
    this.context.createMediaStreamSource(this.stream).connect(this.ear);
    this.heard = new Float32Array(this.ear.fftSize);
    this.begun = performance.now();
    this.draw();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    void this.context?.close();
    this.stream = this.context = this.ear = undefined;
  }

  take(): Uint8Array<ArrayBuffer> | undefined {
    if (!this.ear || !this.context || performance.now() - this.begun < 700) return undefined;
    this.ear.getFloatTimeDomainData(this.heard);
    return sampleOf(this.heard, this.context.sampleRate);
  }

  private draw(): void {
    if (!this.ear) return;
    this.ear.getFloatTimeDomainData(this.heard);
    wave(this.canvas, (share) => this.heard[Math.floor(share * (this.heard.length - 1))]!);
    this.frame = requestAnimationFrame(() => this.draw());
  }
}

/** Samples from a sound file, one after another through its length. */
export async function readSound(file: File): Promise<Uint8Array<ArrayBuffer>[]> {
  const decoder = new OfflineAudioContext(1, 1, RATE); // it also brings every file to this rate
  let sound: Float32Array;
  try {
    sound = (await decoder.decodeAudioData(await file.arrayBuffer())).getChannelData(0);
  } catch {
    throw new SourceError(file.size ? "This is no sound that the browser can open; WAV and MP3 always work." : "The file is empty.");
  }
  const count = Math.min(MOST, Math.max(1, Math.floor(sound.length / LENGTH)));
  return Array.from({ length: count }, (_, i) => sampleOf(sound, RATE, Math.min(sound.length, (i + 1) * LENGTH)));
}

export function soundThumb(sample: Uint8Array): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const heard = new Int16Array(sample.slice().buffer);
  wave(canvas, (share) => heard[Math.floor(share * (heard.length - 1))]! / LOUDEST);
  return canvas;
}

/** A sound as a band, as tall as it is loud. */
function wave(canvas: HTMLCanvasElement, at: (share: number) => number): void {
  const pen = canvas.getContext("2d")!;
  const { width, height } = canvas;
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = getComputedStyle(document.body).getPropertyValue("--nn-pos") || "#1273c4";
  for (let x = 0; x < width; x++) {
    let loud = 0;
    for (let k = 0; k < 16; k++) loud = Math.max(loud, Math.abs(at((x + k / 16) / width)));
    const half = Math.max(1, Math.min(1, 2 * loud) * (height / 2));
    pen.fillRect(x, height / 2 - half, 1, 2 * half);
  }
}
