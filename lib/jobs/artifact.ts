import type { Artifact, OfferedFile, Operation } from "./job";

const posterMark = "-poster";

/** The name of a result file: its frame's name, counted from the second file on; a poster says that it is one. */
export function artifactName(frame: string, file: OfferedFile, index: number, extension: string): string {
  const suffix = file.isPoster ? posterMark : index === 0 ? "" : `-${index + 1}`;
  return `${frame}${suffix}.${extension}`;
}

/** Whether a file is the still of a video, not a result of its own. */
export function isPoster(artifact: Pick<Artifact, "name">): boolean {
  return artifact.name.includes(`${posterMark}.`);
}

/** Whether every file that an operation offers is among these; a poster is not waited for. */
export function isWhole({ id, output }: Operation, artifacts: readonly Artifact[]): boolean {
  const saved = new Set(artifacts.flatMap((each) => (each.operationId === id ? each.sourceUrl : [])));
  return (output?.files ?? []).every((file) => file.isPoster || saved.has(file.url));
}

/** Where a result file of a job is served. */
export function artifactPath(jobId: string, name: string): string {
  return `/api/jobs/${jobId}/artifacts/${encodeURIComponent(name)}`;
}

/** What tells a result file from others that had its name or have it later: in its address, and wherever it is named. */
export function artifactVersion(sha256: string): string {
  return sha256.slice(0, 8);
}
