import { z } from "zod";
import { reviseJobRow } from "@/lib/db/job-verbs";
import { readJob } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import type { Job, Operation } from "@/lib/jobs/job";
import { isUnderWay } from "@/lib/jobs/operation";
import { inPlainWords } from "@/lib/jobs/plain-words";
import { enginesAhead, enginesToBegin, providersOf } from "@/lib/jobs/plan";
import type { SlotCount } from "@/lib/jobs/slots";
import type { Source } from "@/lib/jobs/source";
import { isTerminal } from "@/lib/jobs/status";
import type { Revision } from "@/lib/kinds/kind";
import { kindOf } from "@/lib/kinds/registry";
import { tooManyActive } from "./create-job";
import { Conflict, InvalidInput, NotFound } from "./errors";
import { requireOffered } from "./require-offered";
import { stopWork } from "./stop-work";

/** A change may say which attempt it was thought of in: sent again after its answer was lost, it is of another one. */
const Fence = z.looseObject({ attempt: z.int("Give the attempt as a whole number.").min(1).optional() });

/**
 * Has part `number` (from 1) of a job that has ended made anew, as `change` says: a new attempt, due at once, that keeps and
 * does not pay for the rest. With an `attempt` besides, it is only for that one. Throws `NotFound`, also where there is no such part, `InvalidInput`, `Conflict` or
 * `LimitReached`.
 */
export async function reviseJob(
  user: User,
  id: string,
  number: number,
  change: unknown,
  source: Source,
): Promise<Job> {
  const job = await readJob(user, id);
  const kind = job && kindOf(job);
  const revisions = kind?.revision;
  if (!job || !kind || !revisions) throw new NotFound();
  const { attempt, ...fields } = parsed(Fence, change);
  const wanted = parsed(revisions.change, fields);
  if (attempt !== undefined && attempt !== job.attempt) throw changedMeanwhile();
  if (!isTerminal(job.status)) throw notOver();
  const revision = revisions.of(job, number, wanted);
  if (!revision) throw new NotFound();

  const next = revised(job, revision);
  const slots: SlotCount = (now, step) => kind.slots(next.input, step, now);
  await requireOffered(enginesToBegin(next, kind.profile, slots));
  const result = await reviseJobRow({
    jobId: id,
    userId: user.id,
    attempt: job.attempt,
    part: number,
    ...revision,
    providers: providersOf(enginesAhead(next, kind.profile, slots)),
    deadlineMs: kind.profile.deadlineMs,
    maxActive: env().MAX_ACTIVE_JOBS,
    source,
  });
  switch (result.outcome) {
    case "revised":
      await stopSuperseded(job, result.job, source);
      return result.job;
    case "active":
      throw notOver();
    case "stale":
      throw changedMeanwhile();
    case "limit":
      throw tooManyActive();
    case "not_found":
      throw new NotFound();
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, error } = schema.safeParse(value, { error: inPlainWords });
  if (error === undefined) return data;
  const issue = error.issues[0];
  const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  throw new InvalidInput("invalid_input", `${where}${issue?.message ?? "The change is not valid."}`);
}

const slotOf = ({ step, slot }: Operation) => `${step} ${slot}`;

/** The job as its next attempt will find it: every operation of a superseded slot counts no more, as in the record. */
function revised(job: Job, { input, superseded }: Revision): Job {
  const anew = new Set(job.operations.flatMap((each) => (superseded.includes(each.id) ? slotOf(each) : [])));
  const operations = job.operations.filter((each) => !anew.has(slotOf(each)));
  return { ...job, input, operations, attempt: job.attempt + 1, autoRetries: 0 };
}

/** What of the replaced work may still run is asked to stop: nothing will come of it. */
async function stopSuperseded(before: Job, after: Job, source: Source): Promise<void> {
  const wasThere = new Set(before.operations.flatMap((each) => (each.supersededAt === null ? each.id : [])));
  const replaced = after.operations.filter((each) => each.supersededAt !== null && wasThere.has(each.id));
  await Promise.all(replaced.filter(isUnderWay).map((operation) => stopWork(after.id, operation, source)));
}

function changedMeanwhile(): Conflict {
  return new Conflict("changed_meanwhile", "It was changed in the meantime. Look at it again first.");
}

function notOver(): Conflict {
  return new Conflict("not_over", "Wait until it has ended, or cancel it first.");
}
