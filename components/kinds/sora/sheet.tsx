"use client";
import { StoppedSheet } from "@/components/jobs/stopped-sheet";
import { FilmStage } from "@/components/sheet/film-stage";
import { useWait } from "@/components/sheet/arrivals";
import { frameWords, hasNothing } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { videoOf } from "./input";
import { VideoFrame } from "./video-frame";

/** One wide frame, in the shape that the video will have. */
export function VideoSheet({ job }: { job: JobView }) {
  useWait(job);
  const { image, shape } = videoOf(job);
  if (hasNothing(job)) return <StoppedSheet job={job} uploads={image ? [image] : []} />;
  const { width, height } = shape;
  return (
    <FilmStage ratio={width / height} isDeveloping>
      <span className="sr-only">{frameWords("The video", job)}</span>
      <VideoFrame job={job} />
    </FilmStage>
  );
}
