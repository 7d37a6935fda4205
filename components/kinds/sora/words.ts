import type { KindWords } from "@/components/kinds/kind-face";
import type { JobView } from "@/lib/jobs/job-view";
import { videoOf, videoParts } from "./input";

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
