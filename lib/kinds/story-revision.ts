import type { Job } from "@/lib/jobs/job";
import type { Revision, Revisions } from "./kind";
import { SceneChange, type StoryInput } from "./story-input";
import { scriptOf } from "./story-script";

/** One scene made anew: what was changed of it, and all of the film that shows it. */
export const sceneRevisions: Revisions<SceneChange> = { change: SceneChange, of: sceneRevision };

function sceneRevision(job: Job, number: number, change: SceneChange): Revision | null {
  const script = scriptOf(job);
  if (!script?.scenes[number - 1]) return null;
  const { edits } = job.input as Partial<StoryInput>;
  const edit = { ...edits?.[String(number)], ...change };
  const anew = new Set(slotsOf(number - 1, change));
  return {
    input: { ...job.input, edits: { ...edits, [String(number)]: edit } },
    superseded: job.operations.flatMap(({ id, step, slot }) => (anew.has(`${step} ${slot}`) ? id : [])),
  };
}

/** What is made of a scene: the segment before it fades into its picture. */
function slotsOf(index: number, { narration, picturePrompt }: SceneChange): string[] {
  return [
    ...(picturePrompt === undefined ? [] : [`assets ${2 * index}`]),
    ...(narration === undefined ? [] : [`assets ${2 * index + 1}`]),
    `rendering ${index - 1}`,
    `rendering ${index}`,
    "joining 0",
  ];
}
