import pLimit from "p-limit";
import { beginOperations } from "@/lib/db/claims";
import { takenRefs } from "@/lib/db/taken-refs";
import { env } from "@/lib/env";
import type { Operation } from "@/lib/jobs/job";
import type { Outcome } from "@/lib/jobs/outcome";
import { callbackToken } from "@/lib/providers/callback-token";
import { ProviderError } from "@/lib/providers/provider-error";
import { prepare, type Prepared } from "@/lib/providers/registry";
import { intentSettlesMs, providerOf, type Batch, type Work } from "./batch";
import { fileUrls } from "./file-urls";
import { refInInbox } from "./identify";
import { troubleOf } from "./trouble";

/** So many create calls a batch at most: a claim must not end while intents still wait their turn. */
const mostStarts = 96;
const concurrency = 8;

/** Writes the intents of a batch in one call, then makes the create calls that are ours to make. */
export async function startOperations(batch: Batch): Promise<void> {
  const wanted = batch.works.flatMap(({ job, plan: { step, begin } }) =>
    step === null
      ? []
      : begin.map((slot) => ({
          jobId: job.id,
          attempt: job.attempt,
          step: step.name,
          slot,
          provider: step.provider,
        })),
  );
  if (wanted.length === 0) return;

  const works = new Map(batch.works.map((work) => [work.job.id, work]));
  const limit = pLimit(concurrency);
  const begun = await beginOperations(batch.claimId, wanted.slice(0, mostStarts), intentSettlesMs);
  for (const operation of begun) {
    batch.begun.set(operation.jobId, [...(batch.begun.get(operation.jobId) ?? []), operation]);
  }
  await Promise.all(
    begun.map((operation) =>
      limit(async () => {
        const work = works.get(operation.jobId);
        if (!work) return;
        const outcome: Outcome = batch.isTimeLeft()
          ? await start(batch, work, operation)
          : { type: "skipped" };
        batch.outcomes.set(operation.id, outcome);
      }),
    ),
  );
}

/** Looks up starts of unknown fate. What exists is adopted; what does not is planned again. */
export async function reconcileOperations(batch: Batch): Promise<void> {
  const limit = pLimit(concurrency);
  const open = batch.works.flatMap((work) => work.plan.reconcile.map((operation) => ({ work, operation })));
  await Promise.all(
    open.map(({ work, operation }) =>
      limit(async () => {
        if (!batch.isTimeLeft()) return;
        batch.outcomes.set(operation.id, await reconcile(batch, work, operation));
      }),
    ),
  );
}

async function start(batch: Batch, work: Work, operation: Operation): Promise<Outcome> {
  const { id, provider } = operation;
  const prepared = requestFor(work, operation);
  if (prepared instanceof Error) return { type: "postponed", trouble: troubleOf(prepared) };
  const { request } = prepared;
  const files = await fileUrls(request.files, prepared.provider).catch(troubleOf);
  if (!Array.isArray(files)) return { type: "postponed", trouble: files };
  // Loading them has taken its time; what is begun now has to end within the claim.
  if (!batch.isTimeLeft()) return { type: "skipped" };
  const query = new URLSearchParams({ op: id, t: callbackToken(env().WEBHOOK_SECRET, provider, id) });
  try {
    const started = await prepared.provider.start(request, {
      operationId: id,
      callbackUrl: `${env().APP_URL}/api/webhooks/${provider}?${query}`,
      fileUrls: files,
    });
    return { type: "started", ...started };
  } catch (error) {
    if (!(error instanceof ProviderError)) return { type: "uncertain", trouble: troubleOf(error) };
    if (error.facts.mayHaveWorked) return { type: "uncertain", trouble: error.trouble };
    if (error.facts.retryable) return { type: "postponed", trouble: error.trouble };
    return { type: "refused", error: error.refusal };
  }
}

async function reconcile(batch: Batch, work: Work, operation: Operation): Promise<Outcome> {
  const { id, provider, startedAt } = operation;
  const prepared = requestFor(work, operation);
  if (prepared instanceof Error) return { type: "troubled", trouble: troubleOf(prepared) };
  try {
    const found = await prepared.provider.find({
      request: prepared.request,
      operationId: id,
      since: startedAt,
      taken: (refs) => takenRefs(provider, refs, id),
    });
    if (found.type === "found") return { type: "started", ...found.started };
    const ref = found.type === "unprovable" ? await refInInbox(operation, () => batch.isTimeLeft()) : null;
    if (ref === undefined) return { type: "unasked" };
    return ref === null ? found : { type: "started", ref, observation: null };
  } catch (error) {
    return { type: "troubled", trouble: troubleOf(error) };
  }
}

function requestFor({ job, kind }: Work, { provider, step, slot }: Operation): Prepared | Error {
  try {
    providerOf(provider);
    return prepare(kind.request(job, job.input, step, slot));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
