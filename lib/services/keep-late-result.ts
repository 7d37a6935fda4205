import type { LateWork } from "@/lib/db/check-runs";
import { readJobRecord } from "@/lib/db/read-jobs";
import { adoptReference, endLateWork, recordLateResult } from "@/lib/db/webhooks";
import { judged } from "@/lib/jobs/asked";
import { filesLost, stoppedByProvider } from "@/lib/jobs/failures";
import type { Job, Operation } from "@/lib/jobs/job";
import { stepNamed } from "@/lib/jobs/kind-profile";
import { advance, isUnderWay, missingGraceMs } from "@/lib/jobs/operation";
import type { Observation } from "@/lib/jobs/outcome";
import type { Source } from "@/lib/jobs/source";
import type { RowReader } from "@/lib/kinds/kind";
import { kindOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";
import { providerNamed } from "@/lib/providers/registry";
import { startClock } from "./batch";
import { keepLookedUp } from "./keep-fates";
import { takeRows } from "./keep-rows";
import { lookUp } from "./look-up";
import { stopWork } from "./stop-work";

/**
 * Asks about work whose job is over. The job stays as it is; if the work has finished after all, that is recorded,
 * and a retry adopts it instead of paying again. Of a kind that takes rows, what was made for a job that failed or was
 * canceled is taken at once, wherever somebody before us was killed: it is paid for, whether it is retried or not. A start of it that nobody has heard
 * the end of is looked up first. What was superseded is of no use to anybody, and nobody is asked about it.
 */
export async function keepLateResult(jobId: string, operationId: string, source: Source): Promise<void> {
  const job = await readJobRecord(jobId);
  const listed = job?.operations.find((each) => each.id === operationId);
  if (!job || !listed || listed.supersededAt !== null) return;
  const isLost = isLostStart(job, listed);
  const operation = isLost ? await lookedUp(job, listed, source) : listed;
  if (!operation) return;
  const reader = readerOf(job, operation);
  const isRecorded = operation.state === "succeeded";
  if (isRecorded && !isUnread(job, operation)) return;
  // Also of what is recorded: its links may be old.
  const seen = await observed(job, operation);
  if (seen?.state === "succeeded") {
    const { state, ...output } = seen;
    const { providerRef } = operation;
    const detail = detailOf(operation);
    if (!isRecorded) await recordLateResult({ operationId, state, providerRef, output, source, detail });
    if (reader) await takeLate(job, { ...operation, state, output }, reader, source);
  } else if (reader && isRecorded) {
    await takeLate(job, operation, reader, source);
  } else if (reader && (seen?.state === "failed" || seen?.state === "canceled")) {
    // What it came to is known now, and nobody has to wait for it any more.
    const error = seen.state === "failed" ? seen.error : stoppedByProvider;
    await endLateWork({ operationId, error, source, detail: detailOf(operation) });
  } else if (isLost && seen) {
    // Nobody knew of it when its job ended.
    await stopWork(job.id, operation, source);
  }
}

/** So much late work is asked about at the end of a check-all, one after the other. */
export const lateAtOnce = 10;

/** The same for late work that the database `found`, as long as `isTimeLeft`. Never fails: the next run comes by as well. */
export async function keepLateResults(
  found: readonly LateWork[],
  source: Source,
  isTimeLeft: () => boolean,
): Promise<void> {
  for (const { jobId, operationId } of found) {
    if (!isTimeLeft()) return;
    await keepLateResult(jobId, operationId, source).catch((error: unknown) => {
      log("warn", "late work could not be asked about", { jobId, ...errorFields(error) });
    });
  }
}

/** The work of a job that failed or was canceled that may still come to something, or is not taken yet; not what was superseded. */
export function lateWork(job: Job): Operation[] {
  if (job.status !== "failed" && job.status !== "canceled") return [];
  return job.operations.filter(
    (operation) =>
      operation.supersededAt === null &&
      operation.provider !== null &&
      (isUnderWay(operation) || isUnread(job, operation) || isLostStart(job, operation)),
  );
}

/** Whether nobody has heard what came of its start, by when that is settled. */
function isLostStart(job: Job, operation: Operation): boolean {
  const { state, provider, settlesAt } = operation;
  return (
    state === "starting" &&
    provider !== null &&
    settlesAt.getTime() <= Date.now() &&
    readerOf(job, operation) !== undefined
  );
}

/**
 * What such a start has begun; `null` where it has begun nothing, which is kept, and where nobody can say so yet: then it is
 * looked up again. Throws where it cannot be looked up now.
 */
async function lookedUp(job: Job, operation: Operation, source: Source): Promise<Operation | null> {
  const { id, provider } = operation;
  const clock = startClock({ now: new Date() });
  const outcome = await lookUp({ job, kind: kindOf(job) }, operation, () => clock.isTimeLeft());
  if (outcome.type === "absent") await keepLookedUp(null, advance(operation, outcome, clock.now()));
  if (outcome.type !== "found" || provider === null) return null;
  const adopted = await adoptReference(id, provider, outcome.ref, source);
  // One that was retried meanwhile goes on with it.
  if (adopted.outcome !== "late") return null;
  return advance(operation, { ...outcome, observation: null }, clock.now());
}

function isUnread(job: Job, operation: Operation): boolean {
  const { state, keptAt } = operation;
  return state === "succeeded" && keptAt === null && readerOf(job, operation) !== undefined;
}

/** How its kind takes rows of it after the end of its job; `undefined` where it does not. */
function readerOf(job: Job, { step }: Operation): RowReader | undefined {
  return job.status === "failed" || job.status === "canceled" ? kindOf(job).rows?.[step] : undefined;
}

/** What its provider says of it now; `null` where it says nothing. */
async function observed(job: Job, operation: Operation): Promise<Observation | null> {
  const { provider, providerRef, step, slot } = operation;
  if (provider === null || providerRef === null) return null;
  const answer = (await providerNamed(provider)?.check([providerRef], () => true))?.get(providerRef);
  if (!answer || answer instanceof Error) return null;
  const kind = kindOf(job);
  const seen = { type: "observed", observation: answer } as const;
  const outcome = judged(seen, stepNamed(kind.profile, step), slot, kind);
  return outcome.type === "observed" ? outcome.observation : null;
}

async function takeLate(job: Job, operation: Operation, reader: RowReader, source: Source): Promise<void> {
  const { id: operationId, endedAt } = operation;
  const wasFinished = endedAt !== null && Date.now() - endedAt.getTime() > missingGraceMs;
  const task = { claimId: null, jobId: job.id, operation, wasFinished };
  const result = await takeRows(task, reader, startClock({ now: new Date() }));
  if (result.type === "partial") return;
  const { tagged, failed } = { ...operation.cursor, ...result.cursor };
  const error = result.type === "spoilt" ? result.error : result.type === "lost" ? filesLost : null;
  await endLateWork({ operationId, error, source, detail: { ...detailOf(operation), tagged, failed } });
}

function detailOf({ provider, step, slot }: Operation): Record<string, unknown> {
  return { provider, step, slot };
}
