import { createCanvas, loadImage } from "@napi-rs/canvas";
import { encode } from "./encode";
import { frameSize, type Size } from "./frame-size";
import { openScene } from "./scene";

/** What to film. The same brief always gives the same film. */
export interface FilmBrief {
  prompt: string;
  seconds: number;
  /** As asked for; filmed smaller. */
  size: Size;
  /** Which of the possible films of this prompt. */
  take: string;
  /** The picture it starts from, as JPEG, PNG or WebP. */
  picture?: Buffer | null;
}

/** Long films get fewer, so that none takes much more than a second to render. */
const framesPerSecond = (seconds: number): number => (seconds > 8 ? 12 : 15);

/** Films it, as MP4. */
export async function renderFilm(brief: FilmBrief): Promise<Buffer> {
  const { canvas, scene } = await set(brief);
  return encode({
    ...frameSize(brief.size),
    seconds: brief.seconds,
    framesPerSecond: framesPerSecond(brief.seconds),
    draw: (at) => {
      scene(at);
      return canvas;
    },
  });
}

/** The frame at a third of it, as WebP. */
export async function renderThumbnail(brief: FilmBrief): Promise<Buffer> {
  const { canvas, scene } = await set(brief);
  scene(brief.seconds / 3);
  return canvas.encode("webp", 82);
}

async function set({ prompt, seconds, size, take, picture }: FilmBrief) {
  const { width, height } = frameSize(size);
  const canvas = createCanvas(width, height);
  const image = picture ? await loadImage(picture).catch(() => null) : null;
  const scene = openScene(canvas, { prompt, seconds, take, image });
  return { canvas, scene };
}
