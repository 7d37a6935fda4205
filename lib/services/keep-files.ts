import type { LimitFunction } from "p-limit";
import { NoRoom, storeFile } from "@/lib/db/storage";
import { artifactName, isWhole } from "@/lib/jobs/artifact";
import { resultTooLarge, resultUnsafe } from "@/lib/jobs/failures";
import type { Artifact, OfferedFile, StoredFile } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import type { KeepResult, Trouble } from "@/lib/jobs/outcome";
import { makesAt, stepNamed } from "@/lib/jobs/kind-profile";
import { errorFields, log } from "@/lib/log";
import { providerNamed } from "@/lib/providers/registry";
import { UnsafeLink } from "@/lib/guarded-fetch";
import type { CheckClock, Unkept } from "./batch";
import { mostBytes, ResultGone, TooLarge } from "./download";
import { extensionOf, fetchResult, NoneOpened } from "./fetch-result";
import { keepSmall } from "./keep-small";
import { briefly } from "./patiently";
import { keepingTrouble, notYet } from "./trouble";

/** What came of copying one file. */
interface Copied {
  artifact: Artifact | null;
  trouble: Trouble | null;
  isGone: boolean;
  /** Why it can never be copied. */
  error: JobError | null;
}

const untouched: Copied = { artifact: null, trouble: null, isGone: false, error: null };

/**
 * Copies the files that an operation offers into our storage. A file's row is written by the commit, after the whole
 * file is stored, so half a file is never seen. The worlds we may be in, file by file:
 *
 * 1. Nobody has copied it.
 * 2. Somebody before us stored it and was killed before the commit: it is copied again, to the same place.
 * 3. Somebody slower whose claim ran out is still at it: both store the same file at the same place, and one commit counts.
 * 4. Its row is there: it is known, and left alone.
 * 5. It lies in our storage already, since it came with the answer of its create call: a row is all that it needs.
 */
export async function keepFiles(task: Unkept, clock: CheckClock, limit: LimitFunction): Promise<KeepResult> {
  const { operation, work, wasFinished } = task;
  const { artifacts: known } = work.job;
  const isKnown = ({ url }: OfferedFile) =>
    known.some((each) => each.operationId === operation.id && each.sourceUrl === url);
  // A known one is in world 4; what is not in world 5 is copied, in whichever of the first three it is.
  const copies = await Promise.all(
    (operation.output?.files ?? []).map((file, index) =>
      limit(async () => {
        if (isKnown(file)) return untouched;
        if (file.stored) return { ...untouched, artifact: artifactOf(task, file, index, file.stored) };
        return clock.isTimeToKeep() ? copy(task, file, index) : untouched;
      }),
    ),
  );
  const artifacts = copies.flatMap((each) => each.artifact ?? []);
  const taken = { operationId: operation.id, artifacts };
  if (isWhole(operation, [...known, ...artifacts])) return { ...taken, type: "whole" };
  const hopeless = copies.find((each) => each.error)?.error;
  if (hopeless) return { ...taken, type: "spoilt", error: hopeless };
  const trouble = copies.find((each) => each.trouble)?.trouble ?? null;
  const isLost = wasFinished && copies.some((each) => each.isGone);
  return isLost
    ? { ...taken, type: "lost", trouble: trouble ?? notYet }
    : { ...taken, type: "partial", trouble };
}

async function copy(
  { work, operation, wasFinished }: Unkept,
  file: OfferedFile,
  index: number,
): Promise<Copied> {
  const { job, profile } = work;
  try {
    const provider = providerNamed(operation.provider ?? "");
    const step = stepNamed(profile, operation.step);
    const makes = file.isPoster ? "pictures" : step && makesAt(step, operation.slot);
    const { bytes, contentType, extension, sha256 } = await fetchResult(file, provider, makes);
    const name = nameOf({ work, operation }, file, index, extension);
    const storagePath = `${job.userId}/${job.id}/${operation.id}/${name}`;
    // Side by side: what is made small is no reason to fail, and hardly one to wait.
    await Promise.all([
      briefly(() => storeFile("artifacts", storagePath, bytes, contentType)),
      keepSmall("artifacts", storagePath, bytes, contentType),
    ]);
    const stored = { contentType, bytes: bytes.length, sha256, storagePath };
    return { ...untouched, artifact: artifactOf({ work, operation }, file, index, stored) };
  } catch (error) {
    log("warn", "a result could not be copied", { jobId: job.id, ...errorFields(error) });
    // A poster is not waited for.
    if (file.isPoster) return untouched;
    // Where it should lie it may come a moment after the work is said to be done.
    const hopeless = error instanceof NoneOpened && !wasFinished ? null : endOf(error);
    if (hopeless) return { ...untouched, error: hopeless };
    const trouble = keepingTrouble(error);
    return { ...untouched, trouble, isGone: error instanceof ResultGone };
  }
}

type Whose = Pick<Unkept, "work" | "operation">;

function nameOf({ work, operation }: Whose, file: OfferedFile, index: number, extension: string): string {
  return artifactName(work.kind.resultName(operation.slot + 1, operation.step), file, index, extension);
}

/** The row of a file that lies in storage. */
function artifactOf(whose: Whose, file: OfferedFile, index: number, stored: StoredFile): Artifact {
  return {
    ...stored,
    operationId: whose.operation.id,
    name: nameOf(whose, file, index, extensionOf(stored.contentType)),
    sourceUrl: file.url,
    sourceExpiresAt: file.expiresAt,
  };
}

/** What no later try would change; `null` for all that may pass. */
function endOf(error: unknown): JobError | null {
  if (error instanceof TooLarge) return resultTooLarge(`${mostBytes / 1024 ** 2} MB`);
  if (error instanceof NoRoom) return resultTooLarge("our storage takes");
  return error instanceof UnsafeLink ? resultUnsafe : null;
}
