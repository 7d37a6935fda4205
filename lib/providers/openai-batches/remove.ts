import { isNotFound, ProviderError } from "../provider-error";
import { getBatch, removeFile } from "./client";
import { config } from "./config";
import { observeBatch } from "./observe";

/**
 * Deletes the files of a batch, with the pictures and what was said of them in it; the batch itself cannot be, and holds
 * none. Throws while it is under way: what it answers is yet to come.
 */
export async function remove(ref: string): Promise<void> {
  const batch = await getBatch(ref);
  const { inputFileId, fileIds } = batch;
  await Promise.all([...(inputFileId === null ? [] : [inputFileId]), ...fileIds].map(removeIfThere));
  const seen = observeBatch(batch, new Date());
  if (seen !== null && seen.state !== "queued" && seen.state !== "running") return;
  const facts = { retryable: true, mayHaveWorked: false };
  throw new ProviderError("unavailable", `${config.label} has not ended this batch yet.`, facts);
}

async function removeIfThere(id: string): Promise<void> {
  await removeFile(id).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
}
