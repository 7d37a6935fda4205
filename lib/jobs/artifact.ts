import type { Artifact, OfferedFile } from "./job";

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
