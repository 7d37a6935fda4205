"use client";
import { FilmStage } from "@/components/sheet/film-stage";
import { useWait } from "@/components/sheet/use-wait";
import type { FrameView, JobView } from "@/lib/jobs/job-view";
import { videoOf } from "./input";
import { VideoFrame } from "./video-frame";

const words = {
  latent: "The video, not begun",
  developing: "The video, developing",
  developed: "The video, being saved",
  spoilt: "The video, spoilt",
} as const satisfies Record<FrameView["state"], string>;

/** One wide frame, in the shape that the video will have. */
export function VideoSheet({ job }: { job: JobView }) {
  useWait(job);
  const { width, height } = videoOf(job).shape;
  return (
    <FilmStage ratio={width / height}>
      <span className="sr-only">{words[job.frames[0]?.state ?? "latent"]}</span>
      <VideoFrame job={job} />
    </FilmStage>
  );
}
