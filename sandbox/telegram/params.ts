import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { formParts, whole, type FormPart } from "../core/form-parts";
import type { World } from "../core/world";
import type { Media } from "./records";
import { badRequest, refusal } from "./refusals";

/** What a call says: fields, and the files that came with it, by the names under which fields speak of them. */
export interface Params {
  fields: Record<string, unknown>;
  files: ReadonlyMap<string, Uploaded>;
}

/** A file that came with a call. */
export interface Uploaded {
  blob: string;
  bytes: Buffer;
}

const mostFileBytes = 50 * 1024 * 1024;
const mostPhotoBytes = 10 * 1024 * 1024;
const mostFieldBytes = 256 * 1024;

/** Reads a call's parameters: from JSON, a form, or the query. @throws Refusal */
export async function readParams(world: World, request: Request): Promise<Params> {
  const type = request.headers.get("content-type") ?? "";
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (type.startsWith("multipart/")) return readForm(world, request);
  const text = await request.text();
  if (type.startsWith("application/json")) return { fields: { ...query, ...jsonOf(text) }, files: new Map() };
  return { fields: { ...query, ...Object.fromEntries(new URLSearchParams(text)) }, files: new Map() };
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text || "{}") as Record<string, unknown>;
  } catch {
    throw badRequest("can't parse JSON object");
  }
}

async function readForm(world: World, request: Request): Promise<Params> {
  const fields: Record<string, unknown> = {};
  const files = new Map<string, Uploaded>();
  for await (const part of formParts(request)) {
    const isFile = part.filename !== null;
    const bytes = await bounded(part, isFile ? mostFileBytes : mostFieldBytes);
    if (isFile) files.set(part.name, { blob: `telegram-${world.ids.next()}`, bytes });
    else fields[part.name] = bytes.toString("utf8");
  }
  return { fields, files };
}

async function bounded({ body }: FormPart, most: number): Promise<Buffer> {
  let length = 0;
  const pieces = async function* () {
    for await (const piece of body) {
      length += piece.byteLength;
      if (length > most) throw refusal(413, "Request Entity Too Large");
      yield piece;
    }
  };
  return whole(pieces());
}

/** The file that a field speaks of, kept. @throws Refusal where it is not there, or none that this field may be */
export async function keepMedia(
  { blobs }: World,
  kind: Media["kind"],
  file: Uploaded | undefined,
): Promise<Media> {
  if (!file) throw badRequest("wrong remote file identifier specified: wrong string length");
  const { blob, bytes } = file;
  if (bytes.byteLength === 0) throw badRequest("file must be non-empty");
  const contentType = (await fileTypeFromBuffer(bytes))?.mime ?? "application/octet-stream";
  const size = kind === "photo" ? await photoSize(bytes) : { width: 0, height: 0 };
  blobs.put(blob, bytes);
  return { kind, blob, contentType, bytes: bytes.byteLength, ...size };
}

/** A picture's pixels, within the documented limits: 10 MB, 10,000 pixels of width and height together, 20 to 1. */
async function photoSize(bytes: Buffer): Promise<{ width: number; height: number }> {
  if (bytes.byteLength > mostPhotoBytes) throw badRequest("file is too big");
  const { width, height } = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw badRequest("IMAGE_PROCESS_FAILED");
    });
  const isOdd = width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height);
  if (isOdd) throw badRequest("PHOTO_INVALID_DIMENSIONS");
  return { width, height };
}
