import dynamic from "next/dynamic";
import type { KindFace } from "@/components/kinds/kind-face";
import type { JobView } from "@/lib/jobs/job-view";
import { madeWith } from "./input";
import { VideoResult } from "./result";
import { VideoSheet } from "./sheet";
import { VideoStrip } from "./strip";

/** Video: one wide frame whose stills fill in, then the player. */
export const sora: KindFace = {
  name: "Video",
  plural: "Videos",
  line: "Describe a scene, and get a few seconds of film. A picture can be where it starts.",
  awaited: "the video",
  piece: () => "the video",
  Form: dynamic(async () => (await import("./form")).VideoForm),
  Result: VideoResult,
  Sheet: VideoSheet,
  Strip: VideoStrip,
  summary: (job) => madeWith(job) || "Video",
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
