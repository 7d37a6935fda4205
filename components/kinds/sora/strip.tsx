"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { Play } from "lucide-react";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { useStrip } from "@/components/sheet/strip-picture";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { VideoRow } from "./video-row";

/** On cards: a row of frames while it develops, then a still of the video itself. */
export function VideoStrip({ job }: { job: JobView }) {
  if (hasNothing(job)) return null;
  const frame = job.frames[0];
  return (
    <Film small>
      {frame?.state === "developed" && frame.posterUrl ? (
        <div className="relative mx-1.5 h-strip overflow-hidden rounded-frame bg-ghost">
          <Still job={job} posterUrl={frame.posterUrl} />
        </div>
      ) : (
        <VideoRow job={job} />
      )}
    </Film>
  );
}

interface StillProps {
  job: JobView;
  posterUrl: string;
}

function Still({ job, posterUrl }: StillProps) {
  const show = useStrip(job, "film", [posterUrl]);
  return (
    <>
      {show(posterUrl) ?? <Poster url={posterUrl} />}
      <span className="absolute inset-0 grid place-items-center">
        <span className="grid size-7 place-items-center rounded-full bg-black/60 text-white">
          <Play className="size-3.5 fill-current" />
        </span>
      </span>
    </>
  );
}

function Poster({ url }: { url: string }) {
  const small = smallAddress(url, 768);
  return <OwnPicture src={small} alt="" loading="lazy" className="size-full object-cover" />;
}
