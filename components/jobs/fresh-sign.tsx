"use client";
import { freshness } from "@/components/copy/live";
import { cn } from "@/components/ui/cn";
import { useLivePhase } from "@/hooks/live/phase";
import { useSinceTold } from "@/hooks/progress";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";

/** How fresh is what the page says of a job. It keeps its width, so that nothing moves as it counts; nothing once the job is over. */
export function FreshSign({ job }: { job: JobView }) {
  const [phase, isOnline] = [useLivePhase(), useOnline()];
  const isLive = freshness(job, phase, isOnline, 0)?.isLive;
  const fresh = freshness(job, phase, isOnline, useSinceTold(job, isLive === false));
  if (fresh === null) return null;
  return (
    <span className="flex min-w-60 items-center gap-2 text-[0.8125rem]">
      <span
        aria-hidden
        className={cn("size-2 rounded-full", fresh.isLive ? "bg-done" : "border border-soft")}
      />
      {fresh.words}
    </span>
  );
}
