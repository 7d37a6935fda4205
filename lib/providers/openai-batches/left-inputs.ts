import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { saysNoList } from "../openai-shared/no-list";
import { deleteFile, removeFile } from "./client";
import type { Batch, UploadedFile } from "./wire";

/** So many are deleted on the side at once: a hundred batches may be seen to be over in one call. */
const aside = pLimit(4);

/** The name under which an operation's input lies at the provider. */
export function inputName(operationId: string): string {
  return `${operationId}.jsonl`;
}

/** Whether a file is an operation's input. */
export function isInputOf(name: string, operationId: string): boolean {
  return name.includes(operationId);
}

/** Deletes what a start may have left, as far as it can be done: the rest expires. Never throws. */
export async function deleteInputs(
  operationId: string,
  look: () => Promise<readonly UploadedFile[]>,
): Promise<void> {
  await removeInputs(operationId, look).catch(() => {});
}

/**
 * The same; throws where it may be done later. What a place will not list or delete, by its own word, or has no longer, is
 * left to expire.
 */
export async function removeInputs(
  operationId: string,
  look: () => Promise<readonly UploadedFile[]>,
): Promise<void> {
  const files = await look();
  const left = files.filter(({ name }) => name !== null && isInputOf(name, operationId));
  await Promise.all(
    left
      .flatMap(({ ids }) => ids.slice(0, 1))
      .map(async (id) => {
        await removeFile(id).catch((error: unknown) => {
          if (!saysNoList(error)) throw error;
        });
      }),
  );
}

/** Deletes the input of a batch that is seen to be over, as far as it can be done: the rest expires. Nobody waits for it. */
export function deleteInputOf({ inputFileId }: Batch, seen: Observation | null): void {
  const isOver = seen !== null && seen.state !== "queued" && seen.state !== "running";
  if (isOver && inputFileId !== null) void aside(() => deleteFile(inputFileId));
}
