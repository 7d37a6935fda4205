import type { Anatomy } from "@/lib/pictures/anatomy";
import { pictureTypeOf, readAnatomy } from "@/lib/pictures/read-anatomy";
import { headBytes } from "./foreign-files";
import { redrawn } from "./redraw-picture";
import { fileRefusal, measuresRefusal, mostSentBytes, smallerSizes } from "./upload-rules";

/** A picture that can be sent, as it leaves the browser, or the sentence that says why not. */
export type Reading = { ok: true; file: File; fingerprint: string } | { ok: false; sentence: string };

/**
 * Makes of a chosen file what may leave the browser: upright, without its notes, of at most 4 MB. Whatever is all that
 * already stays byte for byte as it is; where notes are all that is amiss, no pixel changes.
 */
export async function readPicture(file: File): Promise<Reading> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const refusal = fileRefusal(file, new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
    if (refusal) return { ok: false, sentence: refusal };
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { ok: false, sentence: `${file.name} cannot be read. It may have been moved.` };
  }
  const anatomy = readAnatomy(bytes);
  if (!anatomy) return { ok: false, sentence: damaged(file) };
  const refusal = measuresRefusal(file.name, anatomy.width, anatomy.height);
  if (refusal) return { ok: false, sentence: refusal };
  const sent = await toSend(file, bytes, anatomy);
  if (typeof sent === "string") return { ok: false, sentence: sent };
  // Of what was chosen, so that the same picture is known again whatever became of it on the way.
  return { ok: true, file: sent, fingerprint: await fingerprintOf(file, bytes) };
}

const damaged = (file: File) => `${file.name} is damaged and cannot be opened as a picture.`;

/** What leaves the browser, or the sentence that says why nothing does. */
async function toSend(file: File, bytes: Uint8Array, anatomy: Anatomy): Promise<File | string> {
  // By its bytes: a browser may decode by the type alone.
  const type = pictureTypeOf(bytes) ?? "";
  const clean = anatomy.hasNotes ? fileOf(file, new Blob([anatomy.withoutNotes()], { type })) : file;
  const [{ width, height }] = smallerSizes(anatomy.width, anatomy.height);
  let bitmap: ImageBitmap;
  try {
    // Without its notes the picture lies as in its file in every browser, whatever that makes of notes; and no larger
    // one is held than will be drawn.
    const size = { resizeWidth: width, resizeHeight: height, resizeQuality: "high" } as const;
    bitmap = await createImageBitmap(new Blob([clean], { type }), size);
  } catch {
    return anatomy.width * anatomy.height > surePixels
      ? `${file.name} cannot be opened: it is damaged, or too large for this browser.`
      : damaged(file);
  }
  try {
    if (anatomy.orientation === 1 && anatomy.isPlain && clean.size <= mostSentBytes) return clean;
    const picture = await redrawn(bitmap, anatomy);
    if (picture) return fileOf(file, picture);
    return `This browser cannot make ${file.name} ready to be sent. Save it as an upright JPEG of less than 4 MB, and choose that.`;
  } finally {
    bitmap.close();
  }
}

/** Any browser has the memory for so many. */
const surePixels = 16_000_000;

const fileOf = (file: File, content: Blob) => new File([content], file.name, { type: content.type });

/** SHA-256 of the content; name, size and time where the page has no secure context to compute it. */
async function fingerprintOf(file: File, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.isSecureContext) return `${file.name} ${file.size} ${file.lastModified}`;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
