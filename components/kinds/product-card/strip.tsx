"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { useStrip } from "@/components/sheet/strip-picture";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { CardFrame } from "./card-frame";
import { cardOf } from "./input";

/** On cards: the photo, and beside it what it becomes. */
export function CardStrip({ job }: { job: JobView }) {
  const { image } = cardOf(job);
  const frame = job.frames[0];
  const done = frame?.state === "developed" ? frame.url : null;
  const photo = image === "" ? null : `/api/uploads/${image}`;
  const show = useStrip(job, "portrait", [photo, done]);
  if (hasNothing(job)) return null;
  return (
    <Film small>
      <div className="flex justify-center gap-1 overflow-hidden px-1.5">
        <Small>{photo !== null && (show(done && photo) ?? <Thumbnail src={photo} />)}</Small>
        <Small>
          {done === null ? <CardFrame job={job} small /> : (show(done) ?? <Thumbnail src={done} />)}
        </Small>
      </div>
    </Film>
  );
}

function Small({ children }: { children: React.ReactNode }) {
  return (
    <div className="relative h-strip w-8 shrink-0 overflow-hidden rounded-frame bg-ghost text-black sm:aspect-2/3 sm:w-auto">
      {children}
    </div>
  );
}

function Thumbnail({ src }: { src: string }) {
  const small = smallAddress(src, 256);
  return <OwnPicture src={small} alt="" loading="lazy" className="size-full object-cover" />;
}
