import type { Claim } from "@/lib/db/claims";
import { recordFates, type HealthNote, type Written } from "@/lib/db/commit-checks";
import { readJobRecord } from "@/lib/db/webhooks";
import { lateness } from "@/lib/jobs/deadline";
import { decide, type Change } from "@/lib/jobs/decide";
import type { Operation } from "@/lib/jobs/job";
import type { Outcome, Trouble } from "@/lib/jobs/outcome";
import { providerNamed } from "@/lib/providers/registry";
import { askProviders } from "./ask-providers";
import { commitChanges } from "./commit-changes";
import { openBatch, type Batch, type Work } from "./batch";
import { histories } from "./histories";
import { takeSavedChecks } from "./saved-checks";
import { saveResults } from "./save-results";
import { reconcileOperations, startOperations } from "./start-operations";
import { stopWork } from "./stop-work";
import { troubleOf } from "./trouble";
import type { Source } from "@/lib/jobs/source";

export interface BatchResult {
  changes: Change[];
  written: Written;
}

/**
 * The check: does for every claimed job what its plan says, each provider asked once, decides what that means,
 * and commits everything in one call. Two round trips to the database, the claim included, and a third where
 * something is started. A crash anywhere loses nothing: the claim runs out, and the next trigger carries on.
 */
export async function checkBatch(claim: Claim, source: Source): Promise<BatchResult> {
  const batch = openBatch(claim, await histories());
  await Promise.all([startOperations(batch), reconcileOperations(batch), askProviders(batch)]);
  await askToStop(batch);
  const saved = await saveResults(batch);

  const now = batch.now();
  const changes = batch.works.map(({ job, profile, slots }) => {
    const begun = batch.begun.get(job.id) ?? [];
    const { artifacts, troubles } = saved.get(job.id) ?? { artifacts: [], troubles: [] };
    const findings = {
      begun,
      outcomes: outcomesOf([...job.operations, ...begun], batch.outcomes),
      saved: artifacts,
      troubles,
      asked: [...job.operations, ...begun].some((each) => wasAsked(batch.outcomes.get(each.id))),
      checksSaved: takeSavedChecks(job.id),
    };
    return decide(job, profile, slots, findings, now, Math.random());
  });
  const written = await commitChanges(claim.id, source, changes, healthOf(batch));
  await keepFates(batch, changes, written, source);
  return { changes, written };
}

/**
 * A job canceled during its create call refuses the commit; what was started is kept all the same, for a retry to
 * adopt, and asked to stop where the job is still canceled.
 */
async function keepFates(
  batch: Batch,
  changes: readonly Change[],
  written: Written,
  source: Source,
): Promise<void> {
  const isWritten = new Set(written.map((job) => job.jobId));
  const begun = new Set([...batch.begun.values()].flat().map((operation) => operation.id));
  const refused = changes.filter((change) => !isWritten.has(change.jobId));
  const lost = refused.flatMap((change) => change.operations.filter((operation) => begun.has(operation.id)));
  if (lost.length === 0) return;
  await recordFates(lost);
  for (const { jobId, operations } of refused) {
    const job = await readJobRecord(jobId);
    const mine = operations.filter((operation) => begun.has(operation.id));
    if (job?.status === "canceled") await Promise.all(mine.map((each) => stopWork(jobId, each, source)));
  }
}

/** Past deadline and grace, what still runs is asked to stop, before the job fails as timed out. */
async function askToStop(batch: Batch): Promise<void> {
  const late = batch.works.filter(({ job, profile }) => lateness(job, profile, batch.now()) === "given_up");
  await Promise.all(late.flatMap((work) => stillRunning(batch, work).map((operation) => stop(operation))));
}

function stillRunning(batch: Batch, { plan }: Work): Operation[] {
  return plan.observe.filter((operation) => {
    const outcome = batch.outcomes.get(operation.id);
    return (
      outcome?.type !== "observed" ||
      outcome.observation.state === "running" ||
      outcome.observation.state === "queued"
    );
  });
}

async function stop({ provider, providerRef }: Operation): Promise<void> {
  if (providerRef === null) return;
  const stopping = providerNamed(provider)?.cancel?.(providerRef);
  await stopping?.catch((error: unknown) => troubleOf(error));
}

function outcomesOf(
  operations: readonly Operation[],
  outcomes: ReadonlyMap<string, Outcome>,
): Map<string, Outcome> {
  const own = new Map<string, Outcome>();
  for (const { id } of operations) {
    const outcome = outcomes.get(id);
    if (outcome) own.set(id, outcome);
  }
  return own;
}

function wasAsked(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome.type !== "skipped" && outcome.type !== "unasked";
}

/** A provider that answered anything at all is well; one that only failed is not. Our own faults say nothing of it. */
function healthOf(batch: Batch): HealthNote[] {
  const notes = new Map<string, { ok: boolean; trouble: Trouble | null }>();
  const operations = batch.works.flatMap(({ job }) => [
    ...job.operations,
    ...(batch.begun.get(job.id) ?? []),
  ]);
  for (const { id, provider } of operations) {
    const outcome = batch.outcomes.get(id);
    if (!wasAsked(outcome) || !outcome || outcome.type === "lost") continue;
    const note = notes.get(provider) ?? { ok: false, trouble: null };
    if ("trouble" in outcome && outcome.trouble.code === "internal") continue;
    if ("trouble" in outcome) note.trouble = outcome.trouble;
    else note.ok = true;
    notes.set(provider, note);
  }
  return [...notes].map(([provider, { ok, trouble }]) => ({
    provider,
    ok,
    error: trouble && { code: trouble.code, message: trouble.message },
  }));
}
