import type { Artifact, Job, Operation } from "./job";
import { advance, keep } from "./operation";
import type { KeepResult, Outcome } from "./outcome";

/** The job once the outcomes of its operations, those begun in this check included, are known. Pure. */
export function withOutcomes(
  job: Job,
  begun: readonly Operation[],
  outcomes: ReadonlyMap<string, Outcome>,
  now: Date,
): Job {
  if (begun.length === 0 && outcomes.size === 0) return job;
  const isBegun = new Set(begun.map((operation) => operation.id));
  const operations = [...job.operations.filter(({ id }) => !isBegun.has(id)), ...begun];
  return {
    ...job,
    operations: operations.map((operation) => {
      const outcome = outcomes.get(operation.id);
      return outcome ? advance(operation, outcome, now) : operation;
    }),
  };
}

/** The job once what was taken of its finished work is known. Pure. */
export function withKept(job: Job, kept: readonly KeepResult[], now: Date): Job {
  if (kept.length === 0) return job;
  const results = new Map(kept.map((each) => [each.operationId, each]));
  const operations = job.operations.map((operation) => {
    const result = results.get(operation.id);
    return result ? keep(operation, result, now) : operation;
  });
  const saved = kept.flatMap((each) => each.artifacts);
  return { ...job, operations, artifacts: withSaved(job.artifacts, saved) };
}

/** A file saved again, under a newer link, replaces the one of its name. */
function withSaved(artifacts: readonly Artifact[], saved: readonly Artifact[]): Artifact[] {
  const names = new Set(saved.map((artifact) => artifact.name));
  return [...artifacts.filter((artifact) => !names.has(artifact.name)), ...saved];
}
