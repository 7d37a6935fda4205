import { artifactPath, isPoster } from "./artifact";
import type { Artifact, Job, Operation } from "./job";
import type { KindProfile } from "./kind-profile";
import { countingOperations } from "./slots";

type Steps = Pick<KindProfile, "steps">;

/** What a finished job has to show: how many files of which sort, an answer in words, and the tokens it took. */
export function resultOf(job: Job, profile: Steps): Record<string, unknown> {
  const files = resultsOf(job, profile);
  const pictures = files.filter((file) => file.contentType.startsWith("image/")).length;
  const videos = files.filter((file) => file.contentType.startsWith("video/")).length;
  const answered = shown(job, profile).find((each) => each.output?.text !== undefined);
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

/**
 * The results of the operations that count, in frame order: no posters, no leftovers of replaced operations, and nothing
 * that was made for later steps alone.
 */
export function resultsOf(job: Job, profile: Steps): Artifact[] {
  const counting = new Set(shown(job, profile).map((operation) => operation.id));
  return job.artifacts
    .filter((artifact) => !isPoster(artifact) && counting.has(artifact.operationId))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where the results are served, at `baseUrl`: for the job's owner only. */
export function resultUrls(job: Job, profile: Steps, baseUrl: string): string[] {
  return resultsOf(job, profile).map((artifact) => baseUrl + artifactPath(job.id, artifact.name));
}

/** The operations that count, of the steps that show what they make. */
function shown(job: Job, { steps }: Steps): Operation[] {
  const inner = new Set(steps.flatMap((step) => (step.isInner ? step.name : [])));
  return countingOperations(job).filter((operation) => !inner.has(operation.step));
}
