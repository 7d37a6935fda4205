import { smaller } from "./smaller-picture";
import { fileRefusal, mostSentBytes } from "./upload-rules";

/** A picture that can be sent, made small enough to travel, or the sentence that says why not. */
export type Reading = { ok: true; file: File; fingerprint: string } | { ok: false; sentence: string };

/** Looks into a file before it is sent: its first bytes, its size, whether it can be decoded, what it is. */
export async function readPicture(file: File): Promise<Reading> {
  let head: Uint8Array;
  try {
    head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  } catch {
    return { ok: false, sentence: `${file.name} cannot be read. It may have been moved.` };
  }
  const sentence = fileRefusal(file, head);
  if (sentence) return { ok: false, sentence };
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return { ok: false, sentence: `${file.name} is damaged and cannot be opened as a picture.` };
  }
  const sent = file.size > mostSentBytes ? await smaller(file, bitmap) : file;
  bitmap.close();
  // Of what was chosen, so that the same picture is known again whatever became of it on the way.
  return { ok: true, file: sent, fingerprint: await fingerprintOf(file) };
}

/** SHA-256 of the content; name, size and time where the page has no secure context to compute it. */
async function fingerprintOf(file: File): Promise<string> {
  if (!globalThis.isSecureContext) return `${file.name} ${file.size} ${file.lastModified}`;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
