import pLimit from "p-limit";
import sharp, { type Sharp } from "sharp";
import { mostPixels } from "@/lib/pictures/read-anatomy";

/** Pictures that are open at once: one of 12 megapixels takes some 50 MB meanwhile. */
const few = pLimit(2);
/** One that is larger than a phone makes takes up to 400 MB, so these are opened one after the other. */
const alone = pLimit(1);
const usualPixels = 30_000_000;

/**
 * Does what has pictures of so many pixels open, once it is its turn. Once `signal` is aborted nobody waits for it any longer:
 * what has not had its turn by then is let go, with the bytes that it holds. Throws the signal's reason.
 */
export async function inTurn<Drawn>(
  pixels: number,
  draw: () => Promise<Drawn>,
  signal?: AbortSignal,
): Promise<Drawn> {
  signal?.throwIfAborted();
  const left = Promise.withResolvers<never>();
  let wanted: (() => Promise<Drawn>) | null = draw;
  const leave = () => {
    wanted = null;
    left.reject(signal?.reason);
  };
  signal?.addEventListener("abort", leave, { once: true });
  const work = () => few(() => wanted?.() ?? left.promise);
  try {
    return await Promise.race([pixels > usualPixels ? alone(work) : work(), left.promise]);
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

/** The first picture of a file, nothing of it guessed. */
export function open(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: "error", pages: 1 }).timeout({ seconds: 30 });
}

/** No larger than so many pixels a side, and no larger than it is. */
export function inside(image: Sharp, side: number): Sharp {
  return image.resize(side, side, { fit: "inside", withoutEnlargement: true });
}
