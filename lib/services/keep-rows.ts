import type { LimitFunction } from "p-limit";
import { keepChunk } from "@/lib/db/keep-chunk";
import type { KeepResult } from "@/lib/jobs/outcome";
import type { RowReader } from "@/lib/kinds/kind";
import { errorFields, log } from "@/lib/log";
import { providerNamed } from "@/lib/providers/registry";
import type { CheckClock, Unkept } from "./batch";
import { ResultGone } from "./download";
import { openResult } from "./fetch-result";
import { keepingTrouble } from "./trouble";

/**
 * Takes what an operation made as rows, chunk by chunk from its cursor on. Each chunk is written together with the
 * cursor behind it, and only by whoever holds the claim. The worlds we may be in when we begin:
 *
 * 1. Nothing is taken yet: there is no cursor, and reading begins at the start.
 * 2. Somebody before us was killed, or ran out of time, after some chunks: the cursor says where to go on, and what
 *    lies before it is written.
 * 3. Somebody before us was killed between a chunk and the answer to it: the cursor stands behind the chunk if it
 *    is written, and before it if it is not. There is no third.
 * 4. Somebody before us was killed after the last chunk: the cursor is at the end, nothing is left to read, and all
 *    there is to do is to say so.
 * 5. Somebody else has taken the job over while we read, or has written this very chunk: ours is refused, and if the
 *    claim is lost, so is our commit.
 *
 * After the end of a job there is no claim, and the same worlds but that somebody else is a retry, or reads as we do.
 */
export async function keepRows(
  claimId: string,
  task: Unkept,
  reader: RowReader,
  clock: CheckClock,
  limit: LimitFunction,
): Promise<KeepResult> {
  const { work, operation, wasFinished } = task;
  const take = () => takeRows({ claimId, jobId: work.job.id, operation, wasFinished }, reader, clock);
  return limit(() => (clock.isTimeToKeep() ? take() : notNow(task)));
}

function notNow({ operation }: Unkept): KeepResult {
  return { operationId: operation.id, artifacts: [], type: "partial", trouble: null };
}

/** Finished work that is to be taken as rows. */
interface Task extends Pick<Unkept, "operation" | "wasFinished"> {
  /** `null` after the end of its job: the cursor alone is the fence then. */
  claimId: string | null;
  jobId: string;
}

/** Takes them now, as long as there is time; what could not be taken is told, and nothing is thrown. */
export async function takeRows(
  { claimId, jobId, operation, wasFinished }: Task,
  reader: RowReader,
  clock: Pick<CheckClock, "isTimeToKeep" | "streamMs">,
): Promise<KeepResult> {
  const { id: operationId } = operation;
  const provider = providerNamed(operation.provider ?? "");
  let { cursor } = operation;
  const taken = () => ({
    operationId,
    artifacts: [],
    ...(cursor && cursor !== operation.cursor && { cursor }),
  });
  try {
    const chunks = reader.read(operation, (file, fromByte) =>
      openResult(file, provider, fromByte, clock.streamMs()),
    );
    for await (const { rows, cursor: next } of chunks) {
      const written = await keepChunk(reader.write, {
        claimId,
        operationId,
        after: cursor,
        cursor: next,
        rows,
      });
      if (!written.isOurs) return { ...taken(), type: "partial", trouble: null }; // World 5.
      cursor = written.cursor ?? next;
      if (!clock.isTimeToKeep()) return { ...taken(), type: "partial", trouble: null };
    }
    const error = reader.spoilt?.({ ...operation, cursor }) ?? null;
    return error ? { ...taken(), type: "spoilt", error } : { ...taken(), type: "whole" };
  } catch (error) {
    log("warn", "a result could not be read", { jobId, ...errorFields(error) });
    const trouble = keepingTrouble(error);
    return wasFinished && error instanceof ResultGone
      ? { ...taken(), type: "lost", trouble }
      : { ...taken(), type: "partial", trouble };
  }
}
