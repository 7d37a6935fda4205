import { crc32 } from "node:zlib";
import { createCanvas, loadImage, type Canvas, type Image } from "@napi-rs/canvas";
import { PieceFailed } from "@/lib/kinds/kind";
import { liesOnItsSide, uprightTransform } from "@/lib/pictures/orientation";
import { pictureTypeOf, readAnatomy } from "@/lib/pictures/read-anatomy";
import { boxAt } from "./mp4-boxes";
import { asFailure } from "./others-files";

/** Unpacked, each takes four bytes. The largest pictures that models make have 17 million. */
const mostPixels = 40_000_000;

/**
 * Opens the picture of a scene, counted from 0, of any sort that results come in: JPEG, PNG, WebP, AVIF, GIF. Throws
 * `PieceFailed` where it cannot be read to its end, or is too large.
 */
export async function openedPicture(file: Buffer, scene: number): Promise<Image | Canvas> {
  try {
    const size = sizeIn(file);
    if (!size || isDamaged(file)) throw unreadable(scene);
    if (size.width * size.height > mostPixels) throw tooLarge(scene, size.width * size.height);
    return upright(await loadImage(file), file);
  } catch (error) {
    throw asFailure(error, () => unreadable(scene));
  }
}

/** A picture as EXIF says that it lies: a JPEG is opened like this, all others as they are in their file. */
function upright(image: Image, file: Buffer): Image | Canvas {
  const orientation = readAnatomy(file)?.orientation ?? 1;
  if (orientation === 1 || pictureTypeOf(file) === "image/jpeg") return image;
  const { width, height } = image;
  const turned = liesOnItsSide(orientation) ? createCanvas(height, width) : createCanvas(width, height);
  const pen = turned.getContext("2d");
  pen.setTransform(...uprightTransform(orientation, width, height));
  pen.drawImage(image, 0, 0);
  return turned;
}

interface Size {
  width: number;
  height: number;
}

/** How large a picture says it is; `null` for one that breaks off: it would be opened all the same, grey where it ends. */
function sizeIn(file: Buffer): Size | null {
  const tag = (from: number, to: number) => file.toString("latin1", from, to);
  if (/^GIF8[79]a$/.test(tag(0, 6))) return gifSize(file);
  if (/^ftypavi[fs]$/.test(tag(4, 12))) return avifSize(file);
  return readAnatomy(file);
}

function gifSize(file: Buffer): Size | null {
  const isWhole = file.at(-1) === gifEnd;
  return isWhole ? { width: file.readUInt16LE(6), height: file.readUInt16LE(8) } : null;
}

const gifEnd = 0x3b;

/** The largest of the pictures in it that it tells the size of (ISO 23008-12, `ispe`): tiles, a thumbnail, or the whole. */
function avifSize(file: Buffer): Size | null {
  let end = 0;
  while (end + 8 <= file.length) end = boxAt(file, end).end;
  if (end !== file.length) return null;
  let most: Size | null = null;
  for (let at = file.indexOf("ispe"); at !== -1 && at + 16 <= end; at = file.indexOf("ispe", at + 4)) {
    const size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    if (!most || size.width * size.height > most.width * most.height) most = size;
  }
  return most;
}

/** What a damaged picture shows of itself without being unpacked. Decoders draw what they can make of the rest. */
function isDamaged(file: Buffer): boolean {
  switch (pictureTypeOf(file)) {
    case "image/png":
      return isDamagedPng(file);
    case "image/jpeg":
      return isDamagedJpeg(file);
    case "image/webp":
    case null:
      return false;
  }
}

/** Each part of a PNG, up to its end, has a check sum behind it, of its name and what it holds. */
function isDamagedPng(file: Buffer): boolean {
  for (let at = 8; at + 12 <= file.length;) {
    const sumAt = at + 8 + file.readUInt32BE(at);
    if (crc32(file.subarray(at + 4, sumAt)) !== file.readUInt32BE(sumAt)) return true;
    if (file.toString("latin1", at + 4, at + 8) === "IEND") return false;
    at = sumAt + 4;
  }
  return false;
}

/**
 * In the coded data of a JPEG stand no markers but restarts, which are counted, and what may follow a scan. Damage that
 * happens to write none passes.
 */
function isDamagedJpeg(file: Buffer): boolean {
  let [isInScan, restarts] = [false, 0];
  for (let at = file.indexOf(0xff, 2); at !== -1; at = file.indexOf(0xff, at)) {
    const marker = file.readUInt8(at + 1);
    if (marker === endOfImage) return false;
    const isRestart = marker >= 0xd0 && marker <= 0xd7;
    if (isInScan && isRestart && (marker & 7) !== restarts++ % 8) return true;
    if (marker === 0xff) at += 1;
    else if (marker <= 1 || isRestart) at += 2;
    else if (isInScan && !mayFollowScan(marker)) return true;
    else {
      at += 2 + file.readUInt16BE(at + 2);
      [isInScan, restarts] = [marker === startOfScan, 0];
    }
  }
  return false;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Tables, the next scan, and what applications add (ITU T.81, B.2). */
const mayFollowScan = (marker: number): boolean =>
  marker === 0xc4 || marker === 0xcc || (marker >= startOfScan && marker <= 0xdd) || marker >= 0xe0;

/** The picture is to be made anew: it is an even slot of the assets, as its voice is the odd one behind it. */
const spoilt = (scene: number) => [{ step: "assets", slot: 2 * scene }];

const unreadable = (scene: number): PieceFailed =>
  new PieceFailed(
    {
      code: "picture_unreadable",
      message: `Scene ${scene + 1}: its picture cannot be read to its end. Retry has this picture made anew.`,
      retryable: true,
    },
    spoilt(scene),
  );

const millions = (count: number): number => Math.round(count / 1e6);

/** Whoever made it would make it as large again: only a person can ask for another. */
function tooLarge(scene: number, pixels: number): PieceFailed {
  const message = `Scene ${scene + 1}: its picture is too large. It has ${millions(pixels)} million pixels, and ${millions(mostPixels)} million are the most. Another provider or model makes smaller ones.`;
  return new PieceFailed({ code: "picture_too_large", message, retryable: false }, spoilt(scene));
}
