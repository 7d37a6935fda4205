"use client";
import { useEffect } from "react";
import { insisting } from "@/components/kinds/insisting";
import { useOnline } from "@/hooks/use-awake";
import { useLate } from "@/hooks/use-late";
import { useNear } from "@/hooks/use-near";
import { whenIdle } from "@/hooks/when-idle";
import { isBrief } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";

const load = insisting(async () => (await import("./time-axis-room")).TimeAxisRoom);

/** The heights, in rem, of the scale, of an attempt, of what is between two, and of what is said below: kept free until they are there. */
const [scale, attempt, between, said] = [1.75, 5.25, 1.25, 2];

/** How long each attempt of a job was at what, as a small picture with its figures. Nothing where there is no time to speak of. */
export function TimeAxis({ job }: { job: JobView }) {
  return isBrief(job) ? null : <Axis job={job} />;
}

function Axis({ job }: { job: JobView }) {
  const { Part, prepare } = useLate(load);
  const { ref, isNear } = useNear<HTMLElement>(1.5);
  const isOnline = useOnline();
  const isWanted = isNear && isOnline;
  useEffect(() => (isWanted ? whenIdle(() => void prepare()) : undefined), [isWanted, prepare]);
  const height = scale + job.attempt * attempt + (job.attempt - 1) * between + said;
  const latent = isOnline ? (
    <LatentAxis attempts={job.attempt} />
  ) : (
    <p className="text-[0.9375rem] text-soft">This is drawn once you are back online.</p>
  );
  return (
    <section
      ref={ref}
      aria-label="Where the time went"
      className="grid gap-4 rounded-card border bg-tray p-5 sm:px-6"
    >
      <h2 className="text-[0.9375rem] font-medium">Where the time went</h2>
      <div style={isOnline ? { minHeight: `${height}rem` } : undefined}>
        {Part ? <Part job={job} latent={latent} /> : latent}
      </div>
    </section>
  );
}

/** The picture before anything is known of it: film without an exposure. */
function LatentAxis({ attempts }: { attempts: number }) {
  return (
    <div aria-hidden className="grid gap-5 pt-7">
      {Array.from({ length: attempts }, (_, at) => (
        <div key={at} className="grid h-21 content-start gap-2">
          <p className="text-[0.9375rem] text-soft">Attempt {at + 1}</p>
          <div className="h-5 rounded-frame bg-line/45" />
        </div>
      ))}
    </div>
  );
}
