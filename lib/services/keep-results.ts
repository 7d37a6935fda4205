import pLimit from "p-limit";
import type { KeepResult } from "@/lib/jobs/outcome";
import { unkept } from "@/lib/jobs/plan";
import type { CheckClock, LearnedWork } from "./batch";
import { keepFiles } from "./keep-files";
import { keepRows } from "./keep-rows";

const concurrency = 4;

/**
 * Takes what finished operations made, while there is time; the rest waits for the next check. Returns what was
 * taken, by job.
 */
export async function keepResults(
  claimId: string,
  works: readonly LearnedWork[],
  clock: CheckClock,
): Promise<Map<string, KeepResult[]>> {
  const limit = pLimit(concurrency);
  const kept = await Promise.all(
    works.flatMap((work) => {
      const finished = new Set(
        work.before.operations.flatMap(({ id, state }) => (state === "succeeded" ? id : [])),
      );
      return unkept(work.job).map(async (operation) => {
        const task = { work, operation, wasFinished: finished.has(operation.id) };
        const reader = work.kind.rows?.[operation.step];
        const taking = reader ? keepRows(claimId, task, reader, clock, limit) : keepFiles(task, clock, limit);
        return { jobId: work.job.id, result: await taking };
      });
    }),
  );
  const byJob = Map.groupBy(kept, (each) => each.jobId);
  return new Map([...byJob].map(([jobId, each]) => [jobId, each.map(({ result }) => result)]));
}
