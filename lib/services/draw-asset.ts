import sharp, { type Sharp } from "sharp";
import type { Anatomy } from "@/lib/pictures/anatomy";
import { liesOnItsSide } from "@/lib/pictures/orientation";
import type { PictureType } from "@/lib/pictures/read-anatomy";
import { InvalidInput } from "./errors";
import { inside, inTurn, open } from "./open-picture";

/** What the library keeps of a picture: itself, and what is shown and sent in its place. */
export interface DrawnAsset {
  /** Upright and without notes: no place, no camera, no words. */
  original: Buffer;
  /** Pixels of that. */
  width: number;
  height: number;
  /** WebP, at most 256 pixels a side. */
  thumbnail: Buffer;
  /** JPEG, at most 512 pixels a side and 48 KB. */
  picture: Buffer;
}

/** A picture in a request line: more, and the line is longer than some take (65,520 characters as base64). */
const mostPictureBytes = 48 * 1024;

/** Longest side and quality, one after the other until it fits; the last one always does. */
const sizes = [
  [512, 80],
  [512, 65],
  [512, 50],
  [384, 50],
  [256, 40],
] as const;

/**
 * Makes of a picture's bytes what the library keeps. Of one that moves the first frame is drawn; what is transparent is
 * white. Throws `InvalidInput` where its pixels cannot be read.
 */
export async function drawAsset(bytes: Buffer, type: PictureType, anatomy: Anatomy): Promise<DrawnAsset> {
  try {
    return await inTurn(anatomy.width * anatomy.height, () => drawn(bytes, type, anatomy));
  } catch (error) {
    throw new InvalidInput("damaged_picture", "This picture is damaged: its pixels cannot be read.", error);
  }
}

async function drawn(bytes: Buffer, type: PictureType, anatomy: Anatomy): Promise<DrawnAsset> {
  const original = await uprightOriginal(bytes, type, anatomy);
  const isTurned = original.isTurned && liesOnItsSide(anatomy.orientation);
  const [width, height] = isTurned ? [anatomy.height, anatomy.width] : [anatomy.width, anatomy.height];
  // Once: what is smaller is made of these few pixels.
  const { data, info } = await open(original.bytes)
    .resize(512, 512, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = () => sharp(data, { raw: info });
  const thumbnail = await inside(pixels(), 256).webp({ quality: 75 }).toBuffer();
  return { original: original.bytes, width, height, thumbnail, picture: await smallJpeg(pixels) };
}

async function smallJpeg(pixels: () => Sharp): Promise<Buffer> {
  let picture = Buffer.alloc(0);
  for (const [side, quality] of sizes) {
    picture = await inside(pixels(), side).jpeg({ quality }).toBuffer();
    if (picture.length <= mostPictureBytes) break;
  }
  return picture;
}

/**
 * The picture without its notes. They also say how it lies, so one that does not lie upright is drawn anew, as browsers do
 * before they send one; of a moving one every frame stays as it is.
 */
async function uprightOriginal(
  bytes: Buffer,
  type: PictureType,
  { orientation, isPlain, hasNotes, withoutNotes }: Anatomy,
): Promise<{ bytes: Buffer; isTurned: boolean }> {
  const isMoving = type === "image/webp" && !isPlain;
  if (orientation === 1 || isMoving)
    return { bytes: hasNotes ? Buffer.from(withoutNotes()) : bytes, isTurned: false };
  const upright = open(bytes).autoOrient();
  switch (type) {
    case "image/jpeg":
      return { bytes: await upright.jpeg({ quality: 92 }).toBuffer(), isTurned: true };
    case "image/png":
      return { bytes: await upright.png().toBuffer(), isTurned: true };
    case "image/webp":
      return { bytes: await upright.webp({ quality: 92 }).toBuffer(), isTurned: true };
  }
}
