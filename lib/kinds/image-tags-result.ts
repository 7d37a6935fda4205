import type { Job, Operation } from "@/lib/jobs/job";
import { LibraryInput } from "@/lib/jobs/library";
import { hasEnded } from "@/lib/jobs/operation";
import { tokensOf } from "@/lib/jobs/result";
import { countingOperations } from "@/lib/jobs/slots";
import { Position } from "./image-tags-rows";

/** How many pictures a job tagged, in which batches, and how many it did not. */
export function resultOf(job: Job): Record<string, unknown> {
  const { tagged, failed, left, tokens, batches } = detailsOf(job);
  return {
    tagged,
    failed,
    left,
    batchIds: batches.map(({ id }) => id),
    ...(tokens !== null && { tokensUsed: tokens }),
  };
}

/** How far a job is. `done` are pictures that the provider is done with; their tags come once their batch has ended. */
export function detailsOf(job: Job) {
  const { count } = LibraryInput.parse(job.input);
  const batches = countingOperations(job).map(batchOf);
  const sum = (of: "done" | "failed") => batches.reduce((all, batch) => all + batch[of], 0);
  // What is tagged stays so, though another batch was sent in the place of its own; what failed was sent again in that.
  const tagged = job.operations.map(batchOf).reduce((all, batch) => all + batch.tagged, 0);
  const failed = sum("failed");
  return {
    total: count,
    done: Math.min(count, Math.max(sum("done"), tagged + failed)),
    tagged,
    failed,
    left: Math.max(0, count - tagged - failed),
    tokens: tokensOf(job),
    batches: batches.flatMap((batch) => (batch.id === null ? [] : { ...batch, id: batch.id })),
  };
}

/** One batch, as its page shows it; over once its tags are kept, or there will be none. */
function batchOf(operation: Operation) {
  const { providerRef, output, cursor, state, keptAt } = operation;
  const { tagged, failed } = Position.parse(cursor ?? { file: 0, byte: 0 });
  const { done = 0, of = 0 } = output?.parts ?? {};
  const isOver = hasEnded(operation) && (state !== "succeeded" || keptAt !== null);
  return { id: providerRef, done: Math.max(done, tagged + failed), of, tagged, failed, isOver };
}
