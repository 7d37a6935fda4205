import pLimit from "p-limit";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { ApiError, errorSentence, isGone } from "./api";

/** What can be done with many jobs at once. */
export type BulkAction = "cancel" | "retry" | "delete";

/** What came of it for one job: it had nothing to be done (`over`), was deleted elsewhere (`gone`), or something went wrong. */
export type Outcome = "done" | "over" | "gone" | { problem: string };

/** So many requests at once. */
const atOnce = 4;

/** Whether it would do something with this job, as far as is known. */
export function isOpenTo(action: BulkAction, { status }: Pick<JobView, "status">): boolean {
  switch (action) {
    case "cancel":
      return !isTerminal(status);
    case "retry":
      return status === "failed" || status === "canceled";
    case "delete":
      return true;
  }
}

/** What an answer says of an action, and what is thrown in its place. */
async function outcomeOf(action: BulkAction, send: () => Promise<JobView | void>): Promise<Outcome> {
  try {
    const job = await send();
    return action === "cancel" && job && job.status !== "canceled" ? "over" : "done";
  } catch (error) {
    if (isGone(error)) return "gone";
    if (error instanceof ApiError && error.status === 409) return "over";
    return { problem: errorSentence(error) };
  }
}

/**
 * Does something with each of these jobs that is open to it, few at once; what came of it, by id and in their order. `onDone` is
 * told after each how many are done.
 */
export async function inBulk(
  action: BulkAction,
  jobs: readonly JobView[],
  send: (job: JobView) => Promise<JobView | void>,
  onDone: (done: number) => void = () => undefined,
): Promise<Map<string, Outcome>> {
  const few = pLimit(atOnce);
  let done = 0;
  const outcomes = await Promise.all(
    jobs.map((job) =>
      few(async (): Promise<[string, Outcome]> => {
        const outcome = isOpenTo(action, job) ? await outcomeOf(action, () => send(job)) : "over";
        onDone((done += 1));
        return [job.id, outcome];
      }),
    ),
  );
  return new Map(outcomes);
}
