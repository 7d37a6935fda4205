import { readArtifact } from "@/lib/db/artifacts";
import { openFile, type OpenedFile, type StoredFile } from "@/lib/db/open-file";
import { uploadBytes } from "@/lib/db/uploads";
import type { Span } from "@/lib/db/span";
import type { User } from "@/lib/db/user-client";
import { NotFound } from "./errors";

export type { Span };

/** A file as it is served: storage is asked only once it is opened. */
export interface ServedFile {
  name: string;
  contentType: string;
  /** Changes with the bytes. */
  version: string;
  bytes: number;
  /** All of it, or a span, until the signal. Throws `NotFound`. */
  open: (span: Span | null, signal: AbortSignal) => Promise<OpenedFile>;
}

/** One of which we know where it lies. */
export interface KeptFile extends ServedFile {
  stored: StoredFile;
}

/** A result file of this user's job. Throws `NotFound`. */
export async function findArtifact(user: User, jobId: string, name: string): Promise<KeptFile> {
  const artifact = resultName.test(name) ? await readArtifact(user, jobId, name) : null;
  if (!artifact) throw new NotFound();
  const { contentType, sha256: version, storagePath: path, bytes } = artifact;
  return servedFile(name, contentType, version, { bucket: "artifacts", path, bytes });
}

/** What a result can be called: nothing else is asked for in the database. */
const resultName = /^[\w.-]+$/;

/** An uploaded picture: for its owner, or for whoever holds a valid link to it (see file-link.ts). Throws `NotFound`. */
export async function findUpload(path: string, asker: User | "holder of a link"): Promise<KeptFile> {
  const name = /^[\w-]+\/([\w-]+\.(jpg|png|webp))$/.exec(path);
  const contentType = uploadTypes[name?.[2] ?? ""];
  if (!name?.[1] || !contentType) throw new NotFound();
  const bytes = await uploadBytes(path, asker === "holder of a link" ? null : asker);
  if (bytes === null) throw new NotFound();
  // An upload never changes: its path is its version.
  return servedFile(name[1], contentType, name[1], { bucket: "uploads", path, bytes });
}

const uploadTypes: Record<string, string> = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" };

/** A file in storage, as it is served. */
export function servedFile(name: string, contentType: string, version: string, stored: StoredFile): KeptFile {
  const open: ServedFile["open"] = async (span, signal) => {
    const opened = await openFile(stored, span, signal);
    if (!opened) throw new NotFound();
    return opened;
  };
  return { name, contentType, version, bytes: stored.bytes, open, stored };
}

/** A small file that is in memory, as it is served. */
export function servedBytes(name: string, contentType: string, version: string, file: Blob): ServedFile {
  const open: ServedFile["open"] = async (span) => ({
    body: (span ? file.slice(span.first, span.last + 1) : file).stream(),
    span,
    size: file.size,
  });
  return { name, contentType, version, bytes: file.size, open };
}
