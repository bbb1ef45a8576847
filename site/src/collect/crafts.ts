/** What each kind of project is made of. The names are those of nnlive.samples.KINDS. */
import { Camera } from "./camera";
import { Motion, motionThumb } from "./motion";
import { Pad } from "./pad";
import { pictureThumb, readPicture } from "./pixels";
import { Microphone, readSound, soundThumb } from "./sound";
import { SourceError, type Craft } from "./source";
import { Stick, stickThumb } from "./stick";

const none = async (): Promise<never> => Promise.reject(new SourceError("This kind of project takes no files."));

export const CRAFTS: Record<string, () => Craft> = {
  picture: () => ({
    sources: [new Camera(), new Pad()],
    accept: "image/*",
    files: "Pictures",
    read: readPicture,
    thumb: pictureThumb,
  }),
  sound: () => ({ sources: [new Microphone()], accept: "audio/*,.wav", files: "Sounds", read: readSound, thumb: soundThumb }),
  motion: () => ({ sources: [new Motion()], accept: "", files: "", read: none, thumb: motionThumb }),
  figure: () => ({ sources: [new Stick()], accept: "", files: "", read: none, thumb: stickThumb }),
};
