import type { KindWords } from "@/components/kinds/kind-face";
import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { orientation, videoOf, videoParts } from "./input";

export const videoWords: KindWords = {
  name: "Video",
  plural: "Videos",
  line: "Describe a scene, and get a few seconds of film. A picture can be where it starts.",
  short: "A few seconds of film, from your words.",
  awaited: "the video",
  refusing: "refused it",
  piece: () => "the video",
  hasUploads: (job) => videoOf(job).image !== null,
  summary: (job) => videoParts(job).join(" · ") || "Video",
  developed,
};

/** "A portrait video of 4 seconds, from your words alone.": what was asked for, beside those words. */
export function askedFor(job: Pick<JobView, "input">): string {
  const { shape, seconds, image } = videoOf(job);
  const length = seconds === null ? "" : ` of ${count(seconds, "second")}`;
  const from = image === null ? "from your words alone" : "beginning with your picture";
  return `A ${orientation(shape).toLowerCase()} video${length}, ${from}.`;
}

function developed(job: JobView): string {
  switch (job.status) {
    case "completed":
      return "The video is ready to play";
    case "pending":
    case "processing":
      return job.stageLabel;
    case "failed":
    case "canceled":
      return "No video was made";
  }
}
