"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { CardFrame } from "./card-frame";
import { cardOf } from "./input";

/** On cards: the photo, and beside it what it becomes. */
export function CardStrip({ job }: { job: JobView }) {
  if (hasNothing(job)) return null;
  const { image } = cardOf(job);
  const frame = job.frames[0];
  const done = frame?.state === "developed" ? frame.url : null;
  return (
    <Film small>
      <div className="flex gap-1 overflow-hidden px-1.5">
        <Small>{image !== "" && <Thumbnail src={`/api/uploads/${image}`} />}</Small>
        <Small>{done === null ? <CardFrame job={job} small /> : <Thumbnail src={done} />}</Small>
      </div>
    </Film>
  );
}

function Small({ children }: { children: React.ReactNode }) {
  return (
    <div className="relative aspect-2/3 h-12 shrink-0 overflow-hidden rounded-frame bg-ghost text-black">
      {children}
    </div>
  );
}

function Thumbnail({ src }: { src: string }) {
  return <OwnPicture src={src} alt="" loading="lazy" className="size-full object-cover" />;
}
