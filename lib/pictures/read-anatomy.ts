import type { Anatomy } from "./anatomy";
import { jpegAnatomy } from "./jpeg";
import { saysAt } from "./kept-parts";
import { pngAnatomy } from "./png";
import { webpAnatomy } from "./webp";

/** The pictures that we take. */
export const pictureTypes = ["image/jpeg", "image/png", "image/webp"] as const;
export type PictureType = (typeof pictureTypes)[number];

/** More pixels than any camera makes: a few bytes can say that they are 900 million, and fill a memory with them. */
export const mostPixels = 100_000_000;

/** The picture type that a file's first bytes say it has, whatever its name claims. */
export function pictureTypeOf(head: Uint8Array): PictureType | null {
  if (saysAt(head, 0, "\xff\xd8\xff")) return "image/jpeg";
  if (saysAt(head, 0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (saysAt(head, 0, "RIFF") && saysAt(head, 8, "WEBP")) return "image/webp";
  return null;
}

/** What a picture's file is made of; `null` for one that breaks off, or is of no type we take. */
export function readAnatomy(bytes: Uint8Array): Anatomy | null {
  switch (pictureTypeOf(bytes)) {
    case "image/jpeg":
      return jpegAnatomy(bytes);
    case "image/png":
      return pngAnatomy(bytes);
    case "image/webp":
      return webpAnatomy(bytes);
    case null:
      return null;
  }
}
