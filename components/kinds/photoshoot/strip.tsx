"use client";
import { Film } from "@/components/sheet/film";
import { MiniStrip } from "@/components/sheet/mini-strip";
import { framesOf, hasNothing } from "@/components/sheet/sheet-frame";
import { useStrip } from "@/components/sheet/strip-picture";
import { StruckFrame } from "@/components/sheet/struck-frame";
import { OwnPicture } from "@/components/ui/own-picture";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { mostCells } from "@/lib/jobs/strip";
import { uploadsOf } from "./input";
import { photoshootSheet } from "./sheet";

/** On cards: the same frames in one row. */
export function PhotoshootStrip({ job }: { job: JobView }) {
  const { percent } = useShownProgress(job);
  if (hasNothing(job)) return <StoppedStrip job={job} />;
  const sheet = photoshootSheet(job, percent);
  // Behind the uploads wait the frames that are to come: a film is as long as its card.
  const toCome = framesOf(job, "Picture", percent).slice(sheet.frames.length);
  return <MiniStrip job={job} sheet={{ ...sheet, frames: [...sheet.frames, ...toCome] }} />;
}

/** What was to be developed from, each struck through, as the job's page shows it. */
function StoppedStrip({ job }: { job: JobView }) {
  const { ghost } = photoshootSheet(job);
  const uploads = uploadsOf(job)
    .slice(0, mostCells)
    .map((path) => `/api/uploads/${path}`);
  const show = useStrip(job, "portrait", uploads);
  return (
    <Film small>
      <div className="grid grid-cols-8 gap-1 px-1.5">
        {Array.from({ length: mostCells }, (_, index) => {
          const src = uploads[index];
          return (
            <StruckFrame
              key={src ?? index}
              ghost={ghost}
              isSpoilt={job.status === "failed"}
              className="h-strip"
            >
              {src !== undefined && (show(src) ?? <Upload src={src} />)}
            </StruckFrame>
          );
        })}
      </div>
    </Film>
  );
}

function Upload({ src }: { src: string }) {
  return <OwnPicture src={smallAddress(src, 256)} alt="" loading="lazy" className="size-full object-cover" />;
}
