import type { Artifact, OfferedFile, Operation } from "./job";
import { smallAddress } from "./small-picture";

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

/** Whether it moves. */
export function isFilm({ contentType }: Pick<Artifact, "contentType">): boolean {
  return contentType.startsWith("video/");
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

/** The same for this very file: what is made anew under its name has another address, so that no old picture is shown for it. */
export function versionPath(jobId: string, { name, sha256 }: Pick<Artifact, "name" | "sha256">): string {
  return `${artifactPath(jobId, name)}?v=${artifactVersion(sha256)}`;
}

/** Where a still of this file is served: the `poster` that came with it, or else one that is made of it. `null` for what does not move. */
export function stillPath(jobId: string, file: Artifact, poster: Artifact | undefined): string | null {
  if (poster) return versionPath(jobId, poster);
  return isFilm(file) ? smallAddress(versionPath(jobId, file), 768) : null;
}
