"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { Play } from "lucide-react";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { VideoFrame } from "./video-frame";

/** On cards: a row of stills while it develops, then a still of the video itself. */
export function VideoStrip({ job }: { job: JobView }) {
  if (hasNothing(job)) return null;
  const frame = job.frames[0];
  return (
    <Film small>
      <div className="relative mx-1.5 h-12 overflow-hidden rounded-frame bg-ghost text-black">
        {frame?.state === "developed" && frame.url ? (
          <Still url={frame.url} posterUrl={frame.posterUrl} />
        ) : (
          <VideoFrame job={job} small />
        )}
      </div>
    </Film>
  );
}

function Still({ url, posterUrl }: { url: string; posterUrl: string | null }) {
  return (
    <>
      {posterUrl ? (
        <OwnPicture src={posterUrl} alt="" loading="lazy" className="size-full object-cover" />
      ) : (
        <video muted playsInline preload="metadata" src={`${url}#t=0.1`} className="size-full object-cover" />
      )}
      <span className="absolute inset-0 grid place-items-center">
        <span className="grid size-7 place-items-center rounded-full bg-black/60 text-white">
          <Play className="size-3.5 fill-current" />
        </span>
      </span>
    </>
  );
}
