/** Pictures as samples: 64 × 64 pixels of red, green and blue. */
import { SourceError } from "./source";

export const SIDE = 64;
const RAW = ["heic", "heif", "cr2", "nef", "dng", "tif", "tiff"];

const small = document.createElement("canvas");
small.width = small.height = SIDE;
const pen = small.getContext("2d", { willReadFrequently: true })!;

/** The middle square of a picture, made small. `mirrored`, as one sees oneself. */
export function sampleOf(image: CanvasImageSource, width: number, height: number, mirrored = false): Uint8Array<ArrayBuffer> {
  const side = Math.min(width, height);
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff"; // under what is transparent
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillRect(0, 0, SIDE, SIDE);
  if (mirrored) pen.setTransform(-1, 0, 0, 1, SIDE, 0);
  pen.drawImage(image, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  const rgba = pen.getImageData(0, 0, SIDE, SIDE).data;
  const rgb = new Uint8Array(3 * SIDE * SIDE);
  for (let i = 0, o = 0; i < rgba.length; i += 4) {
    rgb[o++] = rgba[i]!;
    rgb[o++] = rgba[i + 1]!;
    rgb[o++] = rgba[i + 2]!;
  }
  return rgb;
}

/** A sample from a picture file of any size. */
export async function readPicture(file: File): Promise<Uint8Array<ArrayBuffer>[]> {
  let bitmap: ImageBitmap;
  try {
    // Made small while it is decoded where the browser can: a photo of 40 megapixels would need 160 MB.
    bitmap = await createImageBitmap(file, { resizeHeight: 4 * SIDE, resizeQuality: "high" });
  } catch {
    const ending = file.name.split(".").pop()!.toLowerCase();
    if (RAW.includes(ending)) {
      throw new SourceError(`This browser cannot open .${ending} pictures. Save it as JPEG or PNG first, or take a screenshot of it.`);
    }
    throw new SourceError(file.size ? "This is no picture that the browser can open; it may be damaged or of another kind." : "The file is empty.");
  }
  const sample = sampleOf(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return [sample];
}

export function pictureThumb(sample: Uint8Array): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pixels = new ImageData(SIDE, SIDE);
  for (let i = 0, o = 0; o < sample.length; i += 4) {
    pixels.data[i] = sample[o++]!;
    pixels.data[i + 1] = sample[o++]!;
    pixels.data[i + 2] = sample[o++]!;
    pixels.data[i + 3] = 255;
  }
  canvas.getContext("2d")!.putImageData(pixels, 0, 0);
  return canvas;
}
