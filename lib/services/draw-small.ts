import sharp from "sharp";
import type { SmallSide } from "@/lib/jobs/small-picture";
import { inside, inTurn, open } from "./open-picture";

/** A picture at each size that is kept of it, as WebP. */
export type DrawnSmall = Record<SmallSide, Buffer>;

/**
 * Draws a picture small: upright, of one that moves the first frame. Throws where its pixels cannot be read, and the reason of
 * `signal` once that is aborted.
 */
export async function drawSmall(bytes: Buffer, signal?: AbortSignal): Promise<DrawnSmall> {
  const { width, height } = await open(bytes).metadata();
  const draw = async () => {
    // Once: the smaller is made of these few pixels.
    const { data, info } = await inside(open(bytes).autoOrient(), 768)
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = () => sharp(data, { raw: info });
    return {
      256: await inside(pixels(), 256).webp({ quality: 75 }).toBuffer(),
      768: await pixels().webp({ quality: 80 }).toBuffer(),
    };
  };
  return inTurn(width * height, draw, signal);
}
