import type { Observation } from "@/lib/jobs/outcome";
import { checkListed } from "../openai-shared/check-listed";
import { walksThrough } from "../openai-shared/list-walk";
import { badResponse, isNotFound } from "../provider-error";
import { getBatch, listBatches } from "./client";
import { config } from "./config";
import { deleteInputOf } from "./left-inputs";
import { observeBatch, running } from "./observe";
import type { Batch } from "./wire";

const walkOf = walksThrough(listBatches);

/**
 * Asks about batches, many at once through the project's list, 100 a call. The input of one that is over is deleted on the
 * side: it holds pictures, and nobody needs it any more.
 */
export async function check(
  refs: readonly string[],
  isTimeLeft: () => boolean,
  run = {},
): Promise<Map<string, Observation | Error>> {
  return checkListed(refs, isTimeLeft, {
    label: config.label,
    walk: walkOf(run),
    // A row may leave out what makes an end a good one, or why it is a bad one.
    observe: (_ref, batch) => {
      const isTold = batch.state === "failed" ? batch.said !== null : batch.fileIds.length > 0;
      return isOver(batch) && !isTold ? null : observe(batch);
    },
    look: async (ref) => {
      const batch = await getBatch(ref);
      const seen = observe(batch);
      if (seen) return seen;
      if (!batch.hasWord && batch.parts === null && batch.ids.length === 0) throw badResponse(config.label);
      return running(batch);
    },
  });
}

/** What a batch tells now; its input is deleted on the side once it is over. */
function observe(batch: Batch): Observation | null {
  const seen = observeBatch(batch, new Date());
  deleteInputOf(batch, seen);
  return seen;
}

function isOver({ state }: Batch): boolean {
  return state !== "queued" && state !== "running" && state !== null;
}

/** The id of our operation that a batch carries; `null` if it is not ours, or not where our key can see it. */
export async function identify(ref: string): Promise<string | null> {
  try {
    return (await getBatch(ref)).operationId;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
