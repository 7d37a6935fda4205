import pLimit from "p-limit";
import { storeFile } from "@/lib/db/storage";
import { artifactName } from "@/lib/jobs/artifact";
import type { Artifact, OfferedFile, Operation } from "@/lib/jobs/job";
import { advance } from "@/lib/jobs/operation";
import type { Trouble } from "@/lib/jobs/outcome";
import { isSaved } from "@/lib/jobs/plan";
import { ProviderError } from "@/lib/providers/provider-error";
import { providerNamed } from "@/lib/providers/registry";
import { errorFields, log } from "@/lib/log";
import type { Batch, Work } from "./batch";
import { ResultGone } from "./download";
import { fetchResult } from "./fetch-result";

const concurrency = 4;

/** What was copied for one job, and what could not be. */
export interface Saved {
  artifacts: Artifact[];
  troubles: Trouble[];
}

/**
 * Copies what providers have finished into our storage, while there is time; the rest waits for the next
 * check. A file's row is written by the commit, after the whole file is stored, so half a file is never seen.
 */
export async function saveResults(batch: Batch): Promise<Map<string, Saved>> {
  const limit = pLimit(concurrency);
  const saved = new Map<string, Saved>(
    batch.works.map(({ job }) => [job.id, { artifacts: [], troubles: [] }]),
  );
  await Promise.all(
    batch.works.flatMap((work) =>
      finished(batch, work).flatMap((operation) =>
        (operation.output?.files ?? []).map((file, index) =>
          limit(async () => {
            const result = saved.get(work.job.id);
            if (!result || !batch.isTimeLeft() || isKnown(work, operation, file)) return;
            await save(batch, work, operation, file, index, result);
          }),
        ),
      ),
    ),
  );
  return saved;
}

/** Operations of a job that have files to copy, as they are after what this check has learned. */
function finished(batch: Batch, { job, plan }: Work): Operation[] {
  const candidates = new Map(
    [...plan.save, ...plan.observe, ...(batch.begun.get(job.id) ?? [])].map((each) => [each.id, each]),
  );
  return [...candidates.values()]
    .map((operation) => {
      const outcome = batch.outcomes.get(operation.id);
      return outcome ? advance(operation, outcome, batch.now()) : operation;
    })
    .filter((operation) => operation.state === "succeeded" && !isSaved(operation, job.artifacts));
}

async function save(
  batch: Batch,
  { job, kind, plan }: Work,
  operation: Operation,
  file: OfferedFile,
  index: number,
  result: Saved,
): Promise<void> {
  const wasFinished = plan.save.some((each) => each.id === operation.id);
  try {
    const { bytes, contentType, extension, sha256 } = await fetchResult(
      file,
      providerNamed(operation.provider),
    );
    const name = artifactName(kind.resultName(operation.slot + 1), file, index, extension);
    const storagePath = `${job.userId}/${job.id}/${operation.id}/${name}`;
    await storeFile("artifacts", storagePath, bytes, contentType);
    result.artifacts.push({
      operationId: operation.id,
      name,
      contentType,
      bytes: bytes.length,
      sha256,
      storagePath,
      sourceUrl: file.url,
      sourceExpiresAt: file.expiresAt,
    });
  } catch (error) {
    log("warn", "a result could not be copied", { jobId: job.id, ...errorFields(error) });
    if (file.isPoster) return;
    if (error instanceof ResultGone && wasFinished) batch.outcomes.set(operation.id, { type: "lost" });
    result.troubles.push(error instanceof ProviderError ? error.trouble : notYet);
  }
}

const notYet: Trouble = {
  code: "result_unavailable",
  message: "A finished file could not be fetched from the provider yet.",
  retryAfterMs: null,
};

function isKnown(work: Work, operation: Operation, file: OfferedFile): boolean {
  return work.job.artifacts.some((each) => each.operationId === operation.id && each.sourceUrl === file.url);
}
