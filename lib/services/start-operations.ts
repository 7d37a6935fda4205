import pLimit from "p-limit";
import { beginOperations, type Intent } from "@/lib/db/claims";
import { env } from "@/lib/env";
import { judged } from "@/lib/jobs/asked";
import { ourFault, referenceTaken, uploadGone } from "@/lib/jobs/failures";
import type { Operation } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import { engineOf, makesAt, type StepProfile } from "@/lib/jobs/kind-profile";
import { advance, answeredSettleMs, settleMs } from "@/lib/jobs/operation";
import type { Outcome } from "@/lib/jobs/outcome";
import { errorFields, log } from "@/lib/log";
import { callbackToken } from "@/lib/providers/callback-token";
import { ProviderError, Unsendable } from "@/lib/providers/provider-error";
import type { Prepared } from "@/lib/providers/registry";
import { intentSettlesMs, longStartMs, type CheckClock, type Work } from "./batch";
import { fileUrls, UploadGone } from "./file-urls";
import { keepFate } from "./keep-fates";
import { keepMade } from "./keep-made";
import { libraryPictures } from "./library-pictures";
import { patiently } from "./patiently";
import { requestFor } from "./request-for";
import { troubleOf } from "./trouble";

/** So many intents a batch at most: a claim must not end while create calls still wait their turn. */
const mostStarts = 96;
const concurrency = 8;

/**
 * So many calls that hold until the work is done are made in a batch, all at once; the rest of them in the next, which
 * follows at once. None of them waits its turn with its intent written: whoever is killed leaves no more behind than was
 * really asked for, and of such work nobody can find out whether it was.
 */
const mostHeld = 4;

/** So many of them send pictures of a library, in files that may be large: more at once would only slow each other down. */
const sendingAtOnce = 2;

/** What was begun in a batch. */
export interface Begun {
  /** Intents written, by job. */
  operations: ReadonlyMap<string, Operation[]>;
  /** What came of the create calls, by operation. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** Why work could not be asked for at all, by job: our own fault, before any call was made. */
  faults: ReadonlyMap<string, JobError>;
}

/** An intent, and what is to be asked of its provider; `null` for a piece of our own, which others make. */
interface Wanted extends Pick<Work, "job" | "kind"> {
  intent: Intent;
  step: StepProfile;
  prepared: Prepared | null;
}

/**
 * Begins what is to be begun: every request is built and read first, then the intents are written in one call, then
 * the create calls are made that are ours to make.
 */
export async function startOperations(
  claimId: string,
  works: readonly Work[],
  clock: CheckClock,
): Promise<Begun> {
  const { wanted, faults } = wantedOf(works);
  if (wanted.size === 0) return { operations: new Map(), outcomes: new Map(), faults };

  const intents = [...wanted.values()].map((each) => each.intent);
  // Made again where it was cut off, since the claim would last for minutes: intents that were written all the same are nobody's.
  const operations = await patiently(() => beginOperations(claimId, intents, intentSettlesMs));
  const limits = { plain: pLimit(concurrency), sending: pLimit(sendingAtOnce), held: pLimit(mostHeld) };
  const outcomes = await Promise.all(
    operations.map(async (operation): Promise<Array<[string, Outcome]>> => {
      const asked = wanted.get(keyOf(operation));
      if (!asked?.prepared) return [];
      const { provider, request } = asked.prepared;
      const limit = provider.isSynchronous ? limits.held : request.pictures ? limits.sending : limits.plain;
      const start = { ...asked, prepared: asked.prepared, operation };
      return [[operation.id, await limit(() => startKept(claimId, start, clock))]];
    }),
  );
  return {
    operations: Map.groupBy(operations, (operation) => operation.jobId),
    outcomes: new Map(outcomes.flat()),
    faults,
  };
}

/** What is to be begun, as much as a batch can, by slot; a job whose request makes no sense begins nothing. */
function wantedOf(works: readonly Work[]) {
  const wanted = new Map<string, Wanted>();
  const faults = new Map<string, JobError>();
  let held = 0;
  for (const work of works) {
    try {
      const slots = work.plan.begin.slice(0, Math.max(0, mostStarts - wanted.size));
      for (const each of wantedBy(work, slots)) {
        if (each.prepared?.provider.isSynchronous && ++held > mostHeld) continue;
        wanted.set(keyOf(each.intent), each);
      }
    } catch (error) {
      log("error", "what is to be asked cannot be said", { jobId: work.job.id, ...errorFields(error) });
      faults.set(work.job.id, ourFault);
    }
  }
  return { wanted, faults };
}

function wantedBy(work: Work, slots: readonly number[]): Wanted[] {
  const { job, kind, plan } = work;
  const { step } = plan;
  if (step === null) return [];
  return slots.map((slot) => {
    const engine = engineOf(job.engines, step, slot);
    const { provider = null, model = null } = engine ?? {};
    const intent = { jobId: job.id, attempt: job.attempt, step: step.name, slot, provider, model };
    return {
      intent,
      job,
      kind,
      step,
      prepared: step.isOurs ? null : requestFor(work, step.name, slot, engine),
    };
  });
}

/** An intent that is ours, and the create call that it stands for. */
interface Start extends Wanted {
  prepared: Prepared;
  operation: Operation;
}

/** Makes the create call of an intent that is ours, and writes what became of it before anything else is awaited. */
async function startKept(claimId: string, asked: Start, clock: CheckClock): Promise<Outcome> {
  const { operation, step, kind } = asked;
  const outcome = judged(await start(asked, clock), step, operation.slot, kind);
  if (outcome.type === "skipped") return outcome;
  const { isTaken } = await keepFate(claimId, advance(operation, outcome, clock.now()));
  return isTaken ? { type: "refused", error: referenceTaken } : outcome;
}

/**
 * Makes the create call of an intent that is ours. The worlds we may be in once it has ended:
 *
 * 1. It answered: the work has the provider's id; or its answer was the work itself, which is stored before anything else
 *    (see keep-made).
 * 2. It was refused for good: there is no work, and nothing was charged.
 * 3. It provably did nothing, and may be made again: we never called, or were told to come back later.
 * 4. It was never made, and will not be as it is: what it needs is gone, or too much to be sent.
 * 5. It may have worked: no answer, or one that makes no sense. It is looked up once it has settled (see reconcile).
 * 6. We were killed in between, or before the answer to our intents reached us: nobody is here to say so, and the
 *    intent alone tells whoever comes next. Nobody makes its call; once it has settled, it is looked up, and an answer
 *    that we had stored by then is found.
 */
async function start({ prepared, operation, job, step }: Start, clock: CheckClock): Promise<Outcome> {
  const { name, provider, request } = prepared;
  const { id, slot } = operation;
  const { pictures } = request;
  const isTimeLeft = () => clock.isTimeLeft(pictures || provider.isSynchronous ? longStartMs : 0);
  if (!isTimeLeft()) return { type: "skipped" }; // World 3.
  let urls: string[];
  try {
    // Wrong ones may be mended: nothing is called until then.
    provider.variables();
    urls = await fileUrls(request.files, provider);
  } catch (error) {
    if (error instanceof UploadGone) return { type: "unstartable", error: uploadGone }; // World 4.
    return { type: "postponed", trouble: troubleOf(error) }; // World 3.
  }
  // Loading them has taken its time; what is begun now has to end within the claim.
  if (!isTimeLeft()) return { type: "skipped" }; // World 3.
  const query = new URLSearchParams({ op: id, t: callbackToken(env().WEBHOOK_SECRET, name, id) });
  const callbackUrl = `${env().APP_URL}/api/webhooks/${name}?${query}`;
  try {
    const started = await provider.start(request, {
      operationId: id,
      callbackUrl,
      fileUrls: urls,
      pictures: () => (pictures ? libraryPictures(id, pictures) : noPictures()),
    });
    const { made, ...rest } = started;
    if (made === undefined) return { type: "started", ...rest }; // World 1.
    return await keepMade({ job, operation, makes: makesAt(step, slot) }, { ...rest, made }); // World 1.
  } catch (error) {
    if (error instanceof Unsendable) {
      log("error", "a request could not be put together", errorFields(error));
      return { type: "unstartable", error: ourFault }; // World 4.
    }
    if (!(error instanceof ProviderError)) return { type: "uncertain", trouble: troubleOf(error), settleMs }; // World 5.
    const { mayHaveWorked, isCutOff, isAccepted = false, isUnasked = false } = error.facts;
    if (mayHaveWorked) {
      const afterMs = isCutOff ? settleMs : answeredSettleMs;
      return { type: "uncertain", trouble: troubleOf(error), settleMs: afterMs, isAccepted }; // World 5.
    }
    if (error.facts.retryable) return { type: "postponed", trouble: troubleOf(error) }; // World 3.
    if (isUnasked) return { type: "unstartable", error: error.refusal }; // World 4.
    return { type: "refused", error: error.refusal }; // World 2.
  }
}

function keyOf({ jobId, step, slot }: { jobId: string; step: string; slot: number }): string {
  return `${jobId} ${step} ${slot}`;
}

async function* noPictures() {}
