import { recentOf } from "../openai-shared/recent";
import { ProviderError } from "../provider-error";
import type { ForgottenStart, Found } from "../provider";
import { getFile, listBatches, listInputs } from "./client";
import { isInputOf, removeInputs } from "./left-inputs";
import { startedBatch } from "./start";
import type { Batch } from "./wire";

/** Clocks differ: a batch this much older than our intent may still be ours. */
const clockSkewMs = 5 * 60_000;

/** So many batches that show no metadata are known by their input; where there are more, it is left open. */
const mostUntold = 20;

/**
 * Looks for the batch that a crashed start may have left: by its metadata, and where a place does not show them, by its
 * input, whose name is the operation's. Where there is provably none, the input that the start may have left is deleted,
 * so that no call that comes late can make a batch of it; it throws where that cannot be done now.
 */
export async function find(lost: ForgottenStart): Promise<Found> {
  const oldestMs = lost.since.getTime() - clockSkewMs;
  const { items, areAll } = await recentOf(listBatches, oldestMs);
  const ours = items.find(({ operationId }) => operationId === lost.operationId);
  if (ours) return found(ours);
  const untold = await untoldOf(items, lost);
  let isDoubtful = !areAll || untold.length > mostUntold;
  for (const batch of untold.slice(0, mostUntold)) {
    const isOurs = await hasInputOf(batch, lost.operationId);
    if (isOurs) return found(batch);
    isDoubtful ||= isOurs === null;
  }
  if (isDoubtful) return { type: "unprovable" };
  await removeInputs(lost.operationId, async () => (await recentOf(listInputs, oldestMs)).items);
  return { type: "absent", isVouched: items.length > 0 };
}

function found(batch: Batch): Found {
  const [ref = ""] = batch.ids;
  return { type: "found", started: startedBatch(ref, batch) };
}

/** Those that show nobody's metadata, and are no other operation's. */
async function untoldOf(batches: readonly Batch[], { taken }: ForgottenStart): Promise<Batch[]> {
  const untold = batches.filter(({ hasMetadata }) => !hasMetadata);
  if (untold.length === 0) return [];
  const others = await taken(untold.flatMap(({ ids }) => ids));
  return untold.filter(({ ids }) => !ids.some((id) => others.has(id)));
}

/** Whether a batch was made of an operation's input; `null` where nobody can tell. Throws where it cannot be told now. */
async function hasInputOf({ inputFileId }: Batch, operationId: string): Promise<boolean | null> {
  if (inputFileId === null) return null;
  try {
    const { name } = await getFile(inputFileId);
    return name === null ? null : isInputOf(name, operationId);
  } catch (error) {
    if (error instanceof ProviderError && ["not_found", "rejected", "forbidden"].includes(error.code))
      return null;
    throw error;
  }
}
