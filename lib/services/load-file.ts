import { loadFile } from "@/lib/db/storage";
import { ownUploads } from "@/lib/db/uploads";
import type { User } from "@/lib/db/user-client";
import { NotFound } from "./errors";
import { requireJob } from "./get-job";

/** A result file of this user's job. Throws `NotFound`. */
export async function loadArtifact(user: User, jobId: string, name: string): Promise<Blob> {
  const job = await requireJob(user, jobId);
  const artifact = job.artifacts.find((each) => each.name === name);
  const file = artifact && (await loadFile("artifacts", artifact.storagePath));
  if (!artifact || !file) throw new NotFound();
  return file.type === artifact.contentType ? file : new Blob([file], { type: artifact.contentType });
}

/** An uploaded picture, for its owner. Throws `NotFound`. */
export async function loadOwnUpload(user: User, path: string): Promise<Blob> {
  if (!(await ownUploads(user, [path])).has(path)) throw new NotFound();
  return loadUpload(path);
}

/** An uploaded picture, for whoever holds a valid link (see file-link.ts). Throws `NotFound`. */
export async function loadUpload(path: string): Promise<Blob> {
  const file = await loadFile("uploads", path);
  if (!file) throw new NotFound();
  return file;
}
