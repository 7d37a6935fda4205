import { mostPixels, pictureTypeOf, pictureTypes } from "@/lib/pictures/read-anatomy";
import { foreignAdvice } from "./foreign-files";

/**
 * What the file picker offers. HEIC is never among it: where it is not, an iPhone hands out a JPEG of its own making.
 */
export const acceptedTypes = pictureTypes.join(",");

/** What the server takes, checked here first so that nobody waits for an upload to be told. */
const largestBytes = 10 * 1024 * 1024;

/** What leaves the browser is no larger: hosts let some 4.5 MB through, form and all (docs/deploy.md). */
export const mostSentBytes = 4 * 1024 * 1024;

/**
 * How a picture is drawn anew, one way after the other until it fits: longest side in pixels, quality where the format
 * has one. An iPhone's canvas holds 16.7 million pixels, 4096 a side.
 */
const sizes = [
  { longest: 4096, quality: 0.92 },
  { longest: 3072, quality: 0.9 },
  { longest: 2560, quality: 0.85 },
  { longest: 2048, quality: 0.8 },
  { longest: 1536, quality: 0.7 },
  { longest: 1024, quality: 0.7 },
] as const;

/** Measures in pixels, and a quality from 0 to 1. */
interface Size {
  width: number;
  height: number;
  quality: number;
}

/** A picture's measures and quality in each of these ways, its proportions kept. It is never made larger. */
export function smallerSizes(width: number, height: number): [Size, ...Size[]] {
  const sizeIn = ({ longest, quality }: (typeof sizes)[number]): Size => {
    const scale = Math.min(1, longest / Math.max(width, height));
    const scaled = (side: number) => Math.max(1, Math.round(side * scale));
    return { width: scaled(width), height: scaled(height), quality };
  };
  const [largest, ...others] = sizes;
  return [sizeIn(largest), ...others.map(sizeIn)];
}

/** "3.4 MB": rounded up, so that what is over a limit reads as over it. */
function megabytes(bytes: number): string {
  return `${(Math.ceil((bytes / (1024 * 1024)) * 10) / 10).toFixed(1)} MB`;
}

/** Why a file cannot be taken, as a sentence about it; `null` when it can. One reason, the first that helps. */
export function fileRefusal(file: { name: string; size: number }, head: Uint8Array): string | null {
  if (file.size === 0) return `${file.name} is empty.`;
  if (pictureTypeOf(head) === null) return `${file.name} ${foreignAdvice(head)}`;
  if (file.size > largestBytes)
    return `${file.name} is ${megabytes(file.size)}. A picture can have up to 10 MB.`;
  return null;
}

/** Why a picture of these measures cannot be taken, as a sentence about it; `null` when it can. */
export function measuresRefusal(name: string, width: number, height: number): string | null {
  if (width === 0 || height === 0) return `${name} is damaged and cannot be opened as a picture.`;
  if (width * height <= mostPixels) return null;
  return `${name} is ${width} × ${height} pixels. A picture can have up to ${mostPixels / 1_000_000} million.`;
}
