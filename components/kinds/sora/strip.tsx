"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { PlaySign } from "@/components/film/play-sign";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { useStrip } from "@/components/sheet/strip-picture";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { VideoRow, videoFrames } from "./video-row";

/** On cards: a length of film, whose frames are the video's still once that is there. A phone has room for the first. */
export function VideoStrip({ job }: { job: JobView }) {
  if (hasNothing(job)) return null;
  const frame = job.frames[0];
  return (
    <Film small>
      {frame?.state === "developed" && frame.posterUrl ? (
        <Stills job={job} posterUrl={frame.posterUrl} />
      ) : (
        <VideoRow job={job} />
      )}
    </Film>
  );
}

function Stills({ job, posterUrl }: { job: JobView; posterUrl: string }) {
  const show = useStrip(job, "wide", [posterUrl]);
  return (
    <div className="mx-1.5 grid gap-1 sm:grid-cols-4">
      {Array.from({ length: videoFrames }, (_, at) => (
        <div
          key={at}
          className={cn("relative h-strip overflow-hidden rounded-frame bg-ghost", at > 0 && "max-sm:hidden")}
        >
          {show(posterUrl) ?? (
            <OwnPicture
              src={smallAddress(posterUrl, 256)}
              alt=""
              loading="lazy"
              className="size-full object-cover"
            />
          )}
          {at === 0 && <PlaySign />}
        </div>
      ))}
    </div>
  );
}
