import type { Artifact, Job, Operation } from "@/lib/jobs/job";
import { jobWith, noon, operationWith } from "./sample-jobs";

/** A script as a writer answers it, each scene like the first. */
export function scriptAnswer(scenes: number, more: { narration?: string; picturePrompt?: string } = {}) {
  return {
    title: "The lamp",
    style: "Gouache on rough paper.",
    cast: [{ name: "Marta", look: "an old woman in a yellow coat" }],
    scenes: Array.from({ length: scenes }, (_, index) => ({
      narration: `Marta waits for ship ${index + 1}.`,
      picturePrompt: `Marta at window ${index + 1}`,
      mood: "tender",
      ...more,
    })),
  };
}

/** The steps whose pieces we make ourselves. */
const ours: ReadonlySet<string> = new Set(["rendering", "joining"]);

/** Work of a story that has succeeded and is kept, with a file for each of these extensions. */
export function keptWork(
  step: string,
  slot: number,
  { facts, text }: { facts?: Record<string, unknown>; text?: string } = {},
): Operation {
  return operationWith({
    step,
    slot,
    ...(ours.has(step) && { provider: null, runningAt: noon }),
    state: "succeeded",
    endedAt: noon,
    keptAt: noon,
    output: { files: [], ...(facts && { facts }), ...(text !== undefined && { text }) },
  });
}

export function fileOf({ id }: Operation, name: string): Artifact {
  return {
    operationId: id,
    name,
    contentType: "application/octet-stream",
    bytes: 10,
    sha256: "00",
    storagePath: `user/job/${name}`,
    sourceUrl: name,
    sourceExpiresAt: null,
  };
}

/** A story whose script is written, with so many scenes. */
export function writtenStory(scenes: number, fields: Partial<Job> = {}): Job {
  return jobWith({
    kind: "story_video",
    status: "processing",
    stage: "assets",
    engines: {},
    input: { story: "Marta waits.", height: 96 },
    operations: [keptWork("script", 0, { text: JSON.stringify(scriptAnswer(scenes)) })],
    ...fields,
  });
}
