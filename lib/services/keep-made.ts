import { createHash } from "node:crypto";
import { loadFile, NoRoom, storeFile } from "@/lib/db/storage";
import { noResult, resultTooLarge } from "@/lib/jobs/failures";
import type { Job, Operation } from "@/lib/jobs/job";
import type { Makes } from "@/lib/jobs/kind-profile";
import type { Observation, Outcome } from "@/lib/jobs/outcome";
import type { Started } from "@/lib/providers/provider";
import { errorFields, log } from "@/lib/log";
import { typeOf } from "./fetch-result";
import { keepSmall } from "./keep-small";
import { patiently, stubbornly } from "./patiently";
import { keepingTrouble } from "./trouble";

/** How long an answer that could not be stored is held on to, in memory; only then it is looked up. */
const memoryMs = 300_000;

/** An operation whose create call answers with what it made. */
export interface Answered {
  job: Pick<Job, "id" | "userId">;
  operation: Pick<Operation, "id">;
  makes: Makes | undefined;
}

/** Where the file of such an answer lies: one place for each operation, which is known before the call is made. */
function placeOf({ job, operation }: Answered): string {
  return `${job.userId}/${job.id}/${operation.id}/answer`;
}

/**
 * Stores what a create call answered with, before anything else is known of it: nobody else has it, and it was paid for.
 * Once it lies there, whoever comes by finds it, though we should be killed. The worlds we may be in after that:
 *
 * 1. It is stored: the work has succeeded.
 * 2. It is not of the sort that was asked for, or larger than storage takes: the work has failed, and was charged.
 * 3. Storage is away for longer than somebody can wait: it is stored behind the check, as long as this process lives, and
 *    looked up after that. Its call is not made again, whatever the provider says it does not know.
 */
export async function keepMade(
  answered: Answered,
  { made, ...started }: Started & { made: Buffer },
): Promise<Outcome> {
  const contentType = await typeOf(made, answered.makes);
  const path = placeOf(answered);
  const ended = (observation: Observation): Outcome => ({ type: "started", ref: started.ref, observation });
  if (contentType === null) return ended({ state: "failed", error: noResult("", false) }); // World 2.
  const store = () => storeFile("artifacts", path, made, contentType);
  try {
    // Side by side: what is made small keeps nobody from what was paid for.
    await Promise.all([patiently(store), keepSmall("artifacts", path, made, contentType)]);
  } catch (error) {
    // World 2.
    if (error instanceof NoRoom)
      return ended({ state: "failed", error: resultTooLarge("our storage takes") });
    log("error", "what a create call answered with cannot be stored", errorFields(error));
    void stubbornly(store, memoryMs).catch(() => undefined);
    const trouble = keepingTrouble(error);
    return { type: "uncertain", trouble, settleMs: memoryMs, isAccepted: true }; // World 3.
  }
  const { files: _none, ...said } = outputOf(started.observation);
  return ended({ ...said, ...succeededWith(made, contentType, path) }); // World 1.
}

/** Finds what such a call answered with, if it came so far; `null` where nothing is stored. Throws where storage is away. */
export async function findMade(answered: Answered): Promise<Observation | null> {
  const path = placeOf(answered);
  const file = await loadFile("artifacts", path);
  if (!file) return null;
  const made = Buffer.from(await file.arrayBuffer());
  const contentType = await typeOf(made, answered.makes);
  return contentType === null ? null : succeededWith(made, contentType, path);
}

function succeededWith(
  made: Buffer,
  contentType: string,
  storagePath: string,
): Observation & { state: "succeeded" } {
  const sha256 = createHash("sha256").update(made).digest("hex");
  const stored = { contentType, bytes: made.length, sha256, storagePath };
  return { state: "succeeded", files: [{ url: `stored:${storagePath}`, expiresAt: null, stored }] };
}

/** What the call said besides. */
function outputOf(seen: Observation | null): Observation & { state: "succeeded" } {
  return seen?.state === "succeeded" ? seen : { state: "succeeded", files: [] };
}
