import { moneySentence, reasonSentence } from "@/components/copy/endings";
import { count } from "@/components/ui/figures";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import type { VideoStatus } from "@/lib/jobs/story";
import { storyVideoWords } from "./words";

/** How a story stands for whoever watches it: without a script there is nothing to tell yet. */
export type StoryNow = VideoStatus | "writing";

export function storyNow(job: JobView): StoryNow {
  const { videoStatus, scenes } = storyOf(job);
  // One that has failed may still have all that its film is made of: without a renderer that is where it stands.
  if (job.status === "failed" || job.status === "canceled") return "failed";
  return scenes.length === 0 && videoStatus === "script_generated" ? "writing" : videoStatus;
}

/** What a change of status means, in two short sentences; `null` where nothing has changed. */
export function newsOf(
  before: StoryNow,
  now: StoryNow,
  job: JobView,
): { title: string; description: string } | null {
  if (before === now) return null;
  const { scenes, title } = storyOf(job);
  const name = title ?? job.title;
  if (isGoingOn(before, now)) {
    return { title: "It is being made again", description: "Only what is missing is made." };
  }
  switch (now) {
    case "writing":
      return { title: "The script is being written", description: name };
    case "script_generated":
      return {
        title: "The script is written",
        description: `${count(scenes.length, "scene")}. Their pictures and voices are made next.`,
      };
    case "assets_missing":
      return { title: "The first of it is here", description: `${storyVideoWords.developed(job)}.` };
    case "assets_generated":
      return { title: "All pictures and voices are here", description: "The film is rendered next." };
    case "rendering":
      return { title: "The film is being rendered", description: "Scene by scene, then joined." };
    case "completed":
      return { title: "The film is ready", description: `${storyVideoWords.developed(job)}.` };
    case "failed":
      return job.status === "canceled"
        ? { title: `${name} was canceled`, description: `${storyVideoWords.developed(job)}.` }
        : { title: `${name} failed`, description: whyFailed(job) };
  }
}

/** Whether a story that was over goes on with what there is of it. */
function isGoingOn(before: StoryNow, now: StoryNow): boolean {
  const isOver = (state: StoryNow) => state === "completed" || state === "failed";
  return isOver(before) && !isOver(now) && now !== "writing";
}

function whyFailed(job: JobView): string {
  const { error } = job;
  if (error === null) return "No reason was given.";
  return `${reasonSentence(error, job)} ${moneySentence(error, job)}`;
}
