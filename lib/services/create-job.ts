import { createHash } from "node:crypto";
import { createLibraryJob } from "@/lib/db/job-assets";
import { createJobRow } from "@/lib/db/job-verbs";
import { readJob, readJobByKey } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import type { Job, Priority } from "@/lib/jobs/job";
import { firstEngines } from "@/lib/jobs/kind-profile";
import { LibraryChoice, mostPictures } from "@/lib/jobs/library";
import type { Engines } from "@/lib/jobs/engine";
import { inPlainWords } from "@/lib/jobs/plain-words";
import { providersOf } from "@/lib/jobs/plan";
import type { Kind } from "@/lib/kinds/kind";
import { kindFor, kindNamed } from "@/lib/kinds/registry";
import { isOnTheInternet } from "@/lib/public-address";
import { sendsInline } from "@/lib/providers/openai-batches/config";
import { Conflict, InvalidInput, LimitReached, UnknownChoice } from "./errors";
import { requireOffered } from "./require-offered";
import type { Source } from "@/lib/jobs/source";

export interface JobRequest {
  kind: string;
  input: unknown;
  priority?: Priority | undefined;
  idempotencyKey: string | null;
}

/**
 * Creates a job, due at once. The same key with the same body finds the job it made; `isNew` tells. Throws
 * `InvalidInput`, `UnknownChoice` (an image that is not this user's), `Conflict` (same key, other body) or `LimitReached`.
 */
export async function createJob(
  user: User,
  request: JobRequest,
  source: Source,
): Promise<{ job: Job; isNew: boolean }> {
  const inputHash = createHash("sha256")
    .update(canonical({ kind: request.kind, input: request.input, priority: request.priority }))
    .digest("hex");
  let accepted: Accepted;
  try {
    accepted = await accept(user, request);
  } catch (error) {
    // What was accepted once is there, though the same would be refused by now.
    const earlier =
      error instanceof InvalidInput && (await readJobByKey(user, request.idempotencyKey, inputHash));
    if (earlier) return { job: earlier, isNew: false };
    throw error;
  }
  const { kind, input, choice, engines } = accepted;
  const row = {
    userId: user.id,
    kind: request.kind,
    inputHash,
    idempotencyKey: request.idempotencyKey,
    engines,
    providers: providersOf(firstEngines(engines, kind.profile)),
    priority: request.priority ?? "normal",
    deadlineMs: kind.profile.deadlineMs,
    maxActive: env().MAX_ACTIVE_JOBS,
    source,
  };
  const result = choice
    ? await createLibraryJob({ ...row, choice, isInline: liesInside() })
    : await createJobRow({ ...row, input, uploads: kind.uploads(input) });
  switch (result.outcome) {
    case "created":
      return { job: result.job, isNew: true };
    case "existing":
      return { job: result.job, isNew: false };
    case "conflict":
      throw new Conflict("idempotency_conflict", "This Idempotency-Key was used with another body.");
    case "unknown_upload":
      throw new InvalidInput(
        "unknown_upload",
        "One of the pictures is not among your uploads. Upload it again.",
      );
    case "unknown_asset":
      throw new UnknownChoice(
        "unknown_asset",
        "One of these images is not in your library. Nothing was started.",
      );
    case "unknown_job":
      throw new UnknownChoice("unknown_job", "There is no job of yours that has ended and left images.");
    case "no_assets":
      throw new InvalidInput(
        "no_assets",
        "There is no image to tag: all of them are tagged, or are being tagged.",
      );
    case "too_many_assets":
      throw new InvalidInput(
        "too_many_assets",
        `At most ${mostPictures.toLocaleString("en")} images can be tagged at once. Choose some of them.`,
      );
    case "limit":
      throw tooManyActive();
  }
}

/** Whether jobs of this kind are about images of a library, of which a request names many. */
export function namesManyImages(kind: string): boolean {
  return kindNamed(kind)?.library !== undefined;
}

/** Whether images lie inside what is sent: no provider could follow a link to an app that is not on the internet. */
function liesInside(): boolean {
  return sendsInline() ?? !isOnTheInternet(new URL(env().APP_URL).hostname);
}

interface Accepted {
  kind: Kind;
  input: Record<string, unknown>;
  /** Which images of their library a user wants it for; `null` for a kind that is not about them. */
  choice: LibraryChoice | null;
  engines: Engines;
}

/** Throws `InvalidInput` for what the kind does not take, or nobody offers. */
async function accept(user: User, request: JobRequest): Promise<Accepted> {
  const named = kindNamed(request.kind);
  if (!named) throw new InvalidInput("unknown_kind", "There is no such kind of job.");
  const parsed = (named.library ?? named.given ?? named.input).safeParse(request.input, {
    error: inPlainWords,
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
    throw new InvalidInput("invalid_input", `${where}${issue?.message ?? "The input is not valid."}`);
  }
  const input = await withEarlierWork(user, named, parsed.data as Record<string, unknown>);
  const kind = kindFor(named, input);
  const engines = kind.engines(input);
  await requireOffered(Object.values(engines));
  return { kind, input, choice: kind.library ? LibraryChoice.parse(input) : null, engines };
}

/** The input with what it takes from an earlier job, if it names one. Throws `InvalidInput` where there is nothing to take. */
async function withEarlierWork(user: User, { reuse }: Kind, input: Record<string, unknown>) {
  const id = reuse?.jobOf(input) ?? null;
  if (!reuse || id === null) return input;
  const earlier = await readJob(user, id);
  const taken = earlier
    ? reuse.takeOver(input, earlier, new Date())
    : "There is no such job of yours to go on with.";
  if (typeof taken === "string") throw new InvalidInput("not_reusable", taken);
  return taken as Record<string, unknown>;
}

/** The refusal to start another job while the limit of active ones is reached. */
export function tooManyActive(): LimitReached {
  return new LimitReached(
    "too_many_active_jobs",
    `At most ${env().MAX_ACTIVE_JOBS} jobs can be active at once. Wait for one to end.`,
    30,
  );
}

/** JSON with sorted keys, so that the same input always hashes the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
