import { loadFile, type Bucket } from "@/lib/db/storage";
import { ownUploads } from "@/lib/db/uploads";
import type { User } from "@/lib/db/user-client";
import { NotFound } from "./errors";
import { requireJob } from "./get-job";

/** A file as it is served: `load` is called only if its bytes are wanted. */
export interface ServedFile {
  name: string;
  contentType: string;
  /** Changes with the bytes. */
  version: string;
  load: () => Promise<Blob>;
}

/** A result file of this user's job. Throws `NotFound`. */
export async function findArtifact(user: User, jobId: string, name: string): Promise<ServedFile> {
  const job = await requireJob(user, jobId);
  const artifact = job.artifacts.find((each) => each.name === name);
  if (!artifact) throw new NotFound();
  const { contentType, sha256: version, storagePath } = artifact;
  return { name, contentType, version, load: () => loadFrom("artifacts", storagePath, contentType) };
}

/** An uploaded picture, for its owner. Throws `NotFound`. */
export async function findOwnUpload(user: User, path: string): Promise<ServedFile> {
  const file = findUpload(path);
  if (!(await ownUploads(user, [path])).has(path)) throw new NotFound();
  return file;
}

/** An uploaded picture, for whoever holds a valid link (see file-link.ts). Throws `NotFound`. */
export function findUpload(path: string): ServedFile {
  const name = /^[\w-]+\/([\w-]+\.(jpg|png|webp))$/.exec(path);
  const contentType = uploadTypes[name?.[2] ?? ""];
  if (!name?.[1] || !contentType) throw new NotFound();
  // An upload never changes: its path is its version.
  return { name: name[1], contentType, version: name[1], load: () => loadFrom("uploads", path, contentType) };
}

const uploadTypes: Record<string, string> = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" };

async function loadFrom(bucket: Bucket, path: string, contentType: string): Promise<Blob> {
  const file = await loadFile(bucket, path);
  if (!file) throw new NotFound();
  return file.type === contentType ? file : new Blob([file], { type: contentType });
}
