"use client";
import { ChevronDown } from "lucide-react";
import { useEffect } from "react";
import { useFold } from "@/components/ui/fold";
import { useOnline } from "@/hooks/use-awake";
import { useLate } from "@/hooks/use-late";
import { useNear } from "@/hooks/use-near";
import { whenIdle } from "@/hooks/when-idle";
import { isBrief } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";

const load = async () => (await import("./time-axis-room")).TimeAxisRoom;

/** The heights, in rem, of the scale with what is below it, and of an attempt with what is between two: kept free until they are there. */
const [scale, attempt, between] = [1.75, 3.25, 1];

/** How long each attempt of a job was at what, as a small picture; its figures fold out. Nothing where there is no time to speak of. */
export function TimeAxis({ job }: { job: JobView }) {
  return isBrief(job) ? null : <Axis job={job} />;
}

function Axis({ job }: { job: JobView }) {
  const { isOpen, trigger, content } = useFold();
  const { Part, prepare, want } = useLate(load);
  const { ref, isNear } = useNear<HTMLElement>(1.5);
  useEffect(() => (isNear ? whenIdle(() => void prepare()) : undefined), [isNear, prepare]);
  const isOnline = useOnline();
  const height = scale + job.attempt * attempt + (job.attempt - 1) * between;
  const latent = isOnline ? (
    <LatentAxis attempts={job.attempt} />
  ) : (
    <p className="text-[0.9375rem] text-soft">This is drawn once you are back online.</p>
  );
  return (
    <section ref={ref} aria-label="Where the time went" className="rounded-card border bg-tray">
      <h2>
        <button
          {...trigger}
          onClick={() => {
            trigger.onClick();
            void want();
          }}
          className="flex w-full items-center justify-between gap-4 rounded-card px-5 pt-5 pb-4 text-left text-[0.9375rem] font-medium focus-visible:-outline-offset-4 sm:px-6 [&[data-state=open]>svg]:rotate-180"
        >
          Where the time went
          <ChevronDown aria-hidden className="size-4 shrink-0 text-soft transition-transform duration-300" />
        </button>
      </h2>
      <div id={content.id} className="px-5 pb-5 sm:px-6">
        <div style={isOnline ? { minHeight: `${height}rem` } : undefined}>
          {Part ? <Part job={job} isWhole={isOpen} latent={latent} /> : latent}
        </div>
      </div>
    </section>
  );
}

/** The picture before anything is known of it: film without an exposure. */
function LatentAxis({ attempts }: { attempts: number }) {
  return (
    <div aria-hidden className="grid gap-4 pt-7">
      {Array.from({ length: attempts }, (_, at) => (
        <div key={at} className="grid h-13 content-between">
          <p className="text-[0.9375rem] text-soft">Attempt {at + 1}</p>
          <div className="mb-1 h-5 rounded-frame bg-line/45" />
        </div>
      ))}
    </div>
  );
}
