import { isPoster } from "./artifact";
import type { Artifact, Job } from "./job";
import { countingOperations } from "./slots";

/** What a finished job has to show: how many files of which sort, an answer in words, and the tokens it took. */
export function resultOf(job: Job): Record<string, unknown> {
  const files = resultsOf(job);
  const pictures = files.filter((file) => file.contentType.startsWith("image/")).length;
  const videos = files.filter((file) => file.contentType.startsWith("video/")).length;
  const answered = countingOperations(job).find((each) => each.output?.text !== undefined);
  const tokensUsed = tokensOf(job);
  return {
    ...(pictures > 0 && { pictures }),
    ...(videos > 0 && { videos }),
    ...(answered?.output && { text: answered.output.text }),
    ...(answered?.output?.isCutShort && { isCutShort: true }),
    ...(tokensUsed !== null && { tokensUsed }),
  };
}

/** Tokens that all attempts took together, `null` where no provider said. */
export function tokensOf(job: Job): number | null {
  const counts = job.operations.flatMap((each) => each.output?.tokensUsed ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** The results of the operations that count, in frame order: no posters, no leftovers of replaced operations. */
export function resultsOf(job: Job): Artifact[] {
  const counting = new Set(countingOperations(job).map((operation) => operation.id));
  return job.artifacts
    .filter((artifact) => !isPoster(artifact) && counting.has(artifact.operationId))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
